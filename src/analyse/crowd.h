/* The people who walk together, and what is at work.
 *
 * crowd.c         walks them through the stages
 * crowd_clocks.c  lets the clocks see what they came by
 */
#ifndef CAREPATH_ANALYSE_CROWD_H
#define CAREPATH_ANALYSE_CROWD_H

#include "analyse/draw.h"
#include "analyse/sample.h"

enum {
	CROWD_MOST = 128,
	DRAWN_TOGETHER = 64, /* branches of a block */
};

/* How much earlier the block would end without one wait, run for run. */
struct gain {
	double seconds;
	uint32_t number, next; /* NONE at the end of the list */
};

struct gains {
	uint32_t first, last; /* NONE where there are none */
};

/* A block that a person is in. */
struct frame {
	uint32_t holder, visit;
	uint64_t needed;               /* branches that are still to come, of those drawn together */
	uint32_t first;                /* which branch the lowest bit of them stands for */
	bool waited_for;               /* the branch at work */
	double start, longest, second; /* seconds; of branches: the longest and the next */
	double longest_waits, waits;   /* waiting along the longest branch; along the one at work */
	struct gains longest_gains, gains;
	struct frame *around; /* the block that this one lies in, or NULL */
};

/* The start of a stage that a clock looks at. */
struct tick {
	double time;
	uint32_t step, before; /* what this person's episode noted before, or NONE */
};

struct person {
	double now;
	struct frame *frames; /* room for as many as lie in one another */
	struct frame *frame;  /* the innermost block that they are in, or NULL */
	uint32_t number;
	uint32_t last_tick, tick_count, episode;
};

/* Of a stage in the loop at work; or of a stage and a person, stage by stage. */
struct visit_count {
	uint32_t loop; /* the count is of another one else */
	uint32_t count;
};

struct ordered_tick {
	double time;
	uint32_t step, order;
};

/* Someone at the stage at work. */
struct turn {
	uint32_t person, visit;
	double lasts;
	struct draw draw; /* for the way and the wait; only where the stage draws */
	uint64_t needed;  /* of a block: the first branches that this person needs */
};

struct crowd {
	struct route route;
	double *lead_times;
	struct person *people;
	struct frame *frames;
	uint32_t room;               /* people at a time */
	uint32_t *standing;          /* of a stage: the first who stands there, or NONE */
	uint32_t behind[CROWD_MOST]; /* of a person: who stands behind at the same stage, or NONE */
	struct visit_count *counts;
	struct clock_run *runs; /* of a person and a clock */
	struct clock_reader clocks;
	double *gain_sums; /* of a gain number: zero between uses */
	struct turn turns[CROWD_MOST];
	LIST(struct gain) gains;
	uint32_t free_gain;
	LIST(struct tick) ticks;
	LIST(struct ordered_tick) ordered;

	/* What is at work. */
	struct part *part;
	double spent[WHEREABOUTS]; /* what the part's people spent so far */
	uint32_t loop;             /* how many loops have been walked, this one included */
	uint32_t turned_to;        /* the first stage that someone was sent back to, or NONE */
};

/* Room for one more in a list of plain memory: threads cannot use an arena. */
bool crowd_make_room(struct part *part, void **at, uint32_t *room, size_t size);

#define CROWD_ROOM(crowd, list)                                                                                        \
	((list)->count < (list)->room ||                                                                               \
	 crowd_make_room((crowd)->part, (void **)&(list)->at, &(list)->room, sizeof *(list)->at))

/* Before the first walk. */
void crowd_clocks_start(struct crowd *crowd);

/* The person comes to a stage that a clock looks at. */
static inline void note_start(struct crowd *crowd, struct person *person, uint32_t step)
{
	if (!CROWD_ROOM(crowd, &crowd->ticks))
		return;
	crowd->ticks.at[crowd->ticks.count] = (struct tick){person->now, step, person->last_tick};
	person->last_tick = crowd->ticks.count++;
	person->tick_count++;
}

/* Clocks stop at the end of an episode. */
void end_episode(struct crowd *crowd, struct person *person);

#endif
