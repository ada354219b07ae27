#include "edit/journal_file.h"

#include "carepath/source.h"
#include "edit/save_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
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

/* How adding came out. */
enum added { ADDED, REFUSED, UNSURE /* the disk did not say that it has it */ };

struct adding {
	const char *path, *line;
	size_t length;
	int file;
	bool locked;
};

/* Whether the last line lacks its end: whoever wrote it was cut off. It is
 * ended, never taken away: it may be whole but for its line feed. */
static bool end_torn_line(int file, off_t size)
{
	char byte = '\n';
	if (size > 0 && pread(file, &byte, 1, size - 1) != 1)
		return false;
	return byte == '\n' || save_write(file, "\n", 1);
}

/* The folder too, each time: whoever made the file may have been cut off
 * before it was. And the line must be in the file that is read the next time. */
static enum added write_line(const struct adding *adding, off_t size)
{
	if (!end_torn_line(adding->file, size) || !save_write(adding->file, adding->line, adding->length))
		return REFUSED;
	if (fdatasync(adding->file) != 0 || !save_sync_folder(adding->path) ||
	    !save_leads_to(adding->path, adding->file))
		return UNSURE;
	return ADDED;
}

/* Whoever else writes to the journal waits for the lock; so the file is at its
 * end when we write. Where nobody waits, nothing is taken away either. */
static enum added add_open(struct adding *adding)
{
	struct stat status;
	if (!save_lock(adding->file, &adding->locked) || fstat(adding->file, &status) != 0)
		return REFUSED;
	enum added added = write_line(adding, status.st_size);
	if (added != ADDED && adding->locked) {
		int error = errno;
		/* Where this fails too, a torn line stays, and is told when it is read. */
		(void)!ftruncate(adding->file, status.st_size);
		errno = error;
	}
	return added;
}

static enum added add_once(struct adding *adding)
{
	adding->file = save_open(adding->path, O_RDWR | O_CREAT | O_APPEND, 0600);
	if (adding->file < 0)
		return REFUSED;
	enum added added = add_open(adding);
	int error = errno;
	close(adding->file); /* whose failure changes nothing: all of it is on the disk */
	errno = error;
	return added;
}

/* After a fault of the disk it is written anew, through a new descriptor: the
 * old one would say that all is well. */
bool journal_file_add(const char *path, const char *line, size_t length, const char *done, char says[JOURNAL_SAYS])
{
	struct adding adding = {.path = path, .line = line, .length = length};
	enum added first = add_once(&adding);
	enum added added = first == UNSURE ? add_once(&adding) : first;
	if (added != ADDED)
		save_say_error(says, JOURNAL_SAYS, path, errno);
	else if (first == UNSURE)
		snprintf(says, JOURNAL_SAYS, "%sThe disk reported a fault at first: keep a copy on another disk.",
			 done);
	else if (!adding.locked)
		snprintf(says, JOURNAL_SAYS,
			 "%sThis folder cannot keep two people from writing at once: agree who writes.", done);
	return added == ADDED;
}
