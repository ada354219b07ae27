/* People drawn at random and walked through the pathway one by one, for what
 * has no closed form: percentiles, clocks, and the time that branches side by
 * side take.
 *
 * route.c  makes the pathway into tables that are quick to walk
 * person.c walks one person
 * sample.c walks them all, on several threads, and adds up
 */
#ifndef CAREPATH_ANALYSE_SAMPLE_H
#define CAREPATH_ANALYSE_SAMPLE_H

#include "analyse/clocks.h"
#include "analyse/work.h"

/* Where time is spent, as far as it is measured. */
enum whereabouts { ELSEWHERE, IN_HOSPITAL, AT_HOME, WHEREABOUTS };

struct spell {
	const struct duration *duration; /* to be drawn; NULL: always `seconds` */
	double seconds;
};

struct way {
	uint64_t place; /* draw_place() of both ends */
	double until;   /* the shares of the ways up to this one, added up */
	uint32_t to;    /* step; NONE for an outcome */
	uint32_t arrow;
	uint32_t gain; /* number among the waits whose gain is asked for, or NONE */
	struct spell planned, wait;
	enum whereabouts where;
	bool ends_branch, new_episode, goes_on;
};

struct stage {
	uint64_t place;
	uint32_t first_way, way_count; /* of a block: its branches, then `then` */
	enum next next;
	bool one_way;  /* everybody goes the first way: nothing to draw */
	bool on_clock; /* some clock starts or stops here */
	enum whereabouts where, meanwhile;
	uint32_t block;
	struct spell lasts;
};

struct route {
	const struct pathway *pathway;
	uint64_t seed;
	const struct clock_steps *clocks;
	struct stage *stages; /* of a step */
	struct way *ways;     /* of an arrow */
	double *start_until;
	uint32_t gain_count, depth; /* waits whose gain is asked for; blocks within blocks at most */
	uint32_t *gain_arrow;       /* of a gain number */
};

struct route *route_new(struct work *work);

/* A growing array of plain memory, for threads: they cannot use an arena. */
struct samples {
	double *at;
	size_t count, room;
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
	struct samples *clock_times; /* of a clock */
	uint64_t *clock_starts;
	bool no_memory;
};

struct walker;

/* `lead_times` has a place for every person of all parts. NULL: no memory. */
struct walker *walker_new(const struct route *route, double *lead_times);
void walker_free(struct walker *walker);
void walk_person(struct walker *walker, struct part *part, uint32_t person);

#endif
