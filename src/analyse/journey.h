/* One journey as it is walked: what has been met, asked and carried so far. */
#ifndef CAREPATH_ANALYSE_JOURNEY_H
#define CAREPATH_ANALYSE_JOURNEY_H

#include "analyse/link.h"
#include "carepath/analysis.h"

/* Walks the stops and fills in the figures and the stops' times and findings.
 * Everything lives in the analysis' arena; inside arena_try() of it. */
void journey_walk(struct analysis *analysis, const struct stop *stops, uint32_t count, struct walked_journey *walked);

#endif
