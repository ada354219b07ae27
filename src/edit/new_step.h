/* A new step's text, put behind that of another. */
#ifndef EDIT_NEW_STEP_H
#define EDIT_NEW_STEP_H

#include "edit/change.h"

/* Writes the step behind `step`, in the same style. People come to it from
 * `after`, whose team and setting it has where nothing else is said. `rest` are
 * pairs behind its name and team, each as it stands in the file or NULL. False,
 * having refused. */
bool put_step(struct change *change, struct spot step, const char *after, struct new_step added,
	      const char *const rest[2], const char *id);

/* An id that no step has, from a name. */
const char *new_id(const struct outline *outline, const char *name);

#endif
