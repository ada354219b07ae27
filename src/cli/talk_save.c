/* Saving what was changed, in the file or as a new one. */
#include "cli/talking.h"

#include "edit/save_as.h"
#include "ui/others.h"

#include <errno.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

bool talk_save(struct talk *talk, const char *rest)
{
	char says[SAVE_SAYS], kept_says[JOURNAL_SAYS];
	uint32_t length;
	(void)rest;
	if (!talk_unsaved(talk)) {
		talk_says(talk, "Nothing was changed since it was saved.");
		return false;
	}
	const char *text = draft_text(talk->draft, &length);
	enum save_result result = save_document(talk->path, text, length, &talk->mark, &talk->mark, says);
	if (*says)
		talk_says(talk, SAY(talk, "%s", says));
	if (result == CHANGED_UNDER_US)
		talk_says(talk,
			  "To put the two together: r reads theirs, c compares it with yours; make your changes there "
			  "again, and save.");
	talk->told_of_file |= result == CHANGED_UNDER_US;
	if (result != SAVED)
		return false;
	draft_mark_saved(talk->draft);
	talk_look_at_file(talk);
	talk_says(talk, SAY(talk, "Saved in %s.", talk->path));
	if (!draft_keep_saved(talk->draft, talk->journal, kept_says))
		talk_says(talk, SAY(talk, "What is in the file now may be offered again as not saved. %s", kept_says));
	return false;
}

static bool is_yes(const struct answer *answer)
{
	return strcasecmp(answer->text, "y") == 0 || strcasecmp(answer->text, "yes") == 0;
}

/* Whether it may be written: a file that is there only after asking. */
static bool may_write(struct talk *talk, const char *path, struct file_mark *mark)
{
	struct stat status;
	const char *missing = save_as_missing_folder(talk->page.arena, path);
	bool is_there = stat(path, &status) == 0;
	if (missing)
		talk_says(talk, SAY(talk, "There is no folder %s. Name another one, or make it first.", missing));
	else if (is_there && is_same_file(talk->path, path))
		talk_says(talk, "This is the file that is open: s saves it.");
	else if (is_there && !S_ISREG(status.st_mode))
		talk_says(talk, SAY(talk, "%s is there and is no file.", path));
	else if (is_there &&
		 !is_yes(talk_ask(talk, SAY(talk, "%s is there already. Overwrite it?   y yes   Enter: no", path))))
		talk_says(talk, "Nothing was saved.");
	else if (!is_there || file_mark_now(path, mark))
		return true;
	else
		talk_says(talk, SAY(talk, "%s cannot be read: %s.", path, strerror(errno)));
	return false;
}

/* The new file is the one that is walked from now on, with a journal of its own,
 * which begins with a copy of what was said: it is the same room. */
static void go_on_with(struct talk *talk, const char *path, const struct file_mark *written)
{
	char says[JOURNAL_SAYS] = "", kept_says[JOURNAL_SAYS];
	(void)draft_keep_saved(talk->draft, talk->journal, kept_says);
	(void)journal_copy(talk->journal, path, says);
	talk_says(talk, SAY(talk, "Saved as %s, which is open now. %s stays as it was.%s%s", path, talk->path,
			    *says ? " " : "", says));
	struct journal *journal = journal_read(path, says);
	if (journal) {
		(void)journal_settle_votes(journal, talk->analysis);
		journal_free(talk->journal);
		talk->journal = journal;
	}
	uint32_t length;
	const char *text = draft_text(talk->draft, &length);
	struct draft *draft = draft_new(path, text, length);
	if (draft)
		draft_free(talk->draft);
	talk->draft = draft ? draft : talk->draft;
	draft_mark_saved(talk->draft);
	talk->came_from = talk->path;
	talk->compared = NULL;
	talk->path = path;
	talk->mark = *written;
	talk_look_at_file(talk);
	talk_begin_anew(talk);
}

/* "" where none was wanted. */
static const char *ask_name(struct talk *talk)
{
	const char *proposed = save_as_propose(talk->page.arena, talk->path);
	const struct answer *answer =
	    talk_ask(talk, SAY(talk, "Under which name, as in %s?   Enter: not at all", proposed));
	return answer_leaves(answer) ? "" : SAY(talk, "%s", answer->text);
}

bool talk_save_as(struct talk *talk, const char *rest)
{
	struct file_mark mark = {.is_there = false}, written;
	char says[SAVE_SAYS];
	uint32_t length;
	if (*rest == '\0')
		rest = ask_name(talk);
	if (*rest == '\0')
		return false;
	const char *path = save_as_path(talk->page.arena, talk->path, rest);
	if (!may_write(talk, path, &mark) || !talk_draft(talk))
		return false;
	const char *text = draft_text(talk->draft, &length);
	if (save_document(path, text, length, &mark, &written, says) == SAVED)
		go_on_with(talk, path, &written);
	else
		talk_says(talk, SAY(talk, "%s", says));
	return false;
}
