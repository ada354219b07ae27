/* Which changes are in no file.
 *
 * Each change leads from one text to another. What can be had from the file as
 * it is now is found by following them from its text, whoever made them; by the
 * shortest way, so that what was made and taken back is not made again, and a
 * damaged line is passed by where the person came back to an earlier text. Of
 * each draft whose last text was not saved, the last text that can be had is
 * what is offered. All of it in time that grows as the journal does. */
#include "carepath/unsaved.h"

#include "edit/draft.h"
#include "edit/kept_line.h"
#include "edit/save_file.h"
#include "load/hash.h"

#include <stdio.h>
#include <string.h>

/* A text that there is or was, by its hash. */
struct text {
	uint32_t first;   /* of the changes that lead on from it; NONE */
	uint32_t through; /* the change by which it is had from the file; NONE: it is not */
	uint32_t before;  /* and from which text */
	bool is_had, is_told;
};

struct author {
	uint64_t draft, last;
	uint32_t lines;      /* the highest number of its lines */
	LIST(uint32_t) open; /* its changes since they were saved, forgotten or taken over */
};

struct following {
	struct arena *arena;
	const struct kept *kept;
	uint32_t count;
	struct hash text_of, author_of;
	LIST(struct text) texts;
	LIST(struct author) authors;
	uint32_t *next; /* of each change: another that leads on from the same text */
};

/* The number of what has this name, which may be new and is then the next. */
static uint32_t number_of(struct arena *arena, struct hash *hash, const uint64_t *name, uint32_t next)
{
	bool is_new;
	return *hash_add(arena, hash, (struct view){(const char *)name, sizeof *name}, 0, next, &is_new);
}

static uint32_t find_text(struct following *following, const uint64_t *hash)
{
	uint32_t number = number_of(following->arena, &following->text_of, hash, following->texts.count);
	if (number == following->texts.count)
		*list_add(following->arena, &following->texts) = (struct text){.first = NONE, .through = NONE};
	return number;
}

static struct author *find_author(struct following *following, const uint64_t *draft)
{
	uint32_t number = number_of(following->arena, &following->author_of, draft, following->authors.count);
	if (number == following->authors.count)
		*list_add(following->arena, &following->authors) = (struct author){.draft = *draft};
	return &following->authors.at[number];
}

/* ------------------------------------------------------------ whose they are */

/* Nothing of it is open up to where it had this text; else nothing ends. */
static bool settle(const struct following *following, struct author *author, uint64_t text)
{
	uint32_t count = author->open.count;
	while (count > 0 && following->kept[author->open.at[count - 1]].after != text)
		count--;
	uint32_t left = author->open.count - count;
	if (count == 0)
		return false;
	memmove(author->open.at, author->open.at + count, left * sizeof *author->open.at);
	author->open.count = left;
	return true;
}

/* A line that the disk did not acknowledge was written again: it has a number
 * that was there. */
static void take_line(struct following *following, uint32_t number)
{
	const struct kept *kept = &following->kept[number];
	if (kept->from)
		settle(following, find_author(following, &kept->from), kept->before);
	struct author *author = find_author(following, &kept->draft);
	if (kept->kind == KEPT_FORGOTTEN) {
		settle(following, author, kept->after);
		return;
	}
	if (kept->number <= author->lines)
		return;
	author->lines = kept->number;
	author->last = kept->after;
	if (kept->kind == KEPT_CHANGE)
		*list_add(following->arena, &author->open) = number;
	else
		author->open.count = 0;
}

/* ----------------------------------------------------------- what can be had */

/* From last to first, so that of several the first is followed first. */
static void link_changes(struct following *following)
{
	following->next = ARENA_ARRAY(following->arena, uint32_t, following->count);
	for (uint32_t i = following->count; i-- > 0;) {
		if (following->kept[i].kind != KEPT_CHANGE)
			continue;
		uint32_t before = find_text(following, &following->kept[i].before);
		find_text(following, &following->kept[i].after);
		following->next[i] = following->texts.at[before].first;
		following->texts.at[before].first = i;
	}
}

