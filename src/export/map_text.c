/* The map as text: as many columns of it as a page is wide, one strip below
 * the other, as music is written. Of a strip only those lanes are shown in
 * which something happens. */
#include "carepath/export.h"

#include "carepath/text.h"
#include "export/lines.h"
#include "export/scratch.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

enum {
	NAME_COLUMNS = 24,
	INDENT = 2, /* of a team below its organisation */
	MOST_CELLS = 1 << 18,
};

struct sheet {
	struct writer *writer;
	struct arena *arena;
	const struct map *map;
	const struct pathway *pathway;
	uint32_t name_columns, width;                   /* width: of the map's part of a line */
	uint32_t *lane_of;                              /* of rows; NONE: a line */
	bool *grouped;                                  /* of organisations: several of its teams have a lane */
	struct text_cut *team_cuts, *organisation_cuts; /* of lanes: how much of these names fits */
	/* The strip at work. */
	uint32_t left, columns, stride; /* stride: one more column is painted, to see what goes on there */
	bool *busy;                     /* of rows: it may show more than bars that pass */
	uint32_t *places;               /* of rows: which of the busy ones, or NONE */
	struct map_cell *cells;         /* of `room` busy rows from place `first` on */
	uint32_t first, room, busy_count;
	bool painted;
	uint32_t *begins; /* of rows: the first column that shows more than a bar that passes; NONE */
	bool *joined;     /* of columns: what stands there goes on from the column before it */
	char *line;       /* the part of one that is put together */
	size_t length, line_room;
};

/* ---- Cells ---------------------------------------------------------------------------- */

static uint32_t lesser(uint32_t one, uint32_t other)
{
	return one < other ? one : other;
}

/* Of a busy row. */
static const struct map_cell *row_cells(struct sheet *sheet, uint32_t row)
{
	uint32_t place = sheet->places[row];
	assert(sheet->room > 0 && place < sheet->busy_count);
	if (!sheet->painted || place < sheet->first || place >= sheet->first + sheet->room) {
		sheet->first = place - place % sheet->room;
		sheet->painted = true;
		struct map_rows rows = {sheet->places, sheet->first,
					lesser(sheet->room, sheet->busy_count - sheet->first)};
		map_paint_rows(sheet->map, sheet->left, sheet->stride, rows, sheet->cells);
	}
	return sheet->cells + (size_t)(place - sheet->first) * sheet->stride;
}

static void find_busy_rows(struct sheet *sheet)
{
	map_busy_rows(sheet->map, sheet->left, sheet->stride, sheet->busy);
	sheet->busy_count = 0;
	for (uint32_t row = 0; row < sheet->map->rows; row++) {
		sheet->begins[row] = NONE;
		sheet->places[row] = sheet->busy[row] ? sheet->busy_count++ : NONE;
	}
}

static bool is_text(const struct map_cell *cell)
{
	enum { TEXTS = 1 << MAP_MARK | 1 << MAP_NAME | 1 << MAP_FLAG | 1 << MAP_WAIT | 1 << MAP_END };
	return TEXTS >> cell->kind & 1;
}

/* Lines, ways and what is empty. */
static bool is_long(const struct map_cell *cell)
{
	enum { LONG = 1 << MAP_EMPTY | 1 << MAP_LINE | 1 << MAP_WAY };
	return LONG >> cell->kind & 1;
}

/* How many cells from this one on, of so many, show the same as it. */
static uint32_t run_of(const struct map_cell *cells, uint32_t count)
{
	uint32_t run = 1;
	if (is_long(cells))
		while (run < count && memcmp(&cells[run], cells, offsetof(struct map_cell, text)) == 0)
			run++;
	return run;
}

/* ---- Where a strip ends --------------------------------------------------------------- */

static bool same_text(const struct map_cell *one, const struct map_cell *other)
{
	return is_text(one) && one->step == other->step && one->arrow == other->arrow;
}

/* Notes where texts go on, and where the row begins to show more than bars that pass. */
static void look_at_row(struct sheet *sheet, uint32_t row)
{
	const struct map_cell *cells = row_cells(sheet, row);
	uint32_t begins = NONE, run;
	for (uint32_t i = 0; i < sheet->stride; i += run) {
		run = run_of(&cells[i], sheet->stride - i);
		if (cells[i].kind == MAP_EMPTY)
			continue;
		if (begins == NONE && !(cells[i].kind == MAP_WAY && cells[i].joins == (MAP_UP | MAP_DOWN)))
			begins = i;
		if (is_text(&cells[i]))
			sheet->joined[i] |= i > 0 && same_text(&cells[i - 1], &cells[i]);
		else if (cells[i].kind == MAP_HEAD)
			sheet->joined[i + 1] = sheet->joined[i + 2] = true;
	}
	sheet->begins[row] = begins;
}

