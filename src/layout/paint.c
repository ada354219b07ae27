/* A window of a map, cell by cell. What a cell shows depends only on what lies
 * there, in whatever order that is found. */
#include "layout/drawn.h"

#include "carepath/text.h"

#include <string.h>

struct window {
	const struct drawn *drawn;
	struct map_cell *cells;
	uint32_t left, top, columns, rows; /* as they lie on the map */
	struct map_rows some;              /* which of these rows there are cells for; no places: for all */
};

/* The cells of a row of the map; NULL: it has none here. */
static struct map_cell *row_at(const struct window *window, uint32_t row)
{
	if (row < window->top || row - window->top >= window->rows)
		return NULL;
	uint32_t place = window->some.places ? window->some.places[row] : row;
	if (place < window->some.first || place - window->some.first >= window->some.count)
		return NULL;
	return &window->cells[(size_t)(place - window->some.first) * window->columns];
}

static struct map_cell *cell_at(const struct window *window, uint32_t column, uint32_t row)
{
	if (column < window->left || column - window->left >= window->columns)
		return NULL;
	struct map_cell *cells = row_at(window, row);
	return cells ? cells + (column - window->left) : NULL;
}

/* ---- Lines and ways ------------------------------------------------------------------- */

static void clear(const struct window *window)
{
	for (uint32_t i = 0; window->some.count > 0 && i < window->columns; i++)
		window->cells[i] = (struct map_cell){.columns = 1, .step = NONE, .arrow = NONE};
	for (uint32_t i = 1; i < window->some.count; i++)
		memcpy(window->cells + (size_t)i * window->columns, window->cells,
		       window->columns * sizeof *window->cells);
}

static void paint_line(const struct window *window, const struct map_line *line)
{
	struct map_cell *cell = row_at(window, line->row);
	uint32_t end = window->drawn->map.columns;
	for (uint32_t i = 0; cell && i < window->columns && (uint64_t)window->left + i < end; i++, cell++) {
		cell->kind = MAP_LINE;
		cell->heavy = line->heavy;
	}
}

/* What a way does in a cell, and shows where there is nothing else. Not inlined, so that
 * it is copied into a cell whole and not part by part. */
static __attribute__((noinline)) struct map_cell passage_of(const struct window *window, uint32_t arrow, unsigned joins)
{
	return (struct map_cell){
	    .kind = MAP_WAY,
	    .arrow = arrow,
	    .joins = (uint8_t)joins,
	    .passes = joins == (MAP_LEFT | MAP_RIGHT) ? MAP_PASSES_ACROSS
		      : joins == (MAP_UP | MAP_DOWN)  ? MAP_PASSES_DOWN
						      : MAP_TURNS,
	    .dotted = window->drawn->map.arrows[arrow].label_columns > 0,
	    .columns = 1,
	    .step = NONE,
	};
}

static inline void pass(struct map_cell *cell, const struct map_cell *passage)
{
	if (cell->kind == MAP_EMPTY) {
		*cell = *passage;
		return;
	}
	cell->dotted = passage->dotted && (cell->dotted || cell->arrow == NONE);
	cell->arrow = cell->arrow < passage->arrow ? cell->arrow : passage->arrow;
	cell->joins |= passage->joins;
	if (cell->kind == MAP_LINE)
		return;
	cell->kind = MAP_WAY;
	cell->passes |= passage->passes;
}

static void paint_way(const struct window *window, uint32_t column, uint32_t row, struct map_cell passage)
{
	struct map_cell *cell = cell_at(window, column, row);
	if (cell)
		pass(cell, &passage);
}

/* From one column up to another, not included. */
static void paint_across(const struct window *window, uint32_t left, uint32_t right, uint32_t row,
			 struct map_cell passage)
{
	uint64_t end = (uint64_t)window->left + window->columns;
	left = left > window->left ? left : window->left;
	struct map_cell *cell = cell_at(window, left, row);
	if (!cell)
		return;
	right = right < end ? right : (uint32_t)end;
	for (uint32_t i = left; i < right; i++)
		pass(cell++, &passage);
}

static void paint_down(const struct window *window, uint32_t column, uint32_t top, uint32_t bottom,
		       struct map_cell passage)
{
	uint64_t end = (uint64_t)window->top + window->rows;
	if (column < window->left || column - window->left >= window->columns)
		return;
	for (uint32_t i = top > window->top ? top : window->top; i < bottom && i < end; i++) {
		struct map_cell *cells = row_at(window, i);
		if (cells)
			pass(cells + (column - window->left), &passage);
	}
}

