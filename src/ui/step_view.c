#include "carepath/plain.h"
#include "ui/app.h"

/* One step in large: all that is known of it, on the whole screen. */

static const char *title(struct app *app)
{
	(void)app;
	return "this step in large";
}

static void write_here(struct app *app, const struct page *page)
{
	const struct walking *walking = &app->walking;
	bool stands = walking->looking == NONE && walking->walked && !walking_at_end(walking);
	if (!stands) {
		walk_write_place(page, app->opened->analysis, walking_step(walking), true);
		return;
	}
	for (enum walk_part part = 0; part < WALK_PARTS; part++) {
		walk_write_part(page, app->opened->analysis, walking->walked, walking->stop, part);
		page_blank(page);
	}
}

/* A name with a blank between its letters stands out from five metres. */
static void write_name(struct app *app, const struct page *page, const char *name)
{
	page_heading(page, name);
	page_text(page, 1, app->canvas.ascii ? "===" : "━━━");
}

static void draw(struct app *app, struct area area)
{
	uint32_t step = walking_step(&app->walking), margin = area.columns > 110 ? (area.columns - 100) / 2 : 0;
	struct area inner = area_part(area, margin, 0, area.columns - 2 * margin, area.rows);
	struct lines *lines = app_lines(app, inner.columns);
	if (step == NONE) {
		page_text(&lines->page, 1, "The walk has not begun.");
	} else {
		write_name(app, &lines->page, app->opened->pathway->steps[step].name);
		write_here(app, &lines->page);
	}
	app_draw_read(app, lines, inner);
	area_cursor(inner, 1, 1);
}

static bool act(struct app *app, enum wish wish, uint32_t number)
{
	(void)number;
	if (wish != WISH_ZOOM)
		return app_scroll(app, wish);
	app_pop(app);
	return true;
}

const struct view step_view = {AT_STEP, title, draw, act, NULL, NULL};
