/* The journeys of the file, a route by hand, and the likeliest way. */
#include "analyse/journey.h"
#include "analyse/work.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Numbers that are kept of journeys at most, for each step and each journey. */
static const double journey_figures_most = 2e7;

/* Two stops between which the map has no way. */
struct gap {
	uint32_t at[2], stop;
};

static int by_steps(const void *a, const void *b)
{
	const struct gap *x = a, *y = b;
	for (int i = 0; i < 2; i++)
		if (x->at[i] != y->at[i])
			return x->at[i] < y->at[i] ? -1 : 1;
	return (x->stop > y->stop) - (x->stop < y->stop);
}

/* One finding for two steps, however often the person goes from one to the other. */
static void find_gaps(struct work *work, uint32_t number)
{
	const struct journey *journey = &work->pathway->journeys[number];
	struct open_blocks open = {.arena = work->scratch};
	LIST(struct gap) gaps = {0};
	open_around(work->pathway, &open, journey->stops[0].step);
	for (uint32_t i = 1; i < journey->stop_count; i++) {
		struct gap gap = {{journey->stops[i - 1].step, journey->stops[i].step}, i};
		if (link_find(work->links, &open, gap.at[0], &journey->stops[i]).off_the_map)
			*list_add(work->scratch, &gaps) = gap;
	}
	if (gaps.count > 0)
		qsort(gaps.at, gaps.count, sizeof *gaps.at, by_steps);
	for (uint32_t i = 0; i < gaps.count; i++) {
		const struct gap *gap = &gaps.at[i];
		if (i > 0 && memcmp(gap->at, gap[-1].at, sizeof gap->at) == 0)
			continue;
		struct finding *finding = finding_add(work, RULE_OFF_THE_MAP, gap->at, 2, journey->stops[gap->stop].at);
		finding->subject = number;
		finding->per_person = NAN;
	}
}

static void find_journey_steps(struct work *work)
{
	const struct pathway *pathway = work->pathway;
	work->journey_steps = ARENA_ARRAY(work->scratch, bool, pathway->step_count);
	for (uint32_t j = 0; j < pathway->journey_count; j++)
		for (uint32_t i = 0; i < pathway->journeys[j].stop_count; i++)
			want_step(pathway, work->journey_steps, pathway->journeys[j].stops[i].step);
}

void find_off_the_map(struct work *work)
{
	const struct pathway *pathway = work->pathway;
	if (pathway->journey_count == 0)
		return;
	find_journey_steps(work);
	work->links = links_new(work->scratch, work->scratch, pathway, work->journey_steps);
	for (uint32_t j = 0; j < pathway->journey_count; j++)
		if (pathway->journeys[j].stop_count > 0)
			find_gaps(work, j);
}

/* Figures of all journeys, each of which has some for every step. */
static void check_journeys(struct work *work)
{
	const struct pathway *pathway = work->pathway;
	double each = (double)pathway->step_count + pathway->payer_count + pathway->outcome_count;
	double most = floor(journey_figures_most / (each + pathway->clock_count));
	if (pathway->journey_count > most)
		work_refuse(work, pathway->journeys[(uint32_t)most].at, "divide them into several files",
			    "with this, there are more than %.0f journeys through %u steps", most, pathway->step_count);
}

void walk_journeys(struct work *work)
{
	const struct pathway *pathway = work->pathway;
	struct analysis *analysis = work->analysis;
	if (pathway->journey_count == 0)
		return;
	check_journeys(work);
	if (work->options->marks_only)
		return;
	struct journey_room *room = journey_room_new(work->scratch, analysis);
	const struct shown_index *index = shown_index_new(work->scratch, work->scratch, analysis, work->journey_steps);
	analysis->journeys = ARENA_ARRAY(work->arena, struct walked_journey, pathway->journey_count);
	for (uint32_t j = 0; j < pathway->journey_count; j++) {
		const struct journey *journey = &pathway->journeys[j];
		const struct journey_walking walking = {analysis, work->links, index, room, work, journey->at};
		analysis->journeys[j].journey = j;
		analysis->journeys[j].end_arrow = NONE;
		journey_walk(walking, journey->stops, journey->stop_count, &analysis->journeys[j]);
	}
}

