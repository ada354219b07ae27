/* One arrow of the file, wherever it stands. */
#ifndef LOAD_ARROW_H
#define LOAD_ARROW_H

#include "load/sections.h"

/* What is known of an arrow before its step's shares are worked out. */
struct arrow_draft {
	struct arrow arrow;
	double share;     /* below zero: not given */
	bool share_given; /* though it may be wrong, and then it is below zero */
	struct span share_at;
	const char *outcome;
};

/* Reads an arrow, or the id of a step that stands for one. An arrow that leads
 * nowhere because of an error has both `to` and `outcome` NONE. */
void arrow_read(struct load *load, uint32_t from, enum arrow_role role, uint32_t value, struct arrow_draft *draft);

/* Whether an arrow of this role may have the field of that number of
 * arrow_record's: some are for branches only, some for none. */
bool arrow_may_have(enum arrow_role role, uint32_t field);

#endif
