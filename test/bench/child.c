#include "child.h"

#include "clock.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static _Noreturn void stop(const char *program, const char *why)
{
	fprintf(stderr, "bench: %s: %s\n", program, why);
	exit(3);
}

static pid_t start(const char *const *arguments, int output)
{
	posix_spawn_file_actions_t actions;
	pid_t process;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
	int error = posix_spawn(&process, arguments[0], &actions, NULL, (char *const *)arguments, environ);
	posix_spawn_file_actions_destroy(&actions);
	if (error != 0)
		stop(arguments[0], strerror(error));
	return process;
}

static double seconds_of(struct timeval time)
{
	return (double)time.tv_sec + (double)time.tv_usec * 1e-6;
}

static void wait_for(pid_t process, const char *program, struct child *child)
{
	struct rusage usage;
	int status;
	while (wait4(process, &status, 0, &usage) < 0)
		if (errno != EINTR)
			stop(program, strerror(errno));
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		stop(program, "did not end well");
	child->busy = seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
}

/* Up to its end, so that the program never waits for a reader. */
static void keep_output(int from, char says[CHILD_SAYS])
{
	size_t used = 0;
	char rest[256];
	for (;;) {
		bool room = used + 1 < CHILD_SAYS;
		ssize_t got = room ? read(from, says + used, CHILD_SAYS - 1 - used) : read(from, rest, sizeof rest);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		used += room ? (size_t)got : 0;
	}
	says[used] = '\0';
}

static void run_kept(const char *const *arguments, struct child *child)
{
	int ends[2];
	if (pipe2(ends, O_CLOEXEC) != 0)
		stop(arguments[0], strerror(errno));
	double before = clock_passed();
	pid_t process = start(arguments, ends[1]);
	close(ends[1]);
	keep_output(ends[0], child->says);
	close(ends[0]);
	wait_for(process, arguments[0], child);
	child->passed = clock_passed() - before;
}

static void run_into(const char *const *arguments, const char *file, int flags, struct child *child)
{
	int output = open(file, flags | O_CLOEXEC, 0666);
	if (output < 0)
		stop(file, strerror(errno));
	double before = clock_passed();
	wait_for(start(arguments, output), arguments[0], child);
	child->passed = clock_passed() - before;
	if (close(output) != 0)
		stop(file, strerror(errno));
}

void child_run(const char *const *arguments, enum child_output output, struct child *child)
{
	child->says[0] = '\0';
	if (output == OUTPUT_KEPT)
		run_kept(arguments, child);
	else
		run_into(arguments, "/dev/null", O_WRONLY, child);
}

void child_write(const char *const *arguments, const char *file)
{
	struct child child;
	run_into(arguments, file, O_WRONLY | O_CREAT | O_EXCL, &child);
}

double child_value(const struct child *child, const char *name)
{
	char quoted[64];
	snprintf(quoted, sizeof quoted, "\"%s\": ", name);
	const char *at = strstr(child->says, quoted);
	if (!at)
		stop(name, "no program said this");
	return strtod(at + strlen(quoted), NULL);
}
