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
