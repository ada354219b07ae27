/* The table machinery. Each kind of mapping in the format (a step, an arrow …)
 * is one table of fields; the table gives reading, the errors for keys that
 * are unknown, given twice or missing, and the page doc/format.md.
 *
 * To add a key: one row in the table of its record.
 */
#ifndef LOAD_RECORD_H
#define LOAD_RECORD_H

#include "load/loading.h"

struct field;

/* A form that values have: how it is read and how documentation calls it. */
struct value_type {
	const char *form;
	/* Reads the value of number `value` (never an alias, blank or faulty) to
	 * `into`, or says what is wrong with it and leaves `into` as it is. */
	void (*read)(struct load *load, const struct field *field, uint32_t value, void *into);
};

enum field_flag {
	FIELD_NEEDED = 1,
	FIELD_THEN = 2, /* an arrow's key that `then` takes too */
};

struct field {
	const char *key; /* KEY("name") fills in its length, too */
	uint32_t length;
	const struct value_type *type;
	uint16_t offset; /* in the struct that is read */
	uint8_t flags;
	uint8_t words_class;          /* of lists of words */
	const struct word_set *words; /* allowed words, for value_word */
	const char *form;             /* in place of the type's, where more is to be said */
	const char *meaning;
	const char *help; /* where it is needed and missing; or NULL */
};

struct record {
	const char *name; /* "step" */
	const struct field *fields;
	uint32_t count;
	uint8_t only;          /* only fields with this flag belong to it; 0: all */
	bool quiet;            /* what it holds may be private: messages quote none of it */
	const char *one_value; /* what else may stand for it, for a message; or NULL */
	const char *help;      /* where it is no mapping; NULL: how its first keys are written */
};

#define KEY(name) (name), sizeof(name) - 1

#define RECORD(title, table, ...)                                                                                      \
	{                                                                                                              \
		.name = (title), .fields = (table), .count = sizeof(table) / sizeof *(table), __VA_ARGS__              \
	}

enum { RECORD_MOST = 32 };

/* What a mapping held: nodes by the field's place in the table, 0 for none. */
struct given {
	uint32_t key[RECORD_MOST];
	uint32_t value[RECORD_MOST]; /* 0 also where nothing can be made of it */
	uint32_t keys;               /* bits: which keys are there */
	uint32_t suspected;          /* bits: not given, but a key near it was, and said to be wrong */
};

/* Reads a mapping into the struct `into`. `at` is where a missing key is said
 * to be missing, `id` whose it is (NULL: just "this step"). False when it is
 * no mapping. */
bool record_read(struct load *load, const struct record *record, uint32_t value, struct span at, const char *id,
		 void *into, struct given *given);

/* Whether a list of such records stands there. One alone counts as a list; a
 * mapping without any of its keys is no list, which is said. */
bool record_listed(struct load *load, const struct record *record, const char *key, uint32_t value);

static inline bool given_has(const struct given *given, uint32_t field)
{
	return given->key[field] != 0;
}

/* Whether the field, or what was meant to be it, is there and of no use. */
static inline bool given_unread(const struct given *given, uint32_t field)
{
	return (given->key[field] && !given->value[field]) || (given->suspected & 1u << field);
}

/* The key or, where a message is about the value, that. */
struct span given_span(const struct load *load, const struct given *given, uint32_t field);

/* A mapping whose keys are ids (or words), with `<<` unfolded. */
struct pair {
	uint32_t key, value;
};

struct pairs {
	LIST(struct pair) at;
	struct hash by_key; /* the index in `at` */
};

/* False when it is no mapping; `what` is what its keys are. Keys that are given
 * twice or cannot be keys are said to be wrong and left out. */
bool pairs_read(struct load *load, const char *what, uint32_t value, struct pairs *pairs);

/* A list, or the one value that stands for it. Aliases are followed. */
struct items {
	const struct tree *tree;
	uint32_t next, count;
};

struct items items_of(const struct load *load, uint32_t value);
bool items_next(struct items *items, uint32_t *value);

/* "mapping", "list" or "text" */
const char *kind_word(const struct load *load, uint32_t value);

/* Whether a value is empty, and was said to be so: "'KEY' has no value". */
void say_blank(struct load *load, uint32_t key);

static inline bool says_blank(struct load *load, uint32_t key, uint32_t value)
{
	const struct node *node = load_node(load, value);

	if (node->faulty || !node_is_blank(node))
		return false;
	say_blank(load, key);
	return true;
}

#endif
