/* The cells that a terminal would show for the bytes it was sent: libvterm,
 * with two screens, and none of the sequences that version 0.1.4 (Debian 12)
 * cannot bear: a resize of the other screen, a repeat of nothing, a wide
 * character in a screen of one column. */
#ifndef SCREEN_SCREEN_H
#define SCREEN_SCREEN_H

#include "scan.h"

#include <stdint.h>

struct screen;

enum { COLOUR_DEFAULT = -1, COLOUR_RGB = 0x1000000 };

struct cell {
	char text[28]; /* UTF-8; "" right of a wide character, " " where nothing is */
	int width;
	bool bold, underline, reverse, blink, italic;
	int foreground, background; /* number of the palette; COLOUR_RGB plus 0xRRGGBB; COLOUR_DEFAULT */
};

/* `answer` gets what the terminal sends back when it is asked something. */
struct screen *screen_new(int rows, int columns, void (*answer)(const char *bytes, size_t length, void *target),
			  void *target);
void screen_free(struct screen *screen);

void screen_feed(struct screen *screen, const char *bytes, size_t length);
void screen_resize(struct screen *screen, int rows, int columns);

/* Fills what is shown with '#', as if other programs had written there. */
void screen_smudge(struct screen *screen);

void screen_cell(const struct screen *screen, int row, int column, struct cell *cell);
void screen_cursor(const struct screen *screen, int *row, int *column);
int screen_rows(const struct screen *screen);
int screen_columns(const struct screen *screen);
const struct scan *screen_scan(const struct screen *screen);

/* The pen is back at plain text. */
bool screen_pen_is_plain(const struct screen *screen);

/* Every row without the blanks at its end, each ended by a line feed; to be freed. */
char *screen_text(const struct screen *screen);

/* A letter for each cell that is not plain, rows as in screen_text(), and
 * behind them what each letter stands for; to be freed. */
char *screen_styles(const struct screen *screen);

/* Where `text` stands in one row. */
bool screen_find(const struct screen *screen, const char *text, int *row, int *column);

/* What stands on the screen and where the cursor is, for comparing. */
struct picture;
struct picture *picture_take(const struct screen *screen);
void picture_free(struct picture *picture);

/* Its rows as TAP comments. */
void picture_show(const struct picture *picture);

/* The first difference in words; false where there is none. */
bool picture_differs(const struct picture *before, const struct picture *after, char *says, size_t size);

#endif
