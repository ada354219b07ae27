/* Clocks, read along a walk: of one of the sampled people, or of a journey.
 *
 * A clock runs once a walk, from the first start of one of its `from` steps to
 * the first start after it, in the same episode, of one of its `to` steps. */
#ifndef CAREPATH_ANALYSE_CLOCKS_H
#define CAREPATH_ANALYSE_CLOCKS_H

#include "analyse/groups.h"
#include "carepath/pathway.h"

/* Which clocks look at a step, so that nobody has to ask all of them. */
struct clock_steps {
	struct groups from, to; /* of a step: clocks that it starts; that it stops */
};

const struct clock_steps *clock_steps_new(struct arena *arena, struct arena *scratch, const struct pathway *pathway);

/* How many look at it. */
uint32_t clocks_at(const struct clock_steps *steps, uint32_t step);

struct clock_run {
	uint32_t walk, episode; /* in which it was started */
	double since;
	bool stopped;
};

struct clock_reader {
	const struct clock_steps *steps;
	struct clock_run *runs; /* of a clock; all zero before the first walk */
	uint32_t walk, episode; /* that are read; walks count from 1 */
	void (*started)(void *subject, uint32_t clock);
	void (*stopped)(void *subject, uint32_t clock, double seconds);
	void *subject;
};

/* A step starts. Starts must be told in the order of time. */
void clocks_see(struct clock_reader *reader, uint32_t step, double time);

#endif
