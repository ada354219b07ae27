/* Which other pathways one can be compared with. No screen in it. */
#ifndef UI_OTHERS_H
#define UI_OTHERS_H

#include "ui/at_hand.h"

/* The file is told to be how it could be: its name ends in -to-be. */
bool is_to_be(const char *path);
bool is_same_file(const char *one, const char *other);

/* In the folder of the open one, and in these (ends with NULL): each once, and
 * not the open one; those of its own name first. `others` is empty before.
 * False when there is no memory. */
bool others_find(struct at_hand *others, struct arena *arena, const char *open_one, const char *const *folders,
		 const struct analysis_options *how);

#endif
