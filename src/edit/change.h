/* One change while it is put together: patches to the text as it stands.
 *
 * What makes a change gives false when it makes no sense, having said why with
 * change_refuse(); then nothing of it is done. */
#ifndef EDIT_CHANGE_H
#define EDIT_CHANGE_H

#include "edit/draft.h"
#include "edit/outline.h"

struct change {
	struct arena *arena;
	struct outline outline;
	LIST(struct patch) patches;
	const char *what;    /* "the wait from Ward stay to Home" */
	const char *refusal; /* a sentence, or NULL */
	const char *told;    /* where it is done: a sentence of what went with it, or NULL */
};

typedef bool make_change(struct change *change, const void *wish);

/* Makes a change, applies it, loads what has become of the text, and takes it
 * back where that is no pathway. Answers as edit.h says. */
struct document *change_run(struct draft *draft, make_change *wanted, const void *wish, char says[EDIT_SAYS]);

/* The same for what cannot be said of one text: `wanted` is asked again and again,
 * each time of the text as it left it before, until it changes nothing more. All
 * of it is one change. What it puts into the arena the first time stays there
 * until the end, `what` and `told` too; later only until it is asked once more. */
struct document *change_run_on(struct draft *draft, make_change *wanted, const void *wish, char says[EDIT_SAYS]);

/* change_run() on a text of its own: the draft stays as it is. */
struct document *change_try(const struct draft *draft, make_change *wanted, const void *wish, char says[EDIT_SAYS]);

bool change_refuse(struct change *change, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* "… is written once for several places: change it there, in line 12." */
bool change_refuse_elsewhere(struct change *change, uint32_t node);

/* "… can only be changed in the file itself, in line 12." */
bool change_refuse_odd(struct change *change, uint32_t at);

/* Without the blanks and line ends before and behind it. */
const char *change_trimmed(struct change *change, const char *text);

void change_put(struct change *change, uint32_t start, uint32_t end, const char *text);

/* A node's own bytes, its anchor left. */
void change_node(struct change *change, uint32_t node, const char *text);

/* Adds `key: value` to a mapping in its own style, behind those of its keys
 * that come before it in `order`, a table of keys that ends with NULL. */
bool change_add_key(struct change *change, uint32_t mapping, const char *const *order, const char *key,
		    const char *value);

/* Takes a key with its value out of its mapping, which keeps at least one. */
bool change_take_key(struct change *change, struct spot spot);

/* Adds entries to a list before the one of this number; there is one already. */
bool change_add_entry(struct change *change, uint32_t list, uint32_t index, const char *text);

/* The same directly behind the one of this number, before what is said of the next. */
bool change_add_entry_behind(struct change *change, uint32_t list, uint32_t index, const char *text);

/* Takes the entries [first, end) out of a list, which keeps at least one. */
bool change_take_entries(struct change *change, uint32_t list, uint32_t first, uint32_t end);

/* The entry of this number; 0: there are not so many. */
uint32_t list_entry(const struct outline *outline, uint32_t list, uint32_t index);

/* The lines that a key with its value takes up in a mapping by indentation:
 * from the start of its first to behind its last. False, having refused, where
 * it shares a line with something else. */
bool change_lines(struct change *change, uint32_t key, struct span *lines);

/* Lines put in behind a line, each ended as it needs to be: `text` is lines
 * without the last line end. */
void change_put_lines(struct change *change, uint32_t behind, const char *text);

/* Takes whole lines out, so that a last line without an end stays without. */
void change_take_lines(struct change *change, struct span lines);

/* Lines from the start of one up to where `end` stands, two blanks further in. */
void change_shift_lines(struct change *change, uint32_t start, uint32_t end);

/* Where what stands behind a key starts, its anchor included. */
uint32_t value_start(const struct outline *outline, uint32_t key);

/* The blanks that put something under what stands at `at`; NULL where there is
 * more before it than an indentation and dashes. */
const char *change_indentation(struct change *change, uint32_t at);

#endif
