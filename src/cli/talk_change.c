/* What is changed of the pathway: the draft, undo, and what an earlier session left. */
#include "cli/talking.h"

#include "carepath/compare.h"
#include "edit/map_change.h"
#include "export/left_steps.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

bool talk_draft(struct talk *talk)
{
	const struct source *source = &talk->measured->document->source;
	if (!talk->draft)
		talk->draft = draft_new(talk->path, source->text, source->length);
	if (!talk->draft)
		talk_says(talk, "There is no memory left to change this file.");
	return talk->draft != NULL;
}

void talk_refuses(struct talk *talk, const char *fault)
{
	size_t length = strlen(fault);
	bool ended = length > 0 && strchr(".?!", fault[length - 1]);
	talk_says(talk, SAY(talk, "This was not changed: %s%s", fault, ended ? "" : "."));
}

bool talk_unsaved(const struct talk *talk)
{
	return talk->draft && !draft_is_saved(talk->draft);
}

/* What it did to people, as the page that compares says it, and what went with it
 * unasked. */
static void say_of_change(struct talk *talk, const char *says, const char *went)
{
	const struct analysis *before = talk->before.analysis, *after = talk->analysis;
	struct comparison *comparison = comparison_new(before, after);
	char people[1000] = "There is no memory left to say what it does to people.";
	if (comparison)
		snprintf(people, sizeof people, "%s", comparison->says_people);
	comparison_free(comparison);
	const char *left = left_steps_say(talk->page.arena, left_steps_find(before, after), after->pathway);
	talk_says(talk, SAY(talk, "%s. %s", says, people));
	if (*left)
		talk_says(talk, left);
	if (*went)
		talk_says(talk, went);
}

/* The journal has every change before it counts as made. */
static void keep(struct talk *talk)
{
	char says[JOURNAL_SAYS];
	if (!draft_keep(talk->draft, talk->journal, says))
		talk_says(talk, SAY(talk, "If the computer stops now, this change is lost. %s", says));
}

static void let_go_of_before(struct talk *talk)
{
	measured_close(&talk->before);
	talk->before = (struct measured){.document = NULL};
}

static void keep_place(struct talk *talk)
{
	if (!place_keep(&talk->place, talk->walks ? &talk->walking : NULL, talk->before.pathway))
		arena_fail(talk->page.arena);
}

/* What was there is in `before` then. False, having said why, where the document
 * cannot be measured. */
static bool exchange(struct talk *talk, struct document *document)
{
	struct measured now;
	char fault[EDIT_SAYS];
	if (measured_anew(&now, document, talk->request) != EXIT_DONE) {
		if (!edit_refused(document, "", fault))
			snprintf(fault, sizeof fault, "it cannot be measured");
		measured_close(&now);
		talk_refuses(talk, fault);
		return false;
	}
	talk->before = *talk->measured;
	*talk->measured = now;
	talk->analysis = now.analysis;
	keep_place(talk);
	return true;
}

/* The walk goes on where it stood, as far as the map has that still. */
static void find_place(struct talk *talk)
{
	walking_start(&talk->walking, talk->page.arena, talk->analysis);
	if (talk->walks)
		place_find(&talk->place, &talk->walking, talk->analysis->pathway);
	place_forget(&talk->place);
}

bool talk_change(struct talk *talk, struct document *document, const char *says)
{
	char fault[EDIT_SAYS];
	const struct source *source = &talk->measured->document->source;
	if (edit_refused(document, says, fault)) {
		document_free(document);
		talk_refuses(talk, fault);
		return false;
	}
	if (draft_has(talk->draft, source->text, source->length)) {
		document_free(document);
		talk_says(talk, "Nothing was changed: it is so already.");
		return false;
	}
	if (talk_take(talk, document, "Changed, not saved yet (s saves, u takes it back)", says))
		return true;
	draft_undo(talk->draft);
	return false;
}

bool talk_take(struct talk *talk, struct document *document, const char *says, const char *went)
{
	if (!exchange(talk, document))
		return false;
	talk->put_in = map_change_new_step(talk->before.pathway, talk->measured->pathway);
	say_of_change(talk, says, went);
	find_place(talk);
	let_go_of_before(talk);
	keep(talk);
	return true;
}

