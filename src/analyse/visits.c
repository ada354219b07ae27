/* How often people are at each step, and whether they ever are. */
#include "analyse/work.h"

static bool has_episodes(const struct pathway *pathway)
{
	for (uint32_t a = 0; a < pathway->arrow_count; a++)
		if (duration_given(&pathway->arrows[a].after))
			return true;
	return false;
}

static struct solver *solver_for(struct work *work, const struct chain *chain)
{
	struct solver *solver = solver_new(work->scratch, chain);
	if (solver->tangled == NONE)
		return solver;
	struct indexes steps = chain_loop_steps(work->scratch, chain, solver->tangled);
	work_refuse(work, pathway_first_of(work->pathway, steps),
		    "leave out arrows that hardly anyone takes, or draw a part of these steps as one",
		    "these steps lead back to one another in too many ways to be counted: %s",
		    pathway_name_steps(work->scratch, work->pathway, steps));
}

static void solve_whole(struct work *work)
{
	const struct pathway *pathway = work->pathway;
	/* The analysis keeps the chain of one episode: this one where there is no other. */
	struct chain *chain =
	    chain_build(has_episodes(pathway) ? work->scratch : work->arena, work->scratch, pathway, CHAIN_WHOLE);
	work->whole = solver_for(work, chain);
	double *returns = ARENA_ARRAY(work->scratch, double, chain->network->place_count);
	double *visits = ARENA_ARRAY(work->scratch, double, chain->network->place_count);
	solver_solve(work->whole, chain->start, visits);
	solver_returns(work->scratch, work->whole, returns);
	work->visits = ARENA_ARRAY(work->arena, double, pathway->step_count);
	work->reached = ARENA_ARRAY(work->arena, double, pathway->step_count);
	for (uint32_t s = 0; s < pathway->step_count; s++) {
		uint32_t place = chain_place(chain, s);
		work->visits[s] = visits[place];
		work->reached[s] = visits[place] / returns[place];
	}
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

static void spend_on_sweeps(void *subject, double effort)
{
	struct work *work = subject;
	work_spend(work, effort, work->pathway->name_at,
		   "steps, and things that several teams ask or do, to be counted");
}

void work_first_visits(struct work *work, struct first_visits *visits, struct solver *solver, const double *start)
{
	first_visits_init(visits, work->scratch, solver, start, work->threads);
	visits->spend = spend_on_sweeps;
	visits->spender = work;
}

/* The visits from each step back to it within an episode. */
static void find_returns(struct work *work)
{
	const struct chain *chain = work->episode->chain;
	double *returns = ARENA_ARRAY(work->scratch, double, chain->network->place_count);
	solver_returns(work->scratch, work->episode, returns);
	work->extra_visits = ARENA_ARRAY(work->scratch, double, work->pathway->step_count);
	for (uint32_t s = 0; s < work->pathway->step_count; s++)
		work->extra_visits[s] = 1 - 1 / returns[chain_place(chain, s)];
}

static void prepare_episode(struct work *work)
{
	work->episode = solver_for(work, chain_build(work->arena, work->scratch, work->pathway, CHAIN_EPISODE));
	find_returns(work);
	find_surroundings(work);
}

static void solve_with_episodes(struct work *work)
{
	struct work other;
	work_beside(work, solve_whole, prepare_episode, &other);
	work->episode = other.episode;
	work->extra_visits = other.extra_visits;
	work->around = other.around;
	work->episode_start = start_of_episodes(work, work->episode->chain);
}

static void solve_without(struct work *work)
{
	solve_whole(work);
	work->episode = work->whole;
	work->episode_start = work->whole->chain->start;
	find_returns(work);
	find_surroundings(work);
}

void measure_visits(struct work *work)
{
	work->has_blocks = work->pathway->block_count > 0;
	if (has_episodes(work->pathway))
		solve_with_episodes(work);
	else
		solve_without(work);
	for (uint32_t s = 0; s < work->pathway->step_count; s++)
		work->extra_visits[s] *= work->visits[s];
	work->analysis->chain = work->episode->chain;
	work->analysis->figures.visits = work->visits;
	work->analysis->figures.reached = work->reached;
}
