#include "ui/drafting.h"

#include "carepath/plain.h"
#include "ui/app.h"

#include <stdio.h>
#include <string.h>

bool drafting_start(struct app *app)
{
	const struct source *source = &app->opened->document->source;
	if (!app->draft)
		app->draft = draft_new(app->opened->path, source->text, source->length);
	if (!app->draft)
		app_say(app, "There is no memory left to change this file.");
	return app->draft != NULL;
}

void drafting_end(struct app *app)
{
	draft_free(app->draft);
	app->draft = NULL;
}

bool drafting_changed_nothing(const struct app *app)
{
	const struct source *source = &app->opened->document->source;
	return draft_has(app->draft, source->text, source->length);
}

void drafting_take(struct app *app, struct document *document, const char *says)
{
	reading_take(app, document, 1, "Changed, not saved yet (s saves, u takes it back)");
	snprintf(app->made.went, sizeof app->made.went, "%s", says);
}

bool drafting_put_back(struct app *app, struct draft *draft, uint32_t changes)
{
	char fault[FAULT_ROOM];
	struct document *document = draft_load(draft);
	if (edit_refused(document, "", fault)) {
		app_say(app, "They cannot be put back: %s", fault);
		document_free(document);
		draft_free(draft);
		return false;
	}
	drafting_end(app);
	app->draft = draft;
	reading_take(app, document, (int)changes, "Put back, not saved yet (s saves, u takes one back)");
	return true;
}

/* What is not kept is said each time; what there is to know of the disk, once. */
void drafting_keep(struct app *app)
{
	char says[JOURNAL_SAYS];
	if (!app->draft)
		return;
	if (!draft_keep(app->draft, app->opened->journal, says)) {
		app_say_more(app, "If the computer stops now, this change is lost. %s", says);
	} else if (*says && !app->told_of_disk) {
		app_say_more(app, "%s", says);
		app->told_of_disk = true;
	}
}

/* One change back or on again: `step` does it, and the other way is `back`. */
static void go(struct app *app, bool (*step)(struct draft *draft), bool (*back)(struct draft *draft), int changes,
	       const char *says)
{
	if (!step(app->draft))
		return;
	struct document *document = draft_load(app->draft);
	if (document && document->pathway) {
		reading_take(app, document, changes, says);
		return;
	}
	document_free(document);
	back(app->draft);
	app_say(app, "There is no memory left.");
}

void drafting_undo(struct app *app)
{
	if (app->draft && draft_undoes(app->draft))
		go(app, draft_undo, draft_redo, -1, "Taken back");
	else
		app_say(app, "There is nothing to take back.");
}

void drafting_redo(struct app *app)
{
	if (app->draft && draft_redoes(app->draft))
		go(app, draft_redo, draft_undo, 1, "Done again");
	else
		app_say(app, "There is nothing to do again.");
}

void drafting_save(struct app *app)
{
	struct opened *opened = app->opened;
	char says[SAVE_SAYS], kept_says[JOURNAL_SAYS];
	bool told = true;
	uint32_t length;
	if (!drafting_unsaved(app)) {
		app_say(app, "Nothing was changed since it was saved.");
		return;
	}
	const char *text = draft_text(app->draft, &length);
	enum save_result result = save_document(opened->path, text, length, &opened->mark, &opened->mark, says);
	if (result == SAVED) {
		draft_mark_saved(app->draft);
		opened->has_status = stat(opened->path, &opened->status) == 0;
		app->changed = false;
		app_say(app, "Saved in %s.", opened->path);
		told = draft_keep_saved(app->draft, opened->journal, kept_says);
	}
	if (*says)
		app_say(app, "%s", says);
	if (result == CHANGED_UNDER_US) {
		app->changed = true; /* which is told herewith, and not again over what is said next */
		app_say_more(app,
			     "To put the two together: r reads theirs, c compares it with yours; make your changes "
			     "there again, and save.");
	}
	if (!told)
		app_say_more(app, "What is in the file now may be offered again as not saved. %s", kept_says);
}

bool drafting_unsaved(const struct app *app)
{
	return app->draft && !draft_is_saved(app->draft);
}
