#include "analyse/sample.h"

#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum {
	PARTS_MOST = 32,
	PEOPLE_USUAL = 10000,
};

/* Of people or of visits to steps, whichever is fewer. So many clocks that look
 * at one step are as much work as a visit. */
static const double visits_most = 20e6;
enum { CLOCKS_A_VISIT = 20 };

struct sampling {
	const struct analysis_options *options;
	const struct route *route;
	struct part *parts;
	uint32_t part_count;
	double *lead_times;
	atomic_uint next_part, done_parts;
	atomic_bool no_memory;
};

static uint64_t people_to_walk(const struct work *work)
{
	double wanted = work->options->people ? (double)work->options->people : PEOPLE_USUAL, visits = 0;
	for (uint32_t s = 0; s < work->pathway->step_count; s++) {
		uint32_t more = clocks_at(work->analysis->clocks_at, s) / CLOCKS_A_VISIT;
		visits += work->visits[s] * (1 + more);
	}
	double most = fmin(floor(visits_most / fmax(visits, 1)), UINT32_MAX - 1);
	return (uint64_t)fmin(wanted, most);
}

/* ---- Parts -------------------------------------------------------------------------- */

static void share_out(struct work *work, struct sampling *sampling, uint32_t people)
{
	const struct pathway *pathway = work->pathway;
	struct arena *arena = work->scratch;
	sampling->part_count = people < PARTS_MOST ? people : PARTS_MOST;
	sampling->parts = ARENA_ARRAY(arena, struct part, sampling->part_count);
	for (uint32_t i = 0; i < sampling->part_count; i++) {
		struct part *part = &sampling->parts[i];
		part->first_person = (uint32_t)((uint64_t)people * i / sampling->part_count);
		part->end_person = (uint32_t)((uint64_t)people * (i + 1) / sampling->part_count);
		part->block_time = ARENA_ARRAY(arena, double, pathway->block_count);
		part->block_runs = ARENA_ARRAY(arena, double, pathway->block_count);
		part->gains = ARENA_ARRAY(arena, double, sampling->route->gain_count);
		part->clock_times = ARENA_ARRAY(arena, struct samples, pathway->clock_count);
		part->clock_starts = ARENA_ARRAY(arena, uint64_t, pathway->clock_count);
	}
}

static void free_samples(const struct sampling *sampling)
{
	for (uint32_t i = 0; i < sampling->part_count; i++)
		for (uint32_t c = 0; c < sampling->route->pathway->clock_count; c++)
			free(sampling->parts[i].clock_times[c].at);
}

/* ---- Threads ------------------------------------------------------------------------ */

static void walk_parts(struct sampling *sampling, bool tell)
{
	struct crowd *crowd = crowd_new(sampling->route, sampling->lead_times);
	if (!crowd)
		atomic_store(&sampling->no_memory, true);
	for (;;) {
		uint32_t number = atomic_fetch_add(&sampling->next_part, 1);
		if (number >= sampling->part_count || atomic_load(&sampling->no_memory))
			break;
		crowd_walk(crowd, &sampling->parts[number]);
		if (sampling->parts[number].no_memory)
			atomic_store(&sampling->no_memory, true);
		uint32_t done = atomic_fetch_add(&sampling->done_parts, 1) + 1;
		if (tell && sampling->options->progress)
			sampling->options->progress(sampling->options->subject, (double)done / sampling->part_count);
	}
	crowd_free(crowd);
}

static void *walk_parts_beside(void *subject)
{
	walk_parts(subject, false);
	return NULL;
}

static uint32_t threads_to_use(const struct work *work, uint32_t parts, double visits)
{
	/* A thread costs more than walking a few people. */
	if (visits < 20000)
		return 1;
	return work->threads < parts ? work->threads : parts;
}

/* Walks everybody. The calling thread does its share; where a thread cannot
 * be had the others do its work. */
static void walk_everybody(struct sampling *sampling, uint32_t threads)
{
	pthread_t others[PARTS_MOST];
	uint32_t started = 0;
	while (started + 1 < threads && pthread_create(&others[started], NULL, walk_parts_beside, sampling) == 0)
		started++;
	walk_parts(sampling, true);
	for (uint32_t i = 0; i < started; i++)
		pthread_join(others[i], NULL);
}

/* ---- Adding up ----------------------------------------------------------------------- */

