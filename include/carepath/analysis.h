/* A pathway measured: its figures, what is flagged and in which order.
 *
 * This is where every number comes from; a view shows these and computes
 * none. The definitions are in doc/findings.md.
 *
 * Times are seconds, money pounds, shares 0 to 1; NAN is "not known" or a
 * ratio with nothing below the line. All figures are per person who enters
 * the pathway, unless said otherwise.
 */
#ifndef CAREPATH_ANALYSIS_H
#define CAREPATH_ANALYSIS_H

#include "carepath/catalogue.h"
#include "carepath/diagnostic.h"

/* How to measure. All zero is allowed and means the defaults. */
struct analysis_options {
	uint64_t people;    /* how many to sample; 0: 10,000 */
	uint64_t seed;      /* of the random numbers; 0 is a seed like any other, the program's default is 1 */
	uint32_t threads;   /* 0: one for each core. The figures do not depend on it */
	bool exact_only;    /* leave out what must be sampled: those figures are NAN */
	bool findings_only; /* sample only where some finding depends on it, else as with exact_only */
	bool marks_only;    /* for a map: findings where they stand, in no order; neither short list nor journeys */
	bool spread;        /* measure `parts` too, for compare.h */
	/* Told now and then how far the work is, 0 to 1; may be NULL. Called
	 * from the thread that called analysis_new(). */
	void (*progress)(void *subject, double done);
	void *subject;
};

struct clock_figures {
	double mean, p50, p90;    /* of those who complete it */
	double within, completed; /* of those who reach `from` */
	double over;              /* of those who complete it, over target (or NAN) */
	double mean_excess;       /* of those who complete it, over target (or NAN) */
	uint64_t runs;            /* how many of the sampled people completed it */
};

/* The measures, of a pathway or along one journey. */
struct figures {
	double simple[MEASURE_SIMPLE]; /* by enum measure */
	double lead_time_error;        /* standard error of lead_time; 0 where it is exact */
	double *by_payer;              /* of pathway->payers */
	double *outcomes;              /* of pathway->outcomes */
	double *visits, *reached;      /* of pathway->steps */
	struct clock_figures *clocks;  /* of pathway->clocks */
};

/* The value of any measure; index as measure_find() gives it. */
double figures_value(const struct figures *figures, enum measure measure, uint32_t index);

/* One thing that a GP and a social worker would both call a fault or a fair
 * question. Which fields say more than `at` depends on the rule. */
struct finding {
	enum rule rule;
	bool accepted;      /* the group has looked at it and lives with it */
	bool helped;        /* of a hand-off: something is sent on, or the two share a record */
	bool once;          /* it happens to nobody twice: per_person is a share of people */
	bool sent_on;       /* it is asked or done again, and was sent on to where that is worst */
	const uint32_t *at; /* steps */
	uint32_t at_count;
	const double *each;        /* per person at each of `at`, where the finding adds them up; else NULL */
	uint32_t teams[2];         /* who hands over and who takes on, or who is concerned; NONE */
	uint32_t organisations[2]; /* of a fault line; NONE */
	uint32_t thing;            /* a word; NONE */
	uint32_t arrow;            /* the arrow that it stands at; NONE */
	uint32_t subject;  /* clock, goal, journey, fault line, word or obstacle number, as the rule has it; NONE */
	double per_person; /* expected times; a probability for over-target; NAN where unranked */
	double seconds_per_person;
	double mean;   /* a wait's mean, the figure of a goal … NAN where there is none */
	double excess; /* mean excess over the target; NAN */
	double share;  /* of all expected waiting, or of all hand-offs between organisations; NAN */
	struct span place;
	uint32_t same_wait; /* the finding before this one that tells of the same wait, and is said with it; NONE */
	bool in_hospital;   /* its wait is spent in hospital, as one that is said with it has it */
};

/* Two organisations and what goes wrong between them, per person. */
struct fault_line {
	uint32_t organisations[2]; /* the one listed first comes first */
	double handoffs, nothing_passed_on, waiting_time, asked_again;
	uint32_t handoff_findings; /* different hand-offs on the map */
	bool flagged;
};

/* Findings that are said together. */
struct short_entry {
	const uint32_t *findings; /* indexes */
	uint32_t count;
	enum kind kind;
};

/* What has come together on a walk when a stop begins. The counts hold what
 * this stop brings (the hand-off to it, what it asks); the times reach up to
 * its beginning. None of them goes back from one stop to the next, but `day`
 * where branches run side by side, and the share. */
struct so_far {
	double day; /* 1 is the first; NAN when unknown */
	double handoffs, handoffs_across, story_told, teams_met;
	double hospital_time; /* of branches side by side as long as the longest of those walked; of one that is not
				 waited for no more than the next stop has; NAN when unknown */
	double waiting_time;  /* all waits added up; NAN when unknown */
	double waiting_share; /* of waits and steps; NAN before there is any time */
	bool waits_overlap;   /* some wait so far ran beside something else: the waits add up to more than the days */
};

struct walked_stop {
	uint32_t step;
	double starts; /* seconds after the journey's start; NAN when unknown */
	double waited; /* before it; NAN when unknown */
	double lasted;
	uint32_t arrow;           /* by which the person came; NONE at the start and off the map */
	bool off_the_map;         /* no arrow leads here */
	bool side_by_side;        /* in a branch of a block */
	const uint32_t *findings; /* that show here, indexes */
	uint32_t finding_count;
	struct so_far so_far;
};

