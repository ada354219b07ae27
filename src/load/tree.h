/* A file's values as they stand in it: mappings, lists and texts, each with
 * its place. What libyaml says becomes this tree (events.h), and everything
 * that reads the format reads this.
 *
 * A node is 16 bytes and belongs to its tree; it is referred to by its number,
 * 0 being none. Nodes stand in the order of the file, each mapping or list in
 * front of what is in it: so the first child is the next node, and only where a
 * mapping or list ends must be kept. The children of a mapping are key, value,
 * key, value …
 *
 *	for (uint32_t child = tree_first(number); child != node->behind; child = tree_next(tree, child))
 */
#ifndef LOAD_TREE_H
#define LOAD_TREE_H

#include "carepath/source.h"
#include "load/hash.h"

/* Those that hold others come last. */
enum node_kind { NODE_TEXT, NODE_ALIAS, NODE_MAPPING, NODE_LIST };

enum node_style {
	NODE_BARE,    /* a text without quotes; a mapping or list by indentation */
	NODE_QUOTED,  /* "…" or '…' */
	NODE_BLOCK,   /* | or > */
	NODE_BRACKETS /* { } or [ ] */
};

struct node {
	uint32_t start, end; /* bytes of the source */
	union {
		uint32_t behind;     /* of a mapping or list: the node behind all that is in it */
		uint32_t stands_for; /* of an alias */
		uint32_t text;       /* where `decoded`: which of the tree's decoded texts */
	};
	uint32_t count : 24; /* children of a mapping or list */
	uint32_t kind : 2, style : 2;
	uint32_t decoded : 1; /* the text differs from what stands in the file (escapes, folded lines) */
	uint32_t faulty : 1;  /* reported already: nothing more is to be said of it */
};

_Static_assert(sizeof(struct node) == 16, "a large file has millions of them");

/* A text that differs from what stands in the file. */
struct decoded_text {
	uint32_t node, length;
	const char *bytes;
};

/* What is wrong with single values, however well formed the file is. */
enum oddity { ODD_TAG, ODD_ALIAS, ODD_LONG };

struct odd_value {
	enum oddity oddity;
	struct span span;
};

struct tree {
	const char *text; /* what was read; spans are the same in the source */
	struct node *nodes;
	uint32_t count; /* of nodes, the unused number 0 among them */
	uint32_t ready; /* of these there is memory for so many */
	uint32_t room;  /* more there cannot be */
	uint32_t root;
	LIST(struct odd_value) odd; /* in the order of the file */
	LIST(struct decoded_text) decoded;
	LIST(uint32_t) voices; /* mappings that may hold a person's words (privacy.h) */
	bool clean;            /* only decoded texts can hold characters that they must not */
};

/* An empty tree with room for the nodes of a text of so many bytes, but not for
 * more than `most`. */
void tree_init(struct arena *arena, struct tree *tree, const char *text, uint32_t length, uint32_t most);

/* Memory for nodes from the next number on. */
void tree_get_ready(struct arena *arena, struct tree *tree);

static inline struct node *tree_at(const struct tree *tree, uint32_t number)
{
	return &tree->nodes[number];
}

/* Adds a node, whose number is the count before; it stays where it is. It is
 * written and not read: fresh memory is slow to come. */
static inline struct node *tree_add(struct arena *arena, struct tree *tree, struct node node)
{
	if (tree->count >= tree->ready)
		tree_get_ready(arena, tree);
	struct node *added = tree_at(tree, tree->count++);
	*added = node;
	return added;
}

/* Adds so many nodes, to be written by the caller: the first of them. */
struct node *tree_add_many(struct arena *arena, struct tree *tree, uint32_t count);

static inline bool node_holds_others(const struct node *node)
{
	return node->kind >= NODE_MAPPING;
}

/* The first child of a mapping or list; node->behind where there is none. */
static inline uint32_t tree_first(uint32_t number)
{
	return number + 1;
}

/* What follows a node of this number and all that is in it: the next child, or
 * its parent's `behind`. */
static inline uint32_t node_next(const struct node *node, uint32_t number)
{
	return node_holds_others(node) ? node->behind : number + 1;
}

static inline uint32_t tree_next(const struct tree *tree, uint32_t number)
{
	return node_next(tree_at(tree, number), number);
}

/* What a number stands for, behind an alias if it is one. */
static inline uint32_t tree_value(const struct tree *tree, uint32_t number)
{
	const struct node *node = tree_at(tree, number);
	return node->kind == NODE_ALIAS ? node->stands_for : number;
}

static inline struct span node_span(const struct node *node)
{
	return (struct span){node->start, node->end};
}

/* The text of a NODE_TEXT, without a NUL. */
static inline struct view node_text(const struct tree *tree, const struct node *node)
{
	if (node->decoded)
		return (struct view){tree->decoded.at[node->text].bytes, tree->decoded.at[node->text].length};
	uint32_t quote = node->style == NODE_QUOTED;
	return (struct view){tree->text + node->start + quote, node->end - node->start - 2 * quote};
}

/* Nothing written where a value is expected. */
static inline bool node_is_blank(const struct node *node)
{
	return node->start == node->end && node->kind == NODE_TEXT && node->style == NODE_BARE && !node->decoded;
}

#endif
