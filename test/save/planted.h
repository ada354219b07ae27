/* Faults that the tests of saving must find. This header comes first in each
 * file of a second build of what saves, and puts the functions of planted.c in
 * the place of calls; which fault is on, planted_fault says ("" for none). */
#ifndef PLANTED_H
#define PLANTED_H

#include "edit/save_file.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/types.h>
#include <unistd.h>

extern const char *planted_fault;

int planted_fsync(int file);
int planted_fdatasync(int file);
int planted_flock(int file, int how);
int planted_rename(const char *path, const char *to);
int planted_rename_new(const char *path, const char *to, unsigned flags);
int planted_unlink(const char *path);
int planted_fchmod(int file, mode_t mode);
ssize_t planted_write(int file, const void *bytes, size_t length);
bool planted_sync_folder(const char *path);
bool planted_same_text(const struct file_mark *a, const struct file_mark *b);
bool planted_same_status(const struct file_mark *a, const struct file_mark *b);

#ifndef PLANTED_ITSELF
#define fsync(file)                                   planted_fsync(file)
#define fdatasync(file)                               planted_fdatasync(file)
#define flock(file, how)                              planted_flock(file, how)
#define rename(path, to)                              planted_rename(path, to)
#define renameat2(folder, path, to_folder, to, flags) planted_rename_new(path, to, flags)
#define unlink(path)                                  planted_unlink(path)
#define fchmod(file, mode)                            planted_fchmod(file, mode)
#define write(file, bytes, length)                    planted_write(file, bytes, length)
#ifndef PLANTED_SAVE_FILE /* which defines them */
#define save_sync_folder(path) planted_sync_folder(path)
#define save_same_text(a, b)   planted_same_text(a, b)
#define save_same_status(a, b) planted_same_status(a, b)
#endif
#endif

#endif
