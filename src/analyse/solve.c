#include "analyse/solve.h"

#include "base/cores.h"
#include "base/spare_stack.h"
#include "carepath/words.h"

#include <assert.h>
#include <pthread.h>
#include <string.h>

/* ---- The arcs by where they lead ------------------------------------------------------ */

static bool within_component(const struct network *network, uint32_t from, uint32_t to)
{
	return network->component[from] == network->component[to];
}

/* Counts the arcs to each place, and how far each place leads. */
static void count_incoming(const struct network *network, struct incoming *incoming)
{
	for (uint32_t place = 0; place < network->place_count; place++)
		for (uint32_t a = network->first_arc[place]; a < network->first_arc[place + 1]; a++) {
			uint32_t to = network->arcs[a].to;
			if (within_component(network, place, to))
				continue;
			incoming->first[to + 1]++;
			if (to > incoming->furthest[place])
				incoming->furthest[place] = to;
		}
	for (uint32_t place = 0; place < network->place_count; place++)
		incoming->first[place + 1] += incoming->first[place];
}

/* Each place gets a slot that no other has from it to the furthest place that
 * it leads to. */
static void give_slots(struct arena *arena, uint32_t places, struct incoming *incoming)
{
	uint32_t *free_slots = ARENA_ARRAY(arena, uint32_t, places), free_count = 0;
	uint32_t *ending = ARENA_ARRAY(arena, uint32_t, places), *next = ARENA_ARRAY(arena, uint32_t, places);
	for (uint32_t place = 0; place < places; place++)
		ending[place] = NONE;
	for (uint32_t place = 0; place < places; place++) {
		for (uint32_t before = ending[place]; before != NONE; before = next[before])
			free_slots[free_count++] = incoming->slot[before];
		uint32_t furthest = incoming->furthest[place];
		incoming->slot[place] = NONE;
		if (furthest == 0)
			continue;
		incoming->slot[place] = free_count > 0 ? free_slots[--free_count] : incoming->slot_count++;
		next[place] = ending[furthest];
		ending[furthest] = place;
	}
}

static struct incoming find_incoming(struct arena *arena, const struct network *network)
{
	uint32_t places = network->place_count, arcs = network->first_arc[places];
	struct incoming incoming = {
	    .first = ARENA_ARRAY(arena, uint32_t, places + 1),
	    .from = ARENA_ARRAY(arena, uint32_t, arcs),
	    .share = ARENA_ARRAY(arena, double, arcs),
	    .furthest = ARENA_ARRAY(arena, uint32_t, places),
	    .slot = ARENA_ARRAY(arena, uint32_t, places),
	};
	uint32_t *next = ARENA_ARRAY(arena, uint32_t, places + 1);
	count_incoming(network, &incoming);
	give_slots(arena, places, &incoming);
	memcpy(next, incoming.first, (places + 1) * sizeof *next);
	for (uint32_t place = 0; place < places; place++)
		for (uint32_t a = network->first_arc[place]; a < network->first_arc[place + 1]; a++) {
			const struct arc *arc = &network->arcs[a];
			if (within_component(network, place, arc->to))
				continue;
			incoming.from[next[arc->to]] = incoming.slot[place];
			incoming.share[next[arc->to]++] = arc->share;
		}
	return incoming;
}

/* ---- Sweeps --------------------------------------------------------------------------- */

static void find_loops(struct arena *arena, struct solver *solver)
{
	const struct chain *chain = solver->chain;
	uint32_t components = chain->network->component_count;
	solver->loops = ARENA_ARRAY(arena, struct loop *, components);
	solver->tangled = loops_new(arena, chain->network, chain->leaves, solver->loops);
	solver->loop_components = ARENA_ARRAY(arena, uint32_t, components);
	for (uint32_t c = 0; c < components; c++)
		if (solver->loops[c])
			solver->loop_components[solver->loop_count++] = c;
}

static void add_work_space(struct arena *arena, struct solver *solver)
{
	const struct network *network = solver->chain->network;
	uint32_t most = 0;
	for (uint32_t l = 0; l < solver->loop_count; l++) {
		uint32_t c = solver->loop_components[l], places = network->first_place[c + 1] - network->first_place[c];
		most = places > most ? places : most;
	}
	solver->onward = ARENA_ARRAY(arena, struct all_lanes, solver->incoming.slot_count);
	for (int half = 0; half < HALVES; half++) {
		solver->in_loop[half] = ARENA_ARRAY(arena, lanes, most);
		solver->cut_in_loop[half] = ARENA_ARRAY(arena, uint8_t, most);
	}
	solver->loop_work = loop_work_new(arena, solver->loops, network->component_count);
	solver->watched = ARENA_ARRAY(arena, uint32_t, network->place_count);
}

