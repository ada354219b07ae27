/* How values are written in YAML so that they are read as they were meant, and
 * how values that stand in a file are shown in a form. */
#ifndef EDIT_WRITTEN_H
#define EDIT_WRITTEN_H

#include "edit/outline.h"

struct manner {
	bool brackets; /* it will stand inside { } or [ ] */
	bool text;     /* what YAML may take for a number, yes/no … is quoted */
	char quote;    /* that it has now and keeps: ' or ", or 0 */
};

/* One text, in quotes only where it needs them. */
const char *written_text(struct arena *arena, const char *text, struct manner manner);

/* A text of lines in the place of a block of text (| or >), without its first
 * indentation; NULL where it can only be written in quotes. */
const char *written_block(const struct outline *outline, uint32_t node, const char *text);

/* "story, medicines" in pieces; "a, b" in double quotes is one. */
struct pieces {
	LIST(const char *) at;
};
struct pieces written_pieces(struct arena *arena, const char *text);
const char *shown_piece(struct arena *arena, const char *text);
const char *shown_pieces(const struct outline *outline, uint32_t number);

/* A value as { } and [ ] on one line; a single text as it is. */
const char *shown_flow(const struct outline *outline, uint32_t number);

/* Whether the text is one whole { } or [ ], and nothing else. */
bool is_flow(struct arena *arena, const char *text);

#endif
