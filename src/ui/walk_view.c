#include "carepath/plain.h"
#include "carepath/text.h"
#include "export/room.h"
#include "export/walk_words.h"
#include "ui/app.h"
#include "ui/map_view.h"

#include <math.h>

/* The walk: the map above, what has come together so far, and below what is to
 * be said at this step. */

enum {
	TEXT_SHARE = 9,        /* of 20 rows, for the text below the map … */
	TEXT_MOST = 13,        /* … and never more */
	COLUMNS_FOR_ONE = 110, /* from so many columns on the counters take one row … */
	COUNTER_ROWS = 4,      /* … and never more than so many */
	ROWS_FOR_BAR = 26,     /* from so many rows on the waiting is also drawn as a bar */
	BAR_COLUMNS = 44,
	BAR_WORDS = 62,        /* columns for what stands beside the bar, at most */
	ROWS_BELOW_NAMES = 16, /* so many are left for the text where the whole map shows names */
	LEAST_TEXT = 2,        /* rows above the question and the ways on */
	KEY_ROWS = 3,          /* at least, for the names behind the numbers */
};

/* Whether the whole has room with the names of its steps, and text below it. */
static bool names_fit(struct app *app)
{
	const struct map_view view = {app->opened->map, &app->walking, app->flags_hidden, false};
	struct area window = map_view_window(&view, canvas_area(&app->canvas));
	return view.map->columns <= window.columns && view.map->rows + ROWS_BELOW_NAMES <= window.rows;
}

/* Numbers in place of names, and a key to them in place of the text. */
static bool shows_numbers(struct app *app)
{
	return app->zoom == ZOOM_WHOLE && !names_fit(app);
}

static uint32_t *numbers_of(struct app *app)
{
	uint32_t *numbers = ARENA_ARRAY(app->frame, uint32_t, app->opened->pathway->step_count);
	walking_number(&app->walking, numbers);
	return numbers;
}

static struct map_view map_view_of(struct app *app)
{
	const struct map *map = app->opened->map;
	bool numbers = shows_numbers(app);
	if (numbers && !(map = opened_whole(app->opened, numbers_of(app))))
		arena_fail(app->frame);
	return (struct map_view){map, &app->walking, app->flags_hidden, numbers};
}

/* --------------------------------------------------------------- title */

static const char *title(struct app *app)
{
	const struct walking *walking = &app->walking;
	const char *gap = app->canvas.ascii ? " - " : " · ";
	if (walking->looking != NONE)
		return "looking at a step off the walk";
	if (!walking->walked || (walking->by_hand && shows_numbers(app)))
		return walking_whose(walking); /* by hand the map has numbers of its own */
	if (walking_at_end(walking))
		return plain_format(app->frame, "%s%sthe end", walking_whose(walking), gap);
	if (walking->by_hand)
		return plain_format(app->frame, "%s%sstep %u", walking_whose(walking), gap, walking->stop + 1);
	return plain_format(app->frame, "%s%sstep %u of %u", walking_whose(walking), gap, walking->stop + 1,
			    walking->walked->stop_count);
}

/* --------------------------------------------------- what has come together */

static const struct walked_stop *stop_of(const struct walking *walking)
{
	if (!walking->walked || walking->looking != NONE || walking_at_end(walking))
		return NULL;
	return &walking->walked->stops[walking->stop];
}

/* A share of the time so far; what rounds to all or to nothing is not called that. */
static const char *share_of_time(struct app *app, double share)
{
	char room[PLAIN_ROOM];
	if (share > 0 && share < 0.005)
		return "under 1%";
	if (share < 1 && share > 0.995)
		return "over 99%";
	return plain_format(app->frame, "%s", plain_percent(share, room));
}

/* Of the time so far, what was waiting and what was spent in steps. */
static void draw_bar(struct app *app, struct area area, double waiting)
{
	uint32_t left = area.columns > BAR_WORDS ? area.columns - BAR_WORDS : 0;
	uint32_t room = left < BAR_COLUMNS ? left : BAR_COLUMNS;
	uint32_t waited = (uint32_t)lround(waiting * room);
	uint32_t column = area_text(area, 2, 0, LOOK_PLAIN, "of the time so far: waiting ");
	area_fill(area_part(area, column, 0, waited, 1), 0, LOOK_DELAY, app->canvas.ascii ? "." : "┄");
	column += waited + (waited > 0);
	column = area_text(area, column, 0, LOOK_STRONG, share_of_time(app, waiting));
	column = area_text(area, column, 0, LOOK_PLAIN, ", in a step ");
	area_fill(area_part(area, column, 0, room - waited, 1), 0, LOOK_PLAIN, app->canvas.ascii ? "#" : "█");
	column += room - waited + (waited < room);
	area_text(area, column, 0, LOOK_STRONG, share_of_time(app, 1 - waiting));
}

