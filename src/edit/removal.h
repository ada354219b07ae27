/* What a step that goes leaves behind. */
#ifndef EDIT_REMOVAL_H
#define EDIT_REMOVAL_H

#include "edit/change.h"

/* People's journeys pass the step by. False, having refused. */
bool leave_routes(struct change *change, const char *id);

/* How many arrows lead to a step, as they are written. */
uint32_t arrows_to(const struct outline *outline, const char *id);

#endif
