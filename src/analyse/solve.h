/* Expected visits to the places of a chain: v = start + Pᵀ v.
 *
 * One sweep over the places in their order solves sixteen systems at once; a loop
 * on the way is solved as a whole, eight at a time (loop.h). Each system may have
 * places cut: people arrive there but nothing goes on, which gives the visits before
 * anyone's first visit to one of them.
 *
 * What goes on from a place is kept only until the last place that it leads to
 * has taken it in: so a sweep over 100,000 places, most of which lead to places
 * near by, stays in the processor's nearest cache. Which visits are asked for
 * has to be said before.
 */
#ifndef CAREPATH_ANALYSE_SOLVE_H
#define CAREPATH_ANALYSE_SOLVE_H

#include "analyse/loop.h"
#include "model/chain.h"

/* The arcs by where they lead; those within a loop are left to the loop. A slot
 * holds what goes on from a place, and then what goes on from another. */
struct incoming {
	uint32_t *first;    /* of a place; place_count + 1 of them */
	uint32_t *from;     /* slots, in the order of their places */
	double *share;      /* beside `from` */
	uint32_t *furthest; /* of a place: the last one that it leads to; 0 where it leads nowhere */
	uint32_t *slot;     /* of a place; NONE where it leads nowhere */
	uint32_t slot_count;
};

enum { HALVES = 2, SWEEP_LANES = HALVES * LANES };

struct all_lanes {
	lanes half[HALVES];
};

struct solver {
	const struct chain *chain;
	struct incoming incoming;
	struct loop **loops;       /* of a component; NULL where nothing goes round */
	uint32_t *loop_components; /* where something does, in order */
	uint32_t loop_count;
	uint32_t tangled;  /* the component of a loop that cannot be solved, so that nothing may be swept; or NONE */
	double negligible; /* what comes to a place is dropped when it is no more than this */

	/* What a sweep writes to. */
	uint32_t halves;              /* that systems are in; what comes to the others means nothing */
	struct all_lanes *onward;     /* of a slot */
	uint32_t end;                 /* nothing comes to the places from here on */
	double effort;                /* places, arcs and multiplications of all sweeps */
	lanes *in_loop[HALVES];       /* visits to the places of the loop at work */
	uint8_t *cut_in_loop[HALVES]; /* beside `in_loop`: bit l cuts lane l */
	struct loop_work *loop_work;
	uint32_t *watched; /* of a place: its number in `watches` + 1; 0 where it is not watched */
	LIST(struct watch) watches;
	LIST(struct all_lanes) visits; /* beside `watches`, found by the last sweep */
	struct solver *beside;         /* the same equations with work space of its own, for another thread */
};

/* A place whose visits are asked for. */
struct watch {
	uint32_t place;
	uint16_t cut; /* bit l cuts lane l */
};

struct solver *solver_new(struct arena *arena, const struct chain *chain);

/* Asks for the visits to a place. */
struct watch *solver_watch(struct arena *arena, struct solver *solver, uint32_t place);

/* Solves from `start` (of a place) with the cuts as they are set. */
void solver_sweep(struct solver *solver, const double *start);

/* The visits to a place that was watched. */
double solver_visits(const struct solver *solver, uint32_t place, int lane);

/* Nothing is watched or cut any more. */
void solver_forget(struct solver *solver);

/* Solves one system without cuts: visits to each place. */
void solver_solve(const struct solver *solver, const double *start, double *visits);

/* For each place the expected visits to it from itself. */
void solver_returns(struct arena *arena, const struct solver *solver, double *returns);

/* Fewer first visits than this are passed on no further. What the others add up
 * to is not known to better than 1e-16 of it anyway. */
#define FIRST_VISITS_NEGLIGIBLE 1e-30

/* Sets of places whose first visit matters. They are gathered until there are
 * enough to be solved together, sixteen in each sweep and a sweep in each
 * thread; then `use` is called for each, in the order in which they came, with
 * the solver and the lane for solver_visits(). */
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
	uint32_t number[SWEEP_LANES];
};

/* `threads` is how many may be used at most. */
void first_visits_init(struct first_visits *visits, struct arena *arena, struct solver *solver, const double *start,
		       uint32_t threads);

/* Cuts the place in the set that is being gathered; its visits may be asked for. */
void first_visits_cut(struct first_visits *visits, uint32_t place);
void first_visits_cut_all(struct first_visits *visits, const uint32_t *places, uint32_t count);

/* Asks for the visits to a place that may not be cut. */
void first_visits_watch(struct first_visits *visits, uint32_t place);

/* Closes the set under a number of the caller's. */
void first_visits_add(struct first_visits *visits, uint32_t number);

/* Solves what is left. */
void first_visits_finish(struct first_visits *visits);

/* How many threads are to be used when `wanted` are asked for; 0: one a core. */
uint32_t threads_for(uint32_t wanted);

#endif