/* Whether there is a bar under the counters. */
static bool has_bar(struct area area)
{
	return area.rows >= ROWS_FOR_BAR;
}

static struct lines *counter_lines(struct app *app, uint32_t columns)
{
	struct lines *lines = app_lines(app, columns);
	if (stop_of(&app->walking))
		walk_write_part(&lines->page, app->opened->analysis, app->walking.walked, app->walking.stop,
				WALK_COUNTERS);
	return lines;
}

/* How many rows the counters take: as a rule so many, so that the map stays
 * where it is; more before anything would be cut off. */
static uint32_t counter_rows(struct lines *lines, struct area area)
{
	uint32_t rule = area.columns >= COLUMNS_FOR_ONE ? 1 : 2;
	uint32_t needed = lines_count(lines);
	return needed <= rule ? rule : needed < COUNTER_ROWS ? needed : COUNTER_ROWS;
}

static void draw_counters(struct app *app, struct lines *lines, struct area area, bool bar)
{
	const struct walked_stop *stop = stop_of(&app->walking);
	if (!stop)
		return;
	struct area below = bar ? area_take_bottom(&area, 1) : area;
	lines_draw(lines, area, 0);
	if (bar && stop->so_far.waiting_share >= 0)
		draw_bar(app, below, stop->so_far.waiting_share);
}

/* ---------------------------------------------------- what is said here */

/* The ways on; along a journey in one sentence, since the next stop is known. */
static void write_ways(struct app *app, const struct page *page)
{
	const struct walker *walker = &app->walking.walker;
	uint32_t count = walking_ways(&app->walking);
	if (count == 0 || (count == 1 && app->walking.walked))
		return;
	writer_style(page->writer, STYLE_STRONG);
	page_text(page, 1, app->walking.by_hand ? "Which way?" : "The ways on from here");
	writer_style(page->writer, STYLE_PLAIN);
	for (uint32_t i = 0; i < count; i++)
		page_item(page, plain_format(app->frame, "%u", i + 1), walker_says(walker, i));
}

static void write_question_at_branch(struct app *app, const struct page *page)
{
	const struct walker *walker = &app->walking.walker;
	if (walker->place == WALKER_AT_BRANCH)
		page_text(page, 2, walker_asks(walker));
}

static bool is_said(const struct app *app, enum walk_part part)
{
	return part != WALK_COUNTERS && !(app->flags_hidden && (part == WALK_FLAGS || part == WALK_QUESTION));
}

/* What the map marks at the step and is not said here: it is met further on, or
 * by people who go another way. */
static void write_marks_not_said(struct app *app, const struct page *page)
{
	static const char *const words[KIND_COUNT] = {
	    [KIND_DELAY] = "a wait",
	    [KIND_HANDOFF] = "a hand-off",
	    [KIND_DUPLICATION] = "asked or done again",
	    [KIND_OBSTACLE] = "an obstacle",
	    [KIND_FAULT_LINE] = "a fault line",
	    [KIND_GOAL] = "a goal",
	};
	const struct analysis *analysis = app->opened->analysis;
	const struct walked_stop *stop = &app->walking.walked->stops[app->walking.stop];
	bool said[KIND_COUNT] = {false}, marked[KIND_COUNT] = {false};
	for (uint32_t i = 0; i < stop->finding_count; i++)
		said[rules[analysis->findings[stop->findings[i]].rule].kind] = true;
	for (uint32_t i = analysis->of_step_first[stop->step]; i < analysis->of_step_first[stop->step + 1]; i++) {
		const struct finding *finding = &analysis->findings[analysis->of_step[i]];
		marked[rules[finding->rule].kind] |= !finding->accepted;
	}
	const char *marks = "";
	for (enum kind kind = 0; kind < KIND_COUNT; kind++)
		if (marked[kind] && !said[kind])
			marks = plain_format(app->frame, "%s%s %s %s", marks, *marks ? "," : "",
					     kind_mark(kind, page->writer->ascii), words[kind]);
	if (*marks)
		page_text(page, 2,
			  plain_format(app->frame, "On the map here, too, for the way on or for others:%s.", marks));
}

