#include "edit/journal_file.h"

#include "carepath/source.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

const char *journal_file_read(struct arena *arena, const char *path, size_t *length)
{
	struct source source;
	switch (source_read(arena, path, &source)) {
	case SOURCE_READ:
		*length = source.length;
		return source.text;
	case SOURCE_TOO_LARGE:
		errno = EFBIG;
		return NULL;
	case SOURCE_IS_DIRECTORY:
		errno = EISDIR;
		return NULL;
	case SOURCE_UNREADABLE:
		break;
	}
	return NULL;
}

/* What a person can do about an error of the system. */
static void say(char says[JOURNAL_SAYS], const char *path, int error)
{
	const char *help = "what you wrote is still here: try again";
	switch (error) {
	case EACCES:
	case EPERM:
	case EROFS:
		help = "nobody may write in this folder: copy the pathway to a folder of your own and open it there";
		break;
	case ENOSPC:
	case EDQUOT:
		help = "the disk is full: make room, then save this again";
		break;
	default:
		break;
	}
	snprintf(says, JOURNAL_SAYS, "NOT SAVED to %s (%s): %s.", path, strerror(error), help);
}

static bool write_all(int file, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t written = write(file, bytes, length);
		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			return false;
		bytes += written;
		length -= (size_t)written;
	}
	return true;
}

/* Whether the last line lacks its end: whoever wrote it was cut off. */
static bool is_torn(int file, off_t size)
{
	char byte;
	return size > 0 && pread(file, &byte, 1, size - 1) == 1 && byte != '\n';
}

/* A new file is on the disk only when its folder is. */
static bool sync_folder(const char *path)
{
	char folder[PATH_MAX];
	const char *slash = strrchr(path, '/');
	int length = slash == path ? 1 : slash ? (int)(slash - path) : 1;
	snprintf(folder, sizeof folder, "%.*s", length, slash ? path : ".");
	int file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (file < 0)
		return false;
	bool done = fsync(file) == 0;
	int error = errno;
	close(file);
	errno = error;
	return done;
}

/* Whoever else writes to the journal waits for the lock; so the file is at its
 * end when we write. A torn line is ended, never taken away: it may be whole
 * but for its line feed. */
static bool add_locked(int file, const char *path, const char *line, size_t length)
{
	struct stat status;
	if (flock(file, LOCK_EX) != 0 || fstat(file, &status) != 0)
		return false;
	bool torn = is_torn(file, status.st_size);
	if ((torn && !write_all(file, "\n", 1)) || !write_all(file, line, length) || fdatasync(file) != 0) {
		int error = errno;
		/* Where this fails too, a torn line stays, and is told when it is read. */
		(void)!ftruncate(file, status.st_size);
		errno = error;
		return false;
	}
	return status.st_size > 0 || sync_folder(path);
}

bool journal_file_add(const char *path, const char *line, size_t length, char says[JOURNAL_SAYS])
{
	int file = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	bool done = file >= 0 && add_locked(file, path, line, length);
	int error = errno;
	if (file >= 0 && close(file) != 0 && done) {
		done = false;
		error = errno;
	}
	if (!done)
		say(says, path, error);
	return done;
}