/* No text is cut in two, unless it is wider than a strip. */
static void begin_strip(struct sheet *sheet, uint32_t left)
{
	uint32_t rest = sheet->map->columns - left;
	sheet->left = left;
	sheet->painted = false;
	sheet->columns = rest < sheet->width ? rest : sheet->width;
	sheet->stride = sheet->columns + (rest > sheet->width);
	memset(sheet->joined, 0, sheet->stride * sizeof *sheet->joined);
	find_busy_rows(sheet);
	for (uint32_t row = 0; row < sheet->map->rows; row++)
		if (sheet->busy[row] && sheet->lane_of[row] != NONE)
			look_at_row(sheet, row);
	if (rest <= sheet->width)
		return;
	for (uint32_t end = sheet->width; end > 0; end--)
		if (!sheet->joined[end]) {
			sheet->columns = end;
			break;
		}
}

/* ---- Lines ---------------------------------------------------------------------------- */

/* At most as many as a name has columns, and two. */
static void write_blanks(const struct sheet *sheet, uint32_t count)
{
	static const char blanks[NAME_COLUMNS + 2 + 1] = "                          ";
	writer_defused(sheet->writer, blanks, count);
}

static void write_name(struct sheet *sheet, uint32_t indent, const char *name, struct text_cut cut)
{
	write_blanks(sheet, 1 + indent);
	writer_bytes(sheet->writer, name, cut.bytes);
	if (cut.cut)
		writer_text(sheet->writer, sheet->writer->ascii ? "~" : "…");
	write_blanks(sheet, sheet->name_columns - indent - cut.columns + 1);
	writer_defused(sheet->writer, sheet->writer->ascii ? "|" : "│", sheet->writer->ascii ? 1 : strlen("│"));
}

/* Room for so many more bytes of the line. */
static inline char *add_bytes(struct sheet *sheet, size_t count)
{
	if (count > sheet->line_room - sheet->length) {
		size_t room = sheet->line_room * 2 + count;
		sheet->line = arena_grow(sheet->arena, sheet->line, sheet->line_room, room);
		sheet->line_room = room;
	}
	char *to = sheet->line + sheet->length;
	sheet->length += count;
	return to;
}

static void put_words(struct sheet *sheet, const char *text)
{
	memcpy(add_bytes(sheet, strlen(text)), text, strlen(text));
}

/* What we draw ourselves, a character of a byte or of three, so many times over. */
static void put_drawn(struct sheet *sheet, const char *text, size_t bytes, uint32_t times)
{
	char *to = add_bytes(sheet, bytes * times);
	if (bytes == 1)
		memset(to, *text, times);
	else
		for (; times > 0; times--, to += 3)
			memcpy(to, text, 3);
}

/* Characters of names stand together, so that those which belong together are
 * seen together; what we draw ourselves can do no harm. */
static void flush(struct sheet *sheet, bool names)
{
	if (sheet->length == 0)
		return;
	if (names)
		writer_bytes(sheet->writer, sheet->line, sheet->length);
	else
		writer_defused(sheet->writer, sheet->line, sheet->length);
	sheet->length = 0;
}

/* How many of the columns are not blank at the end. */
static uint32_t used_columns(const struct sheet *sheet, const struct map_cell *cells)
{
	uint32_t end = sheet->columns;
	while (end > 0 && cells[end - 1].kind == MAP_EMPTY)
		end--;
	return end;
}

/* How many bytes of a name go on in the cells behind this one. */
static size_t text_behind(const struct map_cell *cells, uint32_t count, const char *end, uint32_t *run)
{
	size_t bytes = 0;
	for (; *run < count && cells[*run].kind == cells->kind && cells[*run].text == end + bytes; ++*run)
		bytes += cells[*run].bytes;
	return bytes;
}

/* Adds what a cell shows, with the cells behind it that show the same or more of
 * the same text. Gives how many cells these are. */
static uint32_t put_cells(struct sheet *sheet, const struct map_cell *cells, uint32_t count)
{
	size_t bytes;
	const char *text = map_cell_text(cells, sheet->writer->ascii, &bytes);
	uint32_t run = 1;
	if (is_long(cells)) {
		run = run_of(cells, count);
		put_drawn(sheet, text, bytes, run);
	} else {
		if (is_text(cells) && text == cells->text)
			bytes += text_behind(cells, count, text + bytes, &run);
		memcpy(add_bytes(sheet, bytes), text, bytes);
	}
	return run;
}

