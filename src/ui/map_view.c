#include "ui/map_view.h"

#include "carepath/text.h"

#include <string.h>

enum {
	NARROWEST_NAMES = 10,
	WIDEST_NAMES = 34,
	NAMES_PART = 4,   /* of the width */
	HEAD_COLUMNS = 3, /* for the head of the arrow by which one comes */
	SPARE_BEHIND = 8, /* the part of it that is left on the side where one comes from */
};

static const struct pathway *pathway_of(const struct map_view *view)
{
	return view->walking->analysis->pathway;
}

/* ----------------------------------------------------- where things lie */

static uint32_t width_of(const char *name)
{
	return (uint32_t)text_width(name, strlen(name));
}

/* As wide as the widest name, as far as that is a fair part of the screen. */
static uint32_t names_columns(const struct map_view *view, uint32_t columns)
{
	uint32_t most = columns / NAMES_PART, widest = NARROWEST_NAMES;
	most = most > WIDEST_NAMES ? WIDEST_NAMES : most < NARROWEST_NAMES ? NARROWEST_NAMES : most;
	for (uint32_t i = 0; i < view->map->lane_count && widest < most; i++) {
		uint32_t width = width_of(pathway_of(view)->teams[view->map->lanes[i].team].name) + 1;
		widest = width > widest ? width : widest;
	}
	return (widest > most ? most : widest) + 1;
}

struct area map_view_window(const struct map_view *view, struct area area)
{
	uint32_t names = names_columns(view, area.columns) + 1; /* and the line beside them */
	return area_part(area, names, 0, area.columns, area.rows);
}

/* An interval of columns or rows. */
struct stretch_of_map {
	uint32_t from, end;
};

/* Where a window of `room` must begin so that `wanted` is in sight, and
 * `needed` in any case: as it is, if that will do. What is spare is halved, or
 * for the greater part left ahead, so that it will do again for the next steps. */
static uint32_t bring_in_sight(uint32_t start, uint32_t room, uint32_t whole, struct stretch_of_map needed,
			       struct stretch_of_map wanted, bool ahead)
{
	if (whole <= room)
		return 0;
	if (wanted.end - wanted.from > room)
		wanted = needed;
	if (wanted.from < start || wanted.end > start + room) {
		uint32_t spare = room > wanted.end - wanted.from ? room - (wanted.end - wanted.from) : 0;
		uint32_t least = spare / SPARE_BEHIND, before = spare / 2;
		if (least < HEAD_COLUMNS)
			least = spare < HEAD_COLUMNS ? spare : HEAD_COLUMNS;
		if (ahead)
			before = wanted.from < start ? spare - least : least;
		start = wanted.from > before ? wanted.from - before : 0;
	}
	return start + room > whole ? whole - room : start;
}

static struct stretch_of_map both(struct stretch_of_map a, struct stretch_of_map b)
{
	return (struct stretch_of_map){a.from < b.from ? a.from : b.from, a.end > b.end ? a.end : b.end};
}

struct map_point map_view_follow(const struct map_view *view, struct area window, struct map_point corner)
{
	const struct map *map = view->map;
	uint32_t here = walking_step(view->walking), next = walking_next_step(view->walking);
	if (here == NONE)
		here = next;
	if (here == NONE || map->steps[here].columns == 0)
		return map_view_move(view, window, corner, 0, 0);
	if (next == NONE || view->walking->looking != NONE || map->steps[next].columns == 0)
		next = here;
	const struct map_step *a = &map->steps[here], *b = &map->steps[next];
	struct stretch_of_map columns = {a->column, a->column + a->columns}, rows = {a->row, a->row + 1};
	struct stretch_of_map next_columns = {b->column, b->column + b->columns}, next_rows = {b->row, b->row + 1};
	return (struct map_point){
	    bring_in_sight(corner.column, window.columns, map->columns, columns, both(columns, next_columns), true),
	    bring_in_sight(corner.row, window.rows, map->rows, rows, both(rows, next_rows), false),
	};
}

static uint32_t moved(uint32_t start, int by, uint32_t room, uint32_t whole)
{
	int64_t most = whole > room ? whole - room : 0, to = (int64_t)start + by;
	return (uint32_t)(to < 0 ? 0 : to > most ? most : to);
}