static void swap(double *values, ptrdiff_t a, ptrdiff_t b)
{
	double value = values[a];
	values[a] = values[b];
	values[b] = value;
}

enum { SAMPLED_FROM = 600 }; /* values, for which it pays */

/* Where, of the values from first to last, to look for a pivot near the wanted
 * rank: about n^(2/3) of them, somewhat off the middle so that what is thrown
 * away next is the larger part. */
static void narrow(ptrdiff_t *first, ptrdiff_t *last, ptrdiff_t wanted)
{
	double count = (double)(*last - *first + 1), before = (double)(wanted - *first + 1);
	double logarithm = log(count), size = 0.5 * exp(2 * logarithm / 3);
	double spread = 0.5 * sqrt(logarithm * size * (count - size) / count);
	double off = before < count / 2 ? -spread : spread;
	ptrdiff_t low = wanted - (ptrdiff_t)(before * size / count - off);
	ptrdiff_t high = wanted + (ptrdiff_t)((count - before) * size / count + off);
	*first = low > *first ? low : *first;
	*last = high < *last ? high : *last;
}

/* Moves the value that belongs at `wanted` of the sorted order there, smaller
 * ones before it: Hoare's FIND (1961, in Wirth's form), with the pivot of Floyd
 * and Rivest (SELECT, CACM 18, 1975). */
static void select_rank(double *values, ptrdiff_t first, ptrdiff_t last, ptrdiff_t wanted)
{
	while (first < last) {
		if (last - first > SAMPLED_FROM) {
			ptrdiff_t from = first, to = last;
			narrow(&from, &to, wanted);
			select_rank(values, from, to, wanted);
		}
		double pivot = values[wanted];
		ptrdiff_t low = first, high = last;
		while (low <= high) {
			while (values[low] < pivot)
				low++;
			while (values[high] > pivot)
				high--;
			if (low <= high)
				swap(values, low++, high--);
		}
		if (high < wanted)
			first = low;
		if (wanted < low)
			last = high;
	}
}

static ptrdiff_t rank_of(double share, size_t count)
{
	ptrdiff_t rank = (ptrdiff_t)ceil(share * (double)count - 1e-9);
	return rank > 0 ? rank - 1 : 0;
}

/* The smallest values that at least half and nine tenths of all do not exceed;
 * reorders. */
static void find_percentiles(double *values, size_t count, double *p50, double *p90)
{
	ptrdiff_t half = rank_of(0.5, count), most = rank_of(0.9, count), last = (ptrdiff_t)count - 1;
	*p50 = *p90 = NAN;
	if (count == 0)
		return;
	select_rank(values, 0, last, half);
	select_rank(values, half, last, most);
	*p50 = values[half];
	*p90 = values[most];
}

static double mean_of(const double *values, size_t count)
{
	double sum = 0;
	for (size_t i = 0; i < count; i++)
		sum += values[i];
	return count > 0 ? sum / (double)count : NAN;
}

static void sum_lead_times(struct work *work, double *times, size_t count)
{
	struct figures *figures = &work->analysis->figures;
	double mean = mean_of(times, count), squares = 0;
	for (size_t i = 0; i < count; i++)
		squares += (times[i] - mean) * (times[i] - mean);
	figures->simple[MEASURE_LEAD_TIME] = mean;
	figures->lead_time_error = count > 1 ? sqrt(squares / ((double)count - 1) / (double)count) : NAN;
	find_percentiles(times, count, &figures->simple[MEASURE_LEAD_TIME_P50],
			 &figures->simple[MEASURE_LEAD_TIME_P90]);
}

static void measure_clock(const struct target *target, double *times, size_t count, double starts,
			  struct clock_figures *clock)
{
	double over = 0, excess = 0;
	clock->runs = count;
	clock->mean = mean_of(times, count);
	find_percentiles(times, count, &clock->p50, &clock->p90);
	clock->completed = starts > 0 ? (double)count / starts : NAN;
	clock->within = clock->over = clock->mean_excess = NAN;
	if (target->kind == TARGET_NONE)
		return;
	for (size_t i = 0; i < count; i++)
		if (times[i] > target->seconds) {
			over++;
			excess += times[i] - target->seconds;
		}
	clock->within = starts > 0 ? ((double)count - over) / starts : NAN;
	clock->over = count > 0 ? over / (double)count : NAN;
	clock->mean_excess = count > 0 ? excess / (double)count : NAN;
}

