/* Steps found by a part of their name, of their team's, or of a word that they ask or do. */
#ifndef EXPORT_FOUND_H
#define EXPORT_FOUND_H

#include "carepath/pathway.h"

struct found_step {
	uint32_t step;
	const char *why; /* the team, or "asks: story" */
};

struct found_steps {
	LIST(struct found_step) list;
};

/* No more than anybody reads. Only inside arena_try(). */
struct found_steps steps_found(struct arena *arena, const struct pathway *pathway, const char *sought);

#endif