struct map_point map_view_move(const struct map_view *view, struct area window, struct map_point corner, int columns,
			       int rows)
{
	return (struct map_point){moved(corner.column, columns, window.columns, view->map->columns),
				  moved(corner.row, rows, window.rows, view->map->rows)};
}

struct map_point map_view_leaf(const struct map_view *view, struct area window, struct map_point corner, int right,
			       int down)
{
	int half = (int)window.columns / 2, page = window.rows > 1 ? (int)window.rows - 1 : 1;
	return map_view_move(view, window, corner, right * half, down * page);
}

struct map_beyond map_view_beyond(const struct map_view *view, struct area window, struct map_point corner)
{
	struct map_beyond beyond = {0};
	for (uint32_t i = 0; i < view->map->lane_count; i++) {
		const struct map_lane *lane = &view->map->lanes[i];
		beyond.above += lane->row + lane->rows <= corner.row;
		beyond.below += lane->row >= corner.row + window.rows;
	}
	return beyond;
}

/* ------------------------------------------------------------- the map */

static enum look look_of_cell(const struct map_view *view, const struct map_cell *cell)
{
	const struct walking *walking = view->walking;
	bool passed = cell->step != NONE && walking->passed[cell->step];
	bool along = cell->arrow != NONE && walking->along[cell->arrow];
	switch ((enum map_cell_kind)cell->kind) {
	case MAP_MARK:
	case MAP_NAME:
		if (cell->step == walking_step(walking))
			return LOOK_FOCUS;
		return passed ? LOOK_PASSED : LOOK_PLAIN;
	case MAP_WAY:
	case MAP_HEAD:
	case MAP_WAIT:
		return along ? LOOK_PASSED : LOOK_AHEAD;
	case MAP_END:
		return LOOK_STRONG;
	case MAP_FLAG:
		return look_of_kind((enum kind)cell->finding);
	case MAP_LINE:
		return cell->heavy ? LOOK_PLAIN : LOOK_AHEAD;
	case MAP_EMPTY:
		break;
	}
	return LOOK_PLAIN;
}

/* ◉ stood on, ● passed, ○ ahead: told without colour. */
const char *map_view_mark(const struct map_view *view, uint32_t step, bool ascii)
{
	if (step == walking_step(view->walking))
		return ascii ? "@" : "◉";
	if (view->walking->passed[step])
		return ascii ? "*" : "●";
	return ascii ? "o" : "○";
}

static void draw_cell(const struct map_view *view, struct area window, uint32_t column, uint32_t row,
		      const struct map_cell *cell)
{
	if (cell->kind == MAP_EMPTY || cell->columns == 0 || (cell->kind == MAP_FLAG && view->flags_hidden))
		return;
	size_t bytes;
	const char *text = map_cell_text(cell, window.canvas->ascii, &bytes);
	if (cell->kind == MAP_MARK) {
		text = map_view_mark(view, cell->step, window.canvas->ascii);
		bytes = strlen(text);
	}
	area_put(window, column, row, look_of_cell(view, cell), text, bytes, cell->columns);
	bool marks_step = cell->kind == MAP_MARK || (cell->kind == MAP_NAME && view->numbers);
	if (marks_step && cell->step == walking_step(view->walking))
		area_cursor(window, column, row);
}

static void draw_window(const struct map_view *view, struct arena *arena, struct area window, struct map_point corner)
{
	struct map_cell *cells = ARENA_ARRAY(arena, struct map_cell, (size_t)window.columns * window.rows);
	map_paint(view->map, corner, window.columns, window.rows, cells);
	for (uint32_t row = 0; row < window.rows; row++)
		for (uint32_t column = 0; column < window.columns; column++)
			draw_cell(view, window, column, row, &cells[(size_t)row * window.columns + column]);
}

/* ------------------------------------------------------- names of lanes */

static bool is_here(const struct map_view *view, const struct map_lane *lane)
{
	uint32_t step = walking_step(view->walking);
	return step != NONE && pathway_of(view)->steps[step].team == lane->team;
}

/* As many of the text's words as fit in so many columns; all of it where not
 * even the first one does. */
static size_t words_that_fit(const char *text, uint32_t columns)
{
	size_t fitting = 0, end = 0;
	while (text[end] != '\0') {
		end += strspn(text + end, " ");
		end += strcspn(text + end, " ");
		if (text_width(text, end) > columns)
			break;
		fitting = end;
	}
	return fitting > 0 ? fitting : strlen(text);
}

