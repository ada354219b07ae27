/* Maps that were spoilt on purpose: the checks must see each fault. */
#ifndef LAYOUT_FAULTS_H
#define LAYOUT_FAULTS_H

#include "check.h"

struct fault {
	const char *name;
	const char *says; /* a part of what the check must say */
	/* Spoils the map or its cells, which are copies; false where there is nothing to spoil. */
	bool (*plant)(const struct pathway *pathway, struct map *map, struct map_cell *cells);
};

extern const struct fault faults[];
extern const size_t fault_count;

/* Whether the fault is seen; `sight` is of a sound map. What was said is in sight->fault. */
bool fault_is_seen(struct sight *sight, const struct fault *fault);

#endif
