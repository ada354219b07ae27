#include "carepath/save.h"

#include "edit/save_file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ----------------------------------------------------------------- marks */

void file_mark_take(const char *path, const char *text, size_t length, struct file_mark *mark)
{
	struct stat status;
	*mark = (struct file_mark){0};
	if (stat(path, &status) == 0)
		save_mark_status(mark, &status);
	/* Where the two do not fit, the file has changed already. */
	mark->is_there = true;
	mark->size = length;
	mark->hash = save_hash(text, length);
}

static bool hash_file(int file, uint64_t size, uint64_t *hash)
{
	char *bytes = malloc(size + 1);
	uint64_t length = 0;
	ssize_t got = 1;
	while (bytes && got != 0 && length < size) {
		got = read(file, bytes + length, size - length);
		if (got < 0 && errno != EINTR)
			break;
		length += got > 0 ? (uint64_t)got : 0;
	}
	bool done = bytes && got >= 0;
	if (done)
		*hash = save_hash(bytes, length);
	int error = errno;
	free(bytes);
	errno = error;
	return done;
}

/* With the hash of one that is as large as the file that was read: any other
 * has changed, and may be too large to be read. */
static bool look(const char *path, const struct file_mark *read, struct file_mark *mark)
{
	struct stat status;
	*mark = (struct file_mark){0};
	int file = save_open(path, O_RDONLY | O_NONBLOCK, 0);
	if (file < 0)
		return errno == ENOENT;
	bool done = fstat(file, &status) == 0;
	if (done && !S_ISREG(status.st_mode)) {
		errno = S_ISDIR(status.st_mode) ? EISDIR : EEXIST;
		done = false;
	}
	if (done)
		save_mark_status(mark, &status);
	if (done && (!read || read->size == mark->size))
		done = hash_file(file, mark->size, &mark->hash);
	int error = errno;
	close(file);
	errno = error;
	return done;
}

bool file_changed(const char *path, const struct stat *then)
{
	struct stat now;
	if (stat(path, &now) != 0)
		return false;
	return now.st_ino != then->st_ino || now.st_dev != then->st_dev || now.st_size != then->st_size ||
	       now.st_mtim.tv_sec != then->st_mtim.tv_sec || now.st_mtim.tv_nsec != then->st_mtim.tv_nsec;
}

bool file_mark_now(const char *path, struct file_mark *mark)
{
	return look(path, NULL, mark);
}

/* ---------------------------------------------------------------- saving */

struct saving {
	const char *path;      /* as the person gave it */
	char target[PATH_MAX]; /* where links lead */
	char side[PATH_MAX];   /* the file that is locked */
	char fresh[PATH_MAX];  /* where the text is written at first */
	int lock;
	bool locked;
	const char *text;
	size_t length;
	struct file_mark now; /* of the target, as it was compared */
	struct file_mark *written;
	char *says;
};

/* What a person should know though it is saved. */
static void tell(struct saving *saving, const char *sentence)
{
	size_t length = strlen(saving->says);
	snprintf(saving->says + length, SAVE_SAYS - length, "%s%s", length ? " " : "Saved. ", sentence);
}

static enum save_result refuse(struct saving *saving)
{
	save_say_error(saving->says, SAVE_SAYS, saving->path, errno);
	return NOT_SAVED;
}

/* A link that leads nowhere is not followed by a new file: it is said. */
static bool find_target(struct saving *saving)
{
	struct stat status;
	if (realpath(saving->path, saving->target))
		return true;
	if (errno != ENOENT || lstat(saving->path, &status) == 0)
		return false;
	errno = ENAMETOOLONG;
	size_t length = strlen(saving->path);
	if (length >= sizeof saving->target)
		return false;
	memcpy(saving->target, saving->path, length + 1);
	return true;
}

/* The side file is taken away by whoever is done, so the one that was locked
 * may have no name any more, and another be locked by somebody else. */
static bool take_lock(struct saving *saving)
{
	enum { ATTEMPTS = 100 };
	if (!save_name_beside(saving->side, sizeof saving->side, saving->target, "lock"))
		return false;
	for (int i = 0; i < ATTEMPTS; i++) {
		saving->lock = save_open(saving->side, O_RDWR | O_CREAT | O_NOFOLLOW, 0600);
		if (saving->lock < 0)
			return false;
		bool done = save_lock(saving->lock, &saving->locked);
		if (done && save_leads_to(saving->side, saving->lock))
			return true;
		int error = errno;
		close(saving->lock);
		errno = error;
		if (!done || error != ENOENT)
			return false;
	}
	errno = EWOULDBLOCK;
	return false;
}

static void give_lock(struct saving *saving)
{
	unlink(saving->side);
	close(saving->lock);
}

