/* What a shell is to the program that it runs: it starts it on a terminal, in
 * a group of its own, takes the terminal back when it stops, and says so. A
 * program cannot be stopped by the terminal's keys without one. */
#ifndef SCREEN_KEEPER_H
#define SCREEN_KEEPER_H

#include <sys/types.h>

enum keeper_event { KEEPER_STARTED, KEEPER_FAILED, KEEPER_STOPPED, KEEPER_CONTINUED, KEEPER_ENDED };

struct keeper_message {
	enum keeper_event event;
	pid_t program;
	int status;  /* as waitpid() has it; FAILED: errno */
	double busy; /* ENDED: seconds of the processor */
};

/* What the keeper is asked to do. */
enum keeper_order {
	KEEPER_CONTINUE = 'c',     /* in the foreground, as `fg` does */
	KEEPER_KEEP_HANG_UP = 'k', /* a hang-up is not passed on to the program */
};

struct keeper_task {
	const char *terminal; /* its path */
	const char *folder;   /* in which the program starts; NULL: this one */
	const char *const *arguments;
	const char *const *environment; /* NAME=VALUE, or NAME to take it away; NULL ends */
};

/* Starts it; `channel` brings messages, takes orders, and when it is closed
 * the program is killed and the keeper ends. */
pid_t keeper_start(const struct keeper_task *task, int *channel);

#endif
