/* What becomes of a draft goes into the journal.
 *
 * Mostly that is one change, made or taken back. Where the journal could not be
 * written to, it is all that has been made and taken back since it could: then
 * one line leads from the text that the journal has to the one that there is. */
#include "carepath/plain.h"
#include "edit/draft.h"
#include "edit/journal_file.h"
#include "edit/kept_line.h"
#include "edit/save_file.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

struct keeping {
	struct arena *arena;
	const struct draft *draft;
	struct kept_line line;
	LIST(struct swap) swaps; /* one after another */
	const char *says;
	const char *written;
};

static void add_says(struct keeping *keeping, const char *lead, const char *what)
{
	const char *before = keeping->says;
	keeping->says = plain_format(keeping->arena, "%s%s%s%s", before ? before : "", before ? "; " : "", lead, what);
}

static void add_made(struct keeping *keeping, const struct done *done)
{
	for (uint32_t i = done->count; i-- > 0;)
		*list_add(keeping->arena, &keeping->swaps) = done->swaps[i];
	add_says(keeping, "", done->what);
}

static void add_taken_back(struct keeping *keeping, const struct done *done)
{
	for (uint32_t i = 0; i < done->count; i++) {
		const struct swap *swap = &done->swaps[i];
		*list_add(keeping->arena, &keeping->swaps) = (struct swap){swap->start, swap->new, swap->old};
	}
	add_says(keeping, "taken back: ", done->what);
}

/* All that leads from the text that the journal has to that of the draft. */
static void add_moves(struct keeping *keeping)
{
	const struct draft *draft = keeping->draft;
	const struct kept_state *kept = &draft->kept;
	for (uint32_t i = 0; i < kept->left.count; i++)
		add_taken_back(keeping, &kept->left.at[i]);
	for (uint32_t i = kept->now; i > draft->now; i--)
		add_taken_back(keeping, &draft->done.at[i - 1]);
	for (uint32_t i = kept->now; i < draft->now; i++)
		add_made(keeping, &draft->done.at[i]);
}

static void write_line(void *subject)
{
	struct keeping *keeping = subject;
	struct kept_line *line = &keeping->line;
	if (line->kept.kind == KEPT_CHANGE)
		add_moves(keeping);
	line->says = keeping->says;
	line->swaps = keeping->swaps.at;
	line->swap_count = keeping->swaps.count;
	keeping->written = kept_line_write(keeping->arena, line);
}

/* One line more. What it costs in memory is given back at once. */
static bool add_line(struct keeping *keeping, const char *path, char says[JOURNAL_SAYS])
{
	bool added = false;
	*says = '\0';
	keeping->arena = arena_new();
	if (keeping->arena && arena_try(keeping->arena, write_line, keeping))
		added = journal_file_add(path, keeping->written, strlen(keeping->written), "", says);
	else
		snprintf(says, JOURNAL_SAYS, "There is no memory left; nothing was written.");
	arena_free(keeping->arena);
	return added;
}

/* A name that no other draft has: of this moment, this process and this place. */
static uint64_t new_name(const struct draft *draft)
{
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	const uint64_t parts[] = {(uint64_t)now.tv_sec, (uint64_t)now.tv_nsec, (uint64_t)getpid(), (uintptr_t)draft};
	uint64_t name = save_hash((const char *)parts, sizeof parts);
	return name ? name : 1;
}

static bool keep(struct draft *draft, const struct journal *journal, enum kept_kind kind, char says[JOURNAL_SAYS])
{
	struct kept_state *kept = &draft->kept;
	uint64_t after = save_hash(draft->text, draft->length);
	struct keeping keeping = {.draft = draft};
	if (!kept->draft)
		kept->draft = new_name(draft);
	keeping.line.kept = (struct kept){
	    .kind = kind,
	    .number = kept->lines + 1,
	    .draft = kept->draft,
	    .from = kept->from,
	    .before = kind == KEPT_CHANGE ? kept->text : after,
	    .after = after,
	};
	if (!add_line(&keeping, journal->path, says))
		return false;
	kept->lines++;
	kept->from = 0;
	return true;
}

/* From here on the journal goes on from the text as it is. */
static void go_on(struct draft *draft)
{
	struct kept_state *kept = &draft->kept;
	kept->text = save_hash(draft->text, draft->length);
	kept->left.count = 0;
	kept->now = draft->now;
}

bool draft_keep(struct draft *draft, struct journal *journal, char says[JOURNAL_SAYS])
{
	*says = '\0';
	if (draft->kept.now == draft->now && draft->kept.left.count == 0)
		return true;
	if (!keep(draft, journal, KEPT_CHANGE, says))
		return false;
	go_on(draft);
	return true;
}

/* Whether or not it is told: the file has the text now, and what comes leads on
 * from there. */
bool draft_keep_saved(struct draft *draft, struct journal *journal, char says[JOURNAL_SAYS])
{
	*says = '\0';
	bool told = (draft->kept.lines == 0 && !draft->kept.from) || keep(draft, journal, KEPT_SAVED, says);
	go_on(draft);
	return told;
}

bool unsaved_forget(const struct unsaved_draft *unsaved, struct journal *journal, char says[JOURNAL_SAYS])
{
	struct keeping keeping = {.line.kept = {
				      .kind = KEPT_FORGOTTEN,
				      .draft = unsaved->draft,
				      .before = unsaved->last,
				      .after = unsaved->last,
				  }};
	return add_line(&keeping, journal->path, says);
}
