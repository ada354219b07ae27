#include "carepath/plain.h"
#include "ui/app.h"

/* What is wrong with a file, in full. */

static const char *title(struct app *app)
{
	return plain_format(app->frame, "%s cannot be %s yet", app->broken->path,
			    app->broken_to_compare ? "compared" : "walked");
}

static void draw(struct app *app, struct area area)
{
	struct lines *lines = app_lines(app, area.columns);
	struct document *document = app->broken->document;
	page_text(&lines->page, 1,
		  "This file has to be mended first. Change it where it says, then press r to read it again.");
	if (app->broken_to_compare)
		page_text(&lines->page, 1, "The pathway that you compare with it is as it was: Esc goes back to it.");
	else if (app->view_count > 1 && app->views[app->view_count - 2] != &list_view)
		page_text(&lines->page, 1, "What you walked before is still there: Esc goes back to it.");
	page_blank(&lines->page);
	diagnostics_print(&document->diagnostics, &document->source, &lines->writer);
	lines_fold(lines);
	app_draw_read(app, lines, area);
	area_cursor(area, 0, 0);
}

static bool act(struct app *app, enum wish wish, uint32_t number)
{
	if (wish != WISH_CLOSE)
		return app_scroll(app, wish, number);
	if (app->view_count > 1)
		return false;
	reading_find_pathways(app);
	app_push(app, &list_view);
	return true;
}

const struct view trouble_view = {AT_TROUBLE, title, draw, act, NULL, NULL};