/* `times` has room for one of everybody: no clock runs twice. */
static void sum_clock(struct work *work, const struct sampling *sampling, uint32_t number, double *times)
{
	size_t count = 0;
	double starts = 0;
	for (uint32_t i = 0; i < sampling->part_count; i++) {
		const struct samples *samples = &sampling->parts[i].clock_times[number];
		if (samples->count > 0)
			memcpy(&times[count], samples->at, samples->count * sizeof *times);
		count += samples->count;
		starts += (double)sampling->parts[i].clock_starts[number];
	}
	measure_clock(&work->pathway->clocks[number].target, times, count, starts,
		      &work->analysis->figures.clocks[number]);
}

static void sum_parts(struct work *work, const struct sampling *sampling, double people)
{
	const struct pathway *pathway = work->pathway;
	double *runs = ARENA_ARRAY(work->scratch, double, pathway->block_count);
	for (uint32_t i = 0; i < sampling->part_count; i++) {
		const struct part *part = &sampling->parts[i];
		work->hospital_time += part->spent[IN_HOSPITAL] / people;
		work->home_time += part->spent[AT_HOME] / people;
		work->waiting_in_hospital += part->waiting_in_hospital / people;
		for (uint32_t b = 0; b < pathway->block_count; b++) {
			work->block_mean[b] += part->block_time[b];
			runs[b] += part->block_runs[b];
		}
		for (uint32_t g = 0; g < sampling->route->gain_count; g++)
			work->gain[sampling->route->gain_arrow[g]] += part->gains[g] / people;
	}
	for (uint32_t b = 0; b < pathway->block_count; b++)
		work->block_mean[b] = runs[b] > 0 ? work->block_mean[b] / runs[b] : NAN; /* never met: not known */
}

/* What an arena needs to guard, so that no sample is left behind. */
struct summing {
	struct work *work;
	struct sampling *sampling;
	double people;
	double *times; /* room for one of everybody */
};

static void sum_up(void *subject)
{
	struct summing *summing = subject;
	sum_parts(summing->work, summing->sampling, summing->people);
	for (uint32_t c = 0; c < summing->work->pathway->clock_count; c++)
		sum_clock(summing->work, summing->sampling, c, summing->times);
	sum_lead_times(summing->work, summing->sampling->lead_times, (size_t)summing->people);
}

/* Where the sums are to start from zero again. */
static void forget_sums(struct work *work)
{
	work->hospital_time = work->home_time = work->waiting_in_hospital = 0;
	memset(work->block_mean, 0, work->pathway->block_count * sizeof *work->block_mean);
	memset(work->gain, 0, work->pathway->arrow_count * sizeof *work->gain);
}

/* The figures as they would be if only the people of one part had been followed. */
static struct figures sum_up_part(const struct summing *all, struct part *part)
{
	struct work *work = all->work;
	struct sampling one = *all->sampling;
	struct summing summing = {work, &one, part->end_person - part->first_person, all->times};
	struct figures *figures = &work->analysis->figures, whole = *figures;
	one.parts = part;
	one.part_count = 1;
	one.lead_times = &all->sampling->lead_times[part->first_person];
	figures->clocks = ARENA_ARRAY(work->arena, struct clock_figures, work->pathway->clock_count);
	sum_up(&summing);
	measure_times(work);
	struct figures of_part = *figures;
	*figures = whole;
	forget_sums(work);
	return of_part;
}

/* Before the whole is summed up, which puts the lead times into another order. */
static void sum_up_parts(void *subject)
{
	const struct summing *summing = subject;
	struct analysis *analysis = summing->work->analysis;
	analysis->parts = ARENA_ARRAY(summing->work->arena, struct figures, summing->sampling->part_count);
	for (uint32_t i = 0; i < summing->sampling->part_count; i++)
		analysis->parts[i] = sum_up_part(summing, &summing->sampling->parts[i]);
	analysis->part_count = summing->sampling->part_count;
}

static void sum_up_all(void *subject)
{
	struct summing *summing = subject;
	if (summing->work->pathway->clock_count > 0)
		summing->times = ARENA_ARRAY(summing->work->scratch, double, (size_t)summing->people);
	if (summing->work->options->spread)
		sum_up_parts(subject);
	sum_up(subject);
}