/* All that is said at a stop but its question, which may stand apart. */
static void write_stop(struct app *app, const struct page *page, bool with_question)
{
	const struct walking *walking = &app->walking;
	room_write_at(page, app->opened->journal, app->opened->pathway, walking_step(walking));
	for (enum walk_part part = 0; part < WALK_PARTS; part++)
		if (is_said(app, part) && (part != WALK_QUESTION || with_question))
			walk_write_part(page, app->opened->analysis, walking->walked, walking->stop, part);
	if (!app->flags_hidden)
		write_marks_not_said(app, page);
	else
		page_text(page, 2, walk_say_it_first);
}

static void write_looked_at(struct app *app, const struct page *page)
{
	walk_write_place(page, app->opened->analysis, app->walking.looking, !app->flags_hidden);
	room_write_at(page, app->opened->journal, app->opened->pathway, app->walking.looking);
}

/* Whether what is said is said of a stop of a walk, with all its parts. */
static bool tells_stop(const struct walking *walking)
{
	return stop_of(walking) && !(walking->by_hand && walking->walker.place == WALKER_AT_BRANCH);
}

static struct lines *lines_of_stop(struct app *app, uint32_t columns, bool with_question)
{
	const struct walking *walking = &app->walking;
	struct lines *lines = app_lines(app, columns);
	if (walking->looking != NONE)
		write_looked_at(app, &lines->page);
	else if (walking_at_end(walking))
		walk_write_end(&lines->page, app->opened->analysis, walking->walked);
	else if (tells_stop(walking))
		write_stop(app, &lines->page, with_question);
	else
		write_question_at_branch(app, &lines->page);
	return lines;
}

static struct lines *lines_of_question(struct app *app, uint32_t columns)
{
	const struct walking *walking = &app->walking;
	struct lines *lines = app_lines(app, columns);
	lines->look = LOOK_STRONG; /* set off from text that goes on behind it */
	if (tells_stop(walking) && is_said(app, WALK_QUESTION))
		walk_write_part(&lines->page, app->opened->analysis, walking->walked, walking->stop, WALK_QUESTION);
	return lines;
}

static struct lines *lines_of_ways(struct app *app, uint32_t columns)
{
	struct lines *lines = app_lines(app, columns);
	if (app->walking.looking == NONE)
		write_ways(app, &lines->page);
	return lines;
}

static void draw_heading(struct app *app, struct area area)
{
	const struct walking *walking = &app->walking;
	uint32_t step = walking_step(walking);
	if (step == NONE || (walking_at_end(walking) && walking->looking == NONE))
		return;
	const struct pathway *pathway = app->opened->pathway;
	uint32_t column = area_text(area, 1, 0, LOOK_STRONG, pathway->steps[step].name);
	const struct walked_stop *stop = stop_of(walking);
	const char *beside = stop ? walk_beside(pathway, walking->walked, walking->stop) : "";
	if (*beside)
		area_text(area, column, 0, LOOK_STRONG, plain_format(app->frame, "   (%s)", beside));
}

/* At the bottom of the area, where so many rows are left above them; false:
 * nothing was drawn. */
static bool draw_below(struct lines *lines, struct area *area, uint32_t least_above)
{
	uint32_t count = lines_count(lines);
	if (count + least_above > area->rows)
		return false;
	lines_draw(lines, area_take_bottom(area, count), 0);
	return true;
}

/* The ways on and the question for the room stand below the text, so that they
 * are seen however long it is; where it would have no room above them they are
 * read with it. */
static void draw_text(struct app *app, struct area area)
{
	draw_heading(app, area_take_top(&area, 1));
	bool ways_below = draw_below(lines_of_ways(app, area.columns), &area, LEAST_TEXT);
	bool question_below = draw_below(lines_of_question(app, area.columns), &area, LEAST_TEXT);
	struct lines *lines = lines_of_stop(app, area.columns, !question_below);
	if (!ways_below)
		write_ways(app, &lines->page);
	app_draw_text(app, lines, area);
}

/* ------------------------------------------------ the key to the numbers */

enum { KEY_COLUMNS = 32 };

/* Steps by number, then outcomes by letter. */
static uint32_t key_entries(const struct app *app)
{
	return app->opened->pathway->step_count + app->opened->pathway->outcome_count;
}

