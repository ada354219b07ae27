#include "load/stretches.h"

#include "base/cores.h"
#include "base/spare_stack.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum {
	LEAST_STRETCH = 12 << 10,  /* a smaller one is read nearly as soon as a thread starts */
	HEAD_START = 6 << 10,      /* of the first, while the threads of the others start */
	LOOKED_THROUGH = 64 << 10, /* for a line to start at, at most; of a small stretch a quarter */
};

struct readers;

/* Who reads a stretch; the first one's tree and arena are those of the whole. */
struct reader {
	struct readers *readers;
	struct stretch stretch;
	const struct scanned *scanned;
	struct arena *arena;
	struct tree own, *tree;
	struct syntax_fault fault;
	pthread_t thread;
	bool started; /* and neither waited for nor let go */
};

/* Readers of one file: the first works in the thread that asked for it. A thread
 * that comes too late finds them still there, and nothing else. */
struct readers {
	atomic_uint holders; /* threads; the last one frees them */
	struct arena *scratch;
	const struct scanned *scanned;
	uint32_t joined; /* stretches that the tree is of, behind the first */
	struct reader at[STRETCHES_MOST];
	uint32_t count; /* those behind the first have a thread each */
	bool whole;     /* the tree is, or the first reader knows what is wrong */
};

/* ---- Where stretches start ---------------------------------------------------------------- */

static uint32_t next_line(const struct scanned *scanned, uint32_t at)
{
	const char *end = memchr(scanned->text + at, '\n', scanned->length - at);
	return end ? (uint32_t)(end - scanned->text) + 1 : scanned->length;
}

