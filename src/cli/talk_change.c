/* What is changed of the pathway: the draft, what a change did, and undo. */
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

/* The journal has every change before it counts as made. What is not kept is said each time; what
 * there is to know of the disk, once. */
static void keep(struct talk *talk)
{
	char says[JOURNAL_SAYS];
	if (!draft_keep(talk->draft, talk->journal, says)) {
		talk_says(talk, SAY(talk, "If the computer stops now, this change is lost. %s", says));
	} else if (*says && !talk->told_of_disk) {
		talk_says(talk, SAY(talk, "%s", says));
		talk->told_of_disk = true;
	}
}

void talk_exchange(struct talk *talk, struct measured now)
{
	talk->before = *talk->measured;
	*talk->measured = now;
	talk->analysis = now.analysis;
	if (!place_keep(&talk->place, talk->walks ? &talk->walking : NULL, talk->before.pathway))
		arena_fail(talk->page.arena);
}

void talk_settle(struct talk *talk)
{
	walking_start(&talk->walking, talk->page.arena, talk->analysis);
	if (talk->walks)
		place_find(&talk->place, &talk->walking, talk->analysis->pathway);
	place_forget(&talk->place);
	measured_close(&talk->before);
	talk->before = (struct measured){.document = NULL};
}

void talk_forget_original(struct talk *talk)
{
	measured_close(&talk->original);
	talk->original = (struct measured){.document = NULL};
}

/* The file as it was read is kept, to be compared with. */
static void settle_changed(struct talk *talk)
{
	if (!talk->original.document) {
		talk->original = talk->before;
		talk->before = (struct measured){.document = NULL};
	}
	talk_settle(talk);
}

/* Of the same file. False, having said why, where the document cannot be measured. */
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
	now.status = talk->measured->status;
	now.has_status = talk->measured->has_status;
	talk_exchange(talk, now);
	return true;
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
	settle_changed(talk);
	keep(talk);
	return true;
}

void talk_begin_anew(struct talk *talk)
{
	struct document *document = draft_load(talk->draft);
	if (!document || !document->pathway)
		document_free(document);
	else if (exchange(talk, document))
		talk_settle(talk);
	talk_forget_original(talk);
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