struct solver *solver_new(struct arena *arena, const struct chain *chain)
{
	struct solver *solver = ARENA_NEW(arena, struct solver);
	solver->chain = chain;
	solver->incoming = find_incoming(arena, chain->network);
	solver->halves = 1;
	find_loops(arena, solver);
	add_work_space(arena, solver);
	return solver;
}

struct watch *solver_watch(struct arena *arena, struct solver *solver, uint32_t place)
{
	if (solver->watched[place] == 0) {
		*list_add(arena, &solver->watches) = (struct watch){.place = place};
		list_add(arena, &solver->visits);
		solver->watched[place] = solver->watches.count;
	}
	return &solver->watches.at[solver->watched[place] - 1];
}

void solver_forget(struct solver *solver)
{
	for (uint32_t i = 0; i < solver->watches.count; i++)
		solver->watched[solver->watches.at[i].place] = 0;
	solver->watches.count = solver->visits.count = 0;
}

double solver_visits(const struct solver *solver, uint32_t place, int lane)
{
	assert(solver->watched[place] != 0);
	return solver->visits.at[solver->watched[place] - 1].half[lane / LANES][lane % LANES];
}

/* ---- Sweeps --------------------------------------------------------------------------- */

/* Two lanes at a time are kept in registers; a vector as long as `lanes` is not. */
enum { PAIRS = SWEEP_LANES / 2 };
typedef double pair __attribute__((vector_size(2 * sizeof(double)), may_alias));

static inline void take_in(const struct solver *solver, double start, uint32_t place, pair visits[PAIRS])
{
	const struct incoming *incoming = &solver->incoming;
	for (int i = 0; i < PAIRS; i++)
		visits[i] = (pair){start, start};
	for (uint32_t a = incoming->first[place]; a < incoming->first[place + 1]; a++) {
		const pair *onward = (const pair *)&solver->onward[incoming->from[a]];
		for (int i = 0; i < PAIRS; i++)
			visits[i] += onward[i] * incoming->share[a];
	}
}

static inline double sum_of(const pair visits[PAIRS])
{
	pair sum = visits[0];
	for (int i = 1; i < PAIRS; i++)
		sum += visits[i];
	return sum[0] + sum[1];
}

/* Writes the visits down, and stops those that are cut. */
static inline void note(struct solver *solver, uint32_t number, pair visits[PAIRS])
{
	uint32_t goes_on = ~(uint32_t)solver->watches.at[number].cut;
	pair *noted = (pair *)&solver->visits.at[number];
	for (int i = 0; i < PAIRS; i++) {
		noted[i] = visits[i];
		visits[i] *= (pair){goes_on >> 2 * i & 1, goes_on >> (2 * i + 1) & 1};
	}
}

static inline void send_on(struct solver *solver, uint32_t place, pair visits[PAIRS])
{
	const struct incoming *incoming = &solver->incoming;
	if (solver->watched[place] != 0)
		note(solver, solver->watched[place] - 1, visits);
	if (incoming->slot[place] == NONE)
		return;
	pair *onward = (pair *)&solver->onward[incoming->slot[place]];
	bool goes_on = sum_of(visits) > solver->negligible;
	for (int i = 0; i < PAIRS; i++)
		onward[i] = goes_on ? visits[i] : (pair){0};
	if (goes_on && incoming->furthest[place] >= solver->end)
		solver->end = incoming->furthest[place] + 1;
}

static void pass_place(struct solver *solver, const double *start, uint32_t place)
{
	pair visits[PAIRS];
	take_in(solver, start[place], place, visits);
	send_on(solver, place, visits);
}