/* Word by word on the rows up to `end`; what the last has no room for is cut.
 * Gives the row behind it. */
static uint32_t write_name(struct area area, uint32_t column, uint32_t row, uint32_t end, enum look look,
			   const char *name)
{
	for (; row < end && *name != '\0'; row++) {
		size_t fits = row + 1 < end ? words_that_fit(name, area.columns - column) : strlen(name);
		if (fits == strlen(name))
			area_text(area, column, row, look, name);
		else
			area_bytes(area, column, row, look, name, fits);
		name += fits;
		name += strspn(name, " ");
	}
	return row;
}

/* "of Northshire Hospitals", so that it reads as more of the lane's name and not as
 * a lane of its own. */
static void write_organisation(const struct map_view *view, struct area area, uint32_t row, uint32_t end,
			       const struct map_lane *lane)
{
	const char *team = pathway_of(view)->teams[lane->team].name;
	const char *organisation = pathway_of(view)->organisations[lane->organisation].name;
	if (row >= end || lane->side == SIDE_PERSON || strcmp(organisation, team) == 0)
		return;
	uint32_t column = area_text(area, 2, row, LOOK_FAINT, "of ");
	write_name(area, column, row, end, LOOK_FAINT, organisation);
}

/* In the first rows of the lane that are in sight; under it, where there is
 * room for all of it, the organisation. */
static void name_lane(const struct map_view *view, struct area names, struct map_point corner,
		      const struct map_lane *lane)
{
	if (lane->row + lane->rows <= corner.row || lane->row >= corner.row + names.rows)
		return;
	uint32_t row = lane->row > corner.row ? lane->row - corner.row : 0, end = lane->row + lane->rows - corner.row;
	struct area name = area_part(names, 0, 0, names.columns - 1, names.rows);
	const char *team = pathway_of(view)->teams[lane->team].name;
	row = write_name(name, 1, row, end, is_here(view, lane) ? LOOK_STRONG : LOOK_PLAIN, team);
	write_organisation(view, name, row, end, lane);
}

static void name_line(struct area names, struct map_point corner, const struct map_line *line)
{
	if (line->row < corner.row || line->row >= corner.row + names.rows)
		return;
	bool ascii = names.canvas->ascii;
	const char *across = line->heavy ? (ascii ? "=" : "═") : (ascii ? "-" : "─");
	struct area row = area_part(names, 0, line->row - corner.row, names.columns, 1);
	enum look look = line->heavy ? LOOK_STRONG : LOOK_FAINT;
	area_fill(row, 0, look, across);
	area_text(row, 1, 0, look, " ");
	uint32_t column = area_text(row, 2, 0, look, side_words[line->below]);
	area_text(row, column, 0, look, " ");
}

static void draw_names(const struct map_view *view, struct area names, struct map_point corner)
{
	const char *beside = names.canvas->ascii ? "|" : "│";
	for (uint32_t row = 0; row < names.rows; row++)
		area_put(names, names.columns - 1, row, LOOK_FAINT, beside, strlen(beside), 1);
	for (uint32_t i = 0; i < view->map->lane_count; i++)
		name_lane(view, names, corner, &view->map->lanes[i]);
	for (uint32_t i = 0; i < view->map->line_count; i++)
		name_line(names, corner, &view->map->lines[i]);
}

void map_view_draw(const struct map_view *view, struct arena *arena, struct area area, struct map_point corner)
{
	struct area window = map_view_window(view, area);
	draw_names(view, area_part(area, 0, 0, area.columns - window.columns, area.rows), corner);
	draw_window(view, arena, window, corner);
}

uint32_t map_view_step_at(const struct map_view *view, struct arena *arena, struct area window, struct map_point corner,
			  uint32_t column, uint32_t row)
{
	if (column < window.column || column >= window.column + window.columns || row < window.row ||
	    row >= window.row + window.rows)
		return NONE;
	struct map_cell *cell = ARENA_NEW(arena, struct map_cell);
	struct map_point point = {corner.column + column - window.column, corner.row + row - window.row};
	map_paint(view->map, point, 1, 1, cell);
	return cell->step;
}
