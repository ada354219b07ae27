/* Steps that nobody comes to any more since the map was changed: they are on no
 * walk, where they would be missed. */
#ifndef EXPORT_LEFT_STEPS_H
#define EXPORT_LEFT_STEPS_H

#include "carepath/analysis.h"

struct left_steps {
	uint32_t count, first; /* the first of them, on the map as it is now */
};

struct left_steps left_steps_find(const struct analysis *before, const struct analysis *after);

/* "Nobody comes to Ward stay any more."; "" where there are none. Only inside arena_try(). */
const char *left_steps_say(struct arena *arena, struct left_steps left, const struct pathway *now);

#endif
