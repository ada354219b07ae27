#include "cli/leftover.h"

#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const int endings[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
enum { ENDINGS = sizeof endings / sizeof *endings };

/* A signal handler can be told nothing: this is one of the few variables of the program. */
static char path[PATH_MAX];
static struct sigaction before[ENDINGS];

/* The signal is at its default by now, and comes again when this returns. */
static void end(int number)
{
	unlink(path);
	raise(number);
}

/* What is ignored (nohup) stays so. */
static void watch(void)
{
	struct sigaction action = {.sa_handler = end, .sa_flags = (int)SA_RESETHAND};
	for (int i = 0; i < ENDINGS; i++) {
		sigaction(endings[i], NULL, &before[i]);
		if (before[i].sa_handler == SIG_DFL)
			sigaction(endings[i], &action, NULL);
	}
}

int leftover_make(char *name)
{
	sigset_t all, usual;
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &usual);
	int descriptor = mkostemp(name, O_CLOEXEC);
	if (descriptor >= 0) {
		snprintf(path, sizeof path, "%s", name);
		watch();
	}
	sigprocmask(SIG_SETMASK, &usual, NULL);
	return descriptor;
}

void leftover_forget(void)
{
	for (int i = 0; i < ENDINGS; i++)
		if (before[i].sa_handler == SIG_DFL)
			sigaction(endings[i], &before[i], NULL);
}