struct walked_journey {
	struct figures figures;
	const struct walked_stop *stops;
	uint32_t stop_count;
	uint32_t journey;         /* of pathway->journeys; NONE for a route given by hand */
	uint32_t end_arrow;       /* the arrow to an outcome that is taken behind the last stop; NONE */
	const uint32_t *findings; /* the different ones of its stops, in order */
	uint32_t finding_count;
};

struct analysis {
	struct arena *arena;
	const struct pathway *pathway;
	uint64_t sampled_people, seed;
	bool marks_left_out; /* what takes too long over several steps must be sampled, and was not */
	uint32_t threads;    /* that may be used, also to write it */
	struct figures figures;
	/* The sampled people in parts of as many, each measured alone: how far the
	 * parts differ tells how much of a sampled figure is chance. None unless
	 * options.spread. Part for part the same people with every pathway that is
	 * measured with as many people and the same seed. */
	struct figures *parts;
	uint32_t part_count;
	double hand_on_waiting;   /* waiting on hand-offs between organisations, all pairs */
	struct finding *findings; /* by kind, within a kind the worst first */
	uint32_t finding_count;
	uint32_t *told;                      /* of findings, in their order, each wait once … */
	uint32_t told_first[KIND_COUNT + 1]; /* … those of a kind: told[told_first[kind] … told_first[kind + 1]) */
	uint32_t *of_step_first, *of_step; /* findings of step s: of_step[of_step_first[s] … of_step_first[s + 1]) */
	struct short_entry *short_list;    /* the worst of each kind */
	uint32_t short_count;
	struct fault_line *fault_lines; /* the worst first */
	uint32_t fault_line_count;
	struct walked_journey *journeys;
	/* Inside the library; the last two are made for the first route by hand. */
	const struct chain *chain;           /* of one episode: what comes before what */
	const struct team_sets *teams;       /* who does each step */
	const struct clock_steps *clocks_at; /* which clocks look at each step */
	const struct links *links;           /* where the ways of each step lead */
	const struct shown_index *index;     /* findings by where a journey meets them */
	double *goal_values;                 /* of pathway->goals */
	bool *goal_met;                      /* false where the value is NAN */
};

/* NULL when there is no memory, or when there is more in the pathway than can
 * be counted: then `diagnostics` has an error that says where. The pathway must
 * outlive it. Accepted findings that match nothing are warned of in
 * `diagnostics` (may be NULL). */
struct analysis *analysis_new(const struct pathway *pathway, const struct analysis_options *options,
			      struct diagnostics *diagnostics);
void analysis_free(struct analysis *analysis);

/* A route by hand, or the likeliest way through, as a journey. NULL when
 * there is no memory. Lives in the analysis. */
const struct walked_journey *analysis_walk(struct analysis *analysis, const uint32_t *steps, uint32_t count);

/* The same, to each step along an arrow (NONE, or no list: the one of several that
 * most people take), and behind the last along one to an outcome; NONE: along none. */
const struct walked_journey *analysis_walk_along(struct analysis *analysis, const uint32_t *steps,
						 const uint32_t *along, uint32_t count, uint32_t end_arrow);

/* The steps of the likeliest way: at each fork the way most people take, and
 * of a block every branch that more than half need; never the same arrow a second time.
 * Where most people come to an outcome in the end, `end_arrow` leads there, else NONE. */
const uint32_t *analysis_likeliest(struct analysis *analysis, uint32_t *count, uint32_t *end_arrow);

/* The likeliest way, walked. NULL when there is no memory. */
const struct walked_journey *analysis_walk_likeliest(struct analysis *analysis);

/* How often it happens, per person who enters: per_person, but where a target is
 * missed the times that it is, and not the chance at each of them. Times the
 * people a year it is the figure a year. NAN where unranked. */
double finding_times(const struct analysis *analysis, const struct finding *finding);

/* One sentence in plain words, and a question for the room ("" where there is
 * none). The text lives in `arena`; only inside arena_try(). */
const char *finding_says(struct arena *arena, const struct analysis *analysis, const struct finding *finding);
const char *finding_asks(struct arena *arena, const struct analysis *analysis, const struct finding *finding);

/* The sentence, and what is said with it. */
const char *finding_says_all(struct arena *arena, const struct analysis *analysis, const struct finding *finding);

/* "2 hours for 9 in 10 people": what a wait should be, the time as it was agreed,
 * with its unit in words. Only inside arena_try(). */
const char *target_in_words(struct arena *arena, const struct target *target);

/* "at most 4 hours", also of "<= 4h". Only inside arena_try(). */
const char *goal_in_words(struct arena *arena, const struct goal *goal);

/* "12.4%", "2.4 hand-offs": what the pathway comes to, or would, where this goal was
 * set, so finely that it tells whether the goal is met. Only inside arena_try(). */
const char *goal_value_in_words(struct arena *arena, const struct pathway *pathway, const struct goal *goal,
				double value);

/* "Audits found 50% within 4 hours, 15 hours on average"; "" where nothing is
 * said. Only inside arena_try(). */
const char *observed_in_words(struct arena *arena, const struct clock *clock);

/* What is asked and done again at a step, said together, with who did so
 * before (at most five); "" where nothing is. */
const char *step_says_repeats(struct arena *arena, const struct analysis *analysis, uint32_t step);

/* The whole entry of the short list as it is said to the room. */
const char *short_entry_says(struct arena *arena, const struct analysis *analysis, const struct short_entry *entry);

#endif
