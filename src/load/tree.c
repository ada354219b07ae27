#include "load/tree.h"

uint32_t tree_add(struct arena *arena, struct tree *tree, struct node node)
{
	/* Number 0 is taken by nobody. */
	if (tree->count == 0)
		tree->count = 1;
	if (tree->count / TREE_CHUNK == tree->chunks.count)
		*list_add(arena, &tree->chunks) = ARENA_ARRAY(arena, struct node, TREE_CHUNK);
	*tree_at(tree, tree->count) = node;
	return tree->count++;
}

struct view node_text(const struct tree *tree, const struct node *node)
{
	if (node->decoded)
		return (struct view){(const char *)(node->text + 1), node->text[0]};
	uint32_t quote = node->style == NODE_QUOTED;
	return (struct view){tree->text + node->start + quote, node->end - node->start - 2 * quote};
}

bool node_is_blank(const struct node *node)
{
	return node->kind == NODE_TEXT && node->style == NODE_BARE && !node->decoded && node->start == node->end;
}
