/* Pages of text (carepath/export.h) caught as lines with their looks, to be
 * drawn on a canvas: so the screen says what the text report says. */
#ifndef UI_LINES_H
#define UI_LINES_H

#include "export/lines.h"
#include "ui/canvas.h"

struct stretch {
	const char *text;
	uint32_t bytes;
	enum look look;
};

struct line {
	LIST(struct stretch) stretches;
};

struct lines {
	struct arena *arena;
	LIST(struct line) list; /* the last one is being written; lines_count() leaves it out while empty */
	enum look look;
	struct writer writer;
	struct page page; /* what page functions are given */
};

/* All only inside arena_try() of this arena, where the lines live. */
struct lines *lines_new(struct arena *arena, uint32_t columns, bool ascii);
/* What was written up to here is in the lines. */
uint32_t lines_count(struct lines *lines);
/* Lines that begin at the edge and are wider than the page are broken at blanks.
 * The others were broken when they were written, or are to stay as they are. */
void lines_fold(struct lines *lines);
/* Lines from … to the end of the area. */
void lines_draw(const struct lines *lines, struct area area, uint32_t from);

#endif
