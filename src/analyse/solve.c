#include "analyse/solve.h"

#include <pthread.h>
#include <string.h>
#include <unistd.h>

struct solver *solver_new(struct arena *arena, const struct chain *chain)
{
	const struct network *network = chain->network;
	struct solver *solver = ARENA_NEW(arena, struct solver);
	solver->chain = chain;
	solver->loops = ARENA_ARRAY(arena, struct loop *, network->component_count);
	solver->visits = ARENA_ARRAY(arena, lanes, network->place_count);
	solver->cut = ARENA_ARRAY(arena, uint8_t, network->place_count);
	solver->tangled = loops_new(arena, network, chain->leaves, solver->loops);
	solver->loop_work = loop_work_new(arena, solver->loops, network->component_count);
	return solver;
}

static double sum_of_lanes(const lanes *values)
{
	double sum = 0;
	for (int lane = 0; lane < LANES; lane++)
		sum += (*values)[lane];
	return sum;
}

/* What is at the place goes on along its arcs, but not within `skip`. */
static void pass_on(struct solver *solver, uint32_t place, uint32_t skip)
{
	const struct network *network = solver->chain->network;
	lanes here = solver->visits[place];
	uint8_t cut = solver->cut[place];
	if (cut == 0xff || sum_of_lanes(&here) <= solver->negligible)
		return;
	for (int lane = 0; cut != 0 && lane < LANES; lane++)
		if (cut >> lane & 1)
			here[lane] = 0;
	for (uint32_t a = network->first_arc[place]; a < network->first_arc[place + 1]; a++) {
		const struct arc *arc = &network->arcs[a];
		if (skip != NONE && network->component[arc->to] == skip)
			continue;
		solver->visits[arc->to] += here * arc->share;
		if (arc->to >= solver->end)
			solver->end = arc->to + 1;
	}
}

/* Solves a loop where enough comes in; false where not. */
static bool solve_loop(struct solver *solver, uint32_t component)
{
	const struct network *network = solver->chain->network;
	uint32_t first = network->first_place[component], end = network->first_place[component + 1];
	double coming = 0;
	for (uint32_t p = first; p < end; p++)
		coming += sum_of_lanes(&solver->visits[p]);
	if (coming <= solver->negligible)
		return false;
	solver->effort += loop_solve(solver->loops[component], solver->loop_work, solver->cut, &solver->visits[first]);
	if (end > solver->end)
		solver->end = end;
	return true;
}

static void start_sweep(struct solver *solver, const double *start)
{
	memset(solver->visits, 0, solver->end * sizeof *solver->visits);
	solver->end = 0;
	for (uint32_t p = 0; p < solver->chain->network->place_count; p++)
		if (start[p] > 0) {
			solver->visits[p] = start[p] - (lanes){0};
			solver->end = p + 1;
		}
}

/* Most systems are cut at many places, so that little gets far: the sweep ends
 * with the last place that anything came to. */
void solver_sweep(struct solver *solver, const double *start)
{
	const struct network *network = solver->chain->network;
	start_sweep(solver, start);
	for (uint32_t c = 0; c < network->component_count && network->first_place[c] < solver->end; c++) {
		uint32_t first = network->first_place[c], end = network->first_place[c + 1];
		if (!solver->loops[c])
			pass_on(solver, first, NONE);
		else if (solve_loop(solver, c))
			for (uint32_t p = first; p < end; p++)
				pass_on(solver, p, c);
	}
	solver->effort += solver->end + network->first_arc[solver->end];
}

void solver_returns(struct arena *arena, const struct solver *solver, double *returns)
{
	const struct network *network = solver->chain->network;
	for (uint32_t c = 0; c < network->component_count; c++) {
		uint32_t first = network->first_place[c];
		returns[first] = 1;
		if (solver->loops[c])
			loop_returns(arena, solver->loops[c], &returns[first]);
	}
}

/* ---- First visits -------------------------------------------------------------------- */

enum {
	THREADS_MOST = 16,
	/* With fewer places than this a thread takes longer to start than to sweep. */
	PLACES_FOR_THREADS = 4000,
};

