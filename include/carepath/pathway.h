/* A pathway as a graph: organisations, teams, steps, the arrows between them,
 * and people's journeys through it.
 *
 * Pure data. Things refer to each other by their place in the arrays below
 * (NONE where there is none), in the order in which the file lists them.
 * A pathway that the loader gives out keeps every invariant named here, so
 * nothing that reads one checks again. All of it lives in `arena`.
 */
#ifndef CAREPATH_PATHWAY_H
#define CAREPATH_PATHWAY_H

#include "carepath/duration.h"
#include "carepath/source.h"
#include "carepath/words.h"

/* A list of indexes: of teams, of words … */
struct indexes {
	const uint32_t *at;
	uint32_t count;
};

struct texts {
	const char *const *at;
	uint32_t count;
};

/* Words that people wrote (story, x-ray, SystmOne, north): each once, however
 * it is capitalised. Indexed by what asks, does, again, sends, reasons, records,
 * routine and area hold. */
struct word {
	const char *text;   /* as first written */
	const char *folded; /* text_fold() of it */
	bool routine;       /* never flagged as duplication */
};

struct organisation {
	const char *id, *name;
	uint32_t sector; /* of sectors[] */
	enum side side;
	uint32_t payer;      /* of payers */
	struct indexes area; /* words; empty when not given */
	struct span at;      /* its key, as for everything below */
};

struct team {
	const char *id, *name;
	uint32_t organisation;
	struct indexes records; /* words */
	struct span at;
};

struct source_text {
	const char *id, *text;
	struct span at;
};

struct voice {
	const char *says;
	const char *who; /* or NULL */
	enum consent consent;
};

struct voices {
	const struct voice *at;
	uint32_t count;
};

/* What a wait should be: at most `share` of people over `seconds`, or a mean
 * of at most `seconds`. */
struct target {
	enum { TARGET_NONE, TARGET_WITHIN, TARGET_MEAN } kind;
	double share; /* of people within it: 0.95 when the file gives a plain time */
	double seconds;
	const char *time; /* as written */
};

struct cost {
	enum { COST_PASSAGE, COST_DAY, COST_HOUR } per; /* a passage; a day of lasts and after; an hour of takes */
	double pounds;
	uint32_t payer; /* who pays all of it, or NONE: those who pay for the step share it */
};

struct payment {
	uint32_t payer;
	double share; /* over a step they add up to 1 */
};

/* What a step does about going on. */
enum next { NEXT_NONE, NEXT_WAYS, NEXT_BLOCK };

struct step {
	const char *id, *name;
	struct span at;
	uint32_t team;
	struct indexes with;             /* teams */
	uint32_t responsible;            /* team, or NONE */
	enum setting setting, meanwhile; /* meanwhile: resolved, also where not written */
	enum contact contact;
	enum basis basis;                 /* resolved */
	struct indexes does, asks, again; /* words; no word twice */
	struct duration takes, lasts;     /* as written; duration_given() tells; see step_lasts() */
	bool adds_value, rounded, has_feeling;
	int feeling; /* -2 … 2 */
	const struct cost *costs;
	uint32_t cost_count;
	const struct payment *payments; /* resolved; none where there is no cost */
	uint32_t payment_count;
	struct voices voices;
	struct texts obstacles;
	struct indexes sources;
	const char *note;
	uint32_t outcome; /* of outcomes, or NONE */
	enum next next;
	/* NEXT_WAYS: arrows[first_arrow … + arrow_count) are its alternatives.
	 * NEXT_BLOCK: its branch arrows, and then one more, the `then` arrow. */
	uint32_t first_arrow, arrow_count;
	double rest;     /* of NEXT_WAYS: the share that no arrow takes, 0 … 1, exactly 0 when they add up */
	uint32_t block;  /* of NEXT_BLOCK: of blocks */
	uint32_t branch; /* the innermost branch that it lies in, of branches, or NONE */
};

