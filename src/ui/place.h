/* Where a walk stands, by ids, so that it can be found again on the map of the
 * same file after it was read anew or changed. */
#ifndef UI_PLACE_H
#define UI_PLACE_H

#include "ui/walking.h"

struct place {
	char **steps; /* ids of the walk's steps */
	uint32_t count, stop;
	bool by_hand;
	char *journey; /* id; NULL: none */
};

/* Of a walk on this pathway; no place where `walking` is NULL. False when there
 * is no memory. place_forget() in either case. */
bool place_keep(struct place *place, const struct walking *walking, const struct pathway *pathway);

/* The same journey where it is still there, else the same steps as far as they
 * are there. Only inside arena_try() of the walk's arena. */
void place_find(const struct place *place, struct walking *walking, const struct pathway *pathway);

void place_forget(struct place *place);

#endif
