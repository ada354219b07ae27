/* Where each measure's figure is kept. */
#include "analyse/figures.h"

static double *place_in_clock(struct clock_figures *clock, enum measure measure)
{
	double *const of_measures[] = {
	    [MEASURE_CLOCK - MEASURE_CLOCK] = &clock->mean,
	    [MEASURE_CLOCK_P50 - MEASURE_CLOCK] = &clock->p50,
	    [MEASURE_CLOCK_P90 - MEASURE_CLOCK] = &clock->p90,
	    [MEASURE_CLOCK_WITHIN - MEASURE_CLOCK] = &clock->within,
	    [MEASURE_CLOCK_COMPLETED - MEASURE_CLOCK] = &clock->completed,
	};
	return of_measures[measure - MEASURE_CLOCK];
}

double *figures_place(struct figures *figures, enum measure measure, uint32_t index)
{
	double *const of_parts[] = {
	    [MEASURE_COST_PAYER - MEASURE_SIMPLE] = figures->by_payer,
	    [MEASURE_OUTCOME - MEASURE_SIMPLE] = figures->outcomes,
	    [MEASURE_VISITS - MEASURE_SIMPLE] = figures->visits,
	    [MEASURE_REACHED - MEASURE_SIMPLE] = figures->reached,
	};
	if (measure < MEASURE_SIMPLE)
		return &figures->simple[measure];
	if (measure < MEASURE_CLOCK)
		return &of_parts[measure - MEASURE_SIMPLE][index];
	return place_in_clock(&figures->clocks[index], measure);
}

double figures_value(const struct figures *figures, enum measure measure, uint32_t index)
{
	struct figures places = *figures;
	return *figures_place(&places, measure, index);
}
