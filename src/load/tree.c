#include "load/tree.h"

void tree_grow(struct arena *arena, struct tree *tree)
{
	*list_add(arena, &tree->chunks) = ARENA_ARRAY(arena, struct node, TREE_CHUNK);
	/* Number 0 is taken by nobody. */
	if (tree->count == 0)
		tree->count = 1;
}
