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
	uint32_t end;      /* no place from here on was reached by the last sweep */
	bool too_tangled;  /* a loop that cannot be solved: nothing may be swept */
};

struct solver *solver_new(struct arena *arena, const struct chain *chain);

/* Solves from `start` (of a place) with the cuts as they are set. */
void solver_sweep(struct solver *solver, const double *start);

/* For each place the expected visits to it from itself. */
void solver_returns(struct arena *arena, const struct solver *solver, double *returns);

/* Fewer first visits than this are passed on no further. What the others add up
 * to is not known to better than 1e-16 of it anyway. */
#define FIRST_VISITS_NEGLIGIBLE 1e-30

/* Sets of places whose first visit matters, gathered eight at a time. `use`
 * is called for each once its system is solved: the visits of place p are
 * solver->visits[p][lane]. */
struct first_visits {
	struct arena *arena;
	struct solver *solver;
	const double *start;
	void (*use)(void *subject, const struct first_visits *visits, uint32_t number, int lane);
	void *subject;
	int used;
	uint32_t number[LANES];
	LIST(uint32_t) cut_places; /* of all lanes in use */
};

/* Cuts the place in the lane at work; as often as needed, then first_visits_add(). */
void first_visits_cut(struct first_visits *visits, uint32_t place);

/* Closes the set under a number of the caller's, solves when all lanes are full. */
void first_visits_add(struct first_visits *visits, uint32_t number);

/* Solves what is left. */
void first_visits_finish(struct first_visits *visits);

#endif
