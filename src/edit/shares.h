/* The shares of a step's alternatives when there is one more of them, or one fewer. */
#ifndef EDIT_SHARES_H
#define EDIT_SHARES_H

#include "edit/change.h"

/* The `count` alternatives of a step give way to a new one; so does who takes
 * none of them. `*text` is the new share, written as theirs are. */
bool shares_make_room(struct change *change, const char *step, uint32_t count, double share, const char **text);

/* How a share is written of one more branch beside `count`, whose shares are no
 * matter of its. NULL, having refused, where it is none. */
const char *shares_of_branch(struct change *change, const char *step, uint32_t count, double share);

/* Of `count` branches, each needed by itself, people go only one: where they
 * would be more than everyone, or nobody were left for one without a share, all
 * are as likely as they were beside each other. */
bool shares_of_one(struct change *change, const char *step, uint32_t count);

/* The others of `count` alternatives gain what the one that goes had. */
bool shares_take_over(struct change *change, struct edit_place gone, uint32_t count);

#endif
