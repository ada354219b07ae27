#include "carepath/plain.h"
#include "ui/app.h"
#include "ui/wishes.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Saving under another name: the file that was open stays as it was, and the
 * new one is open from then on, with a journal of its own, which begins with a
 * copy of what was said: it is the same room. */

enum { NUMBERS_MOST = 1000 };

static const char *folder_of(struct arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? arena_copy(arena, path, (size_t)(slash + 1 - path)) : "";
}

static bool ends_with(const char *text, const char *end)
{
	size_t length = strlen(text), taken = strlen(end);
	return length >= taken && strcmp(text + length - taken, end) == 0;
}

/* hip.yaml: hip-to-be.yaml; where that is there, or is the one, hip-to-be-2.yaml … */
static const char *propose(struct arena *arena, const char *path)
{
	const char *stem = path;
	struct stat status;
	if (ends_with(stem, ".yaml"))
		stem = arena_copy(arena, stem, strlen(stem) - strlen(".yaml"));
	if (!ends_with(stem, "-to-be"))
		stem = plain_format(arena, "%s-to-be", stem);
	const char *name = plain_format(arena, "%s.yaml", stem);
	for (unsigned number = 2; stat(name, &status) == 0 && number < NUMBERS_MOST; number++)
		name = plain_format(arena, "%s-%u.yaml", stem, number);
	return name;
}

/* Beside the file that is open, unless another folder is named; with its ending. */
static const char *path_named(struct app *app)
{
	const char *name = app->save_as.fields[0].text, *path = app->opened->path;
	const char *folder = strchr(name, '/') ? "" : folder_of(app->frame, path);
	bool ended = ends_with(name, ".yaml") || ends_with(name, ".yml");
	return plain_format(app->frame, "%s%s%s", folder, name, ended ? "" : ".yaml");
}

void save_as_begin(struct app *app)
{
	memset(&app->save_as, 0, sizeof app->save_as);
	form_add(&app->save_as, "New file", propose(app->frame, app->opened->path))->help =
	    "The file that was open stays as it was. The new one is open then, with a copy of what was said; what is "
	    "noted from then on stands beside it.";
	app_push(app, &save_as_view);
}

static bool is_open_file(const struct app *app, const struct stat *status)
{
	struct stat open;
	return stat(app->opened->path, &open) == 0 && open.st_dev == status->st_dev && open.st_ino == status->st_ino;
}

/* The folder that is named and is not there; NULL: there is none such. */
static const char *missing_folder(struct arena *arena, const char *path)
{
	struct stat status;
	const char *folder = folder_of(arena, path);
	size_t length = strlen(folder);
	if (length <= 1 || (stat(folder, &status) == 0 && S_ISDIR(status.st_mode)))
		return NULL;
	return arena_copy(arena, folder, length - 1);
}

/* Whether it may be written: a file that is there only when asked for twice. */
static bool may_write(struct app *app, const char *path, struct file_mark *mark)
{
	struct stat status;
	if (app->save_as.fields[0].text[0] == '\0') {
		app_say(app, "The new file needs a name.");
		return false;
	}
	const char *missing = missing_folder(app->frame, path);
	if (missing) {
		app_say(app, "There is no folder %s. Name another one, or make it first.", missing);
		return false;
	}
	if (stat(path, &status) != 0)
		return true;
	if (is_open_file(app, &status))
		app_say(app, "This is the file that is open: s saves it. Give another name.");
	else if (!S_ISREG(status.st_mode))
		app_say(app, "%s is there and is no file. Give another name.", path);
	else if (app_warns(app, WARN_OVERWRITE))
		app_say(app, "%s is there already. Enter once more overwrites it; or give another name.", path);
	else if (file_mark_now(path, mark))
		return true;
	else
		app_say(app, "%s cannot be read: %s. Give another name.", path, strerror(errno));
	return false;
}

/* What was changed stands in the new file now, and so is not unsaved in the one before. */
static bool write_to(struct app *app, const char *path, const struct file_mark *mark)
{
	char says[SAVE_SAYS], kept_says[JOURNAL_SAYS];
	struct file_mark written;
	uint32_t length;
	const char *text = draft_text(app->draft, &length);
	if (save_document(path, text, length, mark, &written, says) != SAVED) {
		app_say(app, "%s", says);
		return false;
	}
	(void)draft_keep_saved(app->draft, app->opened->journal, kept_says);
	return true;
}

static bool save(struct app *app)
{
	struct file_mark mark = {.is_there = false};
	const char *path = path_named(app);
	if (!may_write(app, path, &mark) || !drafting_start(app) || !write_to(app, path, &mark))
		return true;
	char copy_says[JOURNAL_SAYS];
	(void)journal_copy(app->opened->journal, path, copy_says);
	comparing_came_from(&app->comparing, app->opened->path);
	app_pop(app);
	reading_go_on_with(app, path,
			   plain_format(app->frame, "Saved as %s, which is open now. %s stays as it was.%s%s", path,
					app->opened->path, *copy_says ? " " : "", copy_says));
	return true;
}

static const char *title(struct app *app)
{
	return plain_format(app->frame, "save %s under another name", app->opened->path);
}

static void draw(struct app *app, struct area area)
{
	(void)area_take_top(&area, 1);
	form_draw(&app->save_as, area);
}

static bool type(struct app *app, int32_t key)
{
	return form_type(&app->save_as, key);
}

static bool act(struct app *app, enum wish wish, uint32_t number)
{
	(void)number;
	return wish == WISH_SAVE && save(app);
}

const struct view save_as_view = {AT_SAVE_AS, title, draw, act, type, NULL};
