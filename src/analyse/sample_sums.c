/* What the walks of many people come to. */
#include "analyse/sample.h"
#include "analyse/total.h"

#include <math.h>
#include <string.h>

/* ---- Of a part --------------------------------------------------------------------------- */

enum { AT_ONCE = 64 };

/* How many times are over the limit, and by how much in all. */
static void sum_excess(struct clock_sums *clock, double limit)
{
	for (uint32_t from = 0; from < clock->times.count; from += AT_ONCE) {
		uint32_t left = clock->times.count - from, count = left < AT_ONCE ? left : AT_ONCE, over = 0;
		double excess[AT_ONCE] = {0};
		for (uint32_t i = 0; i < count; i++) {
			double time = clock->times.at[from + i];
			excess[i] = time > limit ? time - limit : 0;
			over += time > limit;
		}
		clock->over += over;
		clock->excess += sum_of(excess, count);
	}
}

static double sum_of_squares(const double *values, uint32_t value_count, double off)
{
	double sum = 0;
	for (uint32_t from = 0; from < value_count; from += AT_ONCE) {
		uint32_t left = value_count - from, count = left < AT_ONCE ? left : AT_ONCE;
		double squares[AT_ONCE] = {0};
		for (uint32_t i = 0; i < count; i++)
			squares[i] = (values[from + i] - off) * (values[from + i] - off);
		sum += sum_of(squares, count);
	}
	return sum;
}

void part_sum_up(const struct route *route, struct part *part, const double *lead_times)
{
	uint32_t people = part->end_person - part->first_person;
	for (uint32_t c = 0; c < route->pathway->clock_count; c++) {
		const struct target *target = &route->pathway->clocks[c].target;
		part->clocks[c].sum = sum_of(part->clocks[c].times.at, part->clocks[c].times.count);
		if (target->kind != TARGET_NONE)
			sum_excess(&part->clocks[c], target->seconds);
	}
	part->lead_sum = sum_of(&lead_times[part->first_person], people);
	part->lead_squares = sum_of_squares(&lead_times[part->first_person], people, part->lead_sum / people);
}

/* ---- Of several parts -------------------------------------------------------------------- */

bool parts_find_percentiles(const struct parts *parts, uint32_t clock, struct percentiles *found)
{
	struct stretch stretches[PARTS_MOST];
	for (uint32_t i = 0; i < parts->count; i++) {
		const struct part *part = &parts->at[i];
		if (clock == NONE)
			stretches[i] = (struct stretch){&parts->lead_times[part->first_person],
							part->end_person - part->first_person};
		else
			stretches[i] = (struct stretch){part->clocks[clock].times.at, part->clocks[clock].times.count};
	}
	return percentiles_find(stretches, parts->count, found);
}

static void sum_lead_times(struct figures *figures, const struct parts *parts, double people)
{
	double sum = 0, squares = 0;
	for (uint32_t i = 0; i < parts->count; i++)
		sum += parts->at[i].lead_sum;
	for (uint32_t i = 0; i < parts->count; i++) {
		const struct part *part = &parts->at[i];
		double count = part->end_person - part->first_person, off = part->lead_sum / count - sum / people;
		squares += part->lead_squares + count * off * off;
	}
	figures->simple[MEASURE_LEAD_TIME] = sum / people;
	figures->lead_time_error = people > 1 ? sqrt(squares / (people - 1) / people) : NAN;
	figures->simple[MEASURE_LEAD_TIME_P50] = parts->lead_percentiles.p50;
	figures->simple[MEASURE_LEAD_TIME_P90] = parts->lead_percentiles.p90;
}

