#include "edit/change.h"

#include "carepath/plain.h"
#include "carepath/text.h"

#include <stdio.h>
#include <string.h>

bool change_refuse(struct change *change, const char *format, ...)
{
	va_list list;
	va_start(list, format);
	change->refusal = text_format_list(change->arena, format, list);
	va_end(list);
	return false;
}

bool change_refuse_elsewhere(struct change *change, uint32_t node)
{
	return change_refuse(change,
			     "This is written once for several places: change it there, in line %u of the file.",
			     line_of(&change->outline, outline_node(&change->outline, node)->start));
}

bool change_refuse_odd(struct change *change, uint32_t at)
{
	return change_refuse(change, "The way this is written can only be changed in the file itself, in line %u.",
			     line_of(&change->outline, at));
}

const char *change_trimmed(struct change *change, const char *text)
{
	text += strspn(text, " \n");
	size_t length = strlen(text);
	while (length > 0 && strchr(" \n", text[length - 1]))
		length--;
	return arena_copy(change->arena, text, length);
}

void change_put(struct change *change, uint32_t start, uint32_t end, const char *text)
{
	*list_add(change->arena, &change->patches) = (struct patch){start, end, text, (uint32_t)strlen(text)};
}

void change_node(struct change *change, uint32_t node, const char *text)
{
	change_put(change, outline_node(&change->outline, node)->start, outline_end(&change->outline, node), text);
}

/* ------------------------------------------------------ making it happen */

struct run {
	struct change change;
	struct arena *lasting;   /* until all is made */
	struct arena *rounds[2]; /* the text that is read, and the one that is made of it */
	const char *text;        /* as it stands */
	uint32_t length;
	const struct draft *draft;
	make_change *make;
	const void *wish;
	bool on;                 /* and again, until nothing more changes */
	LIST(struct swap) swaps; /* all that was done, one after another */
	struct document *document;
};

/* In the order of the text; of those that start at one place the first first. */
static void sort_patches(struct change *change)
{
	struct patch *patches = change->patches.at;
	for (uint32_t i = 1; i < change->patches.count; i++) {
		struct patch patch = patches[i];
		uint32_t at = i;
		for (; at > 0 && patches[at - 1].start > patch.start; at--)
			patches[at] = patches[at - 1];
		patches[at] = patch;
	}
}

/* The text as it would be. NULL where two patches are for the same bytes. */
static const char *patched(struct change *change, uint32_t *length)
{
	const struct outline *outline = &change->outline;
	uint64_t size = outline->length;
	uint32_t from = 0, to = 0;

	for (uint32_t i = 0; i < change->patches.count; i++)
		size += change->patches.at[i].length;
	char *text = arena_take(change->arena, size + 1);
	for (uint32_t i = 0; i <= change->patches.count; i++) {
		struct patch end = {outline->length, outline->length, "", 0};
		struct patch patch = i < change->patches.count ? change->patches.at[i] : end;
		if (patch.start < from)
			return NULL;
		memcpy(text + to, outline->text + from, patch.start - from);
		to += patch.start - from;
		memcpy(text + to, patch.text, patch.length);
		to += patch.length;
		from = patch.end;
	}
	*length = to;
	return text;
}

/* Done from the last to the first: each finds its place as it was. */
static void add_swaps(struct run *run)
{
	const struct change *change = &run->change;
	const char *text = change->outline.text;
	for (uint32_t i = change->patches.count; i-- > 0;) {
		const struct patch *patch = &change->patches.at[i];
		struct piece old = {text + patch->start, patch->end - patch->start};
		struct piece new = {arena_copy(run->lasting, patch->text, patch->length), patch->length};
		old.text = arena_copy(run->lasting, old.text, old.length);
		*list_add(run->lasting, &run->swaps) = (struct swap){patch->start, old, new};
	}
}

/* What the text becomes; NULL, having refused, where it cannot be changed so. */
static const char *make_once(struct run *run, const char *text, uint32_t *length)
{
	struct change *change = &run->change;

	if (!outline_read(change->arena, text, *length, &change->outline)) {
		change_refuse(change, "The file can only be changed here once it can be read.");
		return NULL;
	}
	if (!run->make(change, run->wish))
		return NULL;
	sort_patches(change);
	if (run->on)
		add_swaps(run);
	const char *made = patched(change, length);
	if (!made)
		change_refuse_odd(change, change->patches.at[0].start);
	return made;
}

static void make_round(void *subject)
{
	struct run *run = subject;
	run->text = make_once(run, run->text, &run->length);
}

/* In the room of the text before the last, so that many rounds take no more than two. */
static void go_on(struct run *run, struct arena *arena)
{
	arena_clear(arena);
	run->change.arena = arena;
	memset(&run->change.patches, 0, sizeof run->change.patches);
	if (!arena_try(arena, make_round, run))
		arena_fail(run->lasting);
}

static void make(void *subject)
{
	struct run *run = subject;

	run->text = run->draft->text;
	run->length = run->draft->length;
	make_round(run);
	for (uint32_t round = 0; run->text && run->on && run->change.patches.count > 0; round++)
		go_on(run, run->rounds[round % 2]);
	if (run->text)
		run->document = document_of(run->draft->name, run->text, run->length);
}

static bool make_all(struct run *run)
{
	run->lasting = run->change.arena = arena_new();
	run->rounds[0] = arena_new();
	run->rounds[1] = arena_new();
	return run->lasting && run->rounds[0] && run->rounds[1] && arena_try(run->lasting, make, run);
}

static void let_go(struct run *run)
{
	arena_free(run->lasting);
	arena_free(run->rounds[0]);
	arena_free(run->rounds[1]);
}

static bool take(const struct run *run, struct draft *draft)
{
	const struct change *change = &run->change;
	return run->on ? draft_make(draft, run->swaps.at, run->swaps.count, change->what)
		       : draft_apply(draft, change->patches.at, change->patches.count, change->what);
}

/* The text is loaded before it becomes the draft's: what is no pathway leaves
 * nothing behind, and what was undone can still be done again. */
static void run_change(struct run *run, struct draft *draft, char *says)
{
	const char no_memory[] = "There is no memory left; nothing was changed.";
	struct change *change = &run->change;

	bool enough = make_all(run);
	if (enough && draft && run->document && run->document->pathway)
		enough = take(run, draft);
	if (!enough) {
		document_free(run->document);
		run->document = NULL;
	}
	bool done = run->document && run->document->pathway;
	const char *told = done && change->told ? change->told : "";
	const char *refusal = run->document ? told : enough && change->refusal ? change->refusal : no_memory;
	snprintf(says, EDIT_SAYS, "%s", refusal);
	let_go(run);
}

struct document *change_run(struct draft *draft, make_change *wanted, const void *wish, char says[EDIT_SAYS])
{
	struct run run = {.draft = draft, .make = wanted, .wish = wish};
	run_change(&run, draft, says);
	return run.document;
}

struct document *change_run_on(struct draft *draft, make_change *wanted, const void *wish, char says[EDIT_SAYS])
{
	struct run run = {.draft = draft, .make = wanted, .wish = wish, .on = true};
	run_change(&run, draft, says);
	return run.document;
}

struct document *change_try(const struct draft *draft, make_change *wanted, const void *wish, char says[EDIT_SAYS])
{
	struct run run = {.draft = draft, .make = wanted, .wish = wish};
	run_change(&run, NULL, says);
	return run.document;
}
