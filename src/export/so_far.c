#include "carepath/export.h"

#include <math.h>
#include <stdlib.h>

/* Where a person is between two stops: `meanwhile` of the arrow that they
 * come by, of a block that of the step that holds it. */
static bool gap_in_hospital(const struct pathway *pathway, const struct walked_stop *before,
			    const struct walked_stop *stop)
{
	const struct step *step = &pathway->steps[before->step];
	if (step->next == NEXT_BLOCK || stop->arrow == NONE)
		return setting_in_hospital(step->meanwhile);
	return setting_in_hospital(pathway->arrows[stop->arrow].meanwhile);
}

/* Up to the start of the stop. What runs side by side is over in the time
 * between the step that holds the block and the step after it, so only the
 * stop itself is looked at there. */
static double hospital_time(const struct pathway *pathway, const struct walked_journey *walked, uint32_t stop)
{
	const struct walked_stop *before = NULL;
	double time = 0;
	for (uint32_t i = 0; i <= stop; i++) {
		const struct walked_stop *now = &walked->stops[i];
		if (now->side_by_side && i < stop)
			continue;
		double gap = before ? now->starts - before->starts - before->lasted : 0;
		if (before && gap > 0 && gap_in_hospital(pathway, before, now))
			time += gap;
		if (i < stop && setting_in_hospital(pathway->steps[now->step].setting))
			time += now->lasted;
		before = now;
	}
	return time;
}

static void add_times(const struct pathway *pathway, const struct walked_journey *walked, uint32_t stop,
		      struct so_far *so_far)
{
	double lasted = 0;
	so_far->waiting_time = 0;
	for (uint32_t i = 0; i <= stop; i++) {
		if (!isnan(walked->stops[i].waited))
			so_far->waiting_time += walked->stops[i].waited;
		lasted += i < stop ? walked->stops[i].lasted : 0;
	}
	so_far->waiting_share = so_far->waiting_time / (so_far->waiting_time + lasted);
	so_far->hospital_time = hospital_time(pathway, walked, stop);
	so_far->day = floor(walked->stops[stop].starts / 86400) + 1;
}

/* Counts do not depend on how long this person waited, so those of the way so
 * far are those of a walk that ends here. */
bool walk_so_far(struct analysis *analysis, const struct walked_journey *walked, uint32_t stop, struct so_far *so_far)
{
	uint32_t *steps = calloc(stop + 1u, sizeof *steps);
	if (!steps)
		return false;
	for (uint32_t i = 0; i <= stop; i++)
		steps[i] = walked->stops[i].step;
	const struct walked_journey *here = analysis_walk(analysis, steps, stop + 1);
	free(steps);
	if (!here)
		return false;
	so_far->handoffs = here->figures.simple[MEASURE_HANDOFFS];
	so_far->handoffs_across = here->figures.simple[MEASURE_HANDOFFS_ACROSS];
	so_far->story_told = here->figures.simple[MEASURE_STORY_TOLD];
	so_far->teams_met = here->figures.simple[MEASURE_TEAMS_MET];
	add_times(analysis->pathway, walked, stop, so_far);
	return true;
}
