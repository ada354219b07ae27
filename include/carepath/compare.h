/* Two pathways beside each other: how it is, and how it could be.
 *
 * Steps, teams and clocks are the same where their ids are; payers, outcomes
 * and goals where their names are; findings where rule, steps and thing are.
 * Both must have been measured with the same options, `spread` among them:
 * then they are walked by the same people, and what differs is the redesign.
 *
 * What is sampled differs by chance too. A change within `noise` is said to be
 * none: three standard errors of the difference, from the parts that both were
 * sampled in; where these are missing, from the error of the lead time, and any
 * change of what else is sampled counts.
 */
#ifndef CAREPATH_COMPARE_H
#define CAREPATH_COMPARE_H

#include "carepath/analysis.h"

/* A finding on one map, and the same one on the other. */
struct finding_pair {
	uint32_t before, after; /* of each analysis's findings; NONE where it is not found */
	/* A hand-off that is still one, and made in another way: by letter, and now through a
	 * shared record; with the story, and before without (sends_otherwise). */
	bool told_otherwise, sends_otherwise;
};

/* A step on one map, and the same one on the other. */
struct step_pair {
	uint32_t before, after;     /* of each pathway's steps; NONE where it is not on the map */
	bool other_team, elsewhere; /* both: done by another team, in another setting */
};

struct finding_pairs {
	const struct finding_pair *at;
	uint32_t count;
};

struct step_pairs {
	const struct step_pair *at;
	uint32_t count;
};

/* Pounds a person that one payer saves and another one pays. */
struct cost_move {
	uint32_t from, to; /* of names->payers */
	double pounds;
};

/* Goals are met or not each by its own target. */
struct goal_pair {
	uint32_t before, after; /* of each pathway's goals; NONE where it has no such goal */
	bool other_target;      /* both have it, with different measures or targets */
};

struct comparison {
	struct arena *arena;
	const struct analysis *before, *after;
	/* Names only: the payers, outcomes and clocks of either, each once, those
	 * of `before` first. What follows is indexed by these; it has no visits. */
	const struct pathway *names;
	/* Per person. Who is no payer or outcome on one map has 0 there, a clock
	 * is not known. */
	struct figures figures_before, figures_after;
	struct figures change; /* after − before; within 1e-9 of either it is 0; NAN where one is not known */
	struct figures noise;  /* up to here a change can be chance; 0 for what is exact */
	struct figures better; /* 1, −1 or 0: better, worse for people; neither, or no change */

	struct finding_pairs gone, found, stayed; /* in the order of `before`; of `after` twice */
	struct step_pairs added, removed, moved;  /* in the order of `after`, `before`, `after` */
	const struct cost_move *moves;            /* the largest first */
	uint32_t move_count;
	const struct goal_pair *goals; /* those of `before` first */
	uint32_t goal_count;
	uint32_t steps_in_common;
	bool nothing_changes; /* no figure, finding, step or goal; the same people a year */
	/* The first line: whether people, and which payers, are better off. */
	const char *says;
	const char *says_people; /* of it, what is of people */
};

/* NULL when there is no memory. Both analyses must outlive it. */
struct comparison *comparison_new(const struct analysis *before, const struct analysis *after);
void comparison_free(struct comparison *comparison);

/* Whether a finding that stayed comes to another figure than before, or is told otherwise. */
bool finding_pair_changed(const struct comparison *comparison, const struct finding_pair *pair);

/* Whether a change is more than chance and rounding. */
bool comparison_changed(const struct comparison *comparison, enum measure measure, uint32_t index);

/* `better` as people would see it: nobody is better off because figures are
 * measured, and time at home counts where it is won from, or lost to, time
 * elsewhere, not where the whole is over sooner or later. */
double comparison_better_for_people(const struct comparison *comparison, enum measure measure, uint32_t index);

/* Whether a person would notice: by over 1 in 100 of it, and over 1 point of a
 * share, 0.01 times a person, ten minutes, 0.05 of a feeling or 50 pence. */
bool comparison_noticed(const struct comparison *comparison, enum measure measure, uint32_t index);

#endif
