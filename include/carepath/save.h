/* Saving a pathway file so that neither a fault nor somebody else's work loses
 * anything.
 *
 * The file is replaced whole: whatever happens, there is the old text or the
 * new one. What somebody else wrote since the file was read is left as it is,
 * and our text is kept beside it. Two copies of carepath take turns. Another
 * program takes no turns: what it writes in the very moment of the exchange is
 * not seen.
 *
 * What is saved again beside somebody else's text takes the place of what we put
 * there before, if nobody has touched that: there is one copy of ours, the last.
 *
 *   struct file_mark mark;
 *   char says[SAVE_SAYS];
 *   file_mark_take(path, text, length, &mark);   when the text was read
 *   ...
 *   enum save_result result = save_document(path, text, length, &mark, &mark, says);
 */
#ifndef CAREPATH_SAVE_H
#define CAREPATH_SAVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a file was when it was read. */
struct file_mark {
	bool is_there; /* what follows is 0 where there is no file */
	uint64_t device, inode, size;
	int64_t seconds, nanoseconds; /* when it was last changed */
	uint64_t hash;                /* of its bytes */
	/* Of our text, where somebody else's was in the file and ours was put
	 * beside it; 0: it was not. */
	uint64_t beside_size, beside_hash;
};

/* Of the file that was read from `path` just now, and held `text`. A change
 * between reading and taking is found later: the hash is that of `text`. */
void file_mark_take(const char *path, const char *text, size_t length, struct file_mark *mark);

/* Of the file as it is now, for a person who was asked and wants it
 * overwritten. False with errno when it cannot be read. */
bool file_mark_now(const char *path, struct file_mark *mark);

/* Whether the file is no longer the one of which this was the status, as seen
 * from outside. False where it is gone: then it cannot be read again. */
struct stat;
bool file_changed(const char *path, const struct stat *then);

enum save_result {
	SAVED,            /* it is on the disk */
	CHANGED_UNDER_US, /* by somebody else: left as it is, ours is on the disk beside it, under a name that is told
			   */
	NOT_SAVED         /* the old text is there still */
};

/* Replaces the file, if it is still what `read` says. With `read` NULL, or of no
 * file, it makes a new one and overwrites none.
 *
 * `written` is the mark for the next save; it may be the same as `read`. It is
 * set whatever the result, for when the disk fails last of all, the new text
 * stands in the file and the result is still NOT_SAVED.
 *
 * `says` tells what happened and what to do. After SAVED it is "", unless a
 * person should know something. */
enum { SAVE_SAYS = 400 };
enum save_result save_document(const char *path, const char *text, size_t length, const struct file_mark *read,
			       struct file_mark *written, char says[SAVE_SAYS]);

#endif
