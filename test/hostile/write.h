/* Writing files of many lines that are alike. */
#ifndef HOSTILE_WRITE_H
#define HOSTILE_WRITE_H

#include <stdio.h>

void put(FILE *file, const char *text);
void many(FILE *file, const char *text, size_t times);

/* `format` with each number from `from` up to, not including, `to`: of its
 * numbers the second is one more, the others are the same. */
__attribute__((format(printf, 2, 0))) void each(FILE *file, const char *format, unsigned from, unsigned to);

#define HEAD  "carepath: 1\nname: A fall\norganisations: { h: { sector: acute } }\nteams: { w: { organisation: h } }\n"
#define STEPS HEAD "steps:\n"
#define ONE   "  s: { team: w, outcome: home }\n"

#endif
