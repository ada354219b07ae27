/* What an earlier session changed and did not save: put back, looked at, or forgotten. */
#include "cli/talking.h"

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
