/* The pathway as a Markov chain: where a person can be, and what comes next.
 *
 * Places are the steps and, for a block with n branches, n + 1 joints J0…Jn:
 * holder → J0; J(k−1) → first step of branch k with its chance, → Jk without;
 * every end of branch k → Jk; Jn → `then`. So, for counts, branches run one
 * after another in the order listed.
 *
 * Arcs of share 0 are left out; an arc's subject is its arrow, or NONE.
 */
#ifndef CAREPATH_MODEL_CHAIN_H
#define CAREPATH_MODEL_CHAIN_H

#include "carepath/pathway.h"
#include "model/network.h"

enum chain_reach {
	CHAIN_WHOLE,   /* a new episode is one more arc */
	CHAIN_EPISODE, /* arcs on which a new episode starts are left out */
};

struct chain {
	struct network *network; /* of places */
	uint32_t *first_joint;   /* of a block, before the network renumbered: see chain_joint() */
	uint32_t *step;          /* of a place; NONE for a joint */
	double *start;           /* how many people start at a place, of one */
	double *leaves;          /* share that leaves the pathway (or the episode) from a place */
};

/* The chain lives in `arena`; what it takes to build it in `scratch`, which may
 * be the same. */
struct chain *chain_build(struct arena *arena, struct arena *scratch, const struct pathway *pathway,
			  enum chain_reach reach);

uint32_t chain_place(const struct chain *chain, uint32_t step);

/* Jk of a block, k from 0 to its number of branches. */
uint32_t chain_joint(const struct chain *chain, uint32_t block, uint32_t k);

/* The steps of a component, in its order. */
struct indexes chain_loop_steps(struct arena *arena, const struct chain *chain, uint32_t component);

/* A loop that people get into and cannot leave: its component, or NONE. */
uint32_t chain_find_trap(struct arena *arena, const struct chain *chain);

#endif
