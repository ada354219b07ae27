#include "export/page_parts.h"
#include "ui/app.h"

/* The goals, and all figures. */

static const char *title(struct app *app)
{
	(void)app;
	return "goals and figures";
}

static void draw(struct app *app, struct area area)
{
	struct lines *lines = app_lines(app, area.columns);
	const struct analysis *analysis = app->opened->analysis;
	page_goals(&lines->page, analysis);
	page_measures(&lines->page, analysis);
	page_how_sure(&lines->page, analysis);
	app_draw_read(app, lines, area);
	area_cursor(area, 0, 0);
}

const struct view goals_view = {AT_GOALS, title, draw, app_scroll, NULL, NULL};
