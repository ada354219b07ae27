/* The journeys of the file, where a step comes onto the map or leaves it. */
#ifndef EDIT_TOURS_H
#define EDIT_TOURS_H

#include "edit/change.h"

/* A step that is put in. */
struct newcomer {
	const char *id;
	const char *after;  /* the step that leads to it */
	bool on_one_way;    /* not on all ways on from there, but on that to `to` */
	enum way_role role; /* of that way */
	const char *to;     /* NULL: to an end */
	bool beside;        /* in a branch of its own, side by side with those after which `to` comes */
};

/* Who goes through `after` and on comes to the new step, too; and who ends
 * there, where that is how the pathway ends now. Stops keep what they say. */
bool tours_take_up(struct change *change, struct newcomer newcomer);

/* Journeys pass the step by. False, having refused, where one has words of its
 * own there: whose they are then is for people to say. `told` is set where
 * another thing goes with a stop: a wait, a day, a feeling. `joined` is the step
 * that it has become a part of, or NULL: who does not come from there stops
 * there now. */
bool tours_pass_by(struct change *change, const char *id, const char *joined, bool *told);

#endif
