/* Which file is open: reading it again, and another one. */
#include "cli/talking.h"

#include "cli/folders.h"
#include "ui/at_hand.h"

#include <string.h>
#include <sys/stat.h>

void talk_open_journal(struct talk *talk)
{
	const struct source *source = &talk->measured->document->source;
	char says[JOURNAL_SAYS];
	journal_free(talk->journal);
	talk->journal = journal_read(talk->path, says);
	if (!talk->journal || !journal_settle_votes(talk->journal, talk->analysis))
		arena_fail(talk->page.arena);
	file_mark_take(talk->path, source->text, source->length, &talk->mark);
	if (!*says)
		journal_damaged(talk->journal, says);
	if (*says)
		talk_says(talk, SAY(talk, "%s", says));
}

/* What was changed and not saved goes; the journal has it. */
static void let_go_of_draft(struct talk *talk)
{
	draft_free(talk->draft);
	talk->draft = NULL;
	talk->told_of_file = false;
	talk_forget_original(talk);
}

void talk_look_at_file(struct talk *talk)
{
	talk->measured->has_status = stat(talk->path, &talk->measured->status) == 0;
	talk->told_of_file = false;
}

void talk_notice_change(struct talk *talk)
{
	const struct measured *measured = talk->measured;
	bool changed = measured->has_status && file_changed(talk->path, &measured->status);
	if (changed && !talk->told_of_file)
		talk_says(talk, "The file on the disk has changed. r reads it again and keeps your place.");
	talk->told_of_file = changed;
}

/* What is wrong with it is said behind what was said before. */
static bool read(struct talk *talk, const char *path, struct measured *now)
{
	writer_finish(talk->page.writer);
	if (measured_open(now, path, talk->request, WARNINGS_COUNTED) == EXIT_DONE)
		return true;
	measured_close(now);
	return false;
}

bool talk_reread(struct talk *talk, const char *rest)
{
	struct measured now;
	(void)rest;
	if (talk_warns(talk, WISH_REREAD, "r reads the file"))
		return false;
	if (!read(talk, talk->path, &now)) {
		talk_says(talk, "So it is not read now, and all stays as it was. r tries it again.");
		return false;
	}
	talk_exchange(talk, now);
	talk_settle(talk);
	let_go_of_draft(talk);
	talk_says(talk, "The file was read again.");
	talk_open_journal(talk);
	return true;
}

/* ---- Another one ---------------------------------------------------------------------- */

static bool open_file(struct talk *talk, const char *path)
{
	struct measured now;
	if (!read(talk, path, &now)) {
		talk_says(talk, SAY(talk, "%s stays open.", talk->path));
		return false;
	}
	talk->walks = false;
	talk_exchange(talk, now);
	talk_settle(talk);
	let_go_of_draft(talk);
	talk->path = path;
	talk->came_from = talk->compared = NULL;
	opening_write(&talk->page, talk->analysis);
	talk_open_journal(talk);
	talk_offer_unsaved(talk);
	return true;
}

struct analysis_options talk_how(const struct talk *talk)
{
	return (struct analysis_options){
	    .people = talk->request->people, .seed = talk->request->seed, .threads = (uint32_t)talk->request->threads};
}

/* A file that is named, or one of those listed by its number; NULL: not clear. */
static const char *path_named(struct talk *talk, const struct answer *answer)
{
	const struct at_hand *list = &talk->at_hand;
	if (answer->kind == ANSWER_TEXT)
		return SAY(talk, "%s", answer->text);
	if (answer->number >= 1 && answer->number <= list->list.count)
		return SAY(talk, "%s", list->list.at[answer->number - 1].path);
	return NULL;
}

const char *talk_ask_path(struct talk *talk, const char *question)
{
	const struct at_hand *list = &talk->at_hand;
	page_heading(&talk->page, question);
	if (list->list.count == 0)
		talk_says(talk, "There is none here. One elsewhere can be named.");
	for (uint32_t i = 0; i < list->list.count; i++)
		at_hand_write_row(&talk->page, &list->list.at[i], i, "Its number");
	for (;;) {
		const struct answer *answer = talk_ask(talk, "A number, or the name of a file   Enter: none");
		if (answer_leaves(answer) || answer->kind == ANSWER_ON)
			return NULL;
		const char *path = path_named(talk, answer);
		if (path)
			return path;
		talk_says(talk, "There is no pathway of this number.");
	}
}

static void find_pathways(struct talk *talk)
{
	const struct analysis_options how = talk_how(talk);
	struct folders folders;
	folders_find(&folders);
	if (!at_hand_find(&talk->at_hand, talk->page.arena, folders.at, &how))
		arena_fail(talk->page.arena);
}

bool talk_another(struct talk *talk, const char *rest)
{
	const char *path = *rest ? rest : NULL;
	if (talk_warns(talk, WISH_LIST, "p opens another pathway"))
		return false;
	if (!path) {
		find_pathways(talk);
		path = talk_ask_path(talk, "Which pathway?");
	}
	return path && open_file(talk, path);
}
