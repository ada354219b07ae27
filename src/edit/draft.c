/* A text and the changes made to it.
 *
 * A change keeps, for each of its pieces, where it starts in the text before
 * it, what stood there, and what stands there now. So it is done from the last
 * piece to the first, and undone from the first to the last: each time the
 * places of what is still to come are right.
 */
#include "edit/draft.h"

#include "edit/save_file.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static void splice(struct draft *draft, uint32_t start, struct piece old, struct piece new)
{
	char *at = draft->text + start;
	assert(start + old.length <= draft->length && draft->length - old.length + new.length < draft->room);
	/* The NUL moves too. */
	memmove(at + new.length, at + old.length, draft->length - start - old.length + 1);
	memcpy(at, new.text, new.length);
	draft->length = draft->length - old.length + new.length;
}

static void make(struct draft *draft, const struct done *done)
{
	for (uint32_t i = done->count; i-- > 0;)
		splice(draft, done->swaps[i].start, done->swaps[i].old, done->swaps[i].new);
}

static void take_back(struct draft *draft, const struct done *done)
{
	for (uint32_t i = 0; i < done->count; i++)
		splice(draft, done->swaps[i].start, done->swaps[i].new, done->swaps[i].old);
}

/* Whatever order the pieces are done and undone in later: all of them fit. */
static void make_room(struct draft *draft, uint64_t more)
{
	uint64_t wanted = draft->length + more + 1;
	if (wanted <= draft->room)
		return;
	draft->text = arena_grow(draft->arena, draft->text, draft->room, wanted * 2);
	draft->room = wanted * 2;
}

static struct piece keep(struct arena *arena, const char *text, uint32_t length)
{
	return (struct piece){arena_copy(arena, text, length), length};
}

struct applying {
	struct draft *draft;
	const struct patch *patches;
	uint32_t count;
	const char *what;
};

static struct swap *add_swaps(const struct applying *applying, uint64_t *more)
{
	struct draft *draft = applying->draft;
	struct swap *swaps = ARENA_ARRAY(draft->arena, struct swap, applying->count);
	*more = 0;
	for (uint32_t i = 0; i < applying->count; i++) {
		const struct patch *patch = &applying->patches[i];
		uint32_t at = i;
		/* In order, and each behind those that start where it does. */
		for (; at > 0 && swaps[at - 1].start > patch->start; at--)
			swaps[at] = swaps[at - 1];
		swaps[at] = (struct swap){patch->start,
					  keep(draft->arena, draft->text + patch->start, patch->end - patch->start),
					  keep(draft->arena, patch->text, patch->length)};
		*more += patch->length;
	}
	return swaps;
}

/* What was undone before is gone now, and the file's text perhaps with it; what
 * of it the journal has must still be taken back there. */
static void add_done(struct draft *draft, struct done done)
{
	for (struct kept_state *kept = &draft->kept; kept->now > draft->now; kept->now--)
		*list_add(draft->arena, &kept->left) = draft->done.at[kept->now - 1];
	if (draft->done.count == draft->now)
		list_add(draft->arena, &draft->done);
	if (draft->saved > draft->now)
		draft->saved = NONE;
	draft->done.count = draft->now + 1;
	draft->done.at[draft->now++] = done;
}

/* All memory is taken before anything is changed. */
static void apply(void *subject)
{
	const struct applying *applying = subject;
	struct draft *draft = applying->draft;
	struct done done = {.count = applying->count,
			    .what = keep(draft->arena, applying->what, (uint32_t)strlen(applying->what)).text};
	uint64_t more;

	done.swaps = add_swaps(applying, &more);
	make_room(draft, more);
	add_done(draft, done);
	make(draft, &done);
}

static bool changes_text(const struct draft *draft, const struct patch *patches, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		uint32_t length = patches[i].end - patches[i].start;
		if (length != patches[i].length || memcmp(draft->text + patches[i].start, patches[i].text, length) != 0)
			return true;
	}
	return false;
}

bool draft_apply(struct draft *draft, const struct patch *patches, uint32_t count, const char *what)
{
	struct applying applying = {draft, patches, count, what};
	uint32_t before = draft->done.count;
	if (!changes_text(draft, patches, count))
		return true;
	if (arena_try(draft->arena, apply, &applying))
		return true;
	draft->done.count = before;
	return false;
}

