/* How long something takes: always the same, or differently for each person.
 *
 * Times are seconds. A day is 86,400 s, a month 30.4375 days, a year 365.25
 * days, a workday 1.4 days (seven days hold five of them).
 */
#ifndef CAREPATH_DURATION_H
#define CAREPATH_DURATION_H

#include "carepath/arena.h"

#define SECONDS_AN_HOUR 3600.0
#define SECONDS_A_DAY   86400.0

enum duration_kind {
	DURATION_NONE,        /* not given */
	DURATION_CONSTANT,    /* a                                        3d */
	DURATION_UNIFORM,     /* between a and b                          1d..10d */
	DURATION_TRIANGULAR,  /* least a, most likely b, most c           1d..3d..10d */
	DURATION_EXPONENTIAL, /* mean a                                   mean 3d */
	DURATION_LOG_NORMAL,  /* exp(a + b·z), longer than c becomes c    median 3d p90 10d max 20d */
};

/* How it differs, as written: many durations share one, so it does not change. */
struct spread {
	enum duration_kind kind;
	double a, b, c; /* c of a log-normal without `max` is infinity */
};

struct duration {
	const struct spread *spread; /* NULL: not given */
	double factor;               /* everything is multiplied by this (a scenario's x2.2); 1 else */
};

/* What a duration text may hold that cannot be taken as one. */
struct duration_fault {
	const char *message; /* NULL when the text is fine; a plain sentence */
	const char *help;    /* for the message or the warning; or NULL */
	const char *warning; /* the text is fine but doubtful; or NULL */
};

/* Reads a duration; its spread's and the message's memory is taken from the arena. On a fault
 * *duration is not given; with a warning, help may say how to avoid it.
 * No mean is longer than 200 years, so none is infinite. `minutes` says that `m` is expected to be
 * minutes (in `takes`), else it gets a warning. */
struct duration_fault duration_read(struct arena *arena, const char *text, bool minutes, struct duration *duration);

/* Reads one plain length ("1d 4h", "30 minutes", "0"), no distribution. */
struct duration_fault duration_read_length(struct arena *arena, const char *text, bool minutes, double *seconds);

/* The units for documentation and help: "s", "min", … ; ends with NULL. */
extern const char *const duration_units[];

static inline enum duration_kind duration_kind(const struct duration *duration)
{
	return duration->spread ? duration->spread->kind : DURATION_NONE;
}

static inline bool duration_given(const struct duration *duration)
{
	return duration_kind(duration) != DURATION_NONE;
}

/* All of these take one that is not given as zero. Closed forms; for the log-normal
 * see Johnson, Kotz & Balakrishnan, Continuous Univariate Distributions 1,
 * chapter 14. */
double duration_mean(const struct duration *duration);
double duration_chance_over(const struct duration *duration, double seconds); /* P(X > seconds) */
double duration_mean_excess(const struct duration *duration, double seconds); /* E[max(0, X − seconds)] */

/* The value that a share `chance` of people stays below, 0 < chance < 1:
 * drawing chance at random draws from the duration. */
double duration_quantile(const struct duration *duration, double chance);

/* The inverse of the standard normal distribution function, to 16 digits
 * (Wichura, algorithm AS 241, 1988). */
double normal_quantile(double chance);

/* "3 days 22 hours": the two largest units that matter, in words; whole
 * minutes below an hour, whole days from ten days to 400, whole years from
 * ten. "no time" for 0, "minus 2 days" below. Returns `room`. */
const char *duration_in_words(double seconds, char room[64]);

/* The same as "3d 22h", for narrow places: "40min", "<1min", "0", "1y 2mo". */
const char *duration_in_short(double seconds, char room[64]);

/* A text in which lengths stand as people write them in a file, with the units
 * in words: "90% within 36 hours" of "90% within 36h", "at most 1 day 4 hours" of
 * "at most 1d4h". All else stays as it is. */
const char *duration_spelled(struct arena *arena, const char *text);

#endif
