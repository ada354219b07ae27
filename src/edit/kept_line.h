/* What is kept of a draft as lines of a journal: see unsaved.h. */
#ifndef EDIT_KEPT_LINE_H
#define EDIT_KEPT_LINE_H

#include "carepath/unsaved.h"

enum kept_kind { KEPT_CHANGE, KEPT_SAVED, KEPT_FORGOTTEN, KEPT_KINDS };

/* A line as it was read: where it belongs. What was changed is read of those
 * only that are told. */
struct kept {
	enum kept_kind kind;
	uint32_t number; /* of this draft's lines; one that was written twice has one number */
	uint32_t line;
	const char *at;         /* 19 bytes */
	uint64_t draft, from;   /* from: the draft that this one took over; 0: none */
	uint64_t before, after; /* of what is no change both are the text that is meant */
	const char *says, *end; /* of a change, in the line: from where its words and patches stand, to the sum */
};

struct kept_line {
	struct kept kept;
	const char *says;
	const struct swap *swaps;
	uint32_t swap_count;
};

/* The line with its line feed, and the time of now. */
const char *kept_line_write(struct arena *arena, const struct kept_line *kept);

/* Reads a line whose sum is right and stands at `sum`; false: it is of another
 * kind. Of the line's bytes nothing is copied. */
bool kept_line_read(const char *line, const char *sum, uint32_t number, struct kept *kept);

/* What a change says and does. False: it is written in another way. */
bool kept_line_change(struct arena *arena, const struct kept *kept, struct unsaved_change *change);

#endif
