/* The states of the screen that are tried out, and the keys that lead there. */
#ifndef SCREEN_STATES_H
#define SCREEN_STATES_H

#include "terminal.h"

enum { STATE_ARGUMENTS = 4, STATE_KEYS = 24 };

struct state {
	const char *name;
	const char *arguments[STATE_ARGUMENTS]; /* of carepath */
	const char *keys[STATE_KEYS];           /* Click: with the mouse, in the middle */
	const char *sees;                       /* what only this state shows */
};

extern const struct state states[];
extern const int state_count;

/* By its name, which is one of them. */
const struct state *state_find(const char *name);

/* Starts `program` in `folder` and brings it there; NULL, and the reason as a TAP
 * comment, if it does not get there. */
struct terminal *state_open(const struct state *state, const char *program, const char *folder);

#endif