static void nothing_sampled(struct work *work)
{
	struct figures *figures = &work->analysis->figures;
	const double unknown = work->has_blocks ? NAN : 0;
	figures->simple[MEASURE_LEAD_TIME] = figures->lead_time_error = NAN;
	figures->simple[MEASURE_LEAD_TIME_P50] = figures->simple[MEASURE_LEAD_TIME_P90] = NAN;
	work->hospital_time = work->home_time = work->waiting_in_hospital = unknown;
	for (uint32_t b = 0; b < work->pathway->block_count; b++)
		work->block_mean[b] = NAN;
	for (uint32_t c = 0; c < work->pathway->clock_count; c++)
		figures->clocks[c] = (struct clock_figures){NAN, NAN, NAN, NAN, NAN, NAN, NAN, 0};
}

static void sample(struct work *work, uint32_t people)
{
	struct sampling sampling = {.options = work->options, .route = route_new(work)};
	sampling.lead_times = ARENA_ARRAY(work->scratch, double, people);
	share_out(work, &sampling, people);
	walk_everybody(&sampling, threads_to_use(work, sampling.part_count, sampling.route->visits * people));
	struct summing summing = {.work = work, .sampling = &sampling, .people = people};
	bool enough = !atomic_load(&sampling.no_memory) && arena_try(work->scratch, sum_up_all, &summing);
	free_samples(&sampling);
	if (!enough)
		arena_fail(work->scratch);
}

/* ---- What findings need --------------------------------------------------------------- */

/* Measures that are sampled where there are blocks, if not everywhere. */
static bool is_sampled(enum measure measure)
{
	static const enum measure sampled[] = {
	    MEASURE_LEAD_TIME,     MEASURE_LEAD_TIME_P50,   MEASURE_LEAD_TIME_P90,       MEASURE_FLOW_EFFICIENCY,
	    MEASURE_HOSPITAL_TIME, MEASURE_HOME_TIME,       MEASURE_WAITING_IN_HOSPITAL, MEASURE_COST,
	    MEASURE_COST_PAYER,    MEASURE_CLOCK,           MEASURE_CLOCK_P50,           MEASURE_CLOCK_P90,
	    MEASURE_CLOCK_WITHIN,  MEASURE_CLOCK_COMPLETED,
	};
	for (size_t i = 0; i < sizeof sampled / sizeof *sampled; i++)
		if (sampled[i] == measure)
			return true;
	return false;
}

static bool any_goal_sampled(const struct pathway *pathway)
{
	enum measure measure;
	uint32_t index;
	for (uint32_t g = 0; g < pathway->goal_count; g++)
		if (measure_find(pathway, pathway->goals[g].measure, &measure, &index) && is_sampled(measure))
			return true;
	return false;
}

static bool any_clock_judged(const struct pathway *pathway)
{
	for (uint32_t c = 0; c < pathway->clock_count; c++)
		if (pathway->clocks[c].target.kind != TARGET_NONE)
			return true;
	return false;
}

/* Going round a loop takes the time of the blocks in it. */
static bool any_block_in_loop(const struct work *work)
{
	const struct chain *chain = work->episode->chain;
	for (uint32_t b = 0; b < work->pathway->block_count; b++) {
		uint32_t place = chain_place(chain, work->pathway->blocks[b].holder);
		if (network_is_loop(chain->network, chain->network->component[place]))
			return true;
	}
	return false;
}

static bool findings_need_sample(const struct work *work)
{
	return any_goal_sampled(work->pathway) || any_clock_judged(work->pathway) || any_block_in_loop(work) ||
	       any_gain_asked(work);
}

void measure_by_sampling(struct work *work)
{
	const struct pathway *pathway = work->pathway;
	work->analysis->figures.clocks = ARENA_ARRAY(work->arena, struct clock_figures, pathway->clock_count);
	work->analysis->clocks_at = clock_steps_new(work->arena, work->scratch, pathway);
	work->block_mean = ARENA_ARRAY(work->scratch, double, pathway->block_count);
	work->gain = ARENA_ARRAY(work->scratch, double, pathway->arrow_count);
	bool wanted = !work->options->exact_only && (!work->options->findings_only || findings_need_sample(work));
	uint64_t people = wanted ? people_to_walk(work) : 0;
	work->analysis->sampled_people = people;
	if (people == 0)
		nothing_sampled(work);
	else
		sample(work, (uint32_t)people);
}
