/* What is to be on the screen: a grid of cells that the views draw on. It
 * knows no terminal; screen.h shows one on a terminal. */
#ifndef UI_CANVAS_H
#define UI_CANVAS_H

#include "ui/looks.h"

#include <stddef.h>

/* A character with the marks that combine with it, in UTF-8, ended and filled
 * up with NUL, so that equal cells are equal bytes. */
enum { CELL_BYTES = 22 };

struct cell {
	char text[CELL_BYTES]; /* "" in the right half of a wide character */
	uint8_t columns;       /* 1 or 2; 0 in the right half */
	uint8_t look;          /* enum look */
};

struct canvas {
	struct cell *cells; /* row by row */
	uint32_t columns, rows;
	uint32_t cursor_column, cursor_row; /* where whoever cannot see the screen is led */
	bool ascii;                         /* what views draw themselves is to be ASCII */
};

/* False when there is no memory; then the canvas stays as it was. */
bool canvas_resize(struct canvas *canvas, uint32_t columns, uint32_t rows);
void canvas_clear(struct canvas *canvas);
void canvas_free(struct canvas *canvas);

/* A rectangle of a canvas. What is drawn beyond its edges is not shown. */
struct area {
	struct canvas *canvas;
	uint32_t column, row, columns, rows;
};

struct area canvas_area(struct canvas *canvas);

/* Parts of an area; what is asked for beyond it is cut off. */
struct area area_part(struct area area, uint32_t column, uint32_t row, uint32_t columns, uint32_t rows);
/* Takes rows from the top, or from the bottom, and leaves the rest in *area. */
struct area area_take_top(struct area *area, uint32_t rows);
struct area area_take_bottom(struct area *area, uint32_t rows);

/* Text on one row, made harmless; gives the column behind it. What does not
 * fit is left away: in area_text() with "…" in its place. */
uint32_t area_bytes(struct area area, uint32_t column, uint32_t row, enum look look, const char *text, size_t bytes);
uint32_t area_text(struct area area, uint32_t column, uint32_t row, enum look look, const char *text);
/* The text so that it ends at the right edge; nothing if it does not fit. Gives the columns that it takes. */
uint32_t area_text_right(struct area area, uint32_t row, enum look look, const char *text);
/* A character of known width that is harmless. */
void area_put(struct area area, uint32_t column, uint32_t row, enum look look, const char *text, size_t bytes,
	      uint32_t columns);
/* A row filled with a character of one column. */
void area_fill(struct area area, uint32_t row, enum look look, const char *text);
/* Gives cells another look. */
void area_look(struct area area, uint32_t column, uint32_t row, uint32_t columns, enum look look);
void area_cursor(struct area area, uint32_t column, uint32_t row);

#endif