/* What comes to a place of a loop, and what is cut there, as loop_solve() takes it. */
static void enter_loop(struct solver *solver, const pair visits[PAIRS], uint32_t place, uint32_t in_loop)
{
	uint32_t watched = solver->watched[place], cut = watched == 0 ? 0 : solver->watches.at[watched - 1].cut;
	for (int half = 0; half < HALVES; half++) {
		memcpy(&solver->in_loop[half][in_loop], &visits[half * LANES / 2], sizeof(lanes));
		solver->cut_in_loop[half][in_loop] = (uint8_t)(cut >> half * LANES);
	}
}

static void leave_loop(struct solver *solver, uint32_t place, uint32_t in_loop)
{
	pair visits[PAIRS];
	for (int half = 0; half < HALVES; half++)
		memcpy(&visits[half * LANES / 2], &solver->in_loop[half][in_loop], sizeof(lanes));
	send_on(solver, place, visits);
}

static void pass_loop(struct solver *solver, const double *start, uint32_t component)
{
	const struct network *network = solver->chain->network;
	uint32_t first = network->first_place[component], count = network->first_place[component + 1] - first;
	double coming = 0;
	for (uint32_t i = 0; i < count; i++) {
		pair visits[PAIRS];
		take_in(solver, start[first + i], first + i, visits);
		coming += sum_of(visits);
		enter_loop(solver, visits, first + i, i);
	}
	for (int half = 0; half < (int)solver->halves && coming > solver->negligible; half++)
		solver->effort += loop_solve(solver->loops[component], solver->loop_work, solver->cut_in_loop[half],
					     solver->in_loop[half]);
	if (first + count > solver->end)
		solver->end = first + count;
	for (uint32_t i = 0; i < count; i++)
		leave_loop(solver, first + i, i);
}

static uint32_t end_of_start(const struct network *network, const double *start)
{
	uint32_t end = network->place_count;
	while (end > 0 && !(start[end - 1] > 0))
		end--;
	return end;
}

/* Most systems are cut at many places, so that little gets far: the sweep ends
 * with the last place that anything came to. */
void solver_sweep(struct solver *solver, const double *start)
{
	const struct network *network = solver->chain->network;
	uint32_t place = 0;
	solver->end = end_of_start(network, start);
	for (uint32_t l = 0; l < solver->loop_count; l++) {
		uint32_t component = solver->loop_components[l];
		for (; place < network->first_place[component] && place < solver->end; place++)
			pass_place(solver, start, place);
		if (place >= solver->end)
			break;
		pass_loop(solver, start, component);
		place = network->first_place[component + 1];
	}
	for (; place < solver->end; place++)
		pass_place(solver, start, place);
	solver->effort += (double)solver->halves * (solver->end + network->first_arc[solver->end]);
	for (uint32_t i = 0; i < solver->watches.count; i++)
		if (solver->watches.at[i].place >= solver->end)
			solver->visits.at[i] = (struct all_lanes){0};
}

static void solve_loop(const struct solver *solver, uint32_t component, double *visits)
{
	const struct network *network = solver->chain->network;
	uint32_t first = network->first_place[component], end = network->first_place[component + 1];
	for (uint32_t place = first; place < end; place++)
		solver->in_loop[0][place - first] = (lanes){visits[place]};
	loop_solve(solver->loops[component], solver->loop_work, NULL, solver->in_loop[0]);
	for (uint32_t place = first; place < end; place++)
		visits[place] = solver->in_loop[0][place - first][0];
}

void solver_solve(const struct solver *solver, const double *start, double *visits)
{
	const struct network *network = solver->chain->network;
	memcpy(visits, start, network->place_count * sizeof *visits);
	for (uint32_t c = 0; c < network->component_count; c++) {
		if (solver->loops[c])
			solve_loop(solver, c, visits);
		for (uint32_t place = network->first_place[c]; place < network->first_place[c + 1]; place++)
			for (uint32_t a = network->first_arc[place]; a < network->first_arc[place + 1]; a++)
				if (!within_component(network, place, network->arcs[a].to))
					visits[network->arcs[a].to] += visits[place] * network->arcs[a].share;
	}
}

void solver_returns(struct arena *arena, const struct solver *solver, double *returns)
{
	const struct network *network = solver->chain->network;
	for (uint32_t p = 0; p < network->place_count; p++)
		returns[p] = 1;
	for (uint32_t c = 0; c < network->component_count; c++)
		if (solver->loops[c])
			loop_returns(arena, solver->loops[c], &returns[network->first_place[c]]);
}

/* ---- First visits -------------------------------------------------------------------- */

