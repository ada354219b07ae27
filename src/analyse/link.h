/* How a journey gets from one of its stops to the next. */
#ifndef CAREPATH_ANALYSE_LINK_H
#define CAREPATH_ANALYSE_LINK_H

#include "carepath/pathway.h"

/* Branches of a block are listed one after another, so a journey may go from
 * the end of one to the start of the next, and from the last to `then`. */
struct link {
	uint32_t arrow;   /* along which the person goes, or starts a branch; NONE */
	uint32_t then;    /* the `then` arrow that follows (or stands alone); NONE */
	uint32_t ending;  /* where a branch ends and no arrow of the journey says how: its arrow to `then`; NONE */
	bool off_the_map; /* nothing leads there */
	bool ends_branch; /* the branch at work ends */
	bool new_episode;
};

/* The blocks that the journey is in, the innermost last. */
struct open_blocks {
	struct arena *arena;
	LIST(uint32_t) blocks;
};

/* Finds the link and keeps `open` up to date: a branch's start opens its
 * block, `then` closes it, leaving the map closes all. */
struct link link_find(const struct pathway *pathway, struct open_blocks *open, uint32_t from, uint32_t to);

#endif
