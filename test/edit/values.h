/* Random values for the keys of a step or an arrow, as people might type them. */
#ifndef TEST_EDIT_VALUES_H
#define TEST_EDIT_VALUES_H

#include "carepath/edit.h"

/* Random numbers, the same on every machine. */
struct dice {
	uint64_t state;
};

uint32_t dice_roll(struct dice *dice, uint32_t sides);

/* A value for the field, mostly a right one. */
const char *random_value(struct arena *arena, struct dice *dice, const struct pathway *pathway,
			 const struct edit_field *field);

#endif
