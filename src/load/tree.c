#include "load/tree.h"

enum {
	FIRST_READY = 1 << 8,
	MOST_READY = 1 << 16, /* a MiB of nodes at once */
	MOST_A_BYTE = 3,      /* a ':' alone is a mapping, its key and its value */
	SPARE = 8,
};

void tree_init(struct arena *arena, struct tree *tree, const char *text, uint32_t length, uint32_t most)
{
	uint64_t room = MOST_A_BYTE * (uint64_t)length;

	*tree = (struct tree){.text = text, .count = 1, .room = (room < most ? (uint32_t)room : most) + SPARE};
	tree->nodes = arena_reserve(arena, tree->room * sizeof *tree->nodes);
	tree->nodes[0] = (struct node){0};
}

void tree_get_ready(struct arena *arena, struct tree *tree)
{
	uint32_t more = tree->ready < FIRST_READY ? FIRST_READY : tree->ready < MOST_READY ? tree->ready : MOST_READY;

	if (more > tree->room - tree->ready)
		more = tree->room - tree->ready;
	if (more == 0)
		arena_fail(arena);
	if (more == MOST_READY)
		arena_expect(&tree->nodes[tree->ready], more * sizeof *tree->nodes);
	tree->ready += more;
}

struct node *tree_add_many(struct arena *arena, struct tree *tree, uint32_t count)
{
	struct node *first = tree_at(tree, tree->count);

	while (tree->ready - tree->count < count)
		tree_get_ready(arena, tree);
	tree->count += count;
	return first;
}