/* ---- A route by hand ------------------------------------------------------------------- */

struct by_hand {
	struct analysis *analysis;
	const uint32_t *steps, *along;
	uint32_t count, end_arrow;
	struct walked_journey *walked;
};

/* Any step may be walked to, and other routes may follow. */
static void make_indexes(struct analysis *analysis)
{
	bool *all = ARENA_ARRAY(analysis->arena, bool, analysis->pathway->step_count);
	memset(all, true, analysis->pathway->step_count * sizeof *all);
	analysis->links = links_new(analysis->arena, analysis->arena, analysis->pathway, all);
	analysis->index = shown_index_new(analysis->arena, analysis->arena, analysis, all);
}

static void walk_by_hand(void *subject)
{
	struct by_hand *by_hand = subject;
	struct analysis *analysis = by_hand->analysis;
	struct arena *arena = analysis->arena;
	if (!analysis->index)
		make_indexes(analysis);
	const struct journey_walking walking = {.analysis = analysis,
						.links = analysis->links,
						.index = analysis->index,
						.room = journey_room_new(arena, analysis)};
	struct stop *stops = ARENA_ARRAY(arena, struct stop, by_hand->count);
	by_hand->walked = ARENA_NEW(arena, struct walked_journey);
	by_hand->walked->journey = NONE;
	by_hand->walked->end_arrow = by_hand->end_arrow;
	for (uint32_t i = 0; i < by_hand->count; i++) {
		stops[i].step = by_hand->steps[i];
		stops[i].has_arrow = by_hand->along && by_hand->along[i] != NONE;
		stops[i].arrow = stops[i].has_arrow ? by_hand->along[i] : NONE;
	}
	journey_walk(walking, stops, by_hand->count, by_hand->walked);
}

const struct walked_journey *analysis_walk_along(struct analysis *analysis, const uint32_t *steps,
						 const uint32_t *along, uint32_t count, uint32_t end_arrow)
{
	struct by_hand by_hand = {analysis, steps, along, count, end_arrow, NULL};
	return arena_try(analysis->arena, walk_by_hand, &by_hand) ? by_hand.walked : NULL;
}

const struct walked_journey *analysis_walk(struct analysis *analysis, const uint32_t *steps, uint32_t count)
{
	return analysis_walk_along(analysis, steps, NULL, count, NONE);
}

/* ---- The likeliest way ------------------------------------------------------------------ */

struct likeliest {
	struct analysis *analysis;
	bool *used;      /* of a `then` arrow */
	uint32_t *order; /* of a step's ways: those that most people take first */
	uint32_t *taken; /* of a step: how many of these have been; NONE: they are not in order yet */
	LIST(uint32_t) steps;
	uint32_t end_arrow;
	struct {
		uint32_t block, branch;
	} * open; /* blocks that the way is in */
	uint32_t depth;
};

static uint32_t likeliest_start(const struct pathway *pathway)
{
	uint32_t best = 0;
	for (uint32_t i = 1; i < pathway->start_count; i++)
		if (pathway->starts[i].share > pathway->starts[best].share)
			best = i;
	return pathway->starts[best].step;
}

static int by_share(const void *a, const void *b)
{
	const struct arrow *x = *(const struct arrow *const *)a, *y = *(const struct arrow *const *)b;
	if (x->share != y->share)
		return x->share > y->share ? -1 : 1;
	return (x > y) - (x < y);
}

static void sort_ways(struct likeliest *likeliest, const struct step *step)
{
	const struct arrow *arrows = likeliest->analysis->pathway->arrows;
	const struct arrow **ways = ARENA_ARRAY(likeliest->analysis->arena, const struct arrow *, step->arrow_count);
	for (uint32_t i = 0; i < step->arrow_count; i++)
		ways[i] = &arrows[step->first_arrow + i];
	qsort(ways, step->arrow_count, sizeof(const struct arrow *), by_share);
	for (uint32_t i = 0; i < step->arrow_count; i++)
		likeliest->order[step->first_arrow + i] = (uint32_t)(ways[i] - arrows);
}

