/* From a picture to the bytes that show it on a terminal: as few as will do, for
 * what changed since the last one. It knows no terminal; the words that one
 * understands are told by whoever has looked them up (screen.c).
 *
 * Of a blank nobody sees the foreground: it is sent in whatever look is at hand
 * that has the same ground. */
#ifndef UI_PAINTER_H
#define UI_PAINTER_H

#include "ui/canvas.h"

enum { SEQUENCE_ROOM = 31 };

struct sequence {
	char bytes[SEQUENCE_ROOM];
	uint8_t length; /* 0: the terminal has none for this */
};

/* One for which there is no room is left away. */
void sequence_set(struct sequence *sequence, const char *bytes);

struct tint {
	struct sequence front, back; /* none where there are no colours */
	uint8_t show;                /* SHOW_… */
};

struct vocabulary {
	struct sequence clear;        /* all of the screen, and plain goes before it */
	struct sequence clear_behind; /* from the cursor to the end of the row */
	struct sequence plain;        /* no colour, nothing shown */
	struct sequence bold, reverse, underline;
	struct tint tints[LOOK_COUNT];
	bool clears_in_colour; /* what is cleared has the ground of the look at hand */
	bool moves_plainly;    /* the cursor moves only in the plain look */
	bool scrolls_at_end;   /* where the last cell of the last row is written */
	bool ascii;            /* no other characters are understood */
	/* Writes what moves the cursor, at most SEQUENCE_ROOM bytes; NULL: as ANSI has it. */
	size_t (*move)(char to[SEQUENCE_ROOM], uint32_t row, uint32_t column);
};

struct painter {
	struct vocabulary words; /* after a change painter_forget() */
	void (*send)(const char *bytes, size_t length);
	struct cell *shown; /* what the terminal shows, as far as we know */
	uint32_t columns, rows;
	uint32_t grounds[LOOK_COUNT]; /* equal where blanks in two looks cannot be told apart */
	uint8_t look;                 /* at hand, or 0xFF: not known */
	uint32_t column, row;         /* of the cursor; NONE: not known */
	char *bytes;
	size_t length;
};

/* False when there is no memory; then all is as it was. */
bool painter_resize(struct painter *painter, uint32_t columns, uint32_t rows);
void painter_clear(struct painter *painter);

/* The terminal may show anything, in any look. */
void painter_forget(struct painter *painter);

/* Sends what differs, `whole`: all. A picture of another size is not shown. */
void painter_show(struct painter *painter, const struct canvas *canvas, bool whole);

#endif
