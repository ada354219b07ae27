/* What a draft holds. */
#ifndef EDIT_DRAFT_H
#define EDIT_DRAFT_H

#include "carepath/unsaved.h"

/* One change: its swaps in the order of the text before it, or otherwise so that,
 * made from the last to the first, each finds what it takes the place of. */
struct done {
	const struct swap *swaps;
	uint32_t count;
	const char *what;
};

/* How much of it the journal has. */
struct kept_state {
	uint64_t draft, from; /* what names the draft there, and what it took over; 0: not named yet, nothing */
	uint32_t lines;       /* of it in the journal */
	uint64_t text;        /* hash of the text that the journal has */
	/* From that text to this one: these are taken back, one after the other; then
	 * it is as it was when `now` was the number in `now`. */
	LIST(struct done) left;
	uint32_t now;
};

struct draft {
	struct arena *arena;
	const char *name;
	char *text; /* room bytes: length of text, and a NUL */
	uint32_t length;
	uint64_t room;
	LIST(struct done) done;
	uint32_t now;   /* changes that are made; those behind it are undone */
	uint32_t saved; /* `now` when the text was that of the file, or NONE */
	struct kept_state kept;
};

/* Makes swaps, one after another, and has them as one change. False when they
 * do not fit (then the draft is of no use), or there is no memory. */
bool draft_make(struct draft *draft, const struct swap *swaps, uint32_t count, const char *what);

/* A text that is only at hand for the moment, as a document. */
struct document *document_of(const char *name, const char *text, uint32_t length);

#endif