static unsigned towards(struct map_point from, struct map_point to)
{
	if (from.row == to.row)
		return from.column == to.column ? 0 : from.column < to.column ? MAP_RIGHT : MAP_LEFT;
	return from.row < to.row ? MAP_DOWN : MAP_UP;
}

/* Which ends meet at a point of an arrow. Where it leaves a step it comes from the left. */
static unsigned joins_at(const struct window *window, uint32_t arrow, uint32_t point)
{
	const struct map_point *points = window->drawn->map.arrows[arrow].points;
	unsigned joins = 0;
	if (point > 0)
		joins |= towards(points[point], points[point - 1]);
	else
		joins |= MAP_LEFT;
	if (point + 1 < window->drawn->painted[arrow])
		joins |= towards(points[point], points[point + 1]);
	else
		joins |= MAP_RIGHT;
	return joins;
}

/* The first of the two points is part of the stretch; the last only where the arrow ends. */
static void paint_stretch(const struct window *window, const struct part *part)
{
	uint32_t arrow = part->of, last = window->drawn->painted[arrow] - 1;
	const struct map_point *points = window->drawn->map.arrows[arrow].points;
	struct map_point from = points[part->number];
	paint_way(window, from.column, from.row, passage_of(window, arrow, joins_at(window, arrow, part->number)));
	if (part->number + 1 == last)
		paint_way(window, points[last].column, points[last].row,
			  passage_of(window, arrow, joins_at(window, arrow, last)));
	if (part->top == part->bottom)
		paint_across(window, part->left + 1, part->right, part->top,
			     passage_of(window, arrow, MAP_LEFT | MAP_RIGHT));
	else
		paint_down(window, part->left, part->top + 1, part->bottom,
			   passage_of(window, arrow, MAP_UP | MAP_DOWN));
}

/* ---- Text ----------------------------------------------------------------------------- */

static const char *const marks[2] = {"●", "○"};
static const char *const cut_mark = "…";

static struct map_cell *put(const struct window *window, uint32_t column, uint32_t row, struct map_cell shown)
{
	struct map_cell *cell = cell_at(window, column, row);
	if (cell)
		*cell = shown;
	return cell;
}

/* A character that the window's edge would cut in two is a space. */
static void put_character(const struct window *window, uint32_t column, uint32_t row, struct map_cell shown)
{
	if (shown.columns < 2) {
		put(window, column, row, shown);
		return;
	}
	struct map_cell half = shown, space = shown;
	half.columns = half.bytes = 0;
	half.text = "";
	space.columns = space.bytes = 1;
	space.text = " ";
	bool whole = cell_at(window, column, row) && cell_at(window, column + 1, row);
	put(window, column, row, whole ? shown : space);
	put(window, column + 1, row, whole ? half : space);
}

/* So many characters that are a byte and a column each. */
static uint32_t put_plain(const struct window *window, uint32_t column, uint32_t row, const char *text, uint32_t count,
			  struct map_cell cell)
{
	struct map_cell *cells = row_at(window, row);
	cell.bytes = cell.columns = 1;
	cell.text = text;
	for (uint32_t i = column; cells && i < column + count; i++, cell.text++)
		if (i >= window->left && i - window->left < window->columns)
			cells[i - window->left] = cell;
	return column + count;
}

/* How many bytes are a character each: with the last before others one may combine. */
static uint32_t plain_bytes(const char *text, uint32_t bytes)
{
	uint32_t plain = (uint32_t)text_plain_run(text, bytes);
	return plain > 0 && plain < bytes ? plain - 1 : plain;
}

static uint32_t put_text(const struct window *window, uint32_t column, uint32_t row, const struct shown *text,
			 struct map_cell cell)
{
	for (uint32_t at = 0; at < text->cut.bytes;) {
		uint32_t plain = plain_bytes(text->text + at, text->cut.bytes - at);
		column = put_plain(window, column, row, text->text + at, plain, cell);
		at += plain;
		if (at == text->cut.bytes)
			break;
		size_t wide, taken = text_cluster(text->text + at, text->cut.bytes - at, &wide);
		cell.text = text->text + at;
		cell.bytes = (uint8_t)taken;
		cell.columns = (uint8_t)wide;
		if (wide > 0)
			put_character(window, column, row, cell);
		column += (uint32_t)wide;
		at += (uint32_t)taken;
	}
	if (text->cut.cut) {
		cell.text = cut_mark;
		cell.bytes = (uint8_t)strlen(cut_mark);
		cell.columns = 1;
		put(window, column++, row, cell);
	}
	return column;
}

