/* One journey as it is walked: what has been met, asked and carried so far. */
#ifndef CAREPATH_ANALYSE_JOURNEY_H
#define CAREPATH_ANALYSE_JOURNEY_H

#include "analyse/link.h"
#include "analyse/work.h"

struct journey_room;

/* What serves all journeys of an analysis; `arena` need last no longer than they are walked. */
struct journey_room *journey_room_new(struct arena *arena, const struct analysis *analysis);

struct journey_walking {
	struct analysis *analysis;
	const struct links *links;       /* of the steps that are stops, at least */
	const struct shown_index *index; /* of them, too */
	struct journey_room *room;
	struct work *work; /* while the analysis is made; else NULL */
	struct span place; /* of the journey */
};

/* Walks the stops and fills in the figures and the stops' times and findings.
 * What stays lives in the analysis' arena; inside arena_try() of it. */
void journey_walk(struct journey_walking walking, const struct stop *stops, uint32_t count,
		  struct walked_journey *walked);

/* The findings of the wanted steps, by where a journey meets them. */
const struct shown_index *shown_index_new(struct arena *arena, struct arena *scratch, const struct analysis *analysis,
					  const bool *wanted);

#endif
