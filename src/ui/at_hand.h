/* The pathways at hand: what a folder has that can be walked. */
#ifndef UI_AT_HAND_H
#define UI_AT_HAND_H

#include "carepath/export.h"

struct pathway_at_hand {
	const char *path;
	const char *name;  /* NULL: has errors, or is too large to be read for a list */
	const char *place; /* or NULL */
	bool errors;
	const char *why; /* the first of the errors, with its line */
	uint32_t steps;
	double handoffs, days; /* per person: mean, and from start to end; NAN where not known */
};

struct at_hand {
	LIST(struct pathway_at_hand) list;
};

/* Looks through the folders (ends with NULL) for pathway files, and for those
 * that are meant to be one and cannot be read, each in the order of the alphabet. False when there is no memory. The
 * texts live in the arena. */
bool at_hand_find(struct at_hand *at_hand, struct arena *arena, const char *const *folders,
		  const struct analysis_options *how);

/* A row of a list of them; `shows_all` is what shows all errors: "Enter". Only inside
 * arena_try() of the page's arena. */
void at_hand_write_row(const struct page *page, const struct pathway_at_hand *at_hand, uint32_t row,
		       const char *shows_all);

#endif
