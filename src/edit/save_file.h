/* What saving a document and adding to a journal share: files that are written
 * whole, locked with patience, and truly on the disk. All give false with errno. */
#ifndef EDIT_SAVE_FILE_H
#define EDIT_SAVE_FILE_H

#include "carepath/save.h"

#include <sys/stat.h>

int save_open(const char *path, int flags, unsigned mode); /* -1 with errno */
bool save_write(int file, const char *bytes, size_t length);

/* Waits some seconds for whoever holds the lock; then errno is EWOULDBLOCK.
 * *locked is false with true given: files cannot be locked there. */
bool save_lock(int file, bool *locked);

/* Puts on the disk which names there are in the folder in which `path` lies. */
bool save_sync_folder(const char *path);

/* Whether the name still leads to the open file. */
bool save_leads_to(const char *path, int file);

/* /a/hip.yaml with "new" is /a/.hip.yaml.new; cut where the name would be too long. */
bool save_name_beside(char *name, size_t room, const char *path, const char *end);

uint64_t save_hash(const char *bytes, size_t length);
void save_mark_status(struct file_mark *mark, const struct stat *status);
bool save_same_status(const struct file_mark *a, const struct file_mark *b);

/* Whether nothing would be lost: the same bytes, wherever and since whenever they are there. */
bool save_same_text(const struct file_mark *a, const struct file_mark *b);

/* "NOT SAVED: …" what the error means to a person, and what to do. */
void save_say_error(char *says, size_t room, const char *path, int error);

#endif
