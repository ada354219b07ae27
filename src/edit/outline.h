/* Where in a file's text a step, an arrow, a key and its value stand. Read with
 * the loader's own scanner and tree, so that both always mean the same. */
#ifndef EDIT_OUTLINE_H
#define EDIT_OUTLINE_H

#include "carepath/edit.h"
#include "load/hash.h"
#include "load/tree.h"

struct outline {
	struct arena *arena;
	const char *text;
	uint32_t length;
	struct tree *tree;
	uint32_t root;      /* the file's mapping */
	struct hash *steps; /* where each id stands, once a step was looked for */
};

/* False when YAML cannot read it, or it is no mapping. */
bool outline_read(struct arena *arena, const char *text, uint32_t length, struct outline *outline);

/* A key and its value, where they are written. */
struct spot {
	uint32_t mapping;    /* in which they stand */
	uint32_t key, value; /* nodes, 0 where the key is not given; the value never an alias */
	bool elsewhere;      /* through an alias or a merge: written once for several places */
};

/* The key of a mapping as the loader takes it: its own before a merged one. */
struct spot outline_key(const struct outline *outline, uint32_t mapping, const char *key);

/* The same further in: `elsewhere` where the way there is. */
struct spot outline_under(const struct outline *outline, struct spot spot, const char *key);

/* A step in `steps`; its value is a mapping. */
struct spot outline_step(const struct outline *outline, const char *id);

/* One arrow: a mapping, or the id that stands for it. */
enum way_role { WAY_ARROW, WAY_BRANCH, WAY_THEN };

struct way {
	uint32_t node; /* never an alias; 0: there is no such arrow */
	enum way_role role;
	struct spot next;     /* of the step */
	uint32_t list, index; /* the list it is an entry of, or 0 */
	bool elsewhere;
};

struct way outline_way(const struct outline *outline, struct spot step, uint32_t number);

/* How many arrows a step has, `then` among them. */
uint32_t outline_ways(const struct outline *outline, struct spot step);

/* Whether the step goes on with a block. */
bool outline_is_block(const struct outline *outline, struct spot next);

/* "Ward stay": what the step is called. */
const char *outline_name(const struct outline *outline, const char *id);

/* "care-home" → "Care home": what a thing is called that has no name. */
const char *outline_from_id(const struct outline *outline, const char *id);

/* The id that an arrow leads to, or NULL where it ends in an outcome. */
const char *outline_to(const struct outline *outline, struct way way);

/* A node's text, with a NUL. */
const char *outline_text(const struct outline *outline, uint32_t node);

/* Behind the last byte of a node, whatever it holds. */
uint32_t outline_end(const struct outline *outline, uint32_t number);

/* Where the line of a byte starts; where it ends, before its line end; and
 * behind that. */
uint32_t line_start(const struct outline *outline, uint32_t at);
uint32_t line_end(const struct outline *outline, uint32_t at);
uint32_t line_after(const struct outline *outline, uint32_t at);

/* The number of the line. */
uint32_t line_of(const struct outline *outline, uint32_t at);

/* How lines end here: as the line of this byte does, or else the file's first. */
const char *line_feed(const struct outline *outline, uint32_t at);

static inline struct node *outline_node(const struct outline *outline, uint32_t number)
{
	return tree_at(outline->tree, number);
}

/* What a mapping or list holds, one after the other; 0 where there is no more. */
static inline uint32_t first_in(const struct outline *outline, uint32_t parent)
{
	const struct node *node = outline_node(outline, parent);
	return node_holds_others(node) && node->count > 0 ? tree_first(parent) : 0;
}

static inline uint32_t next_in(const struct outline *outline, uint32_t parent, uint32_t child)
{
	uint32_t next = tree_next(outline->tree, child);
	return next == outline_node(outline, parent)->behind ? 0 : next;
}

/* What stands behind a key; an alias is not followed. */
static inline uint32_t value_of(const struct outline *outline, uint32_t key)
{
	return tree_next(outline->tree, key);
}

#endif
