/* The time that a program of the bench took for its work. */
#ifndef BENCH_CLOCK_H
#define BENCH_CLOCK_H

#include <time.h>

static inline double clock_seconds(clockid_t clock)
{
	struct timespec now;
	clock_gettime(clock, &now);
	return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* Of the processor, all threads added up: other programs do not count. */
static inline double clock_busy(void)
{
	return clock_seconds(CLOCK_PROCESS_CPUTIME_ID);
}

/* As a person waits for it: the only fair one where several threads work. */
static inline double clock_passed(void)
{
	return clock_seconds(CLOCK_MONOTONIC);
}

#endif