static void paint_flags(const struct window *window, uint32_t step, uint32_t column, uint32_t row)
{
	for (uint32_t kind = 0; kind < KIND_COUNT; kind++) {
		if (!(window->drawn->flags[step] >> kind & 1))
			continue;
		const char *mark = kind_mark((enum kind)kind, false);
		put(window, column++, row,
		    (struct map_cell){
			.kind = MAP_FLAG,
			.finding = (uint8_t)kind,
			.bytes = (uint8_t)strlen(mark),
			.columns = 1,
			.text = mark,
			.step = step,
			.arrow = NONE,
		    });
	}
}

/* The mark and a space; gives where the name begins. */
static uint32_t paint_mark(const struct window *window, const struct part *part, struct map_cell cell)
{
	bool ends = window->drawn->analysis->pathway->steps[part->of].outcome != NONE;
	put(window, part->left + 1, part->top, cell);
	cell.kind = MAP_MARK;
	cell.text = marks[ends];
	cell.bytes = (uint8_t)strlen(cell.text);
	put(window, part->left, part->top, cell);
	return part->left + 2;
}

static void paint_step(const struct window *window, const struct part *part)
{
	const struct drawn *drawn = window->drawn;
	struct map_cell cell = {
	    .kind = MAP_NAME, .bytes = 1, .columns = 1, .step = part->of, .arrow = NONE, .text = " "};
	uint32_t column = drawn->numbers ? part->left : paint_mark(window, part, cell);
	column = put_text(window, column, part->top, &drawn->steps[part->of], cell);
	if (drawn->flags[part->of] == 0)
		return;
	cell.text = " ";
	cell.bytes = cell.columns = 1;
	put(window, column, part->top, cell);
	paint_flags(window, part->of, column + 1, part->top);
}

static void paint_text(const struct window *window, const struct part *part)
{
	const struct drawn *drawn = window->drawn;
	struct map_cell cell = {.columns = 1, .step = NONE, .arrow = part->of};
	struct shown text = {0};
	if (part->kind == PART_WAIT) {
		text.text = drawn->waits[part->of];
		text.cut.bytes = (uint32_t)strlen(text.text);
		cell.kind = MAP_WAIT;
		cell.dotted = true;
	} else {
		text = drawn->outcomes[drawn->analysis->pathway->arrows[part->of].outcome];
		cell.kind = MAP_END;
	}
	put_text(window, part->left, part->top, &text, cell);
}

/* Of several arrows that come to the same head, the cell keeps what they have in common. */
static void paint_head(const struct window *window, const struct part *part)
{
	struct map_cell *cell = cell_at(window, part->left, part->top);
	if (!cell)
		return;
	cell->kind = MAP_HEAD;
	cell->arrow = cell->arrow < part->of ? cell->arrow : part->of;
}

/* ---- The window ----------------------------------------------------------------------- */

static void paint_part(const struct window *window, const struct part *part)
{
	if (part->kind == PART_STRETCH)
		paint_stretch(window, part);
	else if (part->kind == PART_HEAD)
		paint_head(window, part);
	else if (part->kind == PART_STEP)
		paint_step(window, part);
	else
		paint_text(window, part);
}

static bool is_in(const struct window *window, const struct part *part)
{
	return part->right >= window->left && part->left < (uint64_t)window->left + window->columns &&
	       part->bottom >= window->top && part->top < (uint64_t)window->top + window->rows;
}

/* The parts of a level that may reach into a stretch of columns: those that
 * begin in its bands, or in the one before. */
static void find_parts(const struct window *window, uint32_t level, uint32_t *first, uint32_t *end)
{
	const struct shelf *shelf = &window->drawn->shelves[level];
	uint32_t shift = level + SHELF_SHIFT;
	uint64_t left = window->left, first_band = left >> shift, end_band = ((left + window->columns) >> shift) + 1;
	const uint32_t *bands = window->drawn->bands + shelf->first_band;
	first_band = first_band > 0 ? first_band - 1 : 0;
	end_band = end_band < shelf->band_count ? end_band : shelf->band_count;
	*first = *end = 0;
	if (first_band >= end_band)
		return;
	*first = bands[first_band];
	*end = bands[end_band];
}

static void paint_level(const struct window *window, uint32_t level, bool ways)
{
	uint32_t first, end;
	find_parts(window, level, &first, &end);
	for (uint32_t i = first; i < end; i++) {
		const struct part *part = &window->drawn->parts[i];
		if ((part->kind == PART_STRETCH) == ways && is_in(window, part))
			paint_part(window, part);
	}
}