/* In breadth: so every text is had by the fewest changes. */
static void follow(struct following *following, uint32_t root)
{
	uint32_t *row = ARENA_ARRAY(following->arena, uint32_t, following->texts.count), end = 0;
	following->texts.at[root].is_had = true;
	row[end++] = root;
	for (uint32_t at = 0; at < end; at++)
		for (uint32_t i = following->texts.at[row[at]].first; i != NONE; i = following->next[i]) {
			uint32_t after = find_text(following, &following->kept[i].after);
			struct text *text = &following->texts.at[after];
			if (text->is_had)
				continue;
			*text = (struct text){text->first, i, row[at], true, false};
			row[end++] = after;
		}
}

/* --------------------------------------------------------------- what is told */

static void tell_way(struct following *following, uint32_t to, struct unsaved_draft *told)
{
	const struct text *texts = following->texts.at;
	for (uint32_t at = to; texts[at].through != NONE; at = texts[at].before)
		told->count++;
	struct unsaved_change *changes = ARENA_ARRAY(following->arena, struct unsaved_change, told->count);
	uint32_t left = told->count;
	for (uint32_t at = to; left > 0; at = texts[at].before)
		kept_line_change(following->arena, &following->kept[texts[at].through], &changes[--left]);
	told->changes = changes;
}

static void tell_others(struct following *following, const uint32_t *open, uint32_t count, struct unsaved_draft *told)
{
	struct unsaved_change *others = ARENA_ARRAY(following->arena, struct unsaved_change, count);
	for (uint32_t i = 0; i < count; i++)
		kept_line_change(following->arena, &following->kept[open[i]], &others[i]);
	told->others = others;
	told->other_count = count;
}

/* The last of its texts that can be had, and what it did behind that. What
 * two have alike is told once. */
static struct unsaved_draft tell(struct following *following, const struct author *author)
{
	struct unsaved_draft told = {.draft = author->draft, .last = author->last};
	uint32_t had = author->open.count, to = NONE;
	for (; had > 0; had--) {
		to = find_text(following, &following->kept[author->open.at[had - 1]].after);
		if (following->texts.at[to].is_had)
			break;
	}
	if (had > 0 && !following->texts.at[to].is_told)
		tell_way(following, to, &told);
	if (had > 0)
		following->texts.at[to].is_told = true;
	tell_others(following, author->open.at + had, author->open.count - had, &told);
	return told;
}

struct unsaved journal_unsaved(struct arena *arena, const struct journal *journal, const char *text, uint32_t length)
{
	struct following following = {.arena = arena, .kept = journal->kept.at, .count = journal->kept.count};
	LIST(struct unsaved_draft) drafts = {0};
	/* Names are not copied: this one lives as long as the others. */
	uint64_t *now = ARENA_NEW(arena, uint64_t);
	*now = save_hash(text, length);
	uint32_t root = find_text(&following, now);
	for (uint32_t i = 0; i < following.count; i++)
		take_line(&following, i);
	link_changes(&following);
	follow(&following, root);
	for (uint32_t i = 0; i < following.authors.count; i++) {
		struct unsaved_draft told = tell(&following, &following.authors.at[i]);
		if (told.count > 0 || told.other_count > 0)
			*list_add(arena, &drafts) = told;
	}
	return (struct unsaved){drafts.at, drafts.count};
}

/* ------------------------------------------------------------------ made again */

static bool apply_change(struct draft *draft, const struct unsaved_change *change)
{
	return change->swap_count > 0 && draft_make(draft, change->swaps, change->swap_count, change->says) &&
	       save_hash(draft->text, draft->length) == change->after;
}

struct draft *unsaved_apply(const struct unsaved_draft *unsaved, const char *name, const char *text, uint32_t length,
			    char says[JOURNAL_SAYS])
{
	struct draft *draft = draft_new(name, text, length);
	*says = '\0';
	for (uint32_t i = 0; draft && i < unsaved->count; i++) {
		if (apply_change(draft, &unsaved->changes[i]))
			continue;
		draft_free(draft);
		snprintf(says, JOURNAL_SAYS, "The changes do not fit the file; it was left as it is.");
		return NULL;
	}
	if (!draft) {
		snprintf(says, JOURNAL_SAYS, "There is no memory left.");
		return NULL;
	}
	draft->kept.now = draft->now;
	draft->kept.text = save_hash(draft->text, draft->length);
	draft->kept.from = unsaved->draft;
	return draft;
}
