#include "ui/drafting.h"

#include "carepath/plain.h"
#include "ui/app.h"

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

const char *drafting_fault(struct arena *arena, const struct document *document, const char *says)
{
	if (!document)
		return *says ? says : "There is no memory left.";
	if (document->pathway)
		return NULL;
	const struct diagnostics *diagnostics = &document->diagnostics;
	for (uint32_t i = 0; i < diagnostics->list.count; i++) {
		const struct diagnostic *first = &diagnostics->list.at[i];
		if (first->severity == SEVERITY_ERROR)
			return first->help ? plain_format(arena, "%s; %s", first->message, first->help)
					   : plain_format(arena, "%s", first->message);
	}
	return "this cannot be";
}

void drafting_take(struct app *app, struct document *document)
{
	reading_take(app, document, 1, "Changed, not saved yet (s saves, u takes it back)");
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
	char says[SAVE_SAYS];
	uint32_t length;
	if (!drafting_unsaved(app)) {
		app_say(app, "Nothing was changed since it was saved.");
		return;
	}
	const char *text = draft_text(app->draft, &length);
	if (save_document(opened->path, text, length, &opened->mark, &opened->mark, says) == SAVED) {
		draft_mark_saved(app->draft);
		opened->has_status = stat(opened->path, &opened->status) == 0;
		app->changed = false;
	}
	if (*says)
		app_say(app, "%s", says);
	else
		app_say(app, "Saved in %s.", opened->path);
}

bool drafting_unsaved(const struct app *app)
{
	return app->draft && !draft_is_saved(app->draft);
}
