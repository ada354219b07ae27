/* What the parts of an analysis share while it is made. Each part is one file
 * and one function below; they run in this order and each may use what those
 * before it have left here.
 */
#ifndef CAREPATH_ANALYSE_WORK_H
#define CAREPATH_ANALYSE_WORK_H

#include "analyse/solve.h"
#include "carepath/analysis.h"

/* A passage of responsibility from step to step, steps without holders
 * between them left out; also where the two share a holder (no hand-off). */
struct passage {
	uint32_t from, to;
	double times[3];    /* by enum told */
	double waiting;     /* seconds per person, over all of its arrows */
	uint32_t arrow;     /* the first arrow that leads straight from one to the other, or NONE */
	bool handoff;       /* the two share no holder */
	enum measure level; /* MEASURE_HANDOFFS_WITHIN, _BETWEEN, _ACROSS */
	uint32_t teams[2];  /* the first nearest pair of holders */
	bool share_record;
	bool sends; /* something is sent on, on its straight arrow */
};

/* Whether the next team gets to know. */
enum told { TOLD_NOT_SAID, TOLD_NOTHING, TOLD };

enum told arrow_told(const struct arrow *arrow);

/* What lies around a branch, all the way out. */
struct surroundings {
	uint32_t outermost; /* block */
	bool waited_for;    /* this branch and all those around it */
	bool known;
};

/* Why an analysis was given up; no message where memory ran out. */
struct refusal {
	struct span at;
	const char *help, *message;
};

struct found {
	struct finding *at;
	uint32_t count, room;
};

struct work {
	struct arena *arena;   /* of the analysis: what stays */
	struct arena *scratch; /* freed when the analysis is made */
	const struct pathway *pathway;
	const struct analysis_options *options;
	uint32_t threads; /* that may be used */
	struct analysis *analysis;

	/* analysis.c */
	struct diagnostics *diagnostics; /* or NULL */
	double effort;                   /* see work_spend() */
	struct refusal refusal;

	/* visits.c */
	struct solver *whole;        /* on the whole chain */
	struct solver *episode;      /* on the chain cut where a new episode starts */
	double *episode_start;       /* of the episode chain's places: starts and new episodes */
	double *visits;              /* of a step, all episodes */
	double *reached;             /* of a step */
	double *extra_visits;        /* of a step: visits that come from going round within an episode */
	struct surroundings *around; /* of a branch */
	bool has_blocks;

	const struct team_sets *teams;

	/* handoffs.c */
	LIST(struct passage) passages;

	/* duplication.c: of an organisation's number × their count + another's: how
	 * often the second asks again what the first had asked before, per person */
	double *asked_again_by;

	/* journeys.c */
	bool *journey_steps;       /* of a step: some journey stops there, or in a block behind it */
	const struct links *links; /* of these steps */

	/* sample.c */
	double *block_mean; /* of a block: mean time from its holder's end to the start of `then` */
	double *gain;       /* of an arrow: how much earlier blocks would end without its wait, per person */
	double hospital_time, home_time, waiting_in_hospital; /* where there are blocks */

	/* As they were found: first those of the lists before, then these. */
	LIST(struct found) found_before;
	uint32_t before_count; /* of all findings in the lists before */
	struct found findings;
	const struct order_key *sorted; /* findings.c: their keys in order */
};

/* Does both parts, at the same time where there are threads and the pathway is
 * large; neither may use what the other leaves in the work, and both are as if
 * `here` were done first. What `there` leaves is left in `other`, a copy of the
 * work, for the caller to take over; its findings come after those of `here`.
 * Each part may take MOST_EFFORT beyond what was done before. */
void work_beside(struct work *work, void (*here)(struct work *), void (*there)(struct work *), struct work *other);

/* With fewer steps than this a thread takes longer to start than it saves. */
enum { STEPS_FOR_THREADS = 4000 };

/* Gives the analysis up: analysis_new() returns NULL, and the diagnostics say
 * why, where and what to do. */
_Noreturn void work_refuse(struct work *work, struct span at, const char *help, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Counts small steps of work that grow faster than the file does, so that no
 * file keeps a room waiting for hours: with more than MOST_EFFORT in all (some
 * ten seconds of one core) the pathway is refused, with `what` there are too
 * many of, and where. The same file always comes to the same count. */
void work_spend(struct work *work, double steps, struct span at, const char *what);

#define MOST_EFFORT 2e9

/* First visits in this arena and with these threads, which count as work spent. */
void work_first_visits(struct work *work, struct first_visits *visits, struct solver *solver, const double *start);

/* How often people go along an arrow, per person. */
double arrow_traversals(const struct work *work, const struct arrow *arrow);

/* Where the person is during the arrow's wait; SETTING_COUNT where the wait
 * adds to no elapsed time. */
enum setting arrow_setting(const struct work *work, const struct arrow *arrow);

/* Mean time from the step's end to the start of the next one; of a block's
 * holder to the start of `then`. */
double time_after(const struct work *work, const struct step *step);

/* With more the pathway is refused, at the place of the one that is too many. */
enum { MOST_FINDINGS = 1000000 };

/* A finding of the rule with everything else not said; places are steps. */
struct finding *finding_add(struct work *work, enum rule rule, const uint32_t *at, uint32_t count, struct span place);

/* Refuses the pathway when the lists of findings come to more than there may be. */
void findings_check(struct work *work);

/* Finds out what the passage from step to step is; false where it is no hand-off. */
bool passage_judge(const struct work *work, struct passage *passage);

/* The parts. */
void measure_visits(struct work *work);
void measure_sums(struct work *work); /* what is a sum over visits */
void measure_teams(struct work *work);
void measure_handoffs(struct work *work);
void judge_passages(struct work *work); /* inside measure_handoffs() */
void find_bounces(struct work *work);   /* as well */
void measure_duplication(struct work *work);
void mark_sent_on(struct work *work); /* after it, with the same findings */
void measure_by_sampling(struct work *work);
void measure_times(struct work *work); /* what needs the time spent in blocks */
void find_delays(struct work *work);
void find_obstacles(struct work *work);
void find_fault_lines(struct work *work);
void find_goals(struct work *work);
bool may_double(const struct work *work);
/* It happens to nobody twice; `doubles` as may_double() says. */
bool is_once(const struct work *work, const struct finding *finding, bool doubles);
void order_findings(struct work *work);
void accept_findings(struct work *work); /* inside order_findings() */
void tell_findings(struct work *work);   /* behind accept_findings() */
void find_off_the_map(struct work *work);
void walk_journeys(struct work *work);

#endif
