#include "carepath/plain.h"
#include "edit/save_as.h"
#include "ui/app.h"
#include "ui/others.h"
#include "ui/wishes.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* Saving under another name: the file that was open stays as it was, and the
 * new one is open from then on, with a journal of its own, which begins with a
 * copy of what was said: it is the same room. */

void save_as_begin(struct app *app)
{
	memset(&app->save_as, 0, sizeof app->save_as);
	form_add(&app->save_as, "New file", save_as_propose(app->frame, app->opened->path))->help =
	    "The file that was open stays as it was. The new one is open then, with a copy of what was said; what is "
	    "noted from then on stands beside it.";
	app_push(app, &save_as_view);
}

/* Whether it may be written: a file that is there only when asked for twice. */
static bool may_write(struct app *app, const char *path, struct file_mark *mark)
{
	struct stat status;
	if (app->save_as.fields[0].text[0] == '\0') {
		app_say(app, "The new file needs a name.");
		return false;
	}
	const char *missing = save_as_missing_folder(app->frame, path);
	if (missing) {
		app_say(app, "There is no folder %s. Name another one, or make it first.", missing);
		return false;
	}
	if (stat(path, &status) != 0)
		return true;
	if (is_same_file(app->opened->path, path))
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
	const char *path = save_as_path(app->frame, app->opened->path, app->save_as.fields[0].text);
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
