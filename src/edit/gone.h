/* What goes with a step without being asked for. */
#ifndef EDIT_GONE_H
#define EDIT_GONE_H

#include "edit/change.h"

/* "With it went: a wait of 26 minutes, its target, an obstacle.": of the step,
 * of its one way on and, where `journeys`, of stops there. "" where nothing did. */
const char *gone_with(struct change *change, struct spot step, bool journeys);

#endif
