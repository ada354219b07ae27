/* Expected visits to every place of a chain: v = start + Pᵀ v.
 *
 * One sweep over the places in their order solves eight systems at once; a
 * loop on the way is solved as a whole (loop.h). Each system may have places
 * cut: people arrive there but nothing goes on, which gives the visits before
 * anyone's first visit to one of them.
 */
#ifndef CAREPATH_ANALYSE_SOLVE_H
#define CAREPATH_ANALYSE_SOLVE_H

#include "analyse/loop.h"
#include "model/chain.h"

struct solver {
	const struct chain *chain;
	struct loop **loops; /* of a component; NULL where nothing goes round */
	struct loop_work *loop_work;
	lanes *visits;     /* of a place: the result of the last sweep */
	uint8_t *cut;      /* of a place: bit l cuts lane l; zero between uses */
	double negligible; /* what is at a place is not passed on below this */
	double effort;     /* places, arcs and multiplications of all sweeps */
	uint32_t end;      /* no place from here on was reached by the last sweep */
	uint32_t tangled;  /* the component of a loop that cannot be solved, so that nothing may be swept; or NONE */
};

struct solver *solver_new(struct arena *arena, const struct chain *chain);

/* Solves from `start` (of a place) with the cuts as they are set. */
void solver_sweep(struct solver *solver, const double *start);

/* For each place the expected visits to it from itself. */
void solver_returns(struct arena *arena, const struct solver *solver, double *returns);

/* Fewer first visits than this are passed on no further. What the others add up
 * to is not known to better than 1e-16 of it anyway. */
#define FIRST_VISITS_NEGLIGIBLE 1e-30

/* Sets of places whose first visit matters. They are gathered until there are
 * enough to be solved together, eight in each sweep and a sweep in each
 * thread; then `use` is called for each, in the order in which they came: the
 * visits of place p are solver->visits[p][lane]. */
struct first_visits {
	struct arena *arena;
	const double *start;
	void (*use)(void *subject, const struct solver *solver, uint32_t number, int lane);
	void (*spend)(void *spender, double effort); /* what sweeps have taken; or NULL */
	void *subject, *spender;
	struct sweep *sweeps; /* one for each thread */
	uint32_t sweep_count;
	uint32_t used; /* sets gathered so far */
};

/* A sweep being gathered. */
struct sweep {
	struct solver *solver;
	const double *start;
	uint32_t number[LANES];
	LIST(uint32_t) cut; /* places, of all lanes */
};

/* `threads` is how many may be used at most. */
void first_visits_init(struct first_visits *visits, struct arena *arena, struct solver *solver, const double *start,
		       uint32_t threads);

/* Cuts the place in the set that is being gathered. */
void first_visits_cut(struct first_visits *visits, uint32_t place);

/* Closes the set under a number of the caller's. */
void first_visits_add(struct first_visits *visits, uint32_t number);

/* Solves what is left. */
void first_visits_finish(struct first_visits *visits);

/* How many threads are to be used when `wanted` are asked for; 0: one a core. */
uint32_t threads_for(uint32_t wanted);

#endif