static uint32_t key_columns(uint32_t columns)
{
	return columns / KEY_COLUMNS ? columns / KEY_COLUMNS : 1;
}

static uint32_t key_rows_needed(const struct app *app, uint32_t columns)
{
	return (key_entries(app) + key_columns(columns) - 1) / key_columns(columns);
}

/* Steps by the number that stands for them on the map. */
struct numbered {
	const uint32_t *numbers; /* of the steps */
	uint32_t *steps;         /* in the order of their numbers */
};

static struct numbered number_steps(struct app *app)
{
	uint32_t count = app->opened->pathway->step_count, most = count, steps = 0;
	struct numbered numbered = {numbers_of(app), ARENA_ARRAY(app->frame, uint32_t, count)};
	for (uint32_t i = 0; i < count; i++)
		most = numbered.numbers[i] > most ? numbered.numbers[i] : most;
	uint32_t *step_of = ARENA_ARRAY(app->frame, uint32_t, most + 1);
	for (uint32_t i = 0; i < count; i++)
		step_of[numbered.numbers[i]] = i + 1;
	for (uint32_t i = 1; i <= most; i++)
		if (step_of[i] > 0)
			numbered.steps[steps++] = step_of[i] - 1;
	return numbered;
}

static void draw_key_entry(struct app *app, struct area room, const struct numbered *numbered, uint32_t entry)
{
	const struct pathway *pathway = app->opened->pathway;
	char letters[MAP_LETTERS_ROOM];
	if (entry >= pathway->step_count) {
		entry -= pathway->step_count;
		area_text(room, 0, 0, LOOK_STRONG,
			  plain_format(app->frame, "%5s %s", map_letters(entry, letters), pathway->outcomes[entry]));
		return;
	}
	const struct map_view view = {NULL, &app->walking, app->flags_hidden, true};
	uint32_t step = numbered->steps[entry];
	enum look look = step == walking_step(&app->walking) ? LOOK_FOCUS
			 : app->walking.passed[step]         ? LOOK_PASSED
							     : LOOK_PLAIN;
	const char *mark = map_view_mark(&view, step, app->canvas.ascii);
	area_text(room, 0, 0, look,
		  plain_format(app->frame, "%s %3u %s", mark, numbered->numbers[step], pathway->steps[step].name));
}

/* In columns, as many rows as there is room for from where it was scrolled to. */
static void draw_key(struct app *app, struct area area)
{
	uint32_t columns = key_columns(area.columns), rows = key_rows_needed(app, area.columns);
	app->scroll_most = rows > area.rows ? rows - area.rows : 0;
	app->scroll_page = area.rows + 2; /* of which app_scroll() leaves two */
	app->scroll = app->scroll > app->scroll_most ? app->scroll_most : app->scroll;
	const struct numbered numbered = number_steps(app);
	for (uint32_t row = 0; row < area.rows && app->scroll + row < rows; row++)
		for (uint32_t column = 0; column < columns; column++) {
			uint32_t entry = column * rows + app->scroll + row;
			struct area room = area_part(area, 1 + column * KEY_COLUMNS, row, KEY_COLUMNS - 1, 1);
			if (entry < key_entries(app))
				draw_key_entry(app, room, &numbered, entry);
		}
}

/* ---------------------------------------------------------- all of it */

static void draw_rule(struct area area)
{
	area_fill(area, 0, LOOK_FAINT, area.canvas->ascii ? "-" : "─");
}

static void draw_map(struct app *app, struct area area)
{
	struct map_view view = map_view_of(app);
	struct area window = map_view_window(&view, area);
	app->map_area = area;
	app->corner = app->corner_moved ? map_view_move(&view, window, app->corner, 0, 0)
					: map_view_follow(&view, window, app->corner);
	map_view_draw(&view, app->frame, area, app->corner);
}

/* In the line between map and key, so that it is read however long the key is. */
static void draw_where(struct app *app, struct area area)
{
	uint32_t step = walking_step(&app->walking);
	draw_rule(area);
	if (step == NONE)
		return;
	const struct pathway *pathway = app->opened->pathway;
	struct map_view view = map_view_of(app);
	area_text(area, 1, 0, LOOK_STRONG,
		  plain_format(app->frame, " %s %u %s, %s ", map_view_mark(&view, step, app->canvas.ascii),
			       numbers_of(app)[step], pathway->steps[step].name,
			       pathway->teams[pathway->steps[step].team].name));
}

