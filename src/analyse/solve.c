#include "analyse/solve.h"

struct solver *solver_new(struct arena *arena, const struct chain *chain)
{
	const struct network *network = chain->network;
	struct solver *solver = ARENA_NEW(arena, struct solver);
	solver->chain = chain;
	solver->loops = ARENA_ARRAY(arena, struct loop *, network->component_count);
	solver->loop_works = ARENA_ARRAY(arena, struct loop_work *, network->component_count);
	solver->visits = ARENA_ARRAY(arena, lanes, network->place_count);
	solver->cut = ARENA_ARRAY(arena, uint8_t, network->place_count);
	for (uint32_t c = 0; c < network->component_count; c++) {
		if (!network_is_loop(network, c))
			continue;
		solver->loops[c] = loop_new(arena, network, c, chain->leaves);
		if (solver->loops[c])
			solver->loop_works[c] = loop_work_new(arena, solver->loops[c]);
		else
			solver->too_tangled = true;
	}
	return solver;
}

/* What is at the place goes on along its arcs, but not within `skip`. */
static void pass_on(struct solver *solver, uint32_t place, uint32_t skip)
{
	const struct network *network = solver->chain->network;
	lanes here = solver->visits[place];
	uint8_t cut = solver->cut[place];
	if (cut == 0xff)
		return;
	for (int lane = 0; cut != 0 && lane < LANES; lane++)
		if (cut >> lane & 1)
			here[lane] = 0;
	for (uint32_t a = network->first_arc[place]; a < network->first_arc[place + 1]; a++) {
		const struct arc *arc = &network->arcs[a];
		if (skip == NONE || network->component[arc->to] != skip)
			solver->visits[arc->to] += here * arc->share;
	}
}

void solver_sweep(struct solver *solver, const double *start)
{
	const struct network *network = solver->chain->network;
	for (uint32_t p = 0; p < network->place_count; p++)
		solver->visits[p] = start[p] - (lanes){0};
	for (uint32_t c = 0; c < network->component_count; c++) {
		uint32_t first = network->first_place[c], end = network->first_place[c + 1];
		struct loop *loop = solver->loops[c];
		if (loop)
			loop_solve(loop, solver->loop_works[c], solver->cut, &solver->visits[first]);
		for (uint32_t p = first; p < end; p++)
			pass_on(solver, p, loop ? c : NONE);
	}
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

void first_visits_cut(struct first_visits *visits, uint32_t place)
{
	visits->solver->cut[place] |= (uint8_t)(1u << visits->used);
	*list_add(visits->arena, &visits->cut_places) = place;
}

void first_visits_add(struct first_visits *visits, uint32_t number)
{
	visits->number[visits->used++] = number;
	if (visits->used == LANES)
		first_visits_finish(visits);
}

void first_visits_finish(struct first_visits *visits)
{
	if (visits->used == 0)
		return;
	solver_sweep(visits->solver, visits->start);
	for (int lane = 0; lane < visits->used; lane++)
		visits->use(visits->subject, visits, visits->number[lane], lane);
	for (uint32_t i = 0; i < visits->cut_places.count; i++)
		visits->solver->cut[visits->cut_places.at[i]] = 0;
	visits->cut_places.count = 0;
	visits->used = 0;
}
