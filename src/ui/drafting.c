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

bool drafting_put_back(struct app *app, struct draft *draft, uint32_t changes)
{
	struct document *document = draft_load(draft);
	if (!document || !document->pathway) {
		app_say(app, "They cannot be put back: %s.", drafting_fault(app->frame, document, ""));
		document_free(document);
		draft_free(draft);
		return false;
	}
	drafting_end(app);
	app->draft = draft;
	reading_take(app, document, (int)changes, "Put back, not saved yet (s saves, u takes one back)");
	return true;
}

static void add_to_message(struct app *app, const char *lead, const char *says)
{
	size_t length = strlen(app->message);
	snprintf(app->message + length, sizeof app->message - length, "%s%s%s", length > 0 ? " " : "", lead, says);
}

/* What is not kept is said each time; what there is to know of the disk, once. */
void drafting_keep(struct app *app)
{
	char says[JOURNAL_SAYS];
	if (!app->draft)
		return;
	if (!draft_keep(app->draft, app->opened->journal, says)) {
		add_to_message(app, "If the computer stops now, this change is lost. ", says);
	} else if (*says && !app->told_of_disk) {
		add_to_message(app, "", says);
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
	if (save_document(opened->path, text, length, &opened->mark, &opened->mark, says) == SAVED) {
		draft_mark_saved(app->draft);
		opened->has_status = stat(opened->path, &opened->status) == 0;
		app->changed = false;
		app_say(app, "Saved in %s.", opened->path);
		told = draft_keep_saved(app->draft, opened->journal, kept_says);
	}
	if (*says)
		app_say(app, "%s", says);
	if (!told)
		add_to_message(app, "What is in the file now may be offered again as not saved. ", kept_says);
}

bool drafting_unsaved(const struct app *app)
{
	return app->draft && !draft_is_saved(app->draft);
}
