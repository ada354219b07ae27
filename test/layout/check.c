#include "check.h"

#include "carepath/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* An arrow in a cell, and which of the cell's ends it uses. */
struct passage {
	uint32_t cell, arrow;
	unsigned joins;
};

/* What stands in a cell. */
enum thing { NOTHING, A_STEP, A_WAIT, AN_ENDING, A_HEAD, A_LINE };

struct ground {
	struct sight *sight;
	uint8_t *things; /* of cells: enum thing */
	uint32_t *whose; /* of cells: step or arrow */
	struct passage *passages;
	uint32_t passage_count, passage_room;
	bool fine;
};

static void fail(struct ground *ground, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void fail(struct ground *ground, const char *format, ...)
{
	va_list list;
	if (!ground->fine)
		return;
	ground->fine = false;
	va_start(list, format);
	vsnprintf(ground->sight->fault, sizeof ground->sight->fault, format, list);
	va_end(list);
}

static void *take(size_t count, size_t size)
{
	void *memory = calloc(count + 1, size);
	if (!memory)
		abort();
	return memory;
}

static const char *step_id(const struct ground *ground, uint32_t step)
{
	return ground->sight->pathway->steps[step].id;
}

/* "a → b" */
static const char *arrow_name(const struct ground *ground, uint32_t number, char name[100])
{
	const struct pathway *pathway = ground->sight->pathway;
	const struct arrow *arrow = &pathway->arrows[number];
	snprintf(name, 100, "%.40s → %.40s", step_id(ground, arrow->from),
		 arrow->to != NONE ? step_id(ground, arrow->to) : pathway->outcomes[arrow->outcome]);
	return name;
}

/* ---- Lanes ---------------------------------------------------------------------------- */

static void check_lanes(struct ground *ground)
{
	const struct map *map = ground->sight->map;
	const struct pathway *pathway = ground->sight->pathway;
	uint32_t row = 0, line = 0;
	for (uint32_t i = 0; i < map->lane_count; i++) {
		const struct map_lane *lane = &map->lanes[i], *before = i > 0 ? lane - 1 : NULL;
		if (before && before->side != lane->side) {
			if (line >= map->line_count || map->lines[line].row != row ||
			    map->lines[line].below != lane->side ||
			    map->lines[line].heavy != (before->side == SIDE_HEALTH && lane->side == SIDE_CARE))
				fail(ground, "no line, or a wrong one, above lane %u", i);
			line++;
			row++;
		}
		if (lane->row != row || lane->rows == 0)
			fail(ground, "lane %u does not follow on the one before", i);
		row += lane->rows;
		if (pathway->teams[lane->team].organisation != lane->organisation ||
		    pathway->organisations[lane->organisation].side != lane->side)
			fail(ground, "lane %u is of the wrong organisation or side", i);
		if (before && (before->side > lane->side ||
			       (before->side == lane->side && before->organisation > lane->organisation) ||
			       (before->organisation == lane->organisation && before->team >= lane->team)))
			fail(ground, "lane %u is out of order", i);
	}
	if (row != map->rows || line != map->line_count)
		fail(ground, "the lanes and lines are not the whole map");
}

/* ---- Texts ---------------------------------------------------------------------------- */

static uint32_t cell_of(struct ground *ground, struct map_point point)
{
	const struct map *map = ground->sight->map;
	if (point.column >= map->columns || point.row >= map->rows) {
		fail(ground, "%u,%u is outside the map", point.column, point.row);
		return 0;
	}
	return point.row * map->columns + point.column;
}

static void stand(struct ground *ground, enum thing thing, uint32_t whose, struct map_point at, uint32_t columns)
{
	for (uint32_t i = 0; i < columns && ground->fine; i++) {
		uint32_t cell = cell_of(ground, (struct map_point){at.column + i, at.row});
		if (ground->things[cell] != NOTHING && !(thing == A_HEAD && ground->things[cell] == A_HEAD))
			fail(ground, "two things at %u,%u: %u of %u on %u of %u", at.column + i, at.row, thing, whose,
			     ground->things[cell], ground->whose[cell]);
		ground->things[cell] = (uint8_t)thing;
		ground->whose[cell] = whose;
	}
}

static const struct map_lane *lane_of(const struct map *map, uint32_t row)
{
	for (uint32_t i = 0; i < map->lane_count; i++)
		if (row >= map->lanes[i].row && row < map->lanes[i].row + map->lanes[i].rows)
			return &map->lanes[i];
	return NULL;
}

static void stand_all(struct ground *ground)
{
	const struct map *map = ground->sight->map;
	const struct pathway *pathway = ground->sight->pathway;
	for (uint32_t i = 0; i < map->line_count; i++)
		stand(ground, A_LINE, i, (struct map_point){0, map->lines[i].row}, map->columns);
	for (uint32_t i = 0; i < pathway->step_count; i++) {
		const struct map_step *step = &map->steps[i];
		const struct map_lane *lane = lane_of(map, step->row);
		if (!lane || lane->team != pathway->steps[i].team)
			fail(ground, "step %s is not in its lane", step_id(ground, i));
		if (step->columns < (ground->sight->numbers ? 1 : 3))
			fail(ground, "step %s has no name", step_id(ground, i));
		stand(ground, A_STEP, i, (struct map_point){step->column, step->row}, step->columns);
	}
	for (uint32_t i = 0; i < pathway->arrow_count; i++) {
		const struct map_arrow *arrow = &map->arrows[i];
		stand(ground, A_WAIT, i, arrow->label, arrow->label_columns);
		stand(ground, AN_ENDING, i, arrow->ending, arrow->ending_columns);
		if ((pathway->arrows[i].to == NONE) != (arrow->ending_columns > 0))
			fail(ground, "arrow %u has an outcome's name and leads to a step, or neither", i);
		if (arrow->point_count > 0)
			stand(ground, A_HEAD, i, arrow->points[arrow->point_count - 1], 1);
	}
}

static void check_ranks(struct ground *ground)
{
	const struct map_step *steps = ground->sight->map->steps;
	uint32_t count = ground->sight->pathway->step_count;
	for (uint32_t i = 0; i < count; i++)
		for (uint32_t j = 0; j < i; j++)
			if ((steps[i].rank < steps[j].rank && steps[i].column >= steps[j].column) ||
			    (steps[i].rank == steps[j].rank && steps[i].column != steps[j].column))
				fail(ground, "the ranks of %s and %s are not as they stand", step_id(ground, i),
				     step_id(ground, j));
}

/* ---- Arrows --------------------------------------------------------------------------- */

static unsigned towards(struct map_point from, struct map_point to)
{
	if (from.row == to.row)
		return from.column < to.column ? MAP_RIGHT : MAP_LEFT;
	return from.row < to.row ? MAP_DOWN : MAP_UP;
}

static unsigned opposite(unsigned join)
{
	return join == MAP_UP ? MAP_DOWN : join == MAP_DOWN ? MAP_UP : join == MAP_LEFT ? MAP_RIGHT : MAP_LEFT;
}

static struct map_point go(struct map_point at, unsigned join)
{
	at.column += (join == MAP_RIGHT) - (uint32_t)(join == MAP_LEFT);
	at.row += (join == MAP_DOWN) - (uint32_t)(join == MAP_UP);
	return at;
}

/* Branches end where their block goes on: the wait before that is on the way of all of them. */
static bool is_own_wait(const struct ground *ground, uint32_t cell, uint32_t number)
{
	const struct arrow *arrow = &ground->sight->pathway->arrows[number];
	const struct arrow *other = &ground->sight->pathway->arrows[ground->whose[cell]];
	return ground->whose[cell] == number ||
	       (arrow->ends_branch && other->role == ARROW_THEN && arrow->to == other->to);
}

static void pass(struct ground *ground, uint32_t arrow, struct map_point at, unsigned joins)
{
	uint32_t cell = cell_of(ground, at);
	char name[100];
	enum thing thing = ground->things[cell];
	bool across = joins == (MAP_LEFT | MAP_RIGHT);
	if (thing == A_STEP || thing == AN_ENDING ||
	    (thing == A_WAIT && !(across && is_own_wait(ground, cell, arrow))) ||
	    (thing == A_LINE && joins != (MAP_UP | MAP_DOWN)))
		fail(ground, "%s runs over something at %u,%u", arrow_name(ground, arrow, name), at.column, at.row);
	if (ground->passage_count == ground->passage_room) {
		ground->passage_room = ground->passage_room * 2 + 1024;
		ground->passages = realloc(ground->passages, ground->passage_room * sizeof *ground->passages);
		if (!ground->passages)
			abort();
	}
	ground->passages[ground->passage_count++] = (struct passage){cell, arrow, joins};
}

static void walk(struct ground *ground, uint32_t number)
{
	const struct map_arrow *arrow = &ground->sight->map->arrows[number];
	struct map_point at = arrow->points[0];
	unsigned before = 0;
	char name[100];
	for (uint32_t i = 1; i < arrow->point_count && ground->fine; i++) {
		struct map_point to = arrow->points[i];
		if ((at.row != to.row) == (at.column != to.column)) {
			fail(ground, "%s does not run straight", arrow_name(ground, number, name));
			return;
		}
		unsigned join = towards(at, to);
		for (; ground->fine && (at.row != to.row || at.column != to.column); at = go(at, join)) {
			pass(ground, number, at, before | join);
			before = opposite(join);
		}
	}
	if (ground->fine)
		pass(ground, number, at, before);
	if (ground->fine && before != MAP_LEFT)
		fail(ground, "%s does not come to its head from the left", arrow_name(ground, number, name));
}

/* Where the arrow begins: behind its step, or where branches have come together. */
static void check_start(struct ground *ground, uint32_t number)
{
	const struct pathway *pathway = ground->sight->pathway;
	const struct map *map = ground->sight->map;
	const struct arrow *arrow = &pathway->arrows[number];
	const struct map_step *step = &map->steps[arrow->from];
	struct map_point start = map->arrows[number].points[0];
	char name[100];
	if (start.row == step->row && start.column == step->column + step->columns + !ground->sight->numbers)
		return;
	for (uint32_t i = 0; arrow->role == ARROW_THEN && i < ground->passage_count; i++) {
		const struct arrow *other = &pathway->arrows[ground->passages[i].arrow];
		if (other->ends_branch && other->to == arrow->to && ground->passages[i].cell == cell_of(ground, start))
			return;
	}
	fail(ground, "%s does not begin at its step", arrow_name(ground, number, name));
}

static void check_end(struct ground *ground, uint32_t number)
{
	const struct map *map = ground->sight->map;
	const struct arrow *arrow = &ground->sight->pathway->arrows[number];
	const struct map_arrow *drawn = &map->arrows[number];
	struct map_point end = drawn->points[drawn->point_count - 1], text = drawn->ending;
	char name[100];
	if (arrow->to != NONE)
		text = (struct map_point){map->steps[arrow->to].column, map->steps[arrow->to].row};
	if (end.row != text.row || end.column + 2 - ground->sight->numbers != text.column)
		fail(ground, "%s does not end before what it leads to", arrow_name(ground, number, name));
}

static void check_wait(struct ground *ground, uint32_t number)
{
	const struct map_arrow *arrow = &ground->sight->map->arrows[number];
	uint32_t found = 0;
	char name[100];
	for (uint32_t i = 0; i < ground->passage_count; i++) {
		const struct passage *passage = &ground->passages[i];
		found += passage->arrow == number && ground->things[passage->cell] == A_WAIT &&
			 ground->whose[passage->cell] == number;
	}
	if (found != arrow->label_columns)
		fail(ground, "the wait of %s is not on it", arrow_name(ground, number, name));
}

static void check_arrows(struct ground *ground)
{
	const struct pathway *pathway = ground->sight->pathway;
	char name[100];
	for (uint32_t i = 0; i < pathway->arrow_count && ground->fine; i++) {
		if (ground->sight->map->arrows[i].point_count < 2)
			fail(ground, "%s is not drawn", arrow_name(ground, i, name));
		else
			walk(ground, i);
	}
	for (uint32_t i = 0; i < pathway->arrow_count && ground->fine; i++) {
		check_start(ground, i);
		check_end(ground, i);
		check_wait(ground, i);
	}
}

/* ---- Arrows on one another ------------------------------------------------------------ */

static int by_cell(const void *a, const void *b)
{
	const struct passage *one = a, *other = b;
	if (one->cell != other->cell)
		return one->cell < other->cell ? -1 : 1;
	return one->arrow < other->arrow ? -1 : one->arrow > other->arrow;
}

/* Arrows that leave the same step or come to the same place. */
static bool related(const struct ground *ground, uint32_t one, uint32_t other)
{
	const struct arrow *a = &ground->sight->pathway->arrows[one], *b = &ground->sight->pathway->arrows[other];
	return one == other || a->from == b->from || (a->to != NONE && a->to == b->to);
}

static bool cross(unsigned one, unsigned other)
{
	return (one == (MAP_LEFT | MAP_RIGHT) && other == (MAP_UP | MAP_DOWN)) ||
	       (other == (MAP_LEFT | MAP_RIGHT) && one == (MAP_UP | MAP_DOWN));
}

/* Whether all of them leave the same step, or all come to the same one. */
static bool alike(const struct ground *ground, const struct passage *passages, uint32_t count)
{
	const struct arrow *arrows = ground->sight->pathway->arrows, *first = &arrows[passages[0].arrow];
	bool from = true, to = first->to != NONE;
	for (uint32_t i = 1; i < count; i++) {
		from &= arrows[passages[i].arrow].from == first->from;
		to &= arrows[passages[i].arrow].to == first->to;
	}
	return from || to;
}

/* Those in one cell; whether some only cross there. */
static bool check_cell(struct ground *ground, const struct passage *passages, uint32_t count)
{
	bool across = false, down = false, turns = false;
	char a[100], b[100];
	uint32_t columns = ground->sight->map->columns;
	for (uint32_t i = 0; i < count; i++) {
		across |= passages[i].joins == (MAP_LEFT | MAP_RIGHT);
		down |= passages[i].joins == (MAP_UP | MAP_DOWN);
		turns |= passages[i].joins != (MAP_LEFT | MAP_RIGHT) && passages[i].joins != (MAP_UP | MAP_DOWN);
		for (uint32_t j = 0; j < i; j++)
			if (!related(ground, passages[i].arrow, passages[j].arrow) &&
			    !cross(passages[i].joins, passages[j].joins))
				fail(ground, "%s lies on %s at %u,%u", arrow_name(ground, passages[i].arrow, a),
				     arrow_name(ground, passages[j].arrow, b), passages[i].cell % columns,
				     passages[i].cell / columns);
	}
	/* Who comes across could seem to be able to turn to where others go. */
	if (across && down && turns && !alike(ground, passages, count))
		fail(ground, "%s crosses others where one of them turns, at %u,%u",
		     arrow_name(ground, passages[0].arrow, a), passages[0].cell % columns, passages[0].cell / columns);
	return across && down && !turns;
}

static void check_overlaps(struct ground *ground)
{
	uint32_t crossings = 0;
	if (ground->passage_count > 0)
		qsort(ground->passages, ground->passage_count, sizeof *ground->passages, by_cell);
	for (uint32_t i = 0, end; i < ground->passage_count && ground->fine; i = end) {
		for (end = i; end < ground->passage_count && ground->passages[end].cell == ground->passages[i].cell;)
			end++;
		crossings += check_cell(ground, ground->passages + i, end - i);
	}
	if (crossings != ground->sight->map->crossings)
		fail(ground, "arrows cross in %u cells, and the map says %u", crossings, ground->sight->map->crossings);
}

/* ---- What is painted ------------------------------------------------------------------ */

static bool kind_fits(enum thing thing, unsigned kind, bool way)
{
	switch (thing) {
	case A_STEP:
		return kind == MAP_MARK || kind == MAP_NAME || kind == MAP_FLAG;
	case A_WAIT:
		return kind == MAP_WAIT;
	case AN_ENDING:
		return kind == MAP_END;
	case A_HEAD:
		return kind == MAP_HEAD;
	case A_LINE:
		return kind == MAP_LINE;
	default:
		return kind == (way ? MAP_WAY : MAP_EMPTY);
	}
}

static void check_painted_cell(struct ground *ground, uint32_t number, const struct passage *passages, uint32_t count)
{
	const struct map_cell *cell = &ground->sight->cells[number];
	uint32_t column = number % ground->sight->map->columns, row = number / ground->sight->map->columns;
	enum thing thing = ground->things[number];
	unsigned joins = 0;
	bool whose = count == 0;
	for (uint32_t i = 0; i < count; i++) {
		joins |= passages[i].joins;
		whose |= cell->arrow == passages[i].arrow;
	}
	if (!kind_fits(thing, cell->kind, count > 0))
		fail(ground, "at %u,%u is painted %u", column, row, cell->kind);
	if (cell->kind == MAP_WAY || cell->kind == MAP_LINE) {
		/* Where an arrow leaves its step its way begins with a whole cell. */
		if ((cell->joins & joins) != joins || (cell->joins & ~joins & ~(unsigned)MAP_LEFT) != 0)
			fail(ground, "at %u,%u other ends are painted to meet than do", column, row);
		if (!whose)
			fail(ground, "at %u,%u is painted an arrow that is not there", column, row);
	}
	if ((thing == A_STEP && cell->step != ground->whose[number]) ||
	    ((thing == A_WAIT || thing == AN_ENDING) && cell->arrow != ground->whose[number]))
		fail(ground, "at %u,%u the text is not of whom it is painted", column, row);
}

static void check_painted(struct ground *ground)
{
	const struct map *map = ground->sight->map;
	uint32_t at = 0;
	for (uint32_t i = 0; i < map->columns * map->rows && ground->fine; i++) {
		uint32_t from = at;
		while (at < ground->passage_count && ground->passages[at].cell == i)
			at++;
		check_painted_cell(ground, i, ground->passages + from, at - from);
	}
}

/* A finger that follows what is painted along an arrow never leaves the line. */
static void check_connected(struct ground *ground)
{
	const struct map *map = ground->sight->map;
	char name[100];
	for (uint32_t i = 0; i < ground->sight->pathway->arrow_count && ground->fine; i++) {
		const struct map_arrow *arrow = &map->arrows[i];
		struct map_point at = arrow->points[0];
		for (uint32_t j = 1; j < arrow->point_count; j++)
			for (unsigned join = towards(at, arrow->points[j]);
			     at.row != arrow->points[j].row || at.column != arrow->points[j].column;) {
				const struct map_cell *cell = &ground->sight->cells[cell_of(ground, at)];
				at = go(at, join);
				const struct map_cell *next = &ground->sight->cells[cell_of(ground, at)];
				bool leaves = cell->kind == MAP_WAIT || (cell->joins & join);
				bool comes =
				    next->kind == MAP_WAIT || next->kind == MAP_HEAD || (next->joins & opposite(join));
				if (!leaves || !comes)
					fail(ground, "%s is interrupted at %u,%u", arrow_name(ground, i, name),
					     at.column, at.row);
			}
	}
}

/* Texts are as wide as the cells that they take, and nothing is lost of a character. */
static void check_texts(struct ground *ground)
{
	const struct map *map = ground->sight->map;
	size_t bytes;
	for (uint32_t i = 0; i < map->columns * map->rows && ground->fine; i++) {
		const struct map_cell *cell = &ground->sight->cells[i];
		for (int ascii = 0; ascii < 2; ascii++) {
			const char *text = map_cell_text(cell, ascii, &bytes);
			if (text_width(text, bytes) != cell->columns)
				fail(ground, "the text of cell %u is not as wide as it says", i);
		}
		if (cell->columns == 2 && (i + 1) % map->columns != 0 && ground->sight->cells[i + 1].columns != 0)
			fail(ground, "half of the wide character in cell %u is missing", i);
	}
}

static void check_names(struct ground *ground)
{
	const struct map *map = ground->sight->map;
	for (uint32_t i = 0; !ground->sight->numbers && i < ground->sight->pathway->step_count; i++) {
		const struct map_step *step = &map->steps[i];
		const struct map_cell *cells = ground->sight->cells + (size_t)step->row * map->columns;
		const char *name = ground->sight->pathway->steps[i].name;
		size_t at = 0;
		for (uint32_t j = step->column + 2; j < step->column + step->columns; j++) {
			if (cells[j].kind != MAP_NAME || memcmp(name + at, cells[j].text, cells[j].bytes) != 0)
				break;
			at += cells[j].bytes;
		}
		bool whole = name[at] == '\0';
		if (at == 0 || (!whole && text_width(name, strlen(name)) <= ground->sight->name_columns))
			fail(ground, "the name of %s is not what is painted", step_id(ground, i));
	}
}

/* ---- All of it ------------------------------------------------------------------------ */

bool check_map(struct sight *sight)
{
	size_t count = (size_t)sight->map->columns * sight->map->rows;
	struct ground ground = {.sight = sight, .fine = true};
	static void (*const checks[])(struct ground *) = {
	    check_lanes,   stand_all,       check_ranks, check_arrows, check_overlaps,
	    check_painted, check_connected, check_texts, check_names,
	};
	ground.things = take(count, sizeof *ground.things);
	ground.whose = take(count, sizeof *ground.whose);
	sight->fault[0] = '\0';
	for (size_t i = 0; i < sizeof checks / sizeof *checks && ground.fine; i++)
		checks[i](&ground);
	free(ground.things);
	free(ground.whose);
	free(ground.passages);
	return ground.fine;
}

struct map_cell *paint_whole(const struct map *map)
{
	struct map_cell *cells = take((size_t)map->columns * map->rows, sizeof *cells);
	map_paint(map, (struct map_point){0, 0}, map->columns, map->rows, cells);
	return cells;
}

static bool same_cell(const struct map_cell *one, const struct map_cell *other)
{
	return one->kind == other->kind && one->joins == other->joins && one->dotted == other->dotted &&
	       one->heavy == other->heavy && one->passes == other->passes && one->finding == other->finding &&
	       one->bytes == other->bytes && one->columns == other->columns && one->step == other->step &&
	       one->arrow == other->arrow && (one->bytes == 0 || memcmp(one->text, other->text, one->bytes) == 0);
}

/* Half of a wide character at the window's edge is painted as a space. */
static bool is_half(const struct map_cell *cells, uint32_t columns, uint32_t at)
{
	return (at == 0 && cells[at].columns == 0) || (at + 1 == columns && cells[at].columns == 2);
}

/* Of the cells of a row of a window, whether that one is as the whole map has it. */
static bool is_as_whole(const struct sight *sight, struct map_point at, const struct map_cell *row, uint32_t i,
			uint32_t columns)
{
	static const struct map_cell outside = {.columns = 1, .step = NONE, .arrow = NONE};
	const struct map *map = sight->map;
	bool in = at.column < map->columns && at.row < map->rows;
	const struct map_cell *whole = in ? &sight->cells[(size_t)at.row * map->columns + at.column] : &outside;
	if (in && is_half(whole - i, columns, i))
		return row[i].columns == 1;
	return same_cell(whole, &row[i]);
}

bool check_window(struct sight *sight, struct map_point corner, uint32_t columns, uint32_t rows)
{
	struct map_cell *cells = take((size_t)columns * rows, sizeof *cells);
	bool fine = true;
	memset(cells, 0xEE, (size_t)columns * rows * sizeof *cells);
	map_paint(sight->map, corner, columns, rows, cells);
	for (uint32_t row = 0; row < rows; row++)
		for (uint32_t i = 0; i < columns; i++)
			fine &= is_as_whole(sight, (struct map_point){corner.column + i, corner.row + row},
					    cells + (size_t)row * columns, i, columns);
	if (!fine)
		snprintf(sight->fault, sizeof sight->fault, "the window %u,%u of %u × %u is not as the whole",
			 corner.column, corner.row, columns, rows);
	free(cells);
	return fine;
}

static bool passes_down_alone(const struct map_cell *cell)
{
	return cell->kind == MAP_EMPTY || (cell->kind == MAP_WAY && cell->joins == (MAP_UP | MAP_DOWN));
}

static bool is_quiet(const struct sight *sight, uint32_t row, uint32_t left, uint32_t columns)
{
	const struct map *map = sight->map;
	for (uint32_t i = left; i < map->columns && i - left < columns; i++)
		if (!passes_down_alone(&sight->cells[(size_t)row * map->columns + i]))
			return false;
	return true;
}

static bool check_places(struct sight *sight, uint32_t left, uint32_t columns, const struct map_rows *rows)
{
	struct map_cell *cells = take((size_t)columns * rows->count, sizeof *cells);
	bool fine = true;
	memset(cells, 0xEE, (size_t)columns * rows->count * sizeof *cells);
	map_paint_rows(sight->map, left, columns, *rows, cells);
	for (uint32_t row = 0; row < sight->map->rows; row++) {
		uint32_t place = rows->places[row] - rows->first;
		for (uint32_t i = 0; rows->places[row] >= rows->first && place < rows->count && i < columns; i++)
			fine &= is_as_whole(sight, (struct map_point){left + i, row}, cells + (size_t)place * columns,
					    i, columns);
	}
	free(cells);
	return fine;
}

bool check_rows(struct sight *sight, uint32_t left, uint32_t columns, uint32_t at_once)
{
	uint32_t count = 0, *places = take(sight->map->rows, sizeof *places);
	bool *busy = take(sight->map->rows, sizeof *busy), fine = true;
	map_busy_rows(sight->map, left, columns, busy);
	for (uint32_t row = 0; row < sight->map->rows; row++) {
		places[row] = busy[row] ? count++ : NONE;
		fine &= busy[row] || is_quiet(sight, row, left, columns);
	}
	for (uint32_t first = 0; first < count; first += at_once) {
		uint32_t rest = count - first;
		fine &= check_places(sight, left, columns,
				     &(struct map_rows){places, first, rest < at_once ? rest : at_once});
	}
	if (!fine)
		snprintf(sight->fault, sizeof sight->fault, "the busy rows of %u columns from %u are not as the whole",
			 columns, left);
	free(places);
	free(busy);
	return fine;
}

static bool same_arrow(const struct map_arrow *one, const struct map_arrow *other)
{
	return one->point_count == other->point_count &&
	       memcmp(one->points, other->points, one->point_count * sizeof *one->points) == 0 &&
	       memcmp(&one->label, &other->label, sizeof one->label) == 0 &&
	       one->label_columns == other->label_columns && one->back == other->back;
}

bool check_same(struct sight *one, const struct sight *other)
{
	const struct map *a = one->map, *b = other->map;
	bool same = a->columns == b->columns && a->rows == b->rows && a->crossings == b->crossings;
	same = same && memcmp(a->steps, b->steps, one->pathway->step_count * sizeof *a->steps) == 0;
	for (uint32_t i = 0; same && i < one->pathway->arrow_count; i++)
		same = same_arrow(&a->arrows[i], &b->arrows[i]);
	for (size_t i = 0; same && i < (size_t)a->columns * a->rows; i++)
		same = same_cell(&one->cells[i], &other->cells[i]);
	if (!same)
		snprintf(one->fault, sizeof one->fault, "the same pathway gives another map");
	return same;
}
