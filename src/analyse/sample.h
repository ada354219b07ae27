/* People drawn at random and walked through the pathway one by one, for what
 * has no closed form: percentiles, clocks, and the time that branches side by
 * side take.
 *
 * route.c  makes the pathway into tables that are quick to walk, and
 * crossed.c sees which clocks may not be read as people walk
 * spell.h  a length of time, ready to be drawn
 * crowd.h  walks some hundred people together, stage by stage
 * sample.c walks all of them so, on several threads
 * sample_sums.c adds up
 */
#ifndef CAREPATH_ANALYSE_SAMPLE_H
#define CAREPATH_ANALYSE_SAMPLE_H

#include "analyse/clocks.h"
#include "analyse/percentile.h"
#include "analyse/spell.h"
#include "analyse/work.h"

/* Where time is spent, as far as it is measured. */
enum whereabouts { ELSEWHERE, IN_HOSPITAL, AT_HOME, WHEREABOUTS };

/* What is seldom needed of a way: a draw of its own, and what is planned. */
struct aside {
	uint64_t place; /* draw_place() of both ends */
	struct spell planned;
};

/* A way and a stage are 64 bytes each, so that a step of someone's walk touches
 * little memory: with 100,000 steps nearly all of it comes from far away. */
struct way {
	double until; /* the shares of the ways up to this one, added up */
	struct spell wait;
	uint32_t to;      /* stage; NONE for an outcome */
	uint32_t aside;   /* of asides, or NONE */
	uint32_t gain;    /* number among the waits whose gain is asked for, or NONE */
	uint8_t where;    /* enum whereabouts */
	bool drawn : 1;   /* how long it takes */
	bool planned : 1; /* part of that is */
	bool new_episode : 1;
	bool ends : 1; /* here: a branch, or the whole */
};

/* A step. */
struct stage {
	uint64_t place;
	struct spell lasts;
	uint32_t first_way, way_count; /* of a block: its branches, then `then` */
	uint32_t step;
	uint8_t next;             /* enum next */
	uint8_t where, meanwhile; /* enum whereabouts */
	bool drawn : 1;
	bool one_way : 1;   /* everybody goes the first way: nothing to draw */
	bool on_clock : 1;  /* some clock starts or stops here */
	bool crossed : 1;   /* one of them is crossed */
	bool once : 1;      /* nobody comes here a second time */
	bool in_branch : 1; /* of a block: which one, the route says */
};

/* What lies around the people who are in a branch. */
struct beside {
	uint32_t block;
	uint32_t way; /* that leads into it; those into the next branches of the block stand behind it */
	bool waited_for;
};

struct together {
	uint32_t holder; /* stage */
	uint32_t around; /* the branch that the block lies in, or NONE */
	uint32_t depth;  /* 0 for a block in no branch */
	bool gains;      /* of some wait in it the gain is asked for */
	bool crossed;    /* of a block in no branch: a crossed clock looks at a stage in it */
};

struct first_stage {
	double until; /* the shares of the starts up to this one, added up */
	uint32_t stage;
};

/* The stages are in such an order that a way leads to a later one, or to one
 * of the same loop. */
struct route {
	const struct pathway *pathway;
	uint64_t seed;
	double visits; /* to all steps, per person */
	const struct clock_steps *clocks;
	/* Of a clock: it looks at stages that one person comes to in another order
	 * than that of time: in branches side by side, or one that is not waited for. */
	bool *crossed;
	struct stage *stages;
	uint32_t *branch; /* of a stage: the innermost that it lies in, or NONE */
	struct beside *branches;
	struct together *blocks;
	uint32_t stage_count;
	uint32_t *loop_first; /* of a stage that people may come to again: the first one of its loop */
	uint32_t loop_most;   /* stages of a loop */
	struct way *ways;     /* of an arrow */
	LIST(struct aside) asides;
	struct first_stage *starts;
	uint32_t gain_count, depth; /* waits whose gain is asked for; blocks within blocks at most */
	uint32_t *gain_arrow;       /* of a gain number */
};

struct route *route_new(struct work *work);

/* What is planned on the way, besides the wait. */
const struct spell *planned_on(const struct route *route, const struct way *way);

/* Part of route_new(). */
void find_crossed_clocks(struct work *work, struct route *route, const uint32_t *stage_of);

/* Whether for some wait it has to be seen how much earlier people would go on. */
bool any_gain_asked(const struct work *work);

/* A growing array of plain memory, for threads: they cannot use an arena. */
struct samples {
	double *at;
	uint32_t count, room;
};

/* What a clock came to. */
struct clock_sums {
	struct samples times;
	double starts;
	double sum, over, excess; /* of the times; how many are over the target, and by how much in all */
};

/* What one part of the people adds up to. The parts do not depend on the
 * number of threads and are added in order, so neither do the sums. */
struct part {
	uint32_t first_person, end_person;
	double spent[WHEREABOUTS];
	double waiting_in_hospital;
	double *block_time; /* of a block */
	double *block_runs;
	double *gains;
	struct clock_sums *clocks;
	double lead_sum, lead_squares; /* of lead times; of how far they are from the part's mean */
	bool no_memory;
};

/* `lead_times` has a place for every person of all parts. */
struct parts {
	struct part *at;
	uint32_t count;
	double *lead_times;
	struct percentiles lead_percentiles, *clock_percentiles; /* of a clock */
};

enum { PARTS_MOST = 32 };

/* When its people have walked. */
void part_sum_up(const struct route *route, struct part *part, const double *lead_times);

/* Of a clock, or of lead times (NONE). False when there is no memory. */
bool parts_find_percentiles(const struct parts *parts, uint32_t clock, struct percentiles *found);

/* Fills the figures, with the percentiles that have been found; and the same for
 * each part alone. Only inside arena_try() of both arenas. */
void parts_sum_up(struct work *work, const struct route *route, const struct parts *parts);
void parts_sum_up_each(struct work *work, const struct route *route, const struct parts *parts);

struct crowd;

/* `lead_times` as the parts have them. NULL: no memory. */
struct crowd *crowd_new(const struct route *route, double *lead_times);
void crowd_free(struct crowd *crowd);
void crowd_walk(struct crowd *crowd, struct part *part);

#endif
