/* Where a walk stands, by ids, so that it can be found again on the map of the
 * same file after it was read anew or changed. */
#ifndef UI_PLACE_H
#define UI_PLACE_H

#include "ui/walking.h"

struct placed_step {
	char *id;
	bool direct; /* came along an arrow from the one before */
};

struct place {
	struct placed_step *steps; /* of the walk */
	uint32_t count, stop;
	bool by_hand, likeliest;
	char *journey; /* id; NULL: none */
	char *looking; /* id of a step that is only looked at; NULL: none */
	bool visiting; /* as in struct walking */
};

/* Of a walk on this pathway; no place where `walking` is NULL. False when there
 * is no memory. place_forget() in either case. */
bool place_keep(struct place *place, const struct walking *walking, const struct pathway *pathway);

/* The same journey where it is still there, else the same steps: those that are
 * gone are left out, and one that was put between two of them is walked. Only
 * inside arena_try() of the walk's arena. */
void place_find(const struct place *place, struct walking *walking, const struct pathway *pathway);

void place_forget(struct place *place);

#endif
