/* The journeys of the file, a route by hand, and the likeliest way. */
#include "analyse/journey.h"
#include "analyse/work.h"

#include <math.h>

void find_off_the_map(struct work *work)
{
	const struct pathway *pathway = work->pathway;
	for (uint32_t j = 0; j < pathway->journey_count; j++) {
		const struct journey *journey = &pathway->journeys[j];
		struct open_blocks open = {.arena = work->scratch};
		for (uint32_t i = 1; i < journey->stop_count; i++) {
			uint32_t at[] = {journey->stops[i - 1].step, journey->stops[i].step};
			if (!link_find(pathway, &open, at[0], at[1]).off_the_map)
				continue;
			struct finding *finding = finding_add(work, RULE_OFF_THE_MAP, at, 2, journey->stops[i].at);
			finding->subject = j;
			finding->per_person = NAN;
		}
	}
}

void walk_journeys(struct work *work)
{
	const struct pathway *pathway = work->pathway;
	work->analysis->journeys = ARENA_ARRAY(work->arena, struct walked_journey, pathway->journey_count);
	for (uint32_t j = 0; j < pathway->journey_count; j++) {
		const struct journey *journey = &pathway->journeys[j];
		work->analysis->journeys[j].journey = j;
		journey_walk(work->analysis, journey->stops, journey->stop_count, &work->analysis->journeys[j]);
	}
}

/* ---- A route by hand ------------------------------------------------------------------- */

struct by_hand {
	struct analysis *analysis;
	const uint32_t *steps;
	uint32_t count;
	struct walked_journey *walked;
};

static void walk_by_hand(void *subject)
{
	struct by_hand *by_hand = subject;
	struct arena *arena = by_hand->analysis->arena;
	struct stop *stops = ARENA_ARRAY(arena, struct stop, by_hand->count);
	by_hand->walked = ARENA_NEW(arena, struct walked_journey);
	by_hand->walked->journey = NONE;
	for (uint32_t i = 0; i < by_hand->count; i++)
		stops[i].step = by_hand->steps[i];
	journey_walk(by_hand->analysis, stops, by_hand->count, by_hand->walked);
}

const struct walked_journey *analysis_walk(struct analysis *analysis, const uint32_t *steps, uint32_t count)
{
	struct by_hand by_hand = {.analysis = analysis, .steps = steps, .count = count};
	return arena_try(analysis->arena, walk_by_hand, &by_hand) ? by_hand.walked : NULL;
}

/* ---- The likeliest way ------------------------------------------------------------------ */

struct likeliest {
	struct analysis *analysis;
	bool *used; /* of an arrow */
	LIST(uint32_t) steps;
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

/* The way that most people take of those not yet taken; NONE where most stay. */
static uint32_t likeliest_way(const struct likeliest *likeliest, const struct step *step)
{
	const struct arrow *arrows = likeliest->analysis->pathway->arrows;
	uint32_t best = NONE;
	for (uint32_t a = step->first_arrow; a < step->first_arrow + step->arrow_count; a++)
		if (!likeliest->used[a] && arrows[a].share > 0 &&
		    (best == NONE || arrows[a].share > arrows[best].share))
			best = a;
	return best != NONE && arrows[best].share < step->rest ? NONE : best;
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
	uint32_t a = step->next == NEXT_WAYS ? likeliest_way(likeliest, step) : NONE;
	if (a != NONE)
		likeliest->used[a] = true;
	if (a != NONE && pathway->arrows[a].to != NONE && !pathway->arrows[a].ends_branch)
		return pathway->arrows[a].to;
	return likeliest->depth > 0 ? next_in_block(likeliest) : NONE;
}

static void find_likeliest(void *subject)
{
	struct likeliest *likeliest = subject;
	const struct pathway *pathway = likeliest->analysis->pathway;
	struct arena *arena = likeliest->analysis->arena;
	likeliest->used = ARENA_ARRAY(arena, bool, pathway->arrow_count);
	likeliest->open = arena_take_array(arena, pathway->block_count + 1, sizeof *likeliest->open);
	uint32_t step = likeliest_start(pathway);
	/* Each arrow is taken once and each block closed once: this ends. */
	while (step != NONE) {
		*list_add(arena, &likeliest->steps) = step;
		step = next_likeliest(likeliest, step);
	}
}

const uint32_t *analysis_likeliest(struct analysis *analysis, uint32_t *count)
{
	struct likeliest likeliest = {.analysis = analysis};
	if (!arena_try(analysis->arena, find_likeliest, &likeliest))
		return NULL;
	*count = likeliest.steps.count;
	return likeliest.steps.at;
}