/* In the line under the map: of how many teams the lanes are out of sight, and
 * the key that brings them. */
static void draw_beyond(struct app *app, struct area line)
{
	struct map_view view = map_view_of(app);
	struct map_beyond beyond = map_view_beyond(&view, map_view_window(&view, app->map_area), app->corner);
	bool ascii = app->canvas.ascii;
	uint32_t column = 1;
	if (beyond.above > 0)
		column = area_text(line, column, 0, LOOK_KEY,
				   plain_format(app->frame, " %s %s: PgUp ", ascii ? "^" : "↑",
						counted(app->frame, beyond.above, "team", "teams")));
	if (beyond.below > 0)
		area_text(line, column, 0, LOOK_KEY,
			  plain_format(app->frame, " %s %s: PgDn ", ascii ? "v" : "↓",
				       counted(app->frame, beyond.below, "team", "teams")));
}

/* The ways that are asked for by their numbers; none where nobody is asked. */
static struct lines *lines_asked(struct app *app, uint32_t columns)
{
	struct lines *lines = app_lines(app, columns);
	if (app->walking.by_hand && app->walking.looking == NONE && walking_ways(&app->walking) > 1)
		write_ways(app, &lines->page);
	(void)lines_count(lines);
	return lines;
}

/* The map takes the rows that it needs; the key to its numbers what is left,
 * but a few rows in any case, and the ways at a fork stand above it. */
static void draw_by_numbers(struct app *app, struct area area)
{
	struct lines *asked = lines_asked(app, area.columns);
	uint32_t half = area.rows / 2, ways = lines_count(asked) < half ? lines_count(asked) : half;
	uint32_t below = KEY_ROWS + 1 + ways, most = area.rows > below ? area.rows - below : area.rows;
	uint32_t needed = map_view_of(app).map->rows;
	struct area map_area = area_take_top(&area, needed < most ? needed : most);
	struct area line = area_take_top(&area, 1);
	draw_where(app, line);
	lines_draw(asked, area_take_top(&area, ways), 0);
	draw_key(app, area);
	app_draw_more(app, line, WISH_PAGE_DOWN);
	draw_map(app, map_area); /* last: the cursor stands on the map */
}

static void draw_by_names(struct app *app, struct area area)
{
	bool bar = has_bar(area);
	struct lines *counter = counter_lines(app, area.columns);
	uint32_t counters = counter_rows(counter, area) + bar;
	uint32_t text = area.rows * TEXT_SHARE / 20;
	text = text > TEXT_MOST ? TEXT_MOST : text;
	uint32_t map = area.rows - text - counters - 2;
	uint32_t needed = map_view_of(app).map->rows;
	if (needed < map)
		map = needed;
	struct area map_area = area_take_top(&area, map), edge = area_take_top(&area, 1);
	draw_rule(edge);
	draw_counters(app, counter, area_take_top(&area, counters), bar);
	struct area line = area_take_top(&area, 1);
	draw_rule(line);
	draw_text(app, area);
	app_draw_more(app, line, WISH_DOWN);
	draw_map(app, map_area); /* last: the cursor stands on the map */
	draw_beyond(app, edge);
}

static void draw(struct app *app, struct area area)
{
	if (shows_numbers(app))
		draw_by_numbers(app, area);
	else
		draw_by_names(app, area);
}

/* ------------------------------------------------------------ requests */

static bool moved(struct app *app, bool done, const char *says)
{
	app->scroll = 0;
	app->corner_moved = false;
	if (!done)
		app_say(app, "%s", says);
	return true;
}

static bool on(struct app *app)
{
	if (app->walking.looking != NONE)
		return moved(app, walking_return(&app->walking), "");
	bool went = walking_on(&app->walking);
	if (!went && !walking_at_end(&app->walking)) {
		app_say(app, "Which way? Choose 1 to %u.", walking_ways(&app->walking));
		return true;
	}
	return moved(app, went, "This is the end. Home goes back to the start, j to another journey.");
}

static bool back(struct app *app)
{
	if (app->walking.looking != NONE)
		return moved(app, walking_return(&app->walking), "");
	return moved(app, walking_back(&app->walking), "This is where it starts.");
}

