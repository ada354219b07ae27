/* What a step that goes leaves behind: all that names it elsewhere in the file. */
#ifndef EDIT_REMOVAL_H
#define EDIT_REMOVAL_H

#include "edit/change.h"

struct leaving {
	const char *id;
	const char *to; /* the step that its arrows lead to from now on, or that it was joined with; NULL */
	const char
	    *outcome; /* how the pathway ends in its place, where `to` is NULL; NULL: nothing leads there any more */
	bool joined;  /* it goes on as a part of `to` */
	bool *told;   /* set where a journey says more of it than that it goes there; NULL: never mind */
};

/* Journeys pass it by; what a scenario says of the arrows to it is said of them
 * where they lead now; findings accepted at it go. False, having refused, where
 * a clock or a goal is about this step, or a journey has words of its own there: what is meant by it then is for people
 * to say. */
bool leave_behind(struct change *change, struct leaving leaving);

/* Where a way leads from now on; neither: it goes. */
struct new_end {
	const char *to, *outcome;
};

/* What scenarios say of this way is said of it as it leads now. Where it goes,
 * that goes too, and in them as in the file the others share what it had. Nothing
 * becomes of it where another way leads from the step to the same end. */
bool leave_way(struct change *change, struct edit_place place, struct new_end instead);

/* What they say of the ways from a step is said of the same ways from another. */
void pass_ways_on(struct change *change, const char *from, const char *to);

/* How many arrows lead to a step, as they are written. */
uint32_t arrows_to(const struct outline *outline, const char *id);

#endif