/* The key of an indented line, or 0: no quote, anchor, tag, dash or comment. */
static uint32_t key_at(const struct scanned *scanned, uint32_t line)
{
	uint32_t at = line;

	if (line <= scanned->first || line >= scanned->length || scanned->text[line - 1] != '\n')
		return 0;
	while (at < scanned->length && scanned->text[at] == ' ')
		at++;
	if (at == line || at == scanned->length)
		return 0;
	char first = scanned->text[at];
	bool is_key =
	    (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') || (first >= '0' && first <= '9');
	return is_key ? at : 0;
}

/* A line between two places that may well be a key of one of the root's mappings:
 * the first of those that are indented least. 0 where there is none. */
static uint32_t find_line(const struct scanned *scanned, uint32_t near, uint32_t end)
{
	uint32_t found = 0, least = UINT32_MAX;

	for (uint32_t line = next_line(scanned, near); line < end; line = next_line(scanned, line)) {
		uint32_t key = key_at(scanned, line);
		if (key && key - line < least) {
			found = line;
			least = key - line;
		}
	}
	return found;
}

/* ---- Reading them --------------------------------------------------------------------- */

static void leave_readers(struct readers *readers)
{
	if (atomic_fetch_sub(&readers->holders, 1) == 1)
		free(readers);
}

static void read_one(void *subject)
{
	struct reader *reader = subject;

	if (!events_read_stretch(reader->arena, reader->scanned, &reader->stretch, reader->tree, &reader->fault))
		atomic_store(&reader->stretch.state, STRETCH_USELESS);
}

static bool is_useless(struct reader *reader)
{
	return atomic_load(&reader->stretch.state) == STRETCH_USELESS;
}

static void read_guarded(struct reader *reader)
{
	struct spare_stack spare;

	spare_stack_take(&spare);
	if (!arena_try(reader->arena, read_one, reader))
		atomic_store(&reader->stretch.state, STRETCH_USELESS);
	spare_stack_leave(&spare);
}

static void *read_beside(void *subject)
{
	struct reader *reader = subject;
	enum stretch_state state = STRETCH_WAITS;

	atomic_compare_exchange_strong(&reader->stretch.state, &state, STRETCH_READ);
	if (state != STRETCH_LEFT)
		read_guarded(reader);
	leave_readers(reader->readers);
	return NULL;
}

static bool start_reader(struct reader *reader)
{
	reader->arena = arena_new();
	if (!reader->arena)
		return false;
	atomic_fetch_add(&reader->readers->holders, 1);
	reader->started = pthread_create(&reader->thread, NULL, read_beside, reader) == 0;
	if (!reader->started)
		atomic_fetch_sub(&reader->readers->holders, 1);
	return reader->started;
}

/* All are linked before any is read. `state`: of each, to begin with. */
static void link_stretches(struct readers *readers, const uint32_t *lines, uint32_t count, enum stretch_state state)
{
	for (uint32_t i = 0; i < count && readers->count < STRETCHES_MOST; i++) {
		struct reader *last = &readers->at[readers->count - 1], *reader = last + 1;
		uint32_t line = lines[i], key = key_at(readers->scanned, line);
		if (!key || key <= last->stretch.key)
			continue;
		*reader = (struct reader){.readers = readers,
					  .stretch = {.line = line, .key = key, .state = state},
					  .scanned = readers->scanned,
					  .tree = &reader->own};
		last->stretch.next = last->stretch.following = &reader->stretch;
		readers->count++;
	}
}

/* The last one first: so each finds those behind it at work, or useless. */
static void start_readers(struct readers *readers)
{
	for (uint32_t i = readers->count; i-- > 1;)
		if (!start_reader(&readers->at[i]))
			atomic_store(&readers->at[i].stretch.state, STRETCH_USELESS);
}

static void stop_readers(struct readers *readers)
{
	for (uint32_t i = 1; i < readers->count; i++)
		atomic_store(&readers->at[i].stretch.stopped, true);
}

/* A thread that has not begun by now is let go: it will find nothing to do. */
static void await_reader(struct reader *reader)
{
	enum stretch_state state = STRETCH_WAITS;

	if (!reader->started)
		return;
	if (atomic_compare_exchange_strong(&reader->stretch.state, &state, STRETCH_LEFT) || state == STRETCH_LEFT)
		pthread_detach(reader->thread);
	else
		pthread_join(reader->thread, NULL);
	reader->started = false;
}

static void free_readers(struct readers *readers)
{
	for (uint32_t i = 1; i < readers->count; i++) {
		await_reader(&readers->at[i]);
		arena_free(readers->at[i].arena);
	}
	leave_readers(readers);
}

/* ---- Putting them together ------------------------------------------------------------ */

enum {
	ROOT = 1,
	STANDS_FOR_SECTION = 2, /* in the tree of a stretch behind the first (events.h) */
	STAND_IN = 3,           /* nodes of such a tree, the unused one too, that are not in the whole one */
};

/* The whole tree as far as it has been put together. */
struct whole {
	struct arena *arena;
	struct tree *tree;
	uint32_t section; /* that goes on in the next stretch */
};

/* A stretch's number in the whole tree, in which `base` nodes stand before its own. */
static uint32_t number_in(const struct whole *whole, uint32_t base, uint32_t number)
{
	if (number < STAND_IN)
		return number == STANDS_FOR_SECTION ? whole->section : number;
	return number - STAND_IN + base;
}

/* What a stretch says of a mapping that was open before it. */
static bool go_on(struct node *node, const struct node *more, uint32_t base)
{
	uint32_t count = node->count + more->count;

	if (count > MOST_ENTRIES)
		return false;
	node->count = count & 0xFFFFFF;
	if (more->behind) {
		node->behind = more->behind - STAND_IN + base;
		node->end = more->end;
	}
	return true;
}

static void add_nodes(struct whole *whole, const struct tree *stretch)
{
	uint32_t base = whole->tree->count, texts = whole->tree->decoded.count;
	struct node *into = tree_add_many(whole->arena, whole->tree, stretch->count - STAND_IN);

	for (uint32_t i = STAND_IN; i < stretch->count; i++, into++) {
		struct node node = stretch->nodes[i];
		if (node_holds_others(&node))
			node.behind = node.behind ? node.behind - STAND_IN + base : 0;
		else if (node.decoded)
			node.text += texts;
		*into = node;
	}
}

static void add_lists(struct whole *whole, const struct tree *stretch, uint32_t base)
{
	struct tree *tree = whole->tree;

	for (uint32_t i = 0; i < stretch->odd.count; i++)
		*list_add(whole->arena, &tree->odd) = stretch->odd.at[i];
	for (uint32_t i = 0; i < stretch->decoded.count; i++) {
		struct decoded_text text = stretch->decoded.at[i];
		text.node = number_in(whole, base, text.node);
		text.bytes = arena_copy(whole->arena, text.bytes, text.length);
		*list_add(whole->arena, &tree->decoded) = text;
	}
	for (uint32_t i = 0; i < stretch->voices.count; i++) {
		uint32_t mapping = number_in(whole, base, stretch->voices.at[i]);
		if (tree->voices.count == 0 || tree->voices.at[tree->voices.count - 1] != mapping)
			*list_add(whole->arena, &tree->voices) = mapping;
	}
}

/* False where something comes to more than it may. */
static bool add_stretch(struct whole *whole, const struct reader *reader)
{
	const struct tree *stretch = reader->tree;
	struct tree *tree = whole->tree;
	uint32_t base = tree->count;

	if (base + stretch->count - STAND_IN > MOST_VALUES ||
	    !go_on(tree_at(tree, ROOT), tree_at(stretch, ROOT), base) ||
	    !go_on(tree_at(tree, whole->section), tree_at(stretch, STANDS_FOR_SECTION), base))
		return false;
	add_nodes(whole, stretch);
	add_lists(whole, stretch, base);
	if (reader->stretch.met)
		whole->section = number_in(whole, base, reader->stretch.section);
	return true;
}

/* Whether the first stretch and those that it led to, one to the next, are all
 * of the file. They are added as they come. */
static bool join_stretches(struct readers *readers)
{
	const struct stretch *last = &readers->at[0].stretch;
	struct whole whole = {readers->scratch, readers->at[0].tree, last->section};

	for (uint32_t i = 1; i < readers->count && last->met; i++) {
		struct reader *reader = &readers->at[i];
		if (&reader->stretch != last->next)
			continue;
		await_reader(reader);
		if (is_useless(reader) || !add_stretch(&whole, reader))
			return false;
		readers->joined++;
		last = &reader->stretch;
	}
	return true;
}

/* ---- A file --------------------------------------------------------------------------- */

static void read_all(void *subject)
{
	struct readers *readers = subject;
	struct reader *first = &readers->at[0];

	read_one(first);
	readers->whole = is_useless(first) || !first->stretch.met;
	if (!readers->whole)
		readers->whole = join_stretches(readers);
}

/* With the first stretch alone, which is all of the file so far. */
static struct readers *readers_new(struct arena *scratch, const struct scanned *scanned, struct tree *tree)
{
	struct readers *readers = malloc(sizeof *readers);

	if (readers) {
		*readers = (struct readers){.holders = 1, .scratch = scratch, .scanned = scanned, .count = 1};
		readers->at[0] = (struct reader){.readers = readers,
						 .stretch = {.line = scanned->first, .state = STRETCH_READ},
						 .scanned = scanned,
						 .arena = scratch,
						 .tree = tree};
		return readers;
	}
	arena_fail(scratch);
}

/* `count`: gets the number of stretches behind the first that were of use. */
static bool read_linked(struct readers *readers, uint32_t *count, struct syntax_fault *fault)
{
	const struct reader first = readers->at[0];

	start_readers(readers);
	/* Threads and their memory go on every way out. */
	bool enough = arena_try(first.arena, read_all, readers), whole = readers->whole;
	bool fine = whole && !is_useless(&readers->at[0]);
	*fault = readers->at[0].fault;
	*count = whole ? readers->joined : 0;
	stop_readers(readers);
	free_readers(readers);
	if (!enough)
		arena_fail(first.arena);
	return whole ? fine : events_read(first.arena, first.scanned, first.tree, fault);
}

bool stretches_read_at(struct arena *scratch, const struct scanned *scanned, const uint32_t *lines, uint32_t *count,
		       struct tree *tree, struct syntax_fault *fault)
{
	struct readers *readers = readers_new(scratch, scanned, tree);

	link_stretches(readers, lines, *count, STRETCH_READ);
	return read_linked(readers, count, fault);
}

bool stretches_read(struct arena *scratch, const struct scanned *scanned, uint32_t threads, struct tree *tree,
		    struct syntax_fault *fault)
{
	uint32_t lines[STRETCHES_MOST], count = scanned->length / LEAST_STRETCH;
	uint32_t cores = count <= 1 ? 1 : threads > 0 ? threads : cores_at_hand();

	if (count > STRETCHES_MOST)
		count = STRETCHES_MOST;
	if (count > cores)
		count = cores;
	if (count <= 1)
		return events_read(scratch, scanned, tree, fault);
	uint32_t each = (scanned->length - HEAD_START) / count,
		 far = each / 4 < LOOKED_THROUGH ? each / 4 : LOOKED_THROUGH;
	for (uint32_t i = 1; i < count; i++)
		lines[i - 1] = find_line(scanned, HEAD_START + each * i, HEAD_START + each * i + far);
	struct readers *readers = readers_new(scratch, scanned, tree);
	link_stretches(readers, lines, count - 1, STRETCH_WAITS);
	return read_linked(readers, &count, fault);
}