/* The way that most people take of those not yet taken; NONE where most stay. */
static uint32_t likeliest_way(struct likeliest *likeliest, uint32_t s)
{
	const struct pathway *pathway = likeliest->analysis->pathway;
	const struct step *step = &pathway->steps[s];
	uint32_t *taken = &likeliest->taken[s];
	if (*taken == NONE) {
		sort_ways(likeliest, step);
		*taken = 0;
	}
	if (*taken == step->arrow_count)
		return NONE;
	uint32_t best = likeliest->order[step->first_arrow + *taken];
	if (!(pathway->arrows[best].share > 0) || pathway->arrows[best].share < step->rest)
		return NONE;
	++*taken;
	return best;
}

/* The first step of the next branch that more than half need, or `then`. */
static uint32_t next_in_block(struct likeliest *likeliest)
{
	const struct pathway *pathway = likeliest->analysis->pathway;
	const struct block *block = &pathway->blocks[likeliest->open[likeliest->depth - 1].block];
	uint32_t *branch = &likeliest->open[likeliest->depth - 1].branch;
	while (*branch < block->branch_count) {
		const struct arrow *arrow =
		    &pathway->arrows[pathway->branches[block->first_branch + (*branch)++].arrow];
		if (arrow->share > 0.5)
			return arrow->to;
	}
	likeliest->depth--;
	uint32_t then = block->then_arrow;
	if (likeliest->used[then])
		return NONE;
	likeliest->used[then] = true;
	return pathway->arrows[then].to;
}

static uint32_t next_likeliest(struct likeliest *likeliest, uint32_t s)
{
	const struct pathway *pathway = likeliest->analysis->pathway;
	const struct step *step = &pathway->steps[s];
	if (step->next == NEXT_BLOCK) {
		likeliest->open[likeliest->depth].block = step->block;
		likeliest->open[likeliest->depth++].branch = 0;
		return next_in_block(likeliest);
	}
	uint32_t a = step->next == NEXT_WAYS ? likeliest_way(likeliest, s) : NONE;
	if (a != NONE && pathway->arrows[a].to != NONE && !pathway->arrows[a].ends_branch)
		return pathway->arrows[a].to;
	if (likeliest->depth > 0)
		return next_in_block(likeliest);
	likeliest->end_arrow = a != NONE && pathway->arrows[a].outcome != NONE ? a : NONE;
	return NONE;
}

static void find_likeliest(void *subject)
{
	struct likeliest *likeliest = subject;
	const struct pathway *pathway = likeliest->analysis->pathway;
	struct arena *arena = likeliest->analysis->arena;
	likeliest->used = ARENA_ARRAY(arena, bool, pathway->arrow_count);
	likeliest->order = ARENA_ARRAY(arena, uint32_t, pathway->arrow_count);
	likeliest->taken = ARENA_ARRAY(arena, uint32_t, pathway->step_count);
	for (uint32_t s = 0; s < pathway->step_count; s++)
		likeliest->taken[s] = NONE;
	likeliest->open = arena_take_array(arena, pathway->block_count + 1, sizeof *likeliest->open);
	uint32_t step = likeliest_start(pathway);
	/* Each arrow is taken once and each block closed once: this ends. */
	while (step != NONE) {
		*list_add(arena, &likeliest->steps) = step;
		step = next_likeliest(likeliest, step);
	}
}

const uint32_t *analysis_likeliest(struct analysis *analysis, uint32_t *count, uint32_t *end_arrow)
{
	struct likeliest likeliest = {.analysis = analysis, .end_arrow = NONE};
	if (!arena_try(analysis->arena, find_likeliest, &likeliest))
		return NULL;
	*count = likeliest.steps.count;
	*end_arrow = likeliest.end_arrow;
	return likeliest.steps.at;
}

const struct walked_journey *analysis_walk_likeliest(struct analysis *analysis)
{
	uint32_t count, end_arrow;
	const uint32_t *steps = analysis_likeliest(analysis, &count, &end_arrow);
	return steps ? analysis_walk_along(analysis, steps, NULL, count, end_arrow) : NULL;
}
