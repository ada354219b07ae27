/* What a process is doing, as the system tells it. */
#ifndef SCREEN_LOOK_H
#define SCREEN_LOOK_H

#include <stdint.h>
#include <sys/types.h>

enum doing {
	WORKS,         /* or waits for something other than input */
	WAITS,         /* for input, for good */
	WAITS_A_WHILE, /* for input, but goes on by itself soon if there is none */
	IS_GONE,
};

/* Of all its threads together. `waits` gets how often the first one has
 * gone to sleep so far: when that has grown, a short wait was over. */
enum doing look_at(pid_t process, uint64_t *waits);

/* Seconds of the processor so far, all threads. */
double look_busy(pid_t process);

#endif