void talk_begin_anew(struct talk *talk)
{
	struct document *document = draft_load(talk->draft);
	if (!document || !document->pathway)
		document_free(document);
	else if (exchange(talk, document))
		find_place(talk);
	let_go_of_before(talk);
}

/* ---- Undo ----------------------------------------------------------------------------- */

static bool go(struct talk *talk, bool (*step)(struct draft *draft), bool (*back)(struct draft *draft),
	       const char *says)
{
	if (!step(talk->draft))
		return false;
	struct document *document = draft_load(talk->draft);
	bool fine = document && document->pathway;
	if (fine && talk_take(talk, document, says, ""))
		return true;
	if (!fine)
		document_free(document);
	back(talk->draft);
	return false;
}

bool talk_undo(struct talk *talk, const char *rest)
{
	(void)rest;
	const char *what = talk->draft ? draft_undoes(talk->draft) : NULL;
	if (what)
		return go(talk, draft_undo, draft_redo, SAY(talk, "Taken back: %s", what));
	talk_says(talk, "There is nothing to take back.");
	return false;
}

bool talk_redo(struct talk *talk, const char *rest)
{
	(void)rest;
	const char *what = talk->draft ? draft_redoes(talk->draft) : NULL;
	if (what)
		return go(talk, draft_redo, draft_undo, SAY(talk, "Done again: %s", what));
	talk_says(talk, "There is nothing to do again.");
	return false;
}

/* ---- What was not saved --------------------------------------------------------------- */

static void put_back(struct talk *talk, const struct unsaved_draft *unsaved)
{
	const struct source *source = &talk->measured->document->source;
	char says[JOURNAL_SAYS];
	struct draft *draft = unsaved_apply(unsaved, talk->path, source->text, source->length, says);
	if (!draft) {
		talk_says(talk, SAY(talk, "%s", says));
		return;
	}
	draft_free(talk->draft);
	talk->draft = draft;
	struct document *document = draft_load(draft);
	bool fine = document && document->pathway;
	if (!fine)
		document_free(document);
	if (fine && talk_take(talk, document, "Put back, not saved yet (s saves, u takes one back)", ""))
		return;
	draft_free(talk->draft);
	talk->draft = NULL;
	if (!fine)
		talk_says(talk, "They cannot be put back.");
}

static void forget(struct talk *talk, const struct unsaved_draft *unsaved)
{
	char says[JOURNAL_SAYS];
	const struct answer *answer =
	    talk_ask(talk, "They will not be offered again.   3 once more forgets them   Enter keeps them");
	if (answer->number != 3)
		return;
	bool forgotten = unsaved_forget(unsaved, talk->journal, says);
	talk_says(talk, forgotten ? SAY(talk, "Forgotten. Their lines stay in %s.", talk->journal->path)
				  : SAY(talk, "%s", says));
}

static void list_changes(struct talk *talk, const struct unsaved_change *changes, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		page_text(&talk->page, 3, SAY(talk, "%s  %s", changes[i].at, changes[i].says));
}

static void offer(struct talk *talk, const struct unsaved_draft *unsaved)
{
	struct arena *arena = talk->page.arena;
	page_heading(&talk->page, unsaved->count > 0
				      ? SAY(talk, "%s made before and not in the file.",
					    counted(arena, unsaved->count, "change was", "changes were"))
				      : SAY(talk, "%s made to another version of this file: that cannot be put back.",
					    counted(arena, unsaved->other_count, "change was", "changes were")));
	list_changes(talk, unsaved->changes, unsaved->count);
	list_changes(talk, unsaved->others, unsaved->other_count);
	const struct answer *answer = talk_ask(talk, unsaved->count > 0 ? "1 put back   3 forget   Enter: next time"
									: "3 forget   Enter: next time");
	if (answer->number == 1 && unsaved->count > 0)
		put_back(talk, unsaved);
	else if (answer->number == 3)
		forget(talk, unsaved);
}

/* One is put back at most: what others changed was made to another text then. */
void talk_offer_unsaved(struct talk *talk)
{
	const struct source *source = &talk->measured->document->source;
	struct unsaved unsaved = journal_unsaved(talk->page.arena, talk->journal, source->text, source->length);
	for (uint32_t i = 0; i < unsaved.count && !talk->draft; i++)
		offer(talk, &unsaved.at[i]);
}
