/* The same thing asked or done in several branches of one block. */
#ifndef CAREPATH_ANALYSE_SIDE_BY_SIDE_H
#define CAREPATH_ANALYSE_SIDE_BY_SIDE_H

#include "analyse/groups.h"
#include "analyse/work.h"

/* `steps` are those of each thing (word), routine ones and those in `again` left out. */
void find_at_the_same_time(struct work *work, struct groups steps);

#endif
