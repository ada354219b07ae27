/* How often people are at each step, and whether they ever are. */
#include "analyse/work.h"

static bool solve_whole(struct work *work)
{
	const struct pathway *pathway = work->pathway;
	struct chain *chain = chain_build(work->arena, pathway, CHAIN_WHOLE);
	work->whole = solver_new(work->scratch, chain);
	if (work->whole->too_tangled)
		return false;
	double *returns = ARENA_ARRAY(work->scratch, double, chain->network->place_count);
	solver_sweep(work->whole, chain->start);
	solver_returns(work->scratch, work->whole, returns);
	work->visits = ARENA_ARRAY(work->arena, double, pathway->step_count);
	work->reached = ARENA_ARRAY(work->arena, double, pathway->step_count);
	for (uint32_t s = 0; s < pathway->step_count; s++) {
		uint32_t place = chain_place(chain, s);
		work->visits[s] = work->whole->visits[place][0];
		work->reached[s] = work->visits[s] / returns[place];
	}
	return true;
}

static bool has_episodes(const struct pathway *pathway)
{
	for (uint32_t a = 0; a < pathway->arrow_count; a++)
		if (duration_given(&pathway->arrows[a].after))
			return true;
	return false;
}

/* Whoever goes along an episode arrow starts anew at its end. */
static double *start_of_episodes(struct work *work, const struct chain *chain)
{
	const struct pathway *pathway = work->pathway;
	double *start = ARENA_ARRAY(work->scratch, double, chain->network->place_count);
	for (uint32_t p = 0; p < chain->network->place_count; p++)
		start[p] = chain->start[p];
	for (uint32_t a = 0; a < pathway->arrow_count; a++) {
		const struct arrow *arrow = &pathway->arrows[a];
		if (duration_given(&arrow->after) && arrow->to != NONE)
			start[chain_place(chain, arrow->to)] += work->visits[arrow->from] * arrow->share;
	}
	return start;
}

static bool solve_episode(struct work *work)
{
	const struct pathway *pathway = work->pathway;
	work->episode = work->whole;
	work->episode_start = work->whole->chain->start;
	if (has_episodes(pathway)) {
		struct chain *chain = chain_build(work->arena, pathway, CHAIN_EPISODE);
		work->episode = solver_new(work->scratch, chain);
		work->episode_start = start_of_episodes(work, chain);
		if (work->episode->too_tangled)
			return false;
	}
	const struct chain *chain = work->analysis->chain = work->episode->chain;
	double *returns = ARENA_ARRAY(work->scratch, double, chain->network->place_count);
	solver_returns(work->scratch, work->episode, returns);
	work->extra_visits = ARENA_ARRAY(work->scratch, double, pathway->step_count);
	for (uint32_t s = 0; s < pathway->step_count; s++)
		work->extra_visits[s] = work->visits[s] * (1 - 1 / returns[chain_place(chain, s)]);
	return true;
}

double arrow_traversals(const struct work *work, const struct arrow *arrow)
{
	return work->visits[arrow->from] * arrow->share;
}

/* From the outermost branch inwards; each is looked at once. */
static void look_around(struct work *work, uint32_t branch, uint32_t *path)
{
	const struct pathway *pathway = work->pathway;
	uint32_t depth = 0;
	for (; branch != NONE && !work->around[branch].known;
	     branch = pathway->blocks[pathway->branches[branch].block].outer)
		path[depth++] = branch;
	while (depth > 0) {
		uint32_t inner = path[--depth], block = pathway->branches[inner].block,
			 outer = pathway->blocks[block].outer;
		bool waited_for = !pathway->arrows[pathway->branches[inner].arrow].goes_on;
		work->around[inner] = (struct surroundings){
		    .outermost = outer == NONE ? block : work->around[outer].outermost,
		    .waited_for = waited_for && (outer == NONE || work->around[outer].waited_for),
		    .known = true,
		};
	}
}

static void find_surroundings(struct work *work)
{
	uint32_t count = work->pathway->branch_count;
	uint32_t *path = ARENA_ARRAY(work->scratch, uint32_t, count);
	work->around = ARENA_ARRAY(work->scratch, struct surroundings, count);
	for (uint32_t b = 0; b < count; b++)
		look_around(work, b, path);
}

/* The time of a block is spent where the person is after its holder. */
enum setting arrow_setting(const struct work *work, const struct arrow *arrow)
{
	const struct pathway *pathway = work->pathway;
	const struct step *from = &pathway->steps[arrow->from];
	const struct surroundings *around = from->branch == NONE ? NULL : &work->around[from->branch];
	if ((around && !around->waited_for) || (arrow->role == ARROW_BRANCH && arrow->goes_on))
		return SETTING_COUNT;
	if (around)
		return pathway->steps[pathway->blocks[around->outermost].holder].meanwhile;
	return arrow->role == ARROW_WAY ? arrow->meanwhile : from->meanwhile;
}

static bool only_the_persons_side(const struct pathway *pathway, const struct step *step)
{
	for (uint32_t i = 0; i < step_doer_count(step); i++)
		if (team_side(pathway, step_doer(step, i)) != SIDE_PERSON)
			return false;
	return true;
}

static bool does(const struct step *step, uint32_t team)
{
	return step->team == team || indexes_have(step->with, team);
}

bool doers_disjoint(const struct pathway *pathway, const struct step *a, const struct step *b)
{
	bool persons = only_the_persons_side(pathway, a) && only_the_persons_side(pathway, b);
	for (uint32_t i = 0; i < step_doer_count(a); i++) {
		uint32_t team = step_doer(a, i);
		if ((persons || team_side(pathway, team) != SIDE_PERSON) && does(b, team))
			return false;
	}
	return true;
}

bool measure_visits(struct work *work)
{
	work->has_blocks = work->pathway->block_count > 0;
	if (!solve_whole(work) || !solve_episode(work))
		return false;
	find_surroundings(work);
	work->analysis->figures.visits = work->visits;
	work->analysis->figures.reached = work->reached;
	return true;
}
