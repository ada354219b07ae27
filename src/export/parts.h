/* The measures that have one value for each payer, outcome, step or clock. */
#ifndef EXPORT_PARTS_H
#define EXPORT_PARTS_H

#include "carepath/catalogue.h"

/* How many values a measure has; 1 for one that stands alone. */
uint32_t measure_parts(const struct pathway *pathway, enum measure measure);

/* What stands in its name for the part: "Northshire Council" of
 * cost.Northshire Council. */
const char *measure_part(const struct pathway *pathway, enum measure measure, uint32_t index);

/* The whole name as goals write it. */
const char *measure_name(struct arena *arena, const struct pathway *pathway, enum measure measure, uint32_t index);

/* A value as people say it, with its unit; "not known". */
const char *measure_in_words(struct arena *arena, enum unit unit, double value);

#endif
