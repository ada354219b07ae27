#include "cli/out.h"

#include "cli/leftover.h"
#include "cli/say.h"
#include "cli/terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The name of the temporary file: hidden, in the folder of the target. */
static bool name_temporary(struct out *out)
{
	const char *slash = strrchr(out->target, '/');
	int folder = slash ? (int)(slash - out->target) + 1 : 0;
	int length = snprintf(out->temporary, sizeof out->temporary, "%.*s.carepath-XXXXXX", folder, out->target);
	if (length < (int)sizeof out->temporary)
		return true;
	errno = ENAMETOOLONG;
	return false;
}

static bool resolve_target(struct out *out)
{
	if (realpath(out->name, out->target))
		return true;
	if (errno != ENOENT)
		return false;
	int length = snprintf(out->target, sizeof out->target, "%s", out->name);
	if (length < (int)sizeof out->target)
		return true;
	errno = ENAMETOOLONG;
	return false;
}

/* A device or a pipe cannot be replaced: we write to it. */
static bool is_stream(const char *path)
{
	struct stat status;
	return stat(path, &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
}

static bool is_folder(const char *path)
{
	struct stat status;
	return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static bool open_file(struct out *out)
{
	out->temporary[0] = '\0';
	if (is_stream(out->name)) {
		out->descriptor = open(out->name, O_WRONLY | O_CLOEXEC | O_NOCTTY);
		return out->descriptor >= 0;
	}
	if (is_folder(out->name)) {
		errno = EISDIR;
		return false;
	}
	if (!resolve_target(out) || !name_temporary(out))
		return false;
	out->descriptor = leftover_make(out->temporary);
	return out->descriptor >= 0;
}

/* Writing a report over the pathway that it is about would lose the pathway. */
static bool is_input(const char *name, const struct request *request)
{
	struct stat target, input;
	if (stat(name, &target) != 0)
		return false;
	for (uint32_t i = 0; i < request->file_count; i++)
		if (stat(request->files[i], &input) == 0 && S_ISREG(input.st_mode) && input.st_dev == target.st_dev &&
		    input.st_ino == target.st_ino)
			return true;
	return false;
}

enum exit_code out_open(struct out *out, const char *name, enum out_mode mode, const struct request *request)
{
	bool standard = !name || strcmp(name, "-") == 0;
	out->name = standard ? NULL : name;
	out->mode = mode;
	out->descriptor = STDOUT_FILENO;
	out->temporary[0] = '\0';
	out->is_private = false;
	if (out->name && mode == OUT_REPLACE && is_input(name, request))
		return say_wrong("%s is the pathway itself: it is not written over", name);
	if (out->name && mode == OUT_NEW && access(name, F_OK) == 0)
		return say_wrong("%s is already there: it is left as it is", name);
	if (out->name && !open_file(out))
		return say_cannot_write(name, errno);
	writer_init(&out->writer, writer_send_to_file, &out->descriptor);
	terminal_set_writer(&out->writer, out->descriptor, request);
	return EXIT_DONE;
}

static void sync_folder(const char *path)
{
	char folder[PATH_MAX];
	const char *slash = strrchr(path, '/');
	snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - path) + 1 : 1, slash ? path : ".");
	int descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (descriptor < 0)
		return;
	fsync(descriptor);
	close(descriptor);
}

/* The temporary takes its place. A new file must not be there even now; file
 * systems without such a rename have links. */
static bool put_in_place(const struct out *out)
{
	if (out->mode == OUT_REPLACE)
		return rename(out->temporary, out->target) == 0;
	if (renameat2(AT_FDCWD, out->temporary, AT_FDCWD, out->target, RENAME_NOREPLACE) == 0)
		return true;
	if (errno != EINVAL && errno != ENOSYS)
		return false;
	return link(out->temporary, out->target) == 0 && unlink(out->temporary) == 0;
}

/* Who could read the file that gives way can read the new one, where owner and
 * group are the same or can be made so; else it stays ours alone. */
static void keep_readers(struct out *out)
{
	struct stat old, fresh;
	out->is_private = true;
	if (stat(out->target, &old) != 0 || fstat(out->descriptor, &fresh) != 0)
		return;
	bool same = (fresh.st_uid == old.st_uid && fresh.st_gid == old.st_gid) ||
		    fchown(out->descriptor, old.st_uid, old.st_gid) == 0;
	if (same && fchmod(out->descriptor, old.st_mode & 0777) == 0)
		out->is_private = false;
}

/* As any other program makes a file. */
static void open_to_others(const struct out *out)
{
	mode_t withheld = umask(0);
	umask(withheld);
	(void)fchmod(out->descriptor, 0666 & ~withheld);
}

/* 0, or the errno of what failed. */
static int finish_file(struct out *out, bool keep)
{
	int error = writer_finish(&out->writer) ? 0 : errno;
	bool temporary = out->temporary[0] != '\0';
	if (error == 0 && keep && temporary && out->mode == OUT_NEW)
		open_to_others(out);
	else if (error == 0 && keep && temporary)
		keep_readers(out);
	if (error == 0 && keep && temporary && fsync(out->descriptor) != 0)
		error = errno;
	if (close(out->descriptor) != 0 && error == 0)
		error = errno;
	if (!temporary)
		return error;
	if (error == 0 && keep && !put_in_place(out))
		error = errno;
	if (error != 0 || !keep)
		unlink(out->temporary);
	else
		sync_folder(out->target);
	leftover_forget();
	return error;
}

enum exit_code out_close(struct out *out, enum exit_code code)
{
	int error = finish_file(out, code <= EXIT_FLAGGED);
	if (error == 0 && out->is_private && isatty(STDERR_FILENO))
		say_wrong("%s is readable by you only, for it may hold people's words", out->name);
	if (error == 0 || code > EXIT_FLAGGED)
		return code;
	/* `| head` has seen enough. */
	if (error == EPIPE && !out->name)
		return code;
	return say_cannot_write(out->name ? out->name : "to standard output", error);
}