enum {
	THREADS_MOST = 16,
	/* With fewer places than this a thread takes longer to start than to sweep. */
	PLACES_FOR_THREADS = 4000,
};

uint32_t threads_for(uint32_t wanted)
{
	uint32_t cores = wanted > 0 ? wanted : cores_at_hand();
	return cores > THREADS_MOST ? THREADS_MOST : cores;
}

/* Solves the same equations with work space of its own; made once. */
static struct solver *solver_beside(struct arena *arena, struct solver *solver)
{
	if (solver->beside)
		return solver->beside;
	struct solver *beside = ARENA_NEW(arena, struct solver);
	*beside = (struct solver){
	    .chain = solver->chain,
	    .incoming = solver->incoming,
	    .loops = solver->loops,
	    .loop_components = solver->loop_components,
	    .loop_count = solver->loop_count,
	};
	add_work_space(arena, beside);
	return solver->beside = beside;
}

void first_visits_init(struct first_visits *visits, struct arena *arena, struct solver *solver, const double *start,
		       uint32_t threads)
{
	if (solver->chain->network->place_count < PLACES_FOR_THREADS)
		threads = 1;
	*visits = (struct first_visits){.arena = arena, .start = start, .sweep_count = threads};
	visits->sweeps = ARENA_ARRAY(arena, struct sweep, threads);
	for (uint32_t i = 0; i < threads; i++) {
		if (i > 0)
			solver = solver_beside(arena, solver);
		solver->negligible = FIRST_VISITS_NEGLIGIBLE;
		visits->sweeps[i].start = start;
		visits->sweeps[i].solver = solver;
	}
}

void first_visits_cut_all(struct first_visits *visits, const uint32_t *places, uint32_t count)
{
	struct solver *solver = visits->sweeps[visits->used / SWEEP_LANES].solver;
	uint16_t lane = (uint16_t)(1u << visits->used % SWEEP_LANES);
	for (uint32_t i = 0; i < count; i++)
		solver_watch(visits->arena, solver, places[i])->cut |= lane;
}

void first_visits_cut(struct first_visits *visits, uint32_t place)
{
	first_visits_cut_all(visits, &place, 1);
}

void first_visits_watch(struct first_visits *visits, uint32_t place)
{
	solver_watch(visits->arena, visits->sweeps[visits->used / SWEEP_LANES].solver, place);
}

void first_visits_add(struct first_visits *visits, uint32_t number)
{
	visits->sweeps[visits->used / SWEEP_LANES].number[visits->used % SWEEP_LANES] = number;
	if (++visits->used == visits->sweep_count * SWEEP_LANES)
		first_visits_finish(visits);
}

static void run_sweep(const struct sweep *sweep)
{
	solver_sweep(sweep->solver, sweep->start);
}

static void *sweep_beside(void *subject)
{
	struct spare_stack spare;
	spare_stack_take(&spare);
	run_sweep(subject);
	spare_stack_leave(&spare);
	return NULL;
}

/* A sweep for which no thread can be had is run here. */
static void run_sweeps(struct sweep *sweeps, uint32_t count)
{
	pthread_t threads[THREADS_MOST];
	bool started[THREADS_MOST] = {false};
	for (uint32_t i = 1; i < count; i++)
		started[i] = pthread_create(&threads[i], NULL, sweep_beside, &sweeps[i]) == 0;
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

static uint32_t halves_of_last(uint32_t used)
{
	return ((used - 1) % SWEEP_LANES + LANES) / LANES;
}

void first_visits_finish(struct first_visits *visits)
{
	uint32_t count = (visits->used + SWEEP_LANES - 1) / SWEEP_LANES;
	for (uint32_t s = 0; s < count; s++)
		visits->sweeps[s].solver->halves = s + 1 < count ? HALVES : halves_of_last(visits->used);
	if (count > 0)
		run_sweeps(visits->sweeps, count);
	spend_effort(visits, count);
	for (uint32_t i = 0; i < visits->used; i++) {
		const struct sweep *sweep = &visits->sweeps[i / SWEEP_LANES];
		visits->use(visits->subject, sweep->solver, sweep->number[i % SWEEP_LANES], (int)(i % SWEEP_LANES));
	}
	for (uint32_t s = 0; s < count; s++)
		solver_forget(visits->sweeps[s].solver);
	visits->used = 0;
}
