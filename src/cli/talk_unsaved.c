/* What an earlier session changed and did not save: put back, looked at, or forgotten. */
#include "cli/talking.h"

#include "export/unsaved_lines.h"

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

static void list_changes(struct talk *talk, const struct unsaved_draft *unsaved, bool in_full)
{
	for (uint32_t i = 0; i < unsaved->count; i++)
		unsaved_write(&talk->page, &unsaved->changes[i], in_full);
	for (uint32_t i = 0; i < unsaved->other_count; i++)
		unsaved_write(&talk->page, &unsaved->others[i], in_full);
}

static const char *heading(struct talk *talk, const struct unsaved_draft *unsaved)
{
	struct arena *arena = talk->page.arena;
	if (unsaved->count > 0)
		return SAY(talk, "%s made before and not in the file.",
			   counted(arena, unsaved->count, "change was", "changes were"));
	return SAY(talk, "%s made to another version of this file: that cannot be put back.",
		   counted(arena, unsaved->other_count, "change was", "changes were"));
}

/* False where it is to be asked again. */
static bool do_with(struct talk *talk, const struct unsaved_draft *unsaved, uint32_t number)
{
	if (number == 1 && unsaved->count > 0) {
		put_back(talk, unsaved);
		return talk->draft != NULL;
	}
	if (number == 3) {
		forget(talk, unsaved);
		return true;
	}
	if (number == 2)
		list_changes(talk, unsaved, true);
	else
		talk_says(talk, "One of these numbers, please, or Enter.");
	return false;
}

static void offer(struct talk *talk, const struct unsaved_draft *unsaved)
{
	page_heading(&talk->page, heading(talk, unsaved));
	list_changes(talk, unsaved, false);
	if (unsaved->count > 0)
		talk_says(
		    talk,
		    "If somebody has this file open elsewhere, that may be theirs: leave it with Enter. Nothing is "
		    "lost by that.");
	for (bool done = false; !done;) {
		const struct answer *answer =
		    talk_ask(talk, unsaved->count > 0 ? "1 put back   2 look at each   3 forget   Enter: next time"
						      : "2 look at each   3 forget   Enter: next time");
		done = answer_leaves(answer) || answer->kind == ANSWER_ON || do_with(talk, unsaved, answer->number);
	}
}

/* One is put back at most: what others changed was made to another text then. */
void talk_offer_unsaved(struct talk *talk)
{
	const struct source *source = &talk->measured->document->source;
	struct unsaved unsaved = journal_unsaved(talk->page.arena, talk->journal, source->text, source->length);
	for (uint32_t i = 0; i < unsaved.count && !talk->draft; i++)
		offer(talk, &unsaved.at[i]);
}
