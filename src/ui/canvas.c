#include "ui/canvas.h"

#include "carepath/text.h"

#include <stdlib.h>
#include <string.h>

static const struct cell blank = {" ", 1, LOOK_PLAIN};

bool canvas_resize(struct canvas *canvas, uint32_t columns, uint32_t rows)
{
	size_t count = (size_t)columns * rows;
	if (count == 0 || (columns == canvas->columns && rows == canvas->rows))
		return true;
	struct cell *cells = realloc(canvas->cells, count * sizeof *cells);
	if (!cells)
		return false;
	canvas->cells = cells;
	canvas->columns = columns;
	canvas->rows = rows;
	canvas_clear(canvas);
	return true;
}

void canvas_clear(struct canvas *canvas)
{
	for (uint32_t i = 0; canvas->rows > 0 && i < canvas->columns; i++)
		canvas->cells[i] = blank;
	for (uint32_t row = 1; row < canvas->rows; row++)
		memcpy(&canvas->cells[(size_t)row * canvas->columns], canvas->cells,
		       canvas->columns * sizeof *canvas->cells);
	canvas->cursor_column = canvas->cursor_row = 0;
}

void canvas_free(struct canvas *canvas)
{
	free(canvas->cells);
	*canvas = (struct canvas){0};
}

struct area canvas_area(struct canvas *canvas)
{
	return (struct area){canvas, 0, 0, canvas->columns, canvas->rows};
}

