/* Which of two lists of names are the same. */
#ifndef CAREPATH_ANALYSE_MATCH_H
#define CAREPATH_ANALYSE_MATCH_H

#include "carepath/arena.h"

struct names {
	const char *(*at)(const void *subject, uint32_t number);
	const void *subject;
	uint32_t count;
};

/* Of each of the names the number of the same one among the others, or NONE;
 * names given several times are matched in their order, each once. */
const uint32_t *match_names(struct arena *arena, struct names names, struct names others);

#endif