static void paint(const struct window *window)
{
	const struct drawn *drawn = window->drawn;
	const struct map *map = &drawn->map;
	clear(window);
	for (uint32_t i = 0; i < map->line_count; i++)
		paint_line(window, &map->lines[i]);
	for (uint32_t level = 0; level < drawn->level_count; level++)
		paint_level(window, level, true);
	for (uint32_t level = 0; level < drawn->level_count; level++)
		paint_level(window, level, false);
}

void map_paint(const struct map *map, struct map_point corner, uint32_t columns, uint32_t rows, struct map_cell *cells)
{
	paint(&(struct window){
	    .drawn = (const struct drawn *)map,
	    .cells = cells,
	    .left = corner.column,
	    .top = corner.row,
	    .columns = columns,
	    .rows = rows,
	    .some = {NULL, corner.row, rows},
	});
}

void map_paint_rows(const struct map *map, uint32_t left, uint32_t columns, struct map_rows rows,
		    struct map_cell *cells)
{
	paint(&(struct window){
	    .drawn = (const struct drawn *)map,
	    .cells = cells,
	    .left = left,
	    .columns = columns,
	    .rows = map->rows,
	    .some = rows,
	});
}

void map_busy_rows(const struct map *map, uint32_t left, uint32_t columns, bool *busy)
{
	const struct drawn *drawn = (const struct drawn *)map;
	struct window window = {.drawn = drawn, .left = left, .columns = columns, .rows = map->rows};
	memset(busy, 0, map->rows * sizeof *busy);
	for (uint32_t i = 0; i < map->line_count; i++)
		busy[map->lines[i].row] = true;
	for (uint32_t level = 0; level < drawn->level_count; level++) {
		uint32_t first, end;
		find_parts(&window, level, &first, &end);
		for (uint32_t i = first; i < end; i++) {
			const struct part *part = &drawn->parts[i];
			if (is_in(&window, part))
				busy[part->top] = busy[part->bottom] = true;
		}
	}
}

/* ---- Cells as text -------------------------------------------------------------------- */

static const char *const ways[2][16] = {
    {" ", "│", "─", "└", "│", "│", "┌", "├", "─", "┘", "─", "┴", "┐", "┤", "┬", "┼"},
    {" ", "|", "-", "+", "|", "|", "+", "+", "-", "+", "-", "+", "+", "+", "+", "+"},
};

static const char *const flags[KIND_COUNT] = {
    [KIND_DELAY] = "w",    [KIND_HANDOFF] = "h",    [KIND_DUPLICATION] = "2",
    [KIND_OBSTACLE] = "!", [KIND_FAULT_LINE] = "=", [KIND_GOAL] = "o",
};

static const char *way_text(const struct map_cell *cell, bool ascii)
{
	bool across = (cell->joins & (MAP_UP | MAP_DOWN)) == 0;
	if (map_cell_crosses(cell))
		return ascii ? "|" : "┼";
	if (cell->dotted && across)
		return ascii ? "." : "┄";
	return ways[ascii][cell->joins & 15];
}

static const char *line_text(const struct map_cell *cell, bool ascii)
{
	if (ascii)
		return cell->joins ? "|" : cell->heavy ? "=" : "-";
	if (cell->heavy)
		return cell->joins ? "╪" : "═";
	return cell->joins ? "┼" : "─";
}

static const char *mark_text(const struct map_cell *cell, bool ascii)
{
	if (!ascii)
		return cell->text;
	return strcmp(cell->text, marks[1]) == 0 ? "o" : "*";
}

static const char *own_text(const struct map_cell *cell, bool ascii)
{
	switch ((enum map_cell_kind)cell->kind) {
	case MAP_LINE:
		return line_text(cell, ascii);
	case MAP_WAY:
		return way_text(cell, ascii);
	case MAP_HEAD:
		return ascii ? ">" : "▶";
	case MAP_MARK:
		return mark_text(cell, ascii);
	case MAP_FLAG:
		return ascii ? flags[cell->finding] : cell->text;
	default:
		return cell->kind == MAP_EMPTY ? " " : NULL;
	}
}

const char *map_cell_text(const struct map_cell *cell, bool ascii, size_t *bytes)
{
	const char *text = own_text(cell, ascii);
	if (text) {
		*bytes = strlen(text);
		return text;
	}
	if (ascii && cell->text == cut_mark) {
		*bytes = 1;
		return "~";
	}
	*bytes = cell->bytes;
	return cell->text;
}
