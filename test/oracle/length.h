/* Durations once more, from what format.md says of them and with other
 * formulas than the library's: drawing them, and what their targets need. */
#ifndef ORACLE_LENGTH_H
#define ORACLE_LENGTH_H

#include "carepath/duration.h"
#include "random.h"

double length_draw(const struct duration *duration, struct random *random);
double length_mean(const struct duration *duration);
double length_chance_over(const struct duration *duration, double seconds);
double length_mean_excess(const struct duration *duration, double seconds);

#endif
