#include "calls.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static int record = -1;
static long number, wrong_at;
static const char *wrong = "";
static char for_good[32]; /* the name of the calls that fail from now on */

/* A function of the C library by its name. */
#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

void calls_begin(const char *path, long at, const char *what)
{
	number = 0;
	wrong_at = at;
	wrong = what;
	record = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

/* One line, and behind it the bytes of a write. */
static void note(const char *name, long result, int file, const char *path, const char *to, const char *bytes,
		 size_t length)
{
	char line[9000];
	int error = errno;
	int size = snprintf(line, sizeof line, "%ld\t%d\t%s\t%ld\t%d\t%s\t%s\t%zu\n", number, (int)getpid(), name,
			    result, file, path, to, length);
	memcpy(line + size, bytes, length < sizeof line - (size_t)size ? length : 0);
	if (length < sizeof line - (size_t)size) {
		syscall(SYS_write, record, line, (size_t)size + length);
	} else {
		syscall(SYS_write, record, line, (size_t)size);
		syscall(SYS_write, record, bytes, length);
	}
	errno = error;
}

/* True where the call is to fail; errno is set. */
static bool goes_wrong(const char *name)
{
	if (record < 0)
		return false;
	number++;
	bool here = number == wrong_at;
	if (here && strcmp(wrong, "kill") == 0)
		kill(getpid(), SIGKILL);
	if (here && strcmp(wrong, "stop") == 0)
		kill(getpid(), SIGSTOP);
	if (here && strncmp(wrong, "on:", 3) == 0)
		snprintf(for_good, sizeof for_good, "%s", name);
	bool fails = (here && strncmp(wrong, "fail:", 5) == 0) || strcmp(for_good, name) == 0;
	if (fails)
		errno = atoi(strchr(wrong, ':') + 1);
	return fails;
}

/* A call that carries no bytes. */
#define CALL(type, name, parameters, arguments, file, path, to)                                                        \
	type name parameters                                                                                           \
	{                                                                                                              \
		type result = (type)-1;                                                                                \
		if (!goes_wrong(#name))                                                                                \
			result = REAL(name) arguments;                                                                 \
		note(#name, (long)result, file, path, to, "", 0);                                                      \
		return result;                                                                                         \
	}

CALL(ssize_t, read, (int file, void *bytes, size_t length), (file, bytes, length), file, "", "")
CALL(ssize_t, pread, (int file, void *bytes, size_t length, off_t at), (file, bytes, length, at), file, "", "")
CALL(int, flock, (int file, int how), (file, how), file, "", "")
CALL(int, fstat, (int file, struct stat *status), (file, status), file, "", "")
CALL(int, stat, (const char *path, struct stat *status), (path, status), -1, path, "")
CALL(int, lstat, (const char *path, struct stat *status), (path, status), -1, path, "")
CALL(int, rename, (const char *path, const char *to), (path, to), -1, path, to)
CALL(int, link, (const char *path, const char *to), (path, to), -1, path, to)
CALL(int, unlink, (const char *path), (path), -1, path, "")
CALL(int, fchmod, (int file, mode_t mode), (file, mode), file, "", "")
CALL(int, fchown, (int file, uid_t user, gid_t group), (file, user, group), file, "", "")
CALL(int, faccessat, (int folder, const char *path, int mode, int flags), (folder, path, mode, flags), -1, path, "")
CALL(int, renameat2, (int folder, const char *path, int to_folder, const char *to, unsigned flags),
     (folder, path, to_folder, to, flags), -1, path, to)

/* Kept in memory only: what of it a loss of power would leave is worked out
 * from the record. */
static int sync_nothing(const char *name, int file)
{
	int result = goes_wrong(name) ? -1 : 0;
	note(name, result, file, "", "", "", 0);
	return result;
}

int fsync(int file)
{
	return sync_nothing("fsync", file);
}

int fdatasync(int file)
{
	return sync_nothing("fdatasync", file);
}

int ftruncate(int file, off_t length)
{
	char size[24];
	int result = goes_wrong("ftruncate") ? -1 : REAL(ftruncate)(file, length);
	snprintf(size, sizeof size, "%lld", (long long)length);
	note("ftruncate", result, file, size, "", "", 0);
	return result;
}

/* The descriptor is gone, whatever close() says. */
int close(int file)
{
	bool fails = goes_wrong("close");
	int error = errno, result = REAL(close)(file);
	errno = fails ? error : errno;
	result = fails ? -1 : result;
	note("close", result, file, "", "", "", 0);
	return result;
}

int open(const char *path, int flags, ...)
{
	va_list arguments;
	va_start(arguments, flags);
	mode_t mode = flags & O_CREAT ? va_arg(arguments, mode_t) : 0;
	va_end(arguments);
	char how[24];
	int result = goes_wrong("open") ? -1 : REAL(open)(path, flags, mode);
	snprintf(how, sizeof how, "%d", flags);
	note("open", result, -1, path, how, "", 0);
	return result;
}

/* What is said on the standard output is recorded, and never fails. */
ssize_t write(int file, const void *bytes, size_t length)
{
	bool fails = file != STDOUT_FILENO && goes_wrong("write");
	bool here = file != STDOUT_FILENO && number == wrong_at;
	bool half = here && (strcmp(wrong, "half") == 0 || strcmp(wrong, "short") == 0);
	ssize_t result = fails ? -1 : syscall(SYS_write, file, bytes, half ? (length + 1) / 2 : length);
	note("write", result, file, "", "", bytes, result > 0 ? (size_t)result : 0);
	if (here && strcmp(wrong, "half") == 0)
		kill(getpid(), SIGKILL);
	return result;
}

char *realpath(const char *restrict path, char *restrict resolved)
{
	char *result = goes_wrong("realpath") ? NULL : REAL(realpath)(path, resolved);
	note("realpath", result ? 0 : -1, -1, path, "", "", 0);
	return result;
}

/* Nobody waits for whoever has been stopped by a test. */
int nanosleep(const struct timespec *length, struct timespec *left)
{
	(void)length;
	(void)left;
	return 0;
}
