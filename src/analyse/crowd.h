/* The people who walk together, and what is at work.
 *
 * crowd.c         sends them through the stages
 * crowd_stage.c   what happens at a stage, and on the way to the next
 * crowd_blocks.c  what happens in blocks
 * crowd_clocks.c  lets the clocks see what they come by
 *
 * Everybody who stands at a stage does one thing, then everybody the next one:
 * each is a short loop over people, in which the processor works on several at
 * once and has nothing to guess. What is known of a person lies in arrays beside
 * one another, a place for each person.
 */
#ifndef CAREPATH_ANALYSE_CROWD_H
#define CAREPATH_ANALYSE_CROWD_H

#include "analyse/draw.h"
#include "analyse/sample.h"
#include "analyse/total.h"

enum {
	CROWD_MOST = 320, /* a part of the usual 10,000 people walks at once */
	CROWD_WORDS = CROWD_MOST / 64,
};

/* Some of the people, in the order of their places. */
struct party {
	uint32_t count;
	uint16_t who[CROWD_MOST + 8]; /* lists are written eight at a time */
};

/* How much earlier the block would end without one wait, run for run. */
struct gain {
	double seconds;
	uint32_t number, next; /* NONE at the end of the list */
};

struct gains {
	uint32_t first, last; /* NONE where there are none */
};

/* The block at one depth that each person is in. */
struct nest {
	/* Seconds; of branches: the longest and the next; waiting along the longest
	 * branch, and along the one at work. */
	double start[CROWD_MOST], longest[CROWD_MOST], second[CROWD_MOST], longest_waits[CROWD_MOST], waits[CROWD_MOST];
	uint32_t visit[CROWD_MOST]; /* to the holder */
	struct gains longest_gains[CROWD_MOST], gains[CROWD_MOST];
};

/* Of a clock and a person. */
struct run {
	double since;
	uint32_t episode; /* in which it was started */
};

/* The start of a stage, for crossed clocks. */
struct tick {
	double time;
	uint32_t step, before; /* what this person noted before, or NONE */
};

struct ordered_tick {
	double time;
	uint32_t step, order;
};

/* What a person has noted. */
struct notes {
	uint32_t last, count; /* of ticks; NONE and 0 */
};

/* What a byte of a set holds. */
struct octet {
	uint16_t members[8];
	uint16_t count;
};

struct crowd {
	struct route route;
	double *lead_times;
	uint32_t room, words;        /* people at a time; words that a set of them takes */
	uint64_t *standing;          /* of a stage: the set of those who stand there */
	uint64_t *taken;             /* the set of stages at which someone stands */
	struct nest *nests;          /* of a depth */
	uint32_t *counts;            /* of a stage of the loop at work and a person: how often they came there, */
	uint32_t *counted;           /* if in the loop of this number */
	struct octet octets[256];    /* of what a byte can be */
	double *gain_sums;           /* of a gain number: zero between uses */
	uint64_t *started, *running; /* of a clock: the set for whom it was started; for whom it runs */
	struct run *runs;            /* of a clock and a person */

	/* Of a person. */
	double now[CROWD_MOST];
	uint32_t once[CROWD_MOST]; /* all 1 */
	const uint32_t *visits;    /* how manieth this is, to the stage at work */
	uint32_t episode[CROWD_MOST];
	struct notes notes[CROWD_MOST];
	struct draw draw[CROWD_MOST];  /* of the stage at work */
	struct draw aside[CROWD_MOST]; /* of a way that has one of its own */

	/* In the order of the party at work. */
	double lasts[CROWD_MOST], waits[CROWD_MOST], planned[CROWD_MOST];

	struct party here, going, starting; /* at the stage; one way of several; to one branch of several */
	uint64_t set[CROWD_WORDS];          /* those who are here, as a set; */
	uint32_t set_count;                 /* how many they are */
	uint64_t late[CROWD_WORDS];         /* those who noted what is still to come: they note everything */

	LIST(struct gain) gains;
	uint32_t free_gain;
	LIST(struct tick) ticks;
	LIST(struct ordered_tick) ordered;

	/* What is at work. */
	struct part *part;
	uint32_t first_person;
	double spent[WHEREABOUTS]; /* what the part's people spent so far */
	uint32_t next;             /* nobody stands at a stage before this one */
	uint32_t loop, loop_first; /* how many loops have been walked, this one included; its first stage */
};

/* Room for one more in a list of plain memory: threads cannot use an arena. */
bool crowd_make_room(struct part *part, void **at, uint32_t *room, size_t size);

#define CROWD_ROOM(crowd, list)                                                                                        \
	((list)->count < (list)->room ||                                                                               \
	 crowd_make_room((crowd)->part, (void **)&(list)->at, &(list)->room, sizeof *(list)->at))

/* ---- Parties ---------------------------------------------------------------------------- */

/* They go on from this stage. */
void stand_at(struct crowd *crowd, const struct party *party, uint32_t stage);

/* Random numbers at one place; `visits` and `draws` of a person. */
void draw_party(const struct crowd *crowd, const struct party *party, uint64_t place, const uint32_t *visits,
		struct draw *draws);

/* Of those who are left those go whose number lies below this share. */
void part_ways(const struct draw *draws, struct party *left, struct party *going, double until);

/* Lengths of time in the party's order, from the first of the numbers or the second. */
void first_lengths(const struct party *party, const struct spell *spell, const struct draw *draws, double *lengths);
void second_lengths(const struct party *party, const struct spell *spell, const struct draw *draws, double *lengths);

/* ---- The stage -------------------------------------------------------------------------- */

/* Everybody who is here goes on. They have been counted. */
void go_on(struct crowd *crowd, uint32_t at);

/* The party goes along a way; where that is drawn, by the crowd's `waits` and `planned`. */
void go_along(struct crowd *crowd, const struct party *party, const struct way *way, struct nest *nest,
	      enum whereabouts where);

/* ---- Blocks ----------------------------------------------------------------------------- */

/* The nest of a branch, or NULL for NONE. */
static inline struct nest *nest_of(struct crowd *crowd, uint32_t branch)
{
	const struct route *route = &crowd->route;
	return branch == NONE ? NULL : &crowd->nests[route->blocks[route->branches[branch].block].depth];
}

void add_gain(struct crowd *crowd, struct gains *gains, uint32_t number, double seconds);

/* The party has come to the end of a block's holder, or of its way through a
 * branch: of this number. */
void open_block(struct crowd *crowd, struct party *party, uint32_t number);
void end_branch(struct crowd *crowd, struct party *party, uint32_t number);

/* ---- Clocks ----------------------------------------------------------------------------- */

/* Before anyone walks. */
void clocks_reset(struct crowd *crowd);

/* Those who are here come to a stage that a clock looks at. */
void clocks_see_party(struct crowd *crowd, const struct stage *stage);

/* What was noted in a block that has just ended is read, as far as no more can
 * come before it. */
void settle_notes(struct crowd *crowd, const struct party *party);

/* Clocks stop at the end of an episode. */
void end_episode(struct crowd *crowd, const struct party *party);

#endif
