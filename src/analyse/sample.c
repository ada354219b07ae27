#include "analyse/sample.h"

#include "base/spare_stack.h"

#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

enum { PEOPLE_USUAL = 10000 };

/* Of people or of visits to steps, whichever is fewer. So many clocks that look
 * at one step are as much work as a visit. */
static const double visits_most = 20e6;
enum { CLOCKS_A_VISIT = 20 };

struct sampling {
	const struct analysis_options *options;
	const struct route *route;
	struct parts parts;
	atomic_uint next_part, next_search;
	pthread_mutex_t lock; /* for what follows */
	pthread_cond_t all_walked;
	uint32_t done_parts;
	bool no_memory;
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
	struct parts *parts = &sampling->parts;
	parts->count = people < PARTS_MOST ? people : PARTS_MOST;
	parts->at = ARENA_ARRAY(arena, struct part, parts->count);
	parts->lead_times = ARENA_ARRAY(arena, double, people);
	parts->clock_percentiles = ARENA_ARRAY(arena, struct percentiles, pathway->clock_count);
	for (uint32_t i = 0; i < parts->count; i++) {
		struct part *part = &parts->at[i];
		part->first_person = (uint32_t)((uint64_t)people * i / parts->count);
		part->end_person = (uint32_t)((uint64_t)people * (i + 1) / parts->count);
		part->block_time = ARENA_ARRAY(arena, double, pathway->block_count);
		part->block_runs = ARENA_ARRAY(arena, double, pathway->block_count);
		part->gains = ARENA_ARRAY(arena, double, sampling->route->gain_count);
		part->clocks = ARENA_ARRAY(arena, struct clock_sums, pathway->clock_count);
	}
}

static void free_samples(const struct sampling *sampling)
{
	for (uint32_t i = 0; i < sampling->parts.count; i++)
		for (uint32_t c = 0; c < sampling->route->pathway->clock_count; c++)
			free(sampling->parts.at[i].clocks[c].times.at);
}

/* ---- Threads ------------------------------------------------------------------------ */

/* Takes note of one more part, or of memory that was wanting. Returns how many
 * parts are done; none where nobody is to go on. */
static uint32_t note_done(struct sampling *sampling, uint32_t parts, bool no_memory)
{
	pthread_mutex_lock(&sampling->lock);
	sampling->done_parts += parts;
	sampling->no_memory |= no_memory;
	uint32_t done = sampling->no_memory ? 0 : sampling->done_parts;
	if (sampling->no_memory || done == sampling->parts.count)
		pthread_cond_broadcast(&sampling->all_walked);
	pthread_mutex_unlock(&sampling->lock);
	return done;
}

static void walk_parts(struct sampling *sampling, bool tell)
{
	struct crowd *crowd = crowd_new(sampling->route, sampling->parts.lead_times);
	uint32_t number;
	if (!crowd)
		note_done(sampling, 0, true);
	while (crowd && (number = atomic_fetch_add(&sampling->next_part, 1)) < sampling->parts.count) {
		struct part *part = &sampling->parts.at[number];
		crowd_walk(crowd, part);
		part_sum_up(sampling->route, part, sampling->parts.lead_times);
		uint32_t done = note_done(sampling, 1, part->no_memory);
		if (done == 0)
			break;
		if (tell && sampling->options->progress)
			sampling->options->progress(sampling->options->subject, (double)done / sampling->parts.count);
	}
	crowd_free(crowd);
}

/* False where memory was wanting. */
static bool wait_for_all(struct sampling *sampling)
{
	pthread_mutex_lock(&sampling->lock);
	while (!sampling->no_memory && sampling->done_parts < sampling->parts.count)
		pthread_cond_wait(&sampling->all_walked, &sampling->lock);
	bool whole = !sampling->no_memory;
	pthread_mutex_unlock(&sampling->lock);
	return whole;
}

/* Lead times first, which are of everybody. */
static void find_percentiles(struct sampling *sampling)
{
	struct parts *parts = &sampling->parts;
	uint32_t number, clocks = sampling->route->pathway->clock_count;
	while ((number = atomic_fetch_add(&sampling->next_search, 1)) <= clocks) {
		bool lead = number == 0;
		if (!parts_find_percentiles(parts, lead ? NONE : number - 1,
					    lead ? &parts->lead_percentiles : &parts->clock_percentiles[number - 1]))
			note_done(sampling, 0, true);
	}
}

static void sample_together(struct sampling *sampling, bool tell)
{
	walk_parts(sampling, tell);
	if (wait_for_all(sampling))
		find_percentiles(sampling);
}

static void *sample_beside(void *subject)
{
	struct spare_stack spare;
	spare_stack_take(&spare);
	sample_together(subject, false);
	spare_stack_leave(&spare);
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
	while (started + 1 < threads && pthread_create(&others[started], NULL, sample_beside, sampling) == 0)
		started++;
	sample_together(sampling, true);
	for (uint32_t i = 0; i < started; i++)
		pthread_join(others[i], NULL);
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

/* What an arena needs to guard, so that no sample is left behind. */
struct summing {
	struct work *work;
	const struct sampling *sampling;
};

static void sum_up(void *subject)
{
	const struct summing *summing = subject;
	const struct sampling *sampling = summing->sampling;
	if (summing->work->options->spread)
		parts_sum_up_each(summing->work, sampling->route, &sampling->parts);
	parts_sum_up(summing->work, sampling->route, &sampling->parts);
}

static void sample(struct work *work, uint32_t people)
{
	struct sampling sampling = {.options = work->options,
				    .route = route_new(work),
				    .lock = PTHREAD_MUTEX_INITIALIZER,
				    .all_walked = PTHREAD_COND_INITIALIZER};
	share_out(work, &sampling, people);
	walk_everybody(&sampling, threads_to_use(work, sampling.parts.count, sampling.route->visits * people));
	struct summing summing = {work, &sampling};
	bool enough = !sampling.no_memory && arena_try(work->scratch, sum_up, &summing);
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

/* Findings that a map marks. */
static bool marks_need_sample(const struct work *work)
{
	return any_clock_judged(work->pathway) || any_block_in_loop(work) || any_gain_asked(work);
}

static bool findings_need_sample(const struct work *work)
{
	return any_goal_sampled(work->pathway) || marks_need_sample(work);
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
	work->analysis->marks_left_out = people == 0 && marks_need_sample(work);
	if (people == 0)
		nothing_sampled(work);
	else
		sample(work, (uint32_t)people);
}
