/* What can be read off a pathway without walking it: who holds a step, which
 * pairs of steps are a hand-off and of which level, what is asked and done
 * where, what is a loop. Written from findings.md alone.
 *
 * Sets of steps, teams, organisations and words are bits of a number, so a
 * pathway may have 64 of each. */
#ifndef ORACLE_MAP_H
#define ORACLE_MAP_H

#include "carepath/analysis.h"

typedef uint64_t set;

static inline set set_of(uint32_t member)
{
	return UINT64_C(1) << member;
}

static inline bool set_has(set members, uint32_t member)
{
	return members >> member & 1;
}

enum { MAP_MOST = 64, MAP_HOLDERS_MOST = 16, MAP_LOOPS_MOST = 16 };

enum use { ASKED, DONE, USE_COUNT };

struct things {
	set all;     /* asked (done) here */
	set first;   /* without those that are `again` */
	set flagged; /* without those that are routine, too */
};

struct spot {
	uint32_t holder_list[MAP_HOLDERS_MOST], holder_count;
	set holders;
	set doers;         /* the person's side left out, unless all are of it */
	set organisations; /* of the doers, the person's side left out */
	set teams;         /* doers, the person's side left out */
	bool staff;
	struct things things[USE_COUNT];
	uint32_t loop; /* where it lies, or NONE */
};

/* What a passage from one step to another is. */
struct pair {
	bool handoff, shared_record;
	enum rule level;
	uint32_t teams[2], organisations[2];
};

struct map {
	const struct pathway *pathway;
	struct spot spots[MAP_MOST];
	struct pair pairs[MAP_MOST][MAP_MOST];
	uint32_t loop_count;
	bool *goes_round; /* of arrows: unplanned, within a loop, to a step listed earlier or itself */
	bool *reachable;  /* of steps */
	bool any_block;   /* among the steps that can be reached */
};

/* NULL where the pathway has too many of something. Free with map_free(). */
struct map *map_new(const struct pathway *pathway);
void map_free(struct map *map);

/* The step whose `then` a branch ends at. */
uint32_t map_then(const struct pathway *pathway, uint32_t block);

/* A new episode starts on it. */
bool map_episode(const struct arrow *arrow);

enum passed { PASSED_NOT_SAID, PASSED_BADLY, PASSED_WELL };
enum passed map_passed(const struct arrow *arrow);

#endif