uint32_t threads_for(uint32_t wanted)
{
	long cores = wanted > 0 ? (long)wanted : sysconf(_SC_NPROCESSORS_ONLN);
	return cores < 1 ? 1 : cores > THREADS_MOST ? THREADS_MOST : (uint32_t)cores;
}

/* Solves the same equations with work space of its own. */
static struct solver *solver_beside(struct arena *arena, const struct solver *solver)
{
	uint32_t places = solver->chain->network->place_count;
	struct solver *beside = ARENA_NEW(arena, struct solver);
	*beside = *solver;
	beside->effort = 0;
	beside->visits = ARENA_ARRAY(arena, lanes, places);
	beside->cut = ARENA_ARRAY(arena, uint8_t, places);
	beside->loop_work = loop_work_new(arena, solver->loops, solver->chain->network->component_count);
	beside->end = 0;
	return beside;
}

void first_visits_init(struct first_visits *visits, struct arena *arena, struct solver *solver, const double *start,
		       uint32_t threads)
{
	if (solver->chain->network->place_count < PLACES_FOR_THREADS)
		threads = 1;
	*visits = (struct first_visits){.arena = arena, .start = start, .sweep_count = threads};
	visits->sweeps = ARENA_ARRAY(arena, struct sweep, threads);
	for (uint32_t i = 0; i < threads; i++) {
		visits->sweeps[i].start = start;
		visits->sweeps[i].solver = i == 0 ? solver : solver_beside(arena, solver);
		visits->sweeps[i].solver->negligible = FIRST_VISITS_NEGLIGIBLE;
	}
}

void first_visits_cut(struct first_visits *visits, uint32_t place)
{
	struct sweep *sweep = &visits->sweeps[visits->used / LANES];
	sweep->solver->cut[place] |= (uint8_t)(1u << visits->used % LANES);
	*list_add(visits->arena, &sweep->cut) = place;
}

void first_visits_add(struct first_visits *visits, uint32_t number)
{
	visits->sweeps[visits->used / LANES].number[visits->used % LANES] = number;
	if (++visits->used == visits->sweep_count * LANES)
		first_visits_finish(visits);
}

static void *run_sweep(void *subject)
{
	struct sweep *sweep = subject;
	solver_sweep(sweep->solver, sweep->start);
	return NULL;
}

/* A sweep for which no thread can be had is run here. */
static void run_sweeps(struct sweep *sweeps, uint32_t count)
{
	pthread_t threads[THREADS_MOST];
	bool started[THREADS_MOST] = {false};
	for (uint32_t i = 1; i < count; i++)
		started[i] = pthread_create(&threads[i], NULL, run_sweep, &sweeps[i]) == 0;
	for (uint32_t i = 0; i < count; i++)
		if (!started[i])
			run_sweep(&sweeps[i]);
	for (uint32_t i = 1; i < count; i++)
		if (started[i])
			pthread_join(threads[i], NULL);
}

static void spend_effort(struct first_visits *visits, uint32_t count)
{
	for (uint32_t s = 0; s < count; s++) {
		double effort = visits->sweeps[s].solver->effort;
		visits->sweeps[s].solver->effort = 0;
		if (visits->spend)
			visits->spend(visits->spender, effort);
	}
}

void first_visits_finish(struct first_visits *visits)
{
	uint32_t count = (visits->used + LANES - 1) / LANES;
	if (count > 0)
		run_sweeps(visits->sweeps, count);
	spend_effort(visits, count);
	for (uint32_t i = 0; i < visits->used; i++) {
		const struct sweep *sweep = &visits->sweeps[i / LANES];
		visits->use(visits->subject, sweep->solver, sweep->number[i % LANES], (int)(i % LANES));
	}
	for (uint32_t s = 0; s < count; s++) {
		struct sweep *sweep = &visits->sweeps[s];
		for (uint32_t i = 0; i < sweep->cut.count; i++)
			sweep->solver->cut[sweep->cut.at[i]] = 0;
		sweep->cut.count = 0;
	}
	visits->used = 0;
}
