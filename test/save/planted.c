#define PLANTED_ITSELF
#include "planted.h"

#include <errno.h>
#include <string.h>

const char *planted_fault = "";

static int later = -1;    /* a file that is put on the disk too late */
static int unlocked = -1; /* a file that is locked too late */
static bool was_empty;    /* the file that was written to last */

static bool planted(const char *name)
{
	return strcmp(planted_fault, name) == 0;
}

static bool is_folder(int file)
{
	struct stat status;
	return fstat(file, &status) == 0 && S_ISDIR(status.st_mode);
}

static int sync_later(int file)
{
	if (later >= 0)
		close(later);
	later = dup(file);
	(void)flock(file, LOCK_UN); /* which the second descriptor would hold */
	return 0;
}

static void sync_now(void)
{
	if (later >= 0) {
		(void)fsync(later);
		close(later);
	}
	later = -1;
}

int planted_fsync(int file)
{
	if (planted("no sync of the folder") && is_folder(file))
		return 0;
	if (planted("no sync of the text") && !is_folder(file))
		return 0;
	if (planted("renamed before it is synced") && !is_folder(file))
		return sync_later(file);
	int result = fsync(file);
	return result != 0 && planted("synced again on the same descriptor") ? fsync(file) : result;
}

int planted_fdatasync(int file)
{
	if (planted("no sync of the journal"))
		return 0;
	if (planted("acknowledged before it is synced")) {
		sync_now();
		return sync_later(file);
	}
	if (planted("failed sync taken for done")) {
		(void)fdatasync(file);
		return 0;
	}
	int result = fdatasync(file);
	return result != 0 && planted("synced again on the same descriptor") ? fdatasync(file) : result;
}

int planted_flock(int file, int how)
{
	if (planted("no lock"))
		return 0;
	if (planted("locked after the comparison")) {
		unlocked = file;
		return 0;
	}
	return flock(file, how);
}

static int write_in_place(const char *path, const char *to)
{
	static char text[1 << 20];
	int from = open(path, O_RDONLY | O_CLOEXEC), file = open(to, O_WRONLY | O_TRUNC | O_CLOEXEC);
	ssize_t length = read(from, text, sizeof text);
	bool done =
	    from >= 0 && file >= 0 && length >= 0 && write(file, text, (size_t)length) == length && fsync(file) == 0;
	close(from);
	close(file);
	return done ? unlink(path) : -1;
}

int planted_rename(const char *path, const char *to)
{
	if (planted("written in place"))
		return write_in_place(path, to);
	if (planted("locked after the comparison"))
		(void)flock(unlocked, LOCK_EX | LOCK_NB);
	if (planted("removed before the new one has its name"))
		(void)unlink(to);
	int result = rename(path, to);
	sync_now();
	return result;
}

int planted_rename_new(const char *path, const char *to, unsigned flags)
{
	if (planted("a new file overwrites another"))
		return rename(path, to);
	return renameat2(AT_FDCWD, path, AT_FDCWD, to, flags);
}

int planted_unlink(const char *path)
{
	return planted("leaves files behind") && strstr(path, ".new") ? 0 : unlink(path);
}

int planted_fchmod(int file, mode_t mode)
{
	return planted("the mode is not kept") ? 0 : fchmod(file, mode);
}

ssize_t planted_write(int file, const void *bytes, size_t length)
{
	struct stat status;
	was_empty = fstat(file, &status) == 0 && status.st_size == 0;
	if (planted("a change taken for written") && memmem(bytes, length, "kind: change", 12))
		return (ssize_t)length;
	ssize_t result = write(file, bytes, length);
	if (result >= 0 && planted("a short write taken for whole"))
		return (ssize_t)length;
	if (result < 0 && planted("a failed write taken for done"))
		return (ssize_t)length;
	return result;
}

bool planted_sync_folder(const char *path)
{
	if (planted("the folder is synced for the first entry only") && strstr(path, "journal") && !was_empty)
		return true;
	return save_sync_folder(path);
}

bool planted_same_text(const struct file_mark *a, const struct file_mark *b)
{
	return planted("no comparison") || save_same_text(a, b);
}

bool planted_same_status(const struct file_mark *a, const struct file_mark *b)
{
	return planted("no comparison") || planted("no last look") || save_same_status(a, b);
}