static void write_cells(struct sheet *sheet, const struct map_cell *cells)
{
	bool names = false;
	uint32_t end = used_columns(sheet, cells);
	for (uint32_t i = 0; i < end;) {
		bool is_name = cells[i].kind == MAP_NAME || cells[i].kind == MAP_END;
		if (is_name != names)
			flush(sheet, names);
		names = is_name;
		i += put_cells(sheet, &cells[i], end - i);
	}
	flush(sheet, names);
	writer_defused(sheet->writer, "\n", 1);
}

/* Above the row of these cells: what comes down into it. */
static void write_cells_above(struct sheet *sheet, const struct map_cell *cells)
{
	const char *down = sheet->writer->ascii ? "|" : "│";
	for (uint32_t i = 0, blanks = 0; i < sheet->columns; i++) {
		if (!(cells[i].joins & MAP_UP)) {
			blanks++;
			continue;
		}
		put_drawn(sheet, " ", 1, blanks);
		put_drawn(sheet, down, strlen(down), 1);
		blanks = 0;
	}
	flush(sheet, false);
	writer_defused(sheet->writer, "\n", 1);
}

/* " ═ health ══════╪═════": from the left to the right of the page. */
static void write_side(struct sheet *sheet, enum side side, bool heavy, const struct map_cell *cells)
{
	const char *across = sheet->writer->ascii ? (heavy ? "=" : "-") : heavy ? "═" : "─";
	const char *name = side_words[side];
	size_t bytes = strlen(across);
	put_words(sheet, " ");
	put_words(sheet, across);
	put_words(sheet, " ");
	put_words(sheet, name);
	put_words(sheet, " ");
	put_drawn(sheet, across, bytes, sheet->name_columns + 3 - 4 - (uint32_t)strlen(name));
	if (cells) {
		flush(sheet, false);
		write_cells(sheet, cells);
	} else {
		put_drawn(sheet, across, bytes, sheet->columns);
		put_words(sheet, "\n");
		flush(sheet, false);
	}
}

static void write_row(struct sheet *sheet, uint32_t row, uint32_t *lane, uint32_t *organisation)
{
	const struct map_cell *cells = row_cells(sheet, row);
	uint32_t number = sheet->lane_of[row];
	const struct map_lane *here = &sheet->map->lanes[number];
	bool grouped = sheet->grouped[here->organisation];
	if (grouped && here->organisation != *organisation) {
		write_name(sheet, 0, sheet->pathway->organisations[here->organisation].name,
			   sheet->organisation_cuts[number]);
		write_cells_above(sheet, cells);
	}
	*organisation = here->organisation;
	bool first = number != *lane;
	write_name(sheet, grouped ? INDENT : 0, sheet->pathway->teams[here->team].name,
		   first ? sheet->team_cuts[number] : (struct text_cut){0});
	*lane = number;
	write_cells(sheet, cells);
}

/* ---- Strips --------------------------------------------------------------------------- */

/* Before the first row of a side the line above it. */
static void write_side_before(struct sheet *sheet, enum side side)
{
	for (uint32_t i = 0; i < sheet->map->line_count; i++) {
		const struct map_line *line = &sheet->map->lines[i];
		if (line->below == side) {
			write_side(sheet, side, line->heavy, row_cells(sheet, line->row));
			return;
		}
	}
	write_side(sheet, side, false, NULL);
}

static void write_strip(struct sheet *sheet)
{
	uint32_t lane = NONE, organisation = NONE;
	unsigned side = SIDE_COUNT;
	for (uint32_t row = 0; row < sheet->map->rows; row++) {
		if (sheet->lane_of[row] == NONE || sheet->begins[row] >= sheet->columns)
			continue;
		enum side here = sheet->map->lanes[sheet->lane_of[row]].side;
		if (here != side)
			write_side_before(sheet, here);
		side = here;
		write_row(sheet, row, &lane, &organisation);
	}
	writer_text(sheet->writer, "\n");
}

static void write_strips(struct sheet *sheet)
{
	for (uint32_t left = 0; left < sheet->map->columns;) {
		begin_strip(sheet, left);
		write_strip(sheet);
		left += sheet->columns;
	}
}

/* ---- Around them ---------------------------------------------------------------------- */