/* Whoever holds the lock is alone with the name; without a lock, a process has
 * a name of its own. */
static bool name_fresh(struct saving *saving)
{
	char end[32] = "new";
	if (!saving->locked)
		snprintf(end, sizeof end, "new-%ld", (long)getpid());
	return save_name_beside(saving->fresh, sizeof saving->fresh, saving->target, end);
}

/* Mode, owner and group of the old file. Where the group cannot be kept, what
 * it was allowed is not passed on to another group. */
static bool keep_owner(struct saving *saving, int file)
{
	struct stat old, fresh;
	if (stat(saving->target, &old) != 0 || fstat(file, &fresh) != 0)
		return false;
	mode_t mode = old.st_mode & 0777;
	bool owner = fresh.st_uid == old.st_uid || fchown(file, old.st_uid, (gid_t)-1) == 0;
	bool group = fresh.st_gid == old.st_gid || fchown(file, (uid_t)-1, old.st_gid) == 0;
	if (!group)
		mode &= ~(mode_t)(mode & 070 & ~((mode & 07) << 3));
	if (!owner || !group)
		tell(saving, "The file is yours now: others may not be able to open it as before.");
	return fchmod(file, mode) == 0;
}

/* How putting the text on the disk came out. */
enum put { PUT_DONE, PUT_CHANGED, PUT_FAILED, PUT_UNSURE };

/* Behind a fault of the disk nothing can be said of what was written before
 * it: it has to be written anew, into a new file. */
static enum put fill_fresh(struct saving *saving, int file, struct file_mark *mark)
{
	struct stat status;
	if ((saving->now.is_there && !keep_owner(saving, file)) || !save_write(file, saving->text, saving->length))
		return PUT_FAILED;
	if (fsync(file) != 0)
		return PUT_UNSURE;
	if (fstat(file, &status) != 0)
		return PUT_FAILED;
	save_mark_status(mark, &status);
	mark->hash = save_hash(saving->text, saving->length);
	return PUT_DONE;
}

static enum put write_fresh(struct saving *saving, struct file_mark *mark)
{
	unlink(saving->fresh); /* of one who was stopped */
	int file = save_open(saving->fresh, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0600);
	if (file < 0)
		return PUT_FAILED;
	enum put put = fill_fresh(saving, file, mark);
	int error = errno;
	close(file); /* whose failure changes nothing: all of it is on the disk */
	errno = error;
	return put;
}

/* Where a name is not to be taken from another file. */
static bool name_new(const char *fresh, const char *name)
{
	if (renameat2(AT_FDCWD, fresh, AT_FDCWD, name, RENAME_NOREPLACE) == 0)
		return true;
	if (errno != EINVAL && errno != ENOSYS)
		return false;
	if (link(fresh, name) != 0)
		return false;
	unlink(fresh);
	return true;
}

/* The last look at what somebody may have written meanwhile. */
static enum put name_again(struct saving *saving)
{
	struct stat status;
	struct file_mark mark = {0};
	if (stat(saving->target, &status) != 0)
		return errno == ENOENT ? PUT_CHANGED : PUT_FAILED;
	save_mark_status(&mark, &status);
	if (!save_same_status(&mark, &saving->now))
		return PUT_CHANGED;
	return rename(saving->fresh, saving->target) == 0 ? PUT_DONE : PUT_FAILED;
}

/* *mark is set once the name leads to the text. */
static enum put put_once(struct saving *saving, const char *name, bool replace, struct file_mark *mark)
{
	struct file_mark fresh = {0};
	enum put put = write_fresh(saving, &fresh);
	if (put == PUT_DONE && replace)
		put = name_again(saving);
	else if (put == PUT_DONE && !name_new(saving->fresh, name))
		put = PUT_FAILED;
	if (put != PUT_DONE) {
		int error = errno;
		unlink(saving->fresh);
		errno = error;
		return put;
	}
	*mark = fresh;
	return save_sync_folder(name) ? PUT_DONE : PUT_UNSURE;
}

/* Once more where the disk did not say that it has it. What the first attempt
 * left under the name is ours. */
static enum put put_text(struct saving *saving, const char *name, bool replace, struct file_mark *mark)
{
	mark->is_there = false;
	enum put put = put_once(saving, name, replace, mark);
	if (put != PUT_UNSURE)
		return put;
	if (mark->is_there && replace)
		saving->now = *mark;
	else if (mark->is_there)
		unlink(name);
	put = put_once(saving, name, replace, mark);
	if (put == PUT_DONE)
		tell(saving, "The disk reported a fault at first: keep a copy on another disk.");
	return put;
}

/* ------------------------------------------------------------ keeping both */