struct making {
	struct draft *draft;
	const struct swap *swaps;
	uint32_t count;
	const char *what;
	bool fits;
};

static bool fits(const struct draft *draft, const struct swap *swap)
{
	return swap->start <= draft->length && swap->old.length <= draft->length - swap->start &&
	       memcmp(draft->text + swap->start, swap->old.text, swap->old.length) == 0;
}

/* Kept from the last to the first, which is the order in which they are made. */
static void make_swaps(void *subject)
{
	struct making *making = subject;
	struct draft *draft = making->draft;
	struct arena *arena = draft->arena;
	struct swap *swaps = ARENA_ARRAY(arena, struct swap, making->count);
	const char *what = keep(arena, making->what, (uint32_t)strlen(making->what)).text;
	uint64_t more = 0;
	for (uint32_t i = 0; i < making->count; i++) {
		const struct swap *swap = &making->swaps[i];
		swaps[making->count - 1 - i] = (struct swap){swap->start, keep(arena, swap->old.text, swap->old.length),
							     keep(arena, swap->new.text, swap->new.length)};
		more += swap->new.length;
	}
	make_room(draft, more);
	add_done(draft, (struct done){swaps, making->count, what});
	making->fits = true;
	for (uint32_t i = making->count; i-- > 0 && (making->fits = fits(draft, &swaps[i]));)
		splice(draft, swaps[i].start, swaps[i].old, swaps[i].new);
}

bool draft_make(struct draft *draft, const struct swap *swaps, uint32_t count, const char *what)
{
	struct making making = {draft, swaps, count, what, false};
	return arena_try(draft->arena, make_swaps, &making) && making.fits;
}

const char *draft_undoes(const struct draft *draft)
{
	return draft->now > 0 ? draft->done.at[draft->now - 1].what : NULL;
}

const char *draft_redoes(const struct draft *draft)
{
	return draft->now < draft->done.count ? draft->done.at[draft->now].what : NULL;
}

bool draft_undo(struct draft *draft)
{
	if (draft->now == 0)
		return false;
	take_back(draft, &draft->done.at[--draft->now]);
	return true;
}

bool draft_redo(struct draft *draft)
{
	if (draft->now == draft->done.count)
		return false;
	make(draft, &draft->done.at[draft->now++]);
	return true;
}

void draft_mark_saved(struct draft *draft)
{
	draft->saved = draft->now;
}

bool draft_is_saved(const struct draft *draft)
{
	return draft->saved == draft->now;
}

const char *draft_text(const struct draft *draft, uint32_t *length)
{
	*length = draft->length;
	return draft->text;
}

bool draft_has(const struct draft *draft, const char *text, uint32_t length)
{
	return draft->length == length && memcmp(draft->text, text, length) == 0;
}

static void take_in(void *subject)
{
	struct applying *applying = subject;
	struct draft *draft = applying->draft;
	draft->name = keep(draft->arena, applying->what, (uint32_t)strlen(applying->what)).text;
	draft->length = applying->patches->length;
	draft->room = (uint64_t)draft->length + 1;
	draft->text = arena_copy(draft->arena, applying->patches->text, draft->length);
	draft->kept.text = save_hash(draft->text, draft->length);
}

struct draft *draft_new(const char *name, const char *text, uint32_t length)
{
	struct draft *draft = calloc(1, sizeof *draft);
	struct patch whole = {.text = text, .length = length};
	struct applying applying = {draft, &whole, 1, name};

	if (draft && (draft->arena = arena_new()) && arena_try(draft->arena, take_in, &applying))
		return draft;
	draft_free(draft);
	return NULL;
}

void draft_free(struct draft *draft)
{
	if (!draft)
		return;
	arena_free(draft->arena);
	free(draft);
}

/* A document needs its text for as long as it lives; the draft's changes. */
static void give_own_text(void *subject)
{
	struct document *document = subject;
	document->source.text = arena_copy(document->arena, document->source.text, document->source.length);
}

struct document *document_of(const char *name, const char *text, uint32_t length)
{
	struct document *document = document_from_text(name, text, length);
	if (document && arena_try(document->arena, give_own_text, document))
		return document;
	document_free(document);
	return NULL;
}

struct document *draft_load(const struct draft *draft)
{
	return document_of(draft->name, draft->text, draft->length);
}
