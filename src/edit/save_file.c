#include "edit/save_file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

int save_open(const char *path, int flags, unsigned mode)
{
	int file;
	do
		file = open(path, flags | O_CLOEXEC | O_NOCTTY, mode);
	while (file < 0 && errno == EINTR);
	return file;
}

bool save_write(int file, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t written = write(file, bytes, length);
		if (written < 0 && errno == EINTR)
			continue;
		if (written == 0)
			errno = EIO;
		if (written <= 0)
			return false;
		bytes += written;
		length -= (size_t)written;
	}
	return true;
}

/* Some network folders know no locks. */
static bool is_no_lock(int error)
{
	return error == ENOLCK || error == EOPNOTSUPP || error == ENOSYS || error == EINVAL;
}

/* There is no flock() that gives up after a time, and whoever holds the lock
 * may have been stopped: so it is asked for again and again, not waited for. */
bool save_lock(int file, bool *locked)
{
	enum { ATTEMPTS = 250 };
	const struct timespec pause = {.tv_nsec = 20 * 1000 * 1000};
	for (int i = 0; i < ATTEMPTS; i++) {
		*locked = flock(file, LOCK_EX | LOCK_NB) == 0;
		if (*locked || is_no_lock(errno))
			return true;
		if (errno != EWOULDBLOCK && errno != EINTR)
			return false;
		nanosleep(&pause, NULL);
	}
	errno = EWOULDBLOCK;
	return false;
}

/* Where folders cannot be put on the disk by themselves (EINVAL), they need not be. */
bool save_sync_folder(const char *path)
{
	char folder[PATH_MAX];
	const char *slash = strrchr(path, '/');
	size_t length = slash == path ? 1 : slash ? (size_t)(slash - path) : 1;
	if (length >= sizeof folder) {
		errno = ENAMETOOLONG;
		return false;
	}
	snprintf(folder, sizeof folder, "%.*s", (int)length, slash ? path : ".");
	int file = save_open(folder, O_RDONLY | O_DIRECTORY, 0);
	if (file < 0)
		return false;
	bool done = fsync(file) == 0 || errno == EINVAL;
	int error = errno;
	close(file);
	errno = error;
	return done;
}

bool save_leads_to(const char *path, int file)
{
	struct stat named, opened;
	if (fstat(file, &opened) != 0 || stat(path, &named) != 0)
		return false;
	if (named.st_dev == opened.st_dev && named.st_ino == opened.st_ino)
		return true;
	errno = ENOENT;
	return false;
}

bool save_name_beside(char *name, size_t room, const char *path, const char *end)
{
	enum { LONGEST = 200 };
	const char *slash = strrchr(path, '/');
	int folder = slash ? (int)(slash + 1 - path) : 0;
	int length = snprintf(name, room, "%.*s.%.*s.%s", folder, path, LONGEST, path + folder, end);
	errno = ENAMETOOLONG;
	return length >= 0 && (size_t)length < room;
}

/* ----------------------------------------------------------------- marks */

/* FNV-1a: it has to find what happens, not what somebody devises. */
uint64_t save_hash(const char *bytes, size_t length)
{
	uint64_t hash = 0xCBF29CE484222325;
	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)bytes[i]) * 0x100000001B3;
	return hash;
}

void save_mark_status(struct file_mark *mark, const struct stat *status)
{
	mark->is_there = true;
	mark->device = status->st_dev;
	mark->inode = status->st_ino;
	mark->size = (uint64_t)status->st_size;
	mark->seconds = status->st_mtim.tv_sec;
	mark->nanoseconds = status->st_mtim.tv_nsec;
}

bool save_same_status(const struct file_mark *a, const struct file_mark *b)
{
	return a->is_there == b->is_there && a->device == b->device && a->inode == b->inode && a->size == b->size &&
	       a->seconds == b->seconds && a->nanoseconds == b->nanoseconds;
}

bool save_same_text(const struct file_mark *a, const struct file_mark *b)
{
	return a->is_there == b->is_there && a->size == b->size && a->hash == b->hash;
}

/* ------------------------------------------------------------- sentences */

static const struct help {
	int error;
	const char *says;
} helps[] = {
    {EACCES, "you may not write here. Keep the pathway in a folder of your own"},
    {EPERM, "you may not write here. Keep the pathway in a folder of your own"},
    {EROFS, "this disk can only be read. Save on another one"},
    {ENOSPC, "the disk is full. Remove what is not needed any more, then save again"},
    {EDQUOT, "your share of this disk is used up. Remove what you do not need any more, then save again"},
    {EFBIG, "the file would be larger than files may be here. Save on another disk"},
    {ENAMETOOLONG, "the name is too long. Save under a shorter name"},
    {ENOENT, "the folder is not there any more. Save in another folder"},
    {ENOTDIR, "the folder is not there any more. Save in another folder"},
    {ELOOP, "this is a link that leads round in a circle. Save under another name"},
    {EISDIR, "this is the name of a folder. Save under another name"},
    {EEXIST, "there is a file of this name already. Save under another name"},
    {EIO, "the disk reports a fault. Save on another disk now"},
    {ESTALE, "the network folder has gone. Save on this computer"},
    {ETIMEDOUT, "the network folder does not answer. Save on this computer, or try again"},
    {ENODEV, "the disk or memory stick has gone. Put it back, then save again"},
    {ENXIO, "the disk or memory stick has gone. Put it back, then save again"},
    {EMFILE, "too many files are open. Close other programs, then save again"},
    {ENFILE, "too many files are open. Close other programs, then save again"},
    {ENOMEM, "this computer has run out of memory. Close other programs, then save again"},
    {EWOULDBLOCK, "somebody else is saving at this moment. Wait a little, then save again"},
};

void save_say_error(char *says, size_t room, const char *path, int error)
{
	for (size_t i = 0; i < sizeof helps / sizeof *helps; i++)
		if (helps[i].error == error) {
			snprintf(says, room, "NOT SAVED: %s; what you wrote is still here. (%s)", helps[i].says, path);
			return;
		}
	snprintf(says, room, "NOT SAVED: %s. Try again, or save elsewhere; what you wrote is still here. (%s)",
		 strerror(error), path);
}