/* hip.yaml, 2: hip.yours-2.yaml */
static bool name_yours(char *name, size_t room, const char *path, int number)
{
	enum { LONGEST = 200 };
	const char *slash = strrchr(path, '/'), *dot = strrchr(path, '.');
	int folder = slash ? (int)(slash + 1 - path) : 0;
	const char *end = dot && dot > path + folder ? dot : "";
	int stem = (int)(strlen(path) - strlen(end)) - folder;
	char count[16] = "";
	if (number > 1)
		snprintf(count, sizeof count, "-%d", number);
	int length = snprintf(name, room, "%.*s%.*s.yours%s%s", folder, path, stem < LONGEST ? stem : LONGEST,
			      path + folder, count, end);
	errno = ENAMETOOLONG;
	return length >= 0 && (size_t)length < room;
}

static const char *last_part(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

/* Whether an earlier attempt has put the same text there: saving once more makes no second copy. */
static bool is_kept_as(const struct saving *saving, const char *name)
{
	struct file_mark ours = {.is_there = true, .size = saving->length}, mark;
	ours.hash = save_hash(saving->text, saving->length);
	return look(name, &ours, &mark) && mark.is_there && save_same_text(&mark, &ours);
}

/* What we put there before, and nobody has touched since, gives way. */
static enum put put_beside(struct saving *saving, const char *name)
{
	struct file_mark mark;
	struct saving beside = *saving;
	const struct file_mark ours = {
	    .is_there = true, .size = saving->written->beside_size, .hash = saving->written->beside_hash};
	if (is_kept_as(saving, name))
		return PUT_DONE;
	if (ours.hash == 0 || !look(name, &ours, &beside.now) || !save_same_text(&beside.now, &ours))
		return put_text(saving, name, false, &mark);
	snprintf(beside.target, sizeof beside.target, "%s", name);
	enum put put = put_text(&beside, name, true, &mark);
	if (put == PUT_CHANGED)
		errno = EEXIST; /* just now: the next name is tried */
	return put;
}

static enum save_result keep_both(struct saving *saving)
{
	enum { MOST = 99 };
	char name[PATH_MAX];
	enum put put = PUT_FAILED;
	errno = EEXIST;
	for (int i = 1; i <= MOST && put != PUT_DONE && errno == EEXIST; i++) {
		if (!name_yours(name, sizeof name, saving->target, i))
			break;
		put = put_beside(saving, name);
	}
	int error = errno;
	*saving->says = '\0';
	if (put == PUT_DONE) {
		saving->written->beside_size = saving->length;
		saving->written->beside_hash = save_hash(saving->text, saving->length);
		snprintf(saving->says, SAVE_SAYS,
			 "The file was changed by another program or person since you opened it. It was left as it is, "
			 "and yours is kept beside it as %.250s.",
			 last_part(name));
		return CHANGED_UNDER_US;
	}
	save_say_error(saving->says, SAVE_SAYS, saving->path, error);
	size_t length = strlen(saving->says);
	snprintf(saving->says + length, SAVE_SAYS - length,
		 " The file was changed by another program or person since you opened it; it was left as it is.");
	return NOT_SAVED;
}

static enum save_result save_locked(struct saving *saving, const struct file_mark *read)
{
	struct file_mark mark;
	bool expected = read && read->is_there;
	if (!look(saving->target, expected ? read : NULL, &saving->now) || !name_fresh(saving))
		return refuse(saving);
	bool there = saving->now.is_there;
	errno = EEXIST;
	if (there && !expected)
		return refuse(saving);
	if (there && !save_same_text(&saving->now, read))
		return keep_both(saving);
	/* A file that is protected stays as it is, though its folder would let us replace it. */
	if (there && faccessat(AT_FDCWD, saving->target, W_OK, AT_EACCESS) != 0)
		return refuse(saving);
	if (!saving->locked)
		tell(saving, "This folder cannot keep two people from saving at once: agree who saves.");
	if (expected && !there)
		tell(saving, "The file had been moved or removed since you opened it, and was made again.");
	enum put put = put_text(saving, saving->target, there, &mark);
	if (mark.is_there)
		*saving->written = mark;
	if (put == PUT_CHANGED || (put == PUT_FAILED && errno == EEXIST && expected))
		return keep_both(saving);
	return put == PUT_DONE ? SAVED : refuse(saving);
}

enum save_result save_document(const char *path, const char *text, size_t length, const struct file_mark *read,
			       struct file_mark *written, char says[SAVE_SAYS])
{
	struct saving saving = {.path = path, .text = text, .length = length, .written = written, .says = says};
	struct file_mark known = read ? *read : (struct file_mark){0};
	*says = '\0';
	*written = known;
	if (!find_target(&saving) || !take_lock(&saving))
		return refuse(&saving);
	enum save_result result = save_locked(&saving, &known);
	give_lock(&saving);
	return result;
}
