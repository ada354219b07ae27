/* Walking a map by hand: where one stands, and which ways lead on.
 *
 * Branches of a block, which run side by side, are walked one after another.
 * A walker is nothing but the choices made so far: going back is walking
 * again with one choice less. */
#ifndef EXPORT_WALKER_H
#define EXPORT_WALKER_H

#include "carepath/pathway.h"

enum walker_place {
	WALKER_AT_START,  /* which of several starts */
	WALKER_AT_STEP,   /* the last of `route` */
	WALKER_AT_BRANCH, /* is this branch needed? */
	WALKER_AT_END,
};

enum way_kind {
	WAY_START,
	WAY_ARROW,        /* along an arrow, to a step or an outcome */
	WAY_SIDE_BY_SIDE, /* into the branches of a block */
	WAY_NEEDED,
	WAY_NOT_NEEDED,
	WAY_BRANCH_ENDS, /* what runs beside the rest is over */
	WAY_STOPS,       /* with the step's outcome, or with nothing */
};

struct way {
	enum way_kind kind;
	uint32_t arrow; /* of WAY_ARROW */
	uint32_t step;  /* where it leads; NONE where it ends */
	double share;
};

struct pending_block {
	uint32_t block;
	uint32_t walked; /* branches done, the one being walked included */
};

struct walker {
	struct arena *arena;
	const struct pathway *pathway;
	enum walker_place place;
	uint32_t branch;      /* of WALKER_AT_BRANCH */
	LIST(uint32_t) route; /* steps */
	LIST(uint32_t) along; /* to each of them: the arrow that was chosen, of which several may lead there; or NONE */
	LIST(struct pending_block) pending;
	LIST(struct way) ways; /* that lead on from here */
	LIST(uint32_t) choices;
	uint32_t end_arrow; /* to the outcome that was chosen; NONE */
};

/* All only inside arena_try(). */
void walker_start(struct walker *walker, struct arena *arena, const struct pathway *pathway);
void walker_take(struct walker *walker, uint32_t way);

/* From the start along these steps; false where no way of the map leads on to
 * the next of them, and then the walker stands before it. */
bool walker_follow(struct walker *walker, const uint32_t *steps, uint32_t count);

/* False at the very start. */
bool walker_back(struct walker *walker);

/* The way that most people take. */
uint32_t walker_likeliest(const struct walker *walker);

/* "Of what runs side by side: is “Social work” needed?", at a branch. */
const char *walker_asks(const struct walker *walker);

/* "to Ward stay, 7 in 10 people": a way that leads on, in the walker's arena. */
const char *walker_says(const struct walker *walker, uint32_t number);

#endif
