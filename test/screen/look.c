#include "look.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

/* A wait of this length or more is as good as one for good. */
enum { SOON = 1000 /* milliseconds */, CALL_ARGUMENTS = 6 };

struct call {
	long number;
	uint64_t arguments[CALL_ARGUMENTS];
};

/* The calls in which a program waits for input, and how long it may wait. */
enum limit { NO_LIMIT, MILLISECONDS, TIMESPEC, TIMEVAL };

static const struct waiting {
	long number;
	unsigned argument; /* the one that limits it */
	enum limit limit;
} waiting[] = {
    {SYS_read, 0, NO_LIMIT},           {SYS_readv, 0, NO_LIMIT},
#ifdef SYS_poll
    {SYS_poll, 2, MILLISECONDS},
#endif
#ifdef SYS_select
    {SYS_select, 4, TIMEVAL},
#endif
#ifdef SYS_epoll_wait
    {SYS_epoll_wait, 3, MILLISECONDS},
#endif
    {SYS_ppoll, 2, TIMESPEC},          {SYS_pselect6, 4, TIMESPEC}, {SYS_epoll_pwait, 3, MILLISECONDS},
};

static bool read_file(const char *path, char *text, size_t size)
{
	int file = open(path, O_RDONLY | O_CLOEXEC);
	if (file < 0)
		return false;
	ssize_t length = read(file, text, size - 1);
	close(file);
	text[length < 0 ? 0 : length] = '\0';
	return length > 0;
}

/* What is limited by a structure in the process: seconds, and parts of one. */
static bool ends_soon_at(pid_t process, uint64_t address, int64_t parts)
{
	int64_t time[2];
	struct iovec here = {time, sizeof time}, there = {(void *)(uintptr_t)address, sizeof time};
	if (address == 0)
		return false;
	if (process_vm_readv(process, &here, 1, &there, 1, 0) != sizeof time)
		return true;
	return time[0] * 1000 + time[1] * 1000 / parts < SOON;
}

static bool ends_soon(pid_t process, const struct call *call, const struct waiting *how)
{
	uint64_t limit = call->arguments[how->argument];
	switch (how->limit) {
	case NO_LIMIT:
		return false;
	case MILLISECONDS:
		return (int)limit >= 0 && (int)limit < SOON;
	case TIMESPEC:
		return ends_soon_at(process, limit, 1000000000);
	case TIMEVAL:
		return ends_soon_at(process, limit, 1000000);
	}
	return true;
}

static bool parse_call(const char *text, struct call *call)
{
	char *at;
	call->number = strtol(text, &at, 10);
	if (at == text || call->number < 0)
		return false;
	for (int i = 0; i < CALL_ARGUMENTS; i++)
		call->arguments[i] = strtoull(at, &at, 16);
	return true;
}

/* A pipe brings what another program is still working on. */
static bool reads_terminal(pid_t process, const struct call *call)
{
	char path[64], target[64] = "";
	if (call->number != SYS_read && call->number != SYS_readv)
		return true;
	snprintf(path, sizeof path, "/proc/%d/fd/%d", process, (int)call->arguments[0]);
	if (readlink(path, target, sizeof target - 1) < 0)
		return false;
	return strncmp(target, "/dev/pts/", 9) == 0 || strcmp(target, "/dev/tty") == 0;
}

static enum doing first_thread(pid_t process, const char *text)
{
	struct call call;
	if (!parse_call(text, &call) /* "running" */ || !reads_terminal(process, &call))
		return WORKS;
	for (size_t i = 0; i < sizeof waiting / sizeof *waiting; i++)
		if (waiting[i].number == call.number)
			return ends_soon(process, &call, &waiting[i]) ? WAITS_A_WHILE : WAITS;
	return WORKS;
}

/* Other threads do nothing when they wait for one another or for input. */
static enum doing other_thread(const char *text)
{
	struct call call;
	if (!parse_call(text, &call))
		return WORKS;
	if (call.number == SYS_futex)
		return WAITS;
	for (size_t i = 0; i < sizeof waiting / sizeof *waiting; i++)
		if (waiting[i].number == call.number)
			return WAITS;
	return WORKS;
}

static bool sleeps(pid_t process, pid_t thread)
{
	char path[64], text[512];
	snprintf(path, sizeof path, "/proc/%d/task/%d/stat", process, thread);
	if (!read_file(path, text, sizeof text))
		return false;
	const char *behind = strrchr(text, ')'); /* of its name, which may hold anything */
	return behind && behind[1] && behind[2] == 'S';
}

static enum doing look_at_thread(pid_t process, pid_t thread)
{
	char path[64], text[256];
	if (!sleeps(process, thread))
		return WORKS;
	snprintf(path, sizeof path, "/proc/%d/task/%d/syscall", process, thread);
	if (!read_file(path, text, sizeof text))
		return WORKS;
	return thread == process ? first_thread(process, text) : other_thread(text);
}

static uint64_t waits_of(pid_t process)
{
	static const char name[] = "\nvoluntary_ctxt_switches:";
	char path[64], text[4096];
	snprintf(path, sizeof path, "/proc/%d/status", process);
	if (!read_file(path, text, sizeof text))
		return 0;
	const char *at = strstr(text, name);
	return at ? strtoull(at + sizeof name - 1, NULL, 10) : 0;
}

enum doing look_at(pid_t process, uint64_t *waits)
{
	char path[64];
	snprintf(path, sizeof path, "/proc/%d/task", process);
	DIR *threads = opendir(path);
	if (!threads)
		return IS_GONE;
	enum doing all = IS_GONE; /* it may have ended since: then there is no thread */
	for (const struct dirent *entry; all != WORKS && (entry = readdir(threads));) {
		pid_t thread = atoi(entry->d_name);
		enum doing one = thread > 0 ? look_at_thread(process, thread) : all;
		if (thread > 0 && (one != WAITS || all == IS_GONE))
			all = one;
	}
	closedir(threads);
	if (all == WAITS_A_WHILE)
		*waits = waits_of(process);
	return all;
}

double look_busy(pid_t process)
{
	clockid_t clock;
	struct timespec busy;
	if (clock_getcpuclockid(process, &clock) != 0 || clock_gettime(clock, &busy) != 0)
		return 0;
	return (double)busy.tv_sec + (double)busy.tv_nsec * 1e-9;
}
