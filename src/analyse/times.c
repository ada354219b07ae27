/* The time that people spend, where they spend it, and what it costs.
 *
 * Without blocks every time is a sum over visits. With one, the time of
 * branches side by side is that of the longest, which is seen by sampling. */
#include "analyse/work.h"

#include <math.h>

static double time_of_arrow(const struct arrow *arrow)
{
	return duration_mean(&arrow->planned) + duration_mean(&arrow->wait);
}

/* Mean time after a step until the next one starts; of a block's holder until
 * `then` does. */
double time_after(const struct work *work, const struct step *step)
{
	double time = 0;
	if (step->next == NEXT_BLOCK)
		return work->block_mean[step->block];
	for (uint32_t a = step->first_arrow; a < step->first_arrow + step->arrow_count; a++)
		if (!duration_given(&work->pathway->arrows[a].after))
			time += work->pathway->arrows[a].share * time_of_arrow(&work->pathway->arrows[a]);
	return time;
}

struct sums {
	double lead, planned, hospital, home, waiting_in_hospital;
};

static void add_in_setting(struct sums *sums, double seconds, enum setting setting)
{
	sums->lead += seconds;
	if (setting == SETTING_HOME)
		sums->home += seconds;
	else if (setting_in_hospital(setting))
		sums->hospital += seconds;
}

static struct sums sum_exactly(const struct work *work)
{
	const struct pathway *pathway = work->pathway;
	struct sums sums = {0};
	for (uint32_t s = 0; s < pathway->step_count; s++)
		add_in_setting(&sums, work->visits[s] * duration_mean(step_lasts(&pathway->steps[s])),
			       pathway->steps[s].setting);
	for (uint32_t a = 0; a < pathway->arrow_count; a++) {
		const struct arrow *arrow = &pathway->arrows[a];
		double times = arrow_traversals(work, arrow);
		sums.planned += times * duration_mean(&arrow->planned);
		if (duration_given(&arrow->after))
			continue;
		add_in_setting(&sums, times * time_of_arrow(arrow), arrow->meanwhile);
		if (setting_in_hospital(arrow->meanwhile))
			sums.waiting_in_hospital += times * duration_mean(&arrow->wait);
	}
	return sums;
}

static double cost_of_visit(const struct work *work, const struct step *step, const struct cost *cost)
{
	if (cost->per == COST_PASSAGE)
		return cost->pounds;
	if (cost->per == COST_HOUR)
		return cost->pounds * duration_mean(&step->takes) / SECONDS_AN_HOUR;
	return cost->pounds * (duration_mean(step_lasts(step)) + time_after(work, step)) / SECONDS_A_DAY;
}

static void sum_costs(struct work *work)
{
	const struct pathway *pathway = work->pathway;
	struct figures *figures = &work->analysis->figures;
	figures->by_payer = ARENA_ARRAY(work->arena, double, pathway->payer_count);
	for (uint32_t s = 0; s < pathway->step_count; s++) {
		const struct step *step = &pathway->steps[s];
		for (uint32_t i = 0; i < step->cost_count && work->visits[s] > 0; i++) {
			double pounds = work->visits[s] * cost_of_visit(work, step, &step->costs[i]);
			figures->simple[MEASURE_COST] += pounds;
			step_pay(step, &step->costs[i], pounds, figures->by_payer);
		}
	}
}

void measure_times(struct work *work)
{
	struct figures *figures = &work->analysis->figures;
	double *simple = figures->simple;
	struct sums sums = sum_exactly(work);
	if (work->has_blocks) {
		sums.hospital = work->hospital_time;
		sums.home = work->home_time;
		sums.waiting_in_hospital = work->waiting_in_hospital;
	} else {
		simple[MEASURE_LEAD_TIME] = sums.lead;
		figures->lead_time_error = 0;
	}
	simple[MEASURE_HOSPITAL_TIME] = sums.hospital;
	simple[MEASURE_HOME_TIME] = sums.home;
	simple[MEASURE_WAITING_IN_HOSPITAL] = sums.waiting_in_hospital;
	/* Planned intervals side by side can come to more than all the time there is. */
	double counted = simple[MEASURE_LEAD_TIME] - sums.planned;
	simple[MEASURE_FLOW_EFFICIENCY] = counted > 0 ? simple[MEASURE_VALUE_TIME] / counted : NAN;
	sum_costs(work);
}
