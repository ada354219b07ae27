/* What a wait should be ("95% within 4h"), and what an audit found. */
#ifndef LOAD_TARGET_H
#define LOAD_TARGET_H

#include "load/values.h"

extern const struct value_type value_target;   /* struct target */
extern const struct value_type value_observed; /* struct observations */

#endif
