/* How things look: one table of looks, each with its colours for every kind of
 * terminal. Nothing is told by colour alone: what has a colour has a mark or a
 * word of its own too.
 *
 * The screen paints its own background, black or white, so that the contrast
 * of every look is known: at least 7:1 (test/unit/looks.c measures it). */
#ifndef UI_LOOKS_H
#define UI_LOOKS_H

#include "carepath/catalogue.h"
#include "carepath/writer.h"

#include <stdbool.h>
#include <stdint.h>

enum look {
	LOOK_PLAIN,
	LOOK_STRONG,
	LOOK_FAINT, /* what one may leave unread */
	LOOK_TITLE, /* the line on top */
	LOOK_KEY,   /* a key in the bottom line */
	LOOK_FOCUS, /* what the person is at: the row chosen, the step stood on */
	LOOK_PASSED,
	LOOK_AHEAD,
	LOOK_ALERT, /* something has to be said now */
	LOOK_DELAY,
	LOOK_HANDOFF,
	LOOK_DUPLICATION,
	LOOK_OBSTACLE,
	LOOK_FAULT_LINE,
	LOOK_GOAL,
	LOOK_COUNT
};

/* Attributes, for all terminals. */
enum { SHOW_BOLD = 1, SHOW_REVERSE = 2, SHOW_UNDERLINE = 4 };

struct ink {
	uint8_t front, back; /* numbers of the terminal's palette */
};

enum background { ON_BLACK, ON_WHITE, BACKGROUNDS };

struct look_entry {
	struct ink many[BACKGROUNDS]; /* of 256 colours, and of 16: the first 16 are theirs */
	struct ink few[BACKGROUNDS];  /* of 8 */
	uint8_t show;                 /* beside the colours */
	uint8_t show_mono;            /* where there are none */
};

extern const struct look_entry looks[LOOK_COUNT];

enum look look_of_kind(enum kind kind);
enum look look_of_style(enum style style);

#endif
