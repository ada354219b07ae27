/* A file's values as they stand in it: mappings, lists and texts, each with
 * its place. What libyaml says becomes this tree (events.h), and everything
 * that reads the format reads this.
 *
 * A node is 24 bytes and belongs to its tree; it is referred to by its number,
 * 0 being none. The children of a mapping are key, value, key, value …
 */
#ifndef LOAD_TREE_H
#define LOAD_TREE_H

#include "carepath/source.h"
#include "load/hash.h"

enum node_kind { NODE_TEXT, NODE_MAPPING, NODE_LIST, NODE_ALIAS };

enum node_style {
	NODE_BARE,    /* a text without quotes; a mapping or list by indentation */
	NODE_QUOTED,  /* "…" or '…' */
	NODE_BLOCK,   /* | or > */
	NODE_BRACKETS /* { } or [ ] */
};

struct node {
	uint32_t next; /* the following child of the same parent, or 0 */
	uint8_t kind, style;
	bool decoded;        /* the text differs from what stands in the file (escapes, folded lines) */
	bool faulty;         /* reported already: nothing more is to be said of it */
	uint32_t start, end; /* bytes of the source */
	union {
		struct {
			uint32_t first; /* the first child; of an alias what it stands for */
			uint32_t count; /* children */
		};
		const uint32_t *text; /* where `decoded`: its length, and then its bytes */
	};
};

enum { TREE_CHUNK = 1 << 10 };

/* What is wrong with single values, however well formed the file is. */
enum oddity { ODD_TAG, ODD_ALIAS, ODD_LONG };

struct odd_value {
	enum oddity oddity;
	struct span span;
};

struct tree {
	const char *text; /* what was read; spans are the same in the source */
	LIST(struct node *) chunks;
	uint32_t count; /* of nodes, the unused number 0 among them */
	uint32_t root;
	LIST(struct odd_value) odd; /* in the order of the file */
	LIST(uint32_t) decoded;     /* texts that differ from what stands in the file */
	LIST(uint32_t) voices;      /* mappings that may hold a person's words (privacy.h) */
	bool clean;                 /* only decoded texts can hold characters that they must not */
};

/* Room for nodes from the next number on. */
void tree_grow(struct arena *arena, struct tree *tree);

static inline struct node *tree_at(const struct tree *tree, uint32_t number)
{
	return &tree->chunks.at[number / TREE_CHUNK][number % TREE_CHUNK];
}

/* Adds a node and gives its number. */
static inline uint32_t tree_add(struct arena *arena, struct tree *tree, const struct node *node)
{
	if (tree->count % TREE_CHUNK == 0)
		tree_grow(arena, tree);
	*tree_at(tree, tree->count) = *node;
	return tree->count++;
}

/* What a number stands for, behind an alias if it is one. */
static inline uint32_t tree_value(const struct tree *tree, uint32_t number)
{
	const struct node *node = tree_at(tree, number);
	return node->kind == NODE_ALIAS ? node->first : number;
}

static inline struct span node_span(const struct node *node)
{
	return (struct span){node->start, node->end};
}

/* The text of a NODE_TEXT, without a NUL. */
static inline struct view node_text(const struct tree *tree, const struct node *node)
{
	if (node->decoded)
		return (struct view){(const char *)(node->text + 1), node->text[0]};
	uint32_t quote = node->style == NODE_QUOTED;
	return (struct view){tree->text + node->start + quote, node->end - node->start - 2 * quote};
}

/* Nothing written where a value is expected. */
static inline bool node_is_blank(const struct node *node)
{
	return node->start == node->end && node->kind == NODE_TEXT && node->style == NODE_BARE && !node->decoded;
}

#endif
