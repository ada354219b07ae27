/* Who does each step, as sets of teams, so that two steps are compared in a few
 * instructions however many teams they have.
 *
 * Steps that the same teams do, listed alike, share one set. The set of number
 * t, for a team t, is that team alone. */
#ifndef CAREPATH_ANALYSE_TEAM_SETS_H
#define CAREPATH_ANALYSE_TEAM_SETS_H

#include "carepath/pathway.h"

enum { ORGANISATION_WORDS = (MOST_ORGANISATIONS + 63) / 64 };

struct team_set {
	struct indexes staff;   /* its teams in the order listed, the person's side left out */
	const uint64_t *met;    /* bits of those; of all of them where all are on the person's side */
	const uint64_t *shares; /* bits of the teams that have a record in common with one of the staff */
	uint64_t organisations[ORGANISATION_WORDS]; /* bits, of the staff */
	uint32_t sides;                             /* bits, of the staff */
};

struct team_sets {
	const struct pathway *pathway;
	uint32_t words;  /* of the bits of one set of teams */
	uint32_t *doers; /* of a step: its set */
	uint32_t count;
	struct team_set *sets;
};

/* They live in `arena`; what it takes to make them in `scratch`. */
const struct team_sets *team_sets_new(struct arena *arena, struct arena *scratch, const struct pathway *pathway);

/* Those who do the step, and those who answer for it: `responsible` where that
 * is given, else the doers; nobody where the staff of the set is empty. */
const struct team_set *step_doers_set(const struct team_sets *sets, uint32_t step);
const struct team_set *step_holders_set(const struct team_sets *sets, uint32_t step);

/* No doer in common, the person's side left out unless all doers are of it. */
bool doers_disjoint(const struct team_sets *sets, uint32_t step, uint32_t other);

/* Some of the staff who do the step are of the organisation. */
bool done_by_organisation(const struct team_sets *sets, uint32_t step, uint32_t organisation);

bool sets_meet(const struct team_sets *sets, const uint64_t *a, const uint64_t *b);

#endif