static void name_rows(struct sheet *sheet)
{
	const struct map *map = sheet->map;
	sheet->lane_of = ARENA_ARRAY(sheet->arena, uint32_t, map->rows);
	sheet->grouped = ARENA_ARRAY(sheet->arena, bool, sheet->pathway->organisation_count);
	for (uint32_t i = 0; i < map->rows; i++)
		sheet->lane_of[i] = NONE;
	for (uint32_t i = 0; i < map->lane_count; i++) {
		for (uint32_t row = 0; row < map->lanes[i].rows; row++)
			sheet->lane_of[map->lanes[i].row + row] = i;
		if (i > 0 && map->lanes[i - 1].organisation == map->lanes[i].organisation)
			sheet->grouped[map->lanes[i].organisation] = true;
	}
}

static void widen(struct sheet *sheet, const char *name, uint32_t indent)
{
	size_t columns = text_width(name, strlen(name)) + indent;
	if (columns > NAME_COLUMNS)
		columns = NAME_COLUMNS;
	if (sheet->name_columns < columns)
		sheet->name_columns = (uint32_t)columns;
}

/* They are written in every strip. */
static void cut_names(struct sheet *sheet)
{
	const struct map *map = sheet->map;
	sheet->team_cuts = ARENA_ARRAY(sheet->arena, struct text_cut, map->lane_count);
	sheet->organisation_cuts = ARENA_ARRAY(sheet->arena, struct text_cut, map->lane_count);
	for (uint32_t i = 0; i < map->lane_count; i++) {
		const struct map_lane *lane = &map->lanes[i];
		uint32_t indent = sheet->grouped[lane->organisation] ? INDENT : 0;
		sheet->team_cuts[i] = text_cut(sheet->pathway->teams[lane->team].name, sheet->name_columns - indent);
		sheet->organisation_cuts[i] =
		    text_cut(sheet->pathway->organisations[lane->organisation].name, sheet->name_columns);
	}
}

static void measure_names(struct sheet *sheet)
{
	sheet->name_columns = 10; /* the sides have names too */
	for (uint32_t i = 0; i < sheet->map->lane_count; i++) {
		const struct map_lane *lane = &sheet->map->lanes[i];
		bool grouped = sheet->grouped[lane->organisation];
		widen(sheet, sheet->pathway->teams[lane->team].name, grouped ? INDENT : 0);
		if (grouped)
			widen(sheet, sheet->pathway->organisations[lane->organisation].name, 0);
	}
	cut_names(sheet);
}

static void write_crossings(struct sheet *sheet)
{
	uint32_t crossings = sheet->map->crossings;
	if (crossings == 0)
		writer_text(sheet->writer, " No arrows cross.\n");
	else
		writer_format(sheet->writer, " Arrows cross in %u %s.\n", crossings,
			      crossings == 1 ? "place" : "places");
}

struct drawing {
	struct writer *writer;
	const struct map *map;
	const struct pathway *pathway;
	size_t columns;
};

static void write_map(struct arena *arena, const void *subject)
{
	const struct drawing *drawing = subject;
	struct sheet sheet = {
	    .writer = drawing->writer, .arena = arena, .map = drawing->map, .pathway = drawing->pathway};
	struct page page = {drawing->writer, arena, drawing->columns, NULL};
	name_rows(&sheet);
	measure_names(&sheet);
	sheet.width = (uint32_t)drawing->columns - sheet.name_columns - 3;
	sheet.room = MOST_CELLS / (sheet.width + 1) + 1;
	if (sheet.room > sheet.map->rows)
		sheet.room = sheet.map->rows + (sheet.map->rows == 0);
	sheet.cells = ARENA_ARRAY(arena, struct map_cell, (size_t)sheet.room * (sheet.width + 1));
	sheet.busy = ARENA_ARRAY(arena, bool, sheet.map->rows);
	sheet.places = ARENA_ARRAY(arena, uint32_t, sheet.map->rows);
	sheet.begins = ARENA_ARRAY(arena, uint32_t, sheet.map->rows);
	sheet.joined = ARENA_ARRAY(arena, bool, sheet.width + 3);
	opening_title(&page, drawing->pathway);
	page_blank(&page);
	write_strips(&sheet);
	write_crossings(&sheet);
}

bool map_write_text(struct writer *writer, const struct map *map, const struct pathway *pathway, size_t columns)
{
	struct drawing drawing = {writer, map, pathway, columns < MAP_TEXT_LEAST ? MAP_TEXT_LEAST : columns};
	return scratch_run(write_map, &drawing);
}
