/* What the parts of a comparison share while it is made. Each part is one file
 * and one function below; they run in this order. */
#ifndef CAREPATH_ANALYSE_COMPARING_H
#define CAREPATH_ANALYSE_COMPARING_H

#include "analyse/match.h"
#include "carepath/compare.h"

struct comparing {
	struct arena *arena;   /* of the comparison: what stays */
	struct arena *scratch; /* freed when it is made */
	struct comparison *comparison;

	/* compare_map.c */
	const uint32_t *step_after,
	    *step_before; /* of a step of `before`, of `after`: the same one of the other, or NONE */
};

void compare_figures(struct comparing *comparing);
void compare_map(struct comparing *comparing); /* steps, goals, and what cost moves */
void compare_findings(struct comparing *comparing);
void compare_say(struct comparing *comparing);

#endif
