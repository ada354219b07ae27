/* What is wrong with a file, with its place: collected, then said in order. */
#ifndef CAREPATH_DIAGNOSTIC_H
#define CAREPATH_DIAGNOSTIC_H

#include "carepath/source.h"

enum severity { SEVERITY_ERROR, SEVERITY_WARNING };

struct diagnostic {
	enum severity severity;
	bool has_place; /* false: about the file as a whole ("cannot be read") */
	struct span span;
	const char *message;
	bool has_second;
	struct span second;
	const char *second_says; /* "first given here" */
	const char *help;        /* or NULL */
};

/* At most this many errors, and as many warnings, are kept. */
enum { DIAGNOSTICS_MOST = 50 };

struct diagnostics {
	struct arena *arena;
	LIST(struct diagnostic) list;
	uint32_t errors, warnings; /* all that were reported, kept or not */
	struct diagnostic scratch; /* stands in for one that is not kept */
};

/* Adds one. The message is formatted into the arena; the result can be given
 * a second place and a help line, and is valid until the next one is added.
 * One that was reported before (same place, same message) is not counted or
 * kept again, one beyond the limit is counted and not kept: then a scratch
 * diagnostic is returned. For one about the file as a whole, clear has_place. */
struct diagnostic *diagnostic_error(struct diagnostics *diagnostics, struct span span, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
struct diagnostic *diagnostic_warning(struct diagnostics *diagnostics, struct span span, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The help becomes "did you mean 'x'?" where one of the words is near; else it
 * stays as it is. */
void diagnostic_suggest(struct diagnostics *diagnostics, struct diagnostic *diagnostic, const char *given,
			const char *const *words, size_t count);

/* All of them in the order of the file, those without a place first, as
 *   FILE:LINE:COLUMN: error: MESSAGE
 *    34 | the line
 *       |     ^^^^
 *   FILE:LINE:COLUMN: note: first given here …
 *   help: …
 * and how many are not shown. Puts the list in that order. Takes no memory, so
 * it needs no arena_try(). */
void diagnostics_print(struct diagnostics *diagnostics, const struct source *source, struct writer *writer);

#endif