static void sum_clock(struct clock_figures *figures, const struct parts *parts, uint32_t number, bool has_target)
{
	double count = 0, starts = 0, sum = 0, over = 0, excess = 0;
	for (uint32_t i = 0; i < parts->count; i++) {
		const struct clock_sums *clock = &parts->at[i].clocks[number];
		count += clock->times.count;
		starts += clock->starts;
		sum += clock->sum;
		over += clock->over;
		excess += clock->excess;
	}
	figures->runs = (uint64_t)count;
	figures->mean = count > 0 ? sum / count : NAN;
	figures->p50 = parts->clock_percentiles[number].p50;
	figures->p90 = parts->clock_percentiles[number].p90;
	figures->completed = starts > 0 ? count / starts : NAN;
	figures->within = has_target && starts > 0 ? (count - over) / starts : NAN;
	figures->over = has_target && count > 0 ? over / count : NAN;
	figures->mean_excess = has_target && count > 0 ? excess / count : NAN;
}

static void sum_times(struct work *work, const struct route *route, const struct parts *parts, double people)
{
	const struct pathway *pathway = work->pathway;
	double *runs = ARENA_ARRAY(work->scratch, double, pathway->block_count);
	for (uint32_t i = 0; i < parts->count; i++) {
		const struct part *part = &parts->at[i];
		work->hospital_time += part->spent[IN_HOSPITAL] / people;
		work->home_time += part->spent[AT_HOME] / people;
		work->waiting_in_hospital += part->waiting_in_hospital / people;
		for (uint32_t b = 0; b < pathway->block_count; b++) {
			work->block_mean[b] += part->block_time[b];
			runs[b] += part->block_runs[b];
		}
		for (uint32_t g = 0; g < route->gain_count; g++)
			work->gain[route->gain_arrow[g]] += part->gains[g] / people;
	}
	for (uint32_t b = 0; b < pathway->block_count; b++)
		work->block_mean[b] = runs[b] > 0 ? work->block_mean[b] / runs[b] : NAN; /* never met: not known */
}

void parts_sum_up(struct work *work, const struct route *route, const struct parts *parts)
{
	const struct pathway *pathway = work->pathway;
	struct figures *figures = &work->analysis->figures;
	double people = parts->at[parts->count - 1].end_person - parts->at[0].first_person;
	sum_times(work, route, parts, people);
	for (uint32_t c = 0; c < pathway->clock_count; c++)
		sum_clock(&figures->clocks[c], parts, c, pathway->clocks[c].target.kind != TARGET_NONE);
	sum_lead_times(figures, parts, people);
}

/* ---- Each part alone --------------------------------------------------------------------- */

/* Where the sums are to start from zero again. */
static void forget_sums(struct work *work)
{
	work->hospital_time = work->home_time = work->waiting_in_hospital = 0;
	memset(work->block_mean, 0, work->pathway->block_count * sizeof *work->block_mean);
	memset(work->gain, 0, work->pathway->arrow_count * sizeof *work->gain);
}

static bool find_all_percentiles(struct work *work, struct parts *parts)
{
	bool found = parts_find_percentiles(parts, NONE, &parts->lead_percentiles);
	parts->clock_percentiles = ARENA_ARRAY(work->scratch, struct percentiles, work->pathway->clock_count);
	for (uint32_t c = 0; c < work->pathway->clock_count; c++)
		found &= parts_find_percentiles(parts, c, &parts->clock_percentiles[c]);
	return found;
}

/* The figures as they would be if only the people of one part had been followed. */
static struct figures sum_up_alone(struct work *work, const struct route *route, const struct parts *all, uint32_t i)
{
	struct parts one = {.at = &all->at[i], .count = 1, .lead_times = all->lead_times};
	struct figures *figures = &work->analysis->figures, whole = *figures;
	if (!find_all_percentiles(work, &one))
		arena_fail(work->scratch);
	figures->clocks = ARENA_ARRAY(work->arena, struct clock_figures, work->pathway->clock_count);
	parts_sum_up(work, route, &one);
	measure_times(work);
	struct figures of_part = *figures;
	*figures = whole;
	forget_sums(work);
	return of_part;
}

void parts_sum_up_each(struct work *work, const struct route *route, const struct parts *parts)
{
	struct analysis *analysis = work->analysis;
	analysis->parts = ARENA_ARRAY(work->arena, struct figures, parts->count);
	for (uint32_t i = 0; i < parts->count; i++)
		analysis->parts[i] = sum_up_alone(work, route, parts, i);
	analysis->part_count = parts->count;
}
