/* What several pathways come to for the place that they share.
 *
 * Teams and organisations of different files are the same when their names
 * are. Figures are a year: those of a file per person × its people a year. A
 * file that does not say how many people cannot be added up and is left out.
 */
#ifndef EXPORT_PLACE_H
#define EXPORT_PLACE_H

#include "carepath/analysis.h"

/* Between two organisations, a thing asked again, or the waits between two teams (or after one, where the way ends).
 * All figures are a year; times in seconds. */
struct place_row {
	const char *names[2]; /* a thing has one */
	char *keys[2];        /* the names as they are compared */
	double times;         /* hand-offs, times asked again, people who wait */
	double nothing_passed_on, waiting_time, asked_again;
	uint32_t file, files; /* the file that it came from; in how many files it is */
};

struct place_rows {
	struct place_row *at;
	uint32_t count;
};

struct place {
	const struct analysis *const *files;
	uint32_t file_count;
	struct place_rows boundaries, asked_again, delays; /* the worst first */
	const char **left_out;                             /* names of files without `people` */
	uint32_t left_out_count;
};

/* Only inside arena_try(). */
struct place *place_new(struct arena *arena, const struct analysis *const *files, uint32_t count);

#endif