static uint32_t least(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

struct area area_part(struct area area, uint32_t column, uint32_t row, uint32_t columns, uint32_t rows)
{
	column = least(column, area.columns);
	row = least(row, area.rows);
	return (struct area){area.canvas, area.column + column, area.row + row, least(columns, area.columns - column),
			     least(rows, area.rows - row)};
}

struct area area_take_top(struct area *area, uint32_t rows)
{
	struct area top = area_part(*area, 0, 0, area->columns, rows);
	*area = area_part(*area, 0, rows, area->columns, area->rows);
	return top;
}

struct area area_take_bottom(struct area *area, uint32_t rows)
{
	rows = least(rows, area->rows);
	struct area bottom = area_part(*area, 0, area->rows - rows, area->columns, rows);
	area->rows -= rows;
	return bottom;
}

static struct cell *cell_at(struct area area, uint32_t column, uint32_t row)
{
	return &area.canvas->cells[(size_t)(area.row + row) * area.canvas->columns + area.column + column];
}

/* The other half of a wide character that is drawn over must not stay; both
 * halves are on the canvas, always. */
static inline void let_go(struct cell *cell)
{
	if (cell->columns == 1)
		return;
	cell[cell->columns == 0 ? -1 : 1] = blank;
}

void area_put(struct area area, uint32_t column, uint32_t row, enum look look, const char *text, size_t bytes,
	      uint32_t columns)
{
	if (row >= area.rows || columns == 0 || column + columns > area.columns || bytes >= CELL_BYTES)
		return;
	struct cell *cell = cell_at(area, column, row);
	for (uint32_t i = 0; i < columns; i++) {
		let_go(&cell[i]);
		cell[i] = (struct cell){.look = (uint8_t)look};
	}
	memcpy(cell->text, text, bytes);
	cell->columns = (uint8_t)columns;
}

/* Printable ASCII, as far as there is room for it. */
static void put_plain(struct area area, uint32_t column, uint32_t row, enum look look, const char *text, uint32_t count)
{
	struct cell *cell = cell_at(area, column, row);
	for (uint32_t i = 0; row < area.rows && i < count; i++) {
		let_go(&cell[i]);
		cell[i] = (struct cell){{text[i]}, 1, (uint8_t)look};
	}
}

/* One character with what combines with it, as it may be shown. */
struct character {
	char text[CELL_BYTES];
	size_t bytes;
	uint32_t columns;
	size_t taken; /* of the text */
};

static void add_point(struct character *character, int32_t point)
{
	char bytes[4];
	size_t count = text_encode(point, bytes);
	if (character->bytes + count >= CELL_BYTES)
		return; /* more marks than any writing has */
	memcpy(character->text + character->bytes, bytes, count);
	character->bytes += count;
}

static struct character next_character(const char *text, size_t bytes)
{
	struct character character = {.columns = 1};
	size_t taken;
	int32_t point = text_shown(text, bytes, 0, &taken), before = point;
	if (point == '\n' || point == '\t')
		point = ' ';
	int width = text_point_width(point);
	if (width <= 0)
		add_point(&character, ' '); /* a mark that combines with nothing */
	add_point(&character, point);
	character.columns = width == 2 ? 2 : 1;
	for (character.taken = taken; character.taken < bytes; character.taken += taken, before = point) {
		point = text_shown(text + character.taken, bytes - character.taken, before, &taken);
		if (text_point_width(point) != 0)
			break;
		add_point(&character, point);
	}
	return character;
}

/* How many characters can be taken as they are: a last one may have marks behind it. */
static uint32_t plain_count(const char *text, size_t bytes, uint32_t room)
{
	size_t run = text_plain_run(text, bytes);
	if (run > 0 && run < bytes)
		run--;
	return run < room ? (uint32_t)run : room;
}

uint32_t area_bytes(struct area area, uint32_t column, uint32_t row, enum look look, const char *text, size_t bytes)
{
	while (bytes > 0 && column < area.columns) {
		uint32_t count = plain_count(text, bytes, area.columns - column);
		if (count > 0) {
			put_plain(area, column, row, look, text, count);
			column += count;
			text += count;
			bytes -= count;
			continue;
		}
		struct character character = next_character(text, bytes);
		if (column + character.columns > area.columns)
			break;
		area_put(area, column, row, look, character.text, character.bytes, character.columns);
		column += character.columns;
		text += character.taken;
		bytes -= character.taken;
	}
	return column;
}

uint32_t area_text(struct area area, uint32_t column, uint32_t row, enum look look, const char *text)
{
	size_t bytes = strlen(text), width = text_width(text, bytes);
	if (column >= area.columns)
		return column;
	if (column + width <= area.columns)
		return area_bytes(area, column, row, look, text, bytes);
	const char *dots = area.canvas->ascii ? "..." : "…";
	uint32_t dots_width = area.canvas->ascii ? 3 : 1;
	if (area.columns < column + dots_width)
		return column;
	struct area cut = area_part(area, 0, 0, area.columns - dots_width, area.rows);
	column = area_bytes(cut, column, row, look, text, bytes);
	return area_bytes(area, column, row, look, dots, strlen(dots));
}

uint32_t area_text_right(struct area area, uint32_t row, enum look look, const char *text)
{
	uint32_t width = (uint32_t)text_width(text, strlen(text));
	if (width > area.columns)
		return 0;
	area_text(area, area.columns - width, row, look, text);
	return width;
}

void area_fill(struct area area, uint32_t row, enum look look, const char *text)
{
	if (row >= area.rows || area.columns == 0)
		return;
	area_put(area, 0, row, look, text, strlen(text), 1);
	struct cell *cell = cell_at(area, 0, row);
	for (uint32_t column = 1; column < area.columns; column++) {
		let_go(&cell[column]);
		cell[column] = cell[0];
	}
}

void area_look(struct area area, uint32_t column, uint32_t row, uint32_t columns, enum look look)
{
	for (uint32_t i = column; row < area.rows && i < area.columns && i < column + columns; i++)
		cell_at(area, i, row)->look = (uint8_t)look;
}

void area_cursor(struct area area, uint32_t column, uint32_t row)
{
	if (area.columns == 0 || area.rows == 0)
		return;
	area.canvas->cursor_column = area.column + least(column, area.columns - 1);
	area.canvas->cursor_row = area.row + least(row, area.rows - 1);
}
