/* The keys of steps and arrows as the loader's tables have them. */
#ifndef EDIT_KEYS_H
#define EDIT_KEYS_H

#include "edit/outline.h"
#include "load/record.h"

/* Where the keys of a step or an arrow are written. */
struct keys {
	const struct record *record;
	uint32_t mapping;  /* 0: an arrow that is only an id, or nothing */
	uint32_t node;     /* what stands for the step or arrow; 0: there is none */
	bool elsewhere;    /* all of it is written somewhere else */
	struct way way;    /* of an arrow */
	const char *where; /* "from Ward stay to Home", "of Ward stay" */
};

struct keys keys_of(const struct outline *outline, struct edit_place place);

/* A field of the record that this step or arrow may have, or NULL. */
const struct field *keys_field(const struct keys *keys, const char *key);

/* The names of all fields, in the order in which they are written, then NULL. */
const char *const *keys_order(struct arena *arena, const struct record *record);

/* Where a key is written. Of an arrow that is only an id, `to` is that. */
struct spot keys_spot(const struct outline *outline, const struct keys *keys, const char *key);

enum edit_form form_of(const struct field *field);

/* The value as the form shows it. */
const char *shown_value(const struct outline *outline, const struct field *field, uint32_t node);

/* edit_fields() of a text that is read already. */
struct edit_fields fields_of(const struct outline *outline, struct edit_place place);

#endif
