/* Inside the sentences: what their parts share. */
#ifndef CAREPATH_ANALYSE_SAY_H
#define CAREPATH_ANALYSE_SAY_H

#include "carepath/analysis.h"

struct saying {
	struct arena *arena;
	const struct analysis *analysis;
	const struct pathway *pathway;
	bool brief; /* for the short list: what happens, without what else is known of it */
};

const char *say_team(const struct saying *say, uint32_t team);
const char *say_step(const struct saying *say, uint32_t step);

/* Why the thing is asked (or done) again at the step, as far as the file lets
 * one say: " Both use SystmOne: it may have been there to read."; or "". */
const char *say_why_again(const struct saying *say, uint32_t step, uint32_t thing, bool asks);

#endif
