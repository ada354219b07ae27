/* What a wait should be ("95% within 4h"), and what an audit found. */
#ifndef LOAD_TARGET_H
#define LOAD_TARGET_H

#include "load/values.h"

extern const struct value_type value_target; /* struct target */

/* "57% within 4h"; false, having said so, when it is none. */
bool read_within(struct load *load, uint32_t value, struct view text, double *share, double *seconds);

#endif
