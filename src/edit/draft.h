/* What a draft holds. */
#ifndef EDIT_DRAFT_H
#define EDIT_DRAFT_H

#include "carepath/edit.h"

struct piece {
	const char *text;
	uint32_t length;
};

struct swap {
	uint32_t start; /* in the text before the change */
	struct piece old, new;
};

/* One change: its swaps in the order of the text. */
struct done {
	const struct swap *swaps;
	uint32_t count;
	const char *what;
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
};

/* A text that is only at hand for the moment, as a document. */
struct document *document_of(const char *name, const char *text, uint32_t length);

#endif
