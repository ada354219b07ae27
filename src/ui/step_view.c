#include "carepath/plain.h"
#include "carepath/text.h"
#include "export/walk_words.h"
#include "ui/app.h"

#include <string.h>

/* One step in large: its name with a blank between the letters, all that is said
 * of it, and the ways on: beside that where the screen is wide, else below. */

enum {
	COLUMNS_FOR_TWO = 150, /* from so many columns on the ways stand beside the text */
	MARGIN = 4,
	WAYS_PART = 2, /* the ways take at most one in so many rows below the text */
};

static const char *title(struct app *app)
{
	(void)app;
	return "this step in large";
}

static bool stands_here(const struct walking *walking)
{
	return walking->looking == NONE && walking->walked && !walking_at_end(walking);
}

static void write_parts(struct app *app, struct lines *lines, bool spaced)
{
	static const enum walk_part order[] = {WALK_COUNTERS, WALK_WHERE,  WALK_ARRIVAL, WALK_FLAGS,
					       WALK_QUESTION, WALK_VOICES, WALK_BLOCK};
	const struct walking *walking = &app->walking;
	for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
		uint32_t before = lines_count(lines);
		if (app->flags_hidden && (order[i] == WALK_FLAGS || order[i] == WALK_QUESTION))
			continue;
		walk_write_part(&lines->page, app->opened->analysis, walking->walked, walking->stop, order[i]);
		if (spaced && lines_count(lines) > before)
			page_blank(&lines->page);
	}
	if (app->flags_hidden)
		page_text(&lines->page, 2, walk_say_it_first);
}

/* How the step is told. */
struct telling {
	bool spaced;    /* with a line between the parts */
	bool with_ways; /* and the ways on behind them */
};

static struct lines *lines_of_step(struct app *app, uint32_t columns, struct telling how)
{
	struct lines *lines = app_lines(app, columns);
	uint32_t step = walking_step(&app->walking);
	if (stands_here(&app->walking))
		write_parts(app, lines, how.spaced);
	else
		walk_write_place(&lines->page, app->opened->analysis, step, !app->flags_hidden);
	if (how.with_ways)
		walk_write_ways_on(&lines->page, app->opened->analysis, step, !app->flags_hidden);
	return lines;
}

/* A name with a blank between its letters stands out from five metres; as it
 * is where there is no room for that. */
static const char *spread(struct arena *arena, const char *name, uint32_t columns)
{
	size_t length = strlen(name), width;
	const char *spread = "";
	if (2 * text_width(name, length) > columns)
		return name;
	for (size_t at = 0; at < length;) {
		size_t taken = text_cluster(name + at, length - at, &width);
		spread = plain_format(arena, "%s%.*s ", spread, (int)taken, name + at);
		at += taken;
	}
	return spread;
}

static void draw_name(struct app *app, struct area area, const char *name)
{
	const char *large = spread(app->frame, name, area.columns - 2);
	uint32_t end = area_text(area, 1, 1, LOOK_STRONG, large);
	for (uint32_t column = 1; column < end; column++)
		area_text(area, column, 2, LOOK_STRONG, app->canvas.ascii ? "=" : "━");
}

static struct lines *lines_of_ways(struct app *app, uint32_t step, uint32_t columns)
{
	struct lines *lines = app_lines(app, columns);
	walk_write_ways_on(&lines->page, app->opened->analysis, step, !app->flags_hidden);
	return lines;
}

/* The ways on stand for themselves where there is room for all of them, else
 * they are read with the text. */
static void draw_step(struct app *app, struct area area, uint32_t step)
{
	struct area ways = area;
	bool beside = area.columns >= COLUMNS_FOR_TWO;
	if (beside) {
		ways = area_part(area, area.columns / 2 + MARGIN, 0, area.columns, area.rows);
		area.columns /= 2;
	}
	struct lines *on = lines_of_ways(app, step, ways.columns);
	struct telling how = {true, lines_count(on) > (beside ? area.rows : area.rows / WAYS_PART)};
	if (!beside)
		ways = area_take_bottom(&area, how.with_ways ? 0 : lines_count(on));
	if (!how.with_ways)
		lines_draw(on, ways, 0);
	struct lines *lines = lines_of_step(app, area.columns, how);
	if (lines_count(lines) > area.rows) {
		how.spaced = false;
		lines = lines_of_step(app, area.columns, how);
	}
	app_draw_read(app, lines, area);
}

static void draw(struct app *app, struct area area)
{
	uint32_t step = walking_step(&app->walking), margin = area.columns > COLUMNS_FOR_TWO ? MARGIN : 0;
	struct area inner = area_part(area, margin, 0, area.columns - 2 * margin, area.rows);
	area_cursor(inner, 1, 1);
	if (step == NONE) {
		area_text(inner, 1, 1, LOOK_PLAIN, "The walk has not begun.");
		return;
	}
	draw_name(app, area_take_top(&inner, inner.rows > 30 ? 4 : 3), app->opened->pathway->steps[step].name);
	draw_step(app, inner, step);
}

static bool act(struct app *app, enum wish wish, uint32_t number)
{
	switch (wish) {
	case WISH_ZOOM:
		app_pop(app);
		return true;
	case WISH_FLAGS:
		app->flags_hidden = !app->flags_hidden;
		app->scroll = 0;
		return true;
	default:
		return app_scroll(app, wish, number);
	}
}

const struct view step_view = {AT_STEP, title, draw, act, NULL, NULL};
