/* A journey while it is walked: what its parts share.
 *
 * journey.c       gets from stop to stop: waits, dates, blocks; and sums up
 * journey_step.c  what counts at a step: who is met, what is asked, what it costs
 * journey_told.c  responsibility on its way from team to team
 * journey_shown.c the findings of the pathway that this person meets */
#ifndef CAREPATH_ANALYSE_JOURNEY_WORK_H
#define CAREPATH_ANALYSE_JOURNEY_WORK_H

#include "analyse/journey.h"
#include "analyse/work.h"

/* Responsibility on its way from the last step with holders: so many times,
 * since each branch side by side may bring it on. */
struct token {
	uint32_t from;
	enum told told;
	double times;
};

struct tokens {
	struct token *at;
	uint32_t count, room;
};

/* A block that the journey is in. */
struct beside {
	uint32_t block;
	double start, longest; /* seconds: when its holder ended; of branches so far */
	double longest_waits, waits;
	double worked_until; /* seconds: when the last step of a branch ended */
	bool waited_for, arrived;
	struct tokens carried_in, brought;
};

/* Who asked for (or did) a thing in this episode: one step for each set of doers. */
struct memory {
	uint32_t *at;
	uint32_t count, room;
	uint32_t episode; /* of the room, of which it is */
};

/* What serves one journey after another. */
struct journey_room {
	struct arena *arena;
	struct memory *asked, *done; /* of a word */
	uint32_t *shown;             /* of a finding: 1 + the stop at which it was shown last; 0: at none */
	bool *team_met, *organisation_met;
	struct clock_run *clocks;
	uint32_t walks, episode; /* so far, of all journeys */
	LIST(struct beside) sides;
	struct tokens tokens;
};

struct shown {
	uint32_t *at;
	uint32_t count, room;
};

struct journey_walk {
	struct analysis *analysis;
	const struct pathway *pathway;
	const struct links *links;
	const struct shown_index *index;
	struct work *work; /* of the analysis that is being made; NULL for a walk by hand */
	struct span place; /* of the journey */
	double effort;
	struct arena *arena; /* of what stays */
	struct journey_room *room;
	struct figures *figures;
	struct walked_journey *walked;
	struct walked_stop *stops;
	uint32_t number; /* of the stop at work */
	uint32_t story;  /* the word, or NONE */
	struct open_blocks open;
	struct shown here, all; /* findings: at the stop at work; different ones of all stops */
	double end;             /* when the last step ended, seconds after the start */
	double latest; /* when the last of all steps so far ended: later than `end` in a branch that is behind */
	double anchor; /* of dates: what date stands for 0; NAN when none yet */
	double planned, lasted, estimated;
	double feeling_sum, feeling_count;
};

/* Counts what a walk takes: one that takes too long is refused, as running out
 * of memory is where the analysis has been made. */
void walk_spend(struct journey_walk *walk, double steps);

double *walk_figure(struct journey_walk *walk, enum measure measure);
void walk_feeling(struct journey_walk *walk, bool has, int feeling);
void walk_pay(struct journey_walk *walk, const struct step *step, unsigned per, double times); /* per: COST_… */

/* journey_step.c */
void step_count(struct journey_walk *walk, uint32_t step);
bool asked_before(struct journey_walk *walk, uint32_t step, uint32_t thing, bool asks);

/* journey_told.c. Tokens of one step, told alike, are one. */
void tokens_copy(struct journey_walk *walk, struct tokens *to, const struct tokens *from);
void tokens_bring(struct journey_walk *walk, struct tokens *to, const struct tokens *from);
void tokens_tell(struct journey_walk *walk, struct tokens *tokens, const struct arrow *arrow);
void tokens_merge(struct journey_walk *walk, struct tokens *tokens);
void tokens_arrive(struct journey_walk *walk, uint32_t step);

/* journey_shown.c */
void show_handoff(struct journey_walk *walk, struct token token, uint32_t to);
void show_arrow(struct journey_walk *walk, uint32_t arrow);
void show_bounce(struct journey_walk *walk);
void show_off_the_map(struct journey_walk *walk);
void show_step(struct journey_walk *walk, uint32_t step);
void keep_shown(struct journey_walk *walk);

#endif