enum arrow_role {
	ARROW_WAY,    /* one of a step's alternatives */
	ARROW_BRANCH, /* from a block's holder to the first step of a branch */
	ARROW_THEN,   /* from a block to what comes when the last branch has finished */
};

struct arrow {
	enum arrow_role role;
	uint32_t from;
	uint32_t to;      /* step, or NONE where it ends in an outcome */
	uint32_t outcome; /* of outcomes, or NONE */
	double share; /* resolved: of a step's ways they add up to 1 − rest; of a branch its own chance; then: 1 */
	bool ends_branch; /* a way to the `then` of the innermost block: here the branch arrives */
	bool turned_away, goes_on, has_feeling;
	int feeling;
	struct span at; /* the value of `to` or `outcome` */
	const char *when;
	struct duration wait, planned, after; /* an episode arrow is one where `after` is given */
	struct target target;
	enum setting meanwhile; /* resolved */
	enum via via;
	enum held_by held_by;
	enum basis basis;              /* resolved */
	struct indexes sends, reasons; /* words */
	struct texts obstacles;
	struct voices voices;
	struct indexes sources;
	const char *note;
};

/* Branches that run side by side after the step `holder`. */
struct block {
	uint32_t holder;
	uint32_t first_branch, branch_count; /* of branches */
	uint32_t then_arrow;
	uint32_t outer; /* the branch that the holder lies in, or NONE */
	uint32_t depth; /* 0 for a block in no branch */
};

struct branch {
	uint32_t block;
	uint32_t arrow; /* of arrows; its `to` is the first step, its `share` the chance that it is needed */
};

struct start {
	uint32_t step;
	double share; /* they add up to 1 */
};

struct goal {
	const char *name;
	const char *measure; /* a name that measure_find() knows */
	enum { GOAL_AT_MOST, GOAL_UNDER, GOAL_AT_LEAST, GOAL_OVER } sense;
	double value;       /* seconds, pounds, share or count */
	const char *target; /* as written */
	struct indexes sources;
	struct span at;
};

/* What an audit found: `share` of people within `seconds`, or `seconds` on
 * average, or for the half that takes least. */
struct observation {
	enum { OBSERVED_WITHIN, OBSERVED_MEAN, OBSERVED_MEDIAN } kind;
	double share; /* of OBSERVED_WITHIN */
	double seconds;
	const char *time; /* as written */
};

struct observations {
	const struct observation *at;
	uint32_t count;
};

struct clock {
	const char *id, *name;
	struct indexes from, to; /* steps */
	struct target target;
	struct observations observed;
	struct indexes sources;
	struct span at;
};

struct limits {
	double long_wait, hospital_wait;  /* seconds */
	double waiting_share, fault_line; /* shares */
};

/* One stop of a journey. */
struct stop {
	uint32_t step;
	struct span at;
	bool has_wait, has_lasts, has_feeling, has_date, has_time;
	bool has_arrow; /* of a walk by hand: it is known along which arrow one comes */
	uint32_t arrow;
	double wait, lasts; /* seconds */
	double date;        /* seconds since 1970-01-01 00:00; midnight where has_time is false */
	const char *date_text;
	int feeling;
	struct voices voices;
	const char *note;
};

struct journey {
	const char *id, *name, *about;
	const struct stop *stops;
	uint32_t stop_count;
	struct span at;
};

/* A scenario changes durations and shares; by a factor or outright. */
struct scenario_wait {
	uint32_t from, to; /* every arrow between them; to is NONE: `lasts` of `from` */
	double factor;     /* 0: `duration` stands in its place */
	struct duration duration;
};

struct scenario_share {
	uint32_t arrow;
	double share; /* what is not named divides the remainder as before */
};

struct scenario {
	const char *id, *name;
	double arrivals;                   /* 1.4: people × 1.4 */
	const struct scenario_wait *waits; /* and lasts */
	uint32_t wait_count;
	const struct scenario_share *shares;
	uint32_t share_count;
	struct indexes sources;
	struct span at;
};

