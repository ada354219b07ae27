#include "ui/drafting.h"

#include "carepath/plain.h"
#include "ui/app.h"

#include <math.h>
#include <stdlib.h>
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
	app->held_back = false;
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
	document_free(app->to_take);
	app->to_take = document;
	app->held_back = false;
}

static void load_again(struct app *app, const char *what, const char *says)
{
	struct document *document = draft_load(app->draft);
	if (!document || !document->pathway) {
		document_free(document);
		app_say(app, "There is no memory left.");
		return;
	}
	drafting_take(app, document);
	app_say(app, "%s: %s.", says, what);
}

void drafting_undo(struct app *app)
{
	const char *what = app->draft ? draft_undoes(app->draft) : NULL;
	if (!what) {
		app_say(app, "There is nothing to take back.");
		return;
	}
	what = plain_format(app->frame, "%s", what);
	if (draft_undo(app->draft))
		load_again(app, what, "Taken back");
}

void drafting_redo(struct app *app)
{
	const char *what = app->draft ? draft_redoes(app->draft) : NULL;
	if (!what) {
		app_say(app, "There is nothing to do again.");
		return;
	}
	what = plain_format(app->frame, "%s", what);
	if (draft_redo(app->draft))
		load_again(app, what, "Done again");
}

void drafting_save(struct app *app)
{
	struct opened *opened = app->opened;
	char says[SAVE_SAYS];
	uint32_t length;
	if (!app->draft || draft_is_saved(app->draft)) {
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

bool drafting_holds_back(struct app *app, const char *what)
{
	if (!app->draft || draft_is_saved(app->draft) || app->held_back)
		return false;
	app->held_back = true;
	app_say(app, "There are changes that are not saved: s saves them. Once more %s without them.", what);
	return true;
}
