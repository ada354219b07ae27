/* What people said, in their own words; the same on a step, an arrow and a
 * stop of a journey. */
#ifndef LOAD_VOICE_H
#define LOAD_VOICE_H

#include "load/values.h"

extern const struct value_type value_voices; /* struct voices */
extern const struct record voice_record;

#endif