/* A finding that the group has looked at and lives with. */
struct acceptance {
	uint32_t rule;     /* of rules[] in catalogue.h */
	struct indexes at; /* steps; may be empty */
	uint32_t thing;    /* a word, or NONE for any */
	const char *why;
	struct span span;
};

struct pathway {
	struct arena *arena;
	const struct source *source;
	const char *name, *place, *about, *prices; /* all but name may be NULL */
	struct span name_at;
	double people_per_year; /* NAN when not given */
	struct limits limits;
	uint32_t scenario; /* the one applied, or NONE */

	struct organisation *organisations;
	struct team *teams;
	struct step *steps;
	struct arrow *arrows; /* those of one step stand together, in the order of steps */
	struct block *blocks;
	struct branch *branches;
	struct start *starts;
	struct word *words;
	struct source_text *sources;
	const char **payers;
	const char **outcomes;
	struct goal *goals;
	struct clock *clocks;
	struct journey *journeys;
	struct scenario *scenarios;
	struct acceptance *acceptances;
	uint32_t organisation_count, team_count, step_count, arrow_count, block_count, branch_count, start_count,
	    word_count, source_count, payer_count, outcome_count, goal_count, clock_count, journey_count,
	    scenario_count, acceptance_count;
};

/* How many organisations, teams, steps … a file may have; findings and
 * memory stay within bounds because of these. */
enum {
	MOST_STEPS = 100000,
	MOST_ARROWS = 400000,
	MOST_TEAMS = 1000,
	MOST_CLOCKS = 1000,
	MOST_GOALS = 1000,
	MOST_ORGANISATIONS = 250,
	MOST_THINGS = 1000, /* different words asked or done */
	MOST_DEPTH = 64,    /* of blocks within blocks */
};

enum side team_side(const struct pathway *pathway, uint32_t team);

/* Who does a step: team first, then `with`. */
uint32_t step_doer_count(const struct step *step);
uint32_t step_doer(const struct step *step, uint32_t number);

/* The same teams do both, listed alike. */
bool step_same_doers(const struct step *a, const struct step *b);

/* A staff step is one whose team is not on the person's side. */
bool step_by_staff(const struct pathway *pathway, const struct step *step);

/* How long the person is in the step: `lasts`, or `takes` where that is all. */
const struct duration *step_lasts(const struct step *step);

/* Adds `pounds` that one of the step's costs came to, to those who pay them:
 * `by_payer` has one sum for each of the pathway's payers. */
void step_pay(const struct step *step, const struct cost *cost, double pounds, double *by_payer);

/* Ends of a step's arrows, its `then` arrow included. */
uint32_t step_arrows_end(const struct step *step);

/* In a branch of a block, or leading into one. */
bool arrow_in_branch(const struct pathway *pathway, const struct arrow *arrow);

bool indexes_have(struct indexes list, uint32_t index);

/* The index in words of a word given as text_fold() gives it, or NONE. */
uint32_t pathway_find_word(const struct pathway *pathway, const char *folded);

/* By id; NONE when there is none. */
uint32_t pathway_find_step(const struct pathway *pathway, const char *id);
uint32_t pathway_find_journey(const struct pathway *pathway, const char *id);
uint32_t pathway_find_scenario(const struct pathway *pathway, const char *id);

/* For messages about several steps: "'a', 'b' and 3 more", and the place of the
 * one that the file lists first. */
const char *pathway_name_steps(struct arena *arena, const struct pathway *pathway, struct indexes steps);
struct span pathway_first_of(const struct pathway *pathway, struct indexes steps);

/* The same pathway under a scenario. Shares the unchanged parts with the
 * first, which must outlive it; the new parts come from `arena`. */
struct pathway *pathway_under(struct arena *arena, const struct pathway *pathway, uint32_t number);

#endif
