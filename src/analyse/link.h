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
	uint32_t kept; /* off the map: how many of the open blocks, the outermost first, the person stays in */
};

/* Where the ways of each step lead, so that no journey has to search a step of
 * many ways for each of its stops. */
struct links {
	const struct pathway *pathway;
	uint32_t *first;  /* of a step: its ways, in the order of where they lead; and one more */
	uint32_t *way;    /* arrows: of several to one step that which most people take stands first */
	uint32_t *ending; /* of a step: the first of its ways that ends a branch, or NONE */
};

/* Of the wanted steps only: those of the journeys, each as want_step() adds it
 * with the holders of the blocks around it. */
const struct links *links_new(struct arena *arena, struct arena *scratch, const struct pathway *pathway,
			      const bool *wanted);
void want_step(const struct pathway *pathway, bool *wanted, uint32_t step);

/* The blocks that the journey is in, the innermost last. */
struct open_blocks {
	struct arena *arena;
	LIST(uint32_t) blocks;
};

/* The blocks around a step in which a journey starts. */
void open_around(const struct pathway *pathway, struct open_blocks *open, uint32_t step);

/* Finds the link from a step to the next stop, of several arrows that which
 * most people take of those on which the wait that the stop states is possible
 * (of none: that which most people take), and keeps `open` up to date: a branch's start opens its
 * block, `then` closes it. Leaving the map closes those of which the person
 * does not stay in the branch, and opens those around the step that follows. */
struct link link_find(const struct links *links, struct open_blocks *open, uint32_t from, const struct stop *to);

#endif
