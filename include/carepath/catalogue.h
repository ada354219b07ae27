/* The names of the measures and of the rules: one table each, from which
 * goals, accepted findings, JSON, CSV, messages and documentation take them. */
#ifndef CAREPATH_CATALOGUE_H
#define CAREPATH_CATALOGUE_H

#include "carepath/pathway.h"

enum unit { UNIT_COUNT, UNIT_TIME, UNIT_SHARE, UNIT_MONEY, UNIT_FEELING };
enum better { BETTER_NEITHER, BETTER_LESS, BETTER_MORE };

enum measure {
	MEASURE_STEPS,
	MEASURE_HANDOFFS,
	MEASURE_HANDOFFS_WITHIN,
	MEASURE_HANDOFFS_BETWEEN,
	MEASURE_HANDOFFS_ACROSS,
	MEASURE_TEAMS_MET,
	MEASURE_ORGANISATIONS_MET,
	MEASURE_ASKED,
	MEASURE_ASKED_AGAIN,
	MEASURE_DONE_AGAIN,
	MEASURE_STORY_TOLD,
	MEASURE_TOUCH_TIME,
	MEASURE_VALUE_TIME,
	MEASURE_WAITING_TIME,
	MEASURE_LEAD_TIME,
	MEASURE_LEAD_TIME_P50,
	MEASURE_LEAD_TIME_P90,
	MEASURE_WAITING_SHARE,
	MEASURE_FLOW_EFFICIENCY,
	MEASURE_HOSPITAL_TIME,
	MEASURE_HOME_TIME,
	MEASURE_WAITING_IN_HOSPITAL,
	MEASURE_COST,
	MEASURE_TURNED_AWAY,
	MEASURE_LOST,
	MEASURE_ESTIMATED,
	MEASURE_FEELING,
	MEASURE_SIMPLE, /* how many stand alone; those below have a name behind a dot */
	MEASURE_COST_PAYER = MEASURE_SIMPLE,
	MEASURE_OUTCOME,
	MEASURE_VISITS,
	MEASURE_REACHED,
	MEASURE_CLOCK,
	MEASURE_CLOCK_P50,
	MEASURE_CLOCK_P90,
	MEASURE_CLOCK_WITHIN,
	MEASURE_CLOCK_COMPLETED,
	MEASURE_COUNT
};

struct measure_entry {
	const char *name;   /* "handoffs"; "cost." with what follows the dot left out */
	const char *suffix; /* "p50" of clock.ID.p50; NULL else */
	enum unit unit;
	enum better better;
	const char *says; /* in plain words, for people and documentation */
};

extern const struct measure_entry measures[MEASURE_COUNT];

/* What a count is of: "hand-off", "hand-offs"; NULL where nothing is counted. */
struct measure_noun {
	const char *one, *many;
};

extern const struct measure_noun measure_nouns[MEASURE_COUNT];

/* Which measure a name is, and for those with a part of their own (payer,
 * outcome, step, clock) which of them in *index, else NONE. False: no such. */
bool measure_find(const struct pathway *pathway, const char *name, enum measure *measure, uint32_t *index);

/* How many values a measure has: one for each payer, outcome, step or clock; 1
 * for one that stands alone. What stands in its name for one of them
 * ("Northshire Council" of "cost.Northshire Council"), and the whole name. */
uint32_t measure_part_count(const struct pathway *pathway, enum measure measure);
const char *measure_part(const struct pathway *pathway, enum measure measure, uint32_t index);
const char *measure_name(struct arena *arena, const struct pathway *pathway, enum measure measure, uint32_t index);

/* A value as people say it, with its unit; "not known". In the arena, so only
 * inside arena_try(). */
const char *measure_in_words(struct arena *arena, enum unit unit, double value);

/* The same, so finely that it does not look like `other` where it is not, nor
 * seems to lie on the other side of it: "12.4%" where at most 12% are meant.
 * Only inside arena_try(). */
const char *measure_beside_in_words(struct arena *arena, enum unit unit, double value, double other);

/* Two values and the size of the change from one to the other, said as finely
 * as it takes for the third to be the difference of the other two: "24 days 2
 * hours", "24 days 15 hours", "13 hours". Where even the finest words do not
 * differ, `before` and `after` are the same. Only inside arena_try(). */
struct measure_change {
	const char *before, *after, *size;
};
struct measure_change measure_change_in_words(struct arena *arena, enum unit unit, double before, double after);

/* Sums as the function above says them, for a total that is said to be theirs. */
void money_change_said(double *before, double *after);

enum kind { KIND_DELAY, KIND_HANDOFF, KIND_DUPLICATION, KIND_OBSTACLE, KIND_FAULT_LINE, KIND_GOAL, KIND_COUNT };

extern const char *const kind_words[KIND_COUNT]; /* "delay", "hand-off" … */

/* The mark of a kind of finding, as on the map: ⇄ ② ◷ ! ═ and ASCII <> 2x (w) ! =. */
const char *kind_mark(enum kind kind, bool ascii);

/* In the order in which findings of one kind that are alike in weight come. */
enum rule {
	RULE_OVER_TARGET,
	RULE_LONG_WAIT,
	RULE_WAITING_IN_HOSPITAL,
	RULE_MOSTLY_WAITING,
	RULE_NOTHING_PASSED_ON,
	RULE_NOBODY_TOLD,
	RULE_BOUNCE,
	RULE_HANDOFF_ACROSS,
	RULE_HANDOFF_BETWEEN,
	RULE_HANDOFF_WITHIN,
	RULE_NOT_SAID,
	RULE_ASKED_AGAIN,
	RULE_DONE_AGAIN,
	RULE_AT_THE_SAME_TIME,
	RULE_SAME_SERVICE,
	RULE_OBSTACLE,
	RULE_TURNED_AWAY,
	RULE_LOOP,
	RULE_NO_NEXT_STEP,
	RULE_NOT_FOLLOWED_UP,
	RULE_NEVER_REACHED,
	RULE_OFF_THE_MAP,
	RULE_FAULT_LINE,
	RULE_NOT_COTERMINOUS,
	RULE_GOAL_MISSED,
	RULE_GOAL_MET,
	RULE_COUNT
};

struct rule_entry {
	const char *name;
	enum kind kind;
	const char *when; /* in plain words, for documentation */
};

extern const struct rule_entry rules[RULE_COUNT];

#endif