static bool choose(struct app *app, uint32_t number)
{
	if (app->walking.looking != NONE)
		walking_return(&app->walking);
	uint32_t ways = walking_ways(&app->walking);
	if (number <= ways && (ways > 1 || app->walking.by_hand))
		return moved(app, walking_take(&app->walking, number - 1), "");
	if (ways > 1)
		app_say(app, "The ways from here are 1 to %u.", ways);
	else
		app_say(app, "There is only one way from here: the right arrow goes on.");
	return true;
}

static bool zoom(struct app *app)
{
	app->corner_moved = false;
	app->scroll = 0;
	if (app->zoom == ZOOM_MAP) {
		app->zoom = ZOOM_WHOLE;
	} else {
		app->zoom = ZOOM_MAP;
		app_push(app, &step_view);
	}
	return true;
}

static bool hide_flags(struct app *app)
{
	if (shows_numbers(app))
		app_say(app, "Beside the numbers there is no room for flags: z shows this step in large, with them.");
	else
		app->flags_hidden = !app->flags_hidden;
	return true;
}

static bool move_map(struct app *app, int columns, int rows)
{
	struct map_view view = map_view_of(app);
	struct area window = map_view_window(&view, app->map_area);
	app->corner = map_view_leaf(&view, window, app->corner, columns, rows);
	return app->corner_moved = true;
}

/* The key to the numbers where it is longer than its place, else the map. */
static bool leaf(struct app *app, int by)
{
	if (!shows_numbers(app) || app->scroll_most == 0)
		return move_map(app, 0, by);
	return app_scroll(app, by < 0 ? WISH_PAGE_UP : WISH_PAGE_DOWN, 0);
}

/* From a step that is looked at back to where the walk was, on the list that one
 * came from; where no walk had begun, there is none. */
static bool close(struct app *app)
{
	bool began = app->walking.visiting && app->walks_to_look;
	bool looked = walking_return(&app->walking) && moved(app, true, "");
	if (app_came_from_list(app)) {
		app_back_to_list(app);
		looked = true;
	}
	if (began) {
		app->walks = false;
		app_drop(app, &walk_view);
	}
	return looked;
}

static bool act_on_walk(struct app *app, enum wish wish, uint32_t number)
{
	switch (wish) {
	case WISH_ON:
	case WISH_OPEN:
		return on(app);
	case WISH_BACK:
		return back(app);
	case WISH_FIRST:
		walking_first(&app->walking);
		return moved(app, true, NULL);
	case WISH_LAST:
		walking_last(&app->walking);
		return moved(app, true, NULL);
	case WISH_CHOOSE:
		return choose(app, number);
	case WISH_FLAGS:
		return hide_flags(app);
	case WISH_ZOOM:
		return zoom(app);
	case WISH_MAP_LEFT:
		return move_map(app, -1, 0);
	case WISH_MAP_RIGHT:
		return move_map(app, 1, 0);
	case WISH_MAP_UP:
		return leaf(app, -1);
	case WISH_MAP_DOWN:
		return leaf(app, 1);
	case WISH_CLOSE:
		return close(app);
	default:
		return app_scroll(app, wish, number);
	}
}

static const char *left_at(struct app *app)
{
	const struct walked_journey *walked = app->walking.walked;
	uint32_t stop = app->walking.left_at;
	return !walked || stop >= walked->stop_count ? "at the end" : plain_format(app->frame, "at step %u", stop + 1);
}

/* Whoever walks on from a step that was only looked at is told where the walk was. */
static bool act(struct app *app, enum wish wish, uint32_t number)
{
	const char *was = app->walking.visiting && !app->walks_to_look ? left_at(app) : NULL;
	bool done = act_on_walk(app, wish, number);
	if (app->walking.visiting || wish == WISH_CLOSE)
		return done;
	if (was && app->walking.stop != app->walking.left_at)
		app_say(app, "The walk goes on from here; it was %s.", was);
	app->walks_to_look = false;
	return done;
}

static void press(struct app *app, uint32_t column, uint32_t row)
{
	struct map_view view = map_view_of(app);
	struct area window = map_view_window(&view, app->map_area);
	uint32_t step = map_view_step_at(&view, app->frame, window, app->corner, column, row);
	if (step == NONE)
		return;
	walking_go_to(&app->walking, step);
	app->scroll = 0;
	app->corner_moved = true; /* what was pressed stays under the mouse */
}

const struct view walk_view = {AT_WALK, title, draw, act, NULL, press};
