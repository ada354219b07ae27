#include "carepath/plain.h"
#include "ui/app.h"
#include "ui/wishes.h"

/* The pathways at hand. */

static void write_row(void *subject, const struct page *page, uint32_t row)
{
	struct app *app = subject;
	at_hand_write_row(page, &app->at_hand.list.at[row], row, "Enter");
}

static const char *title(struct app *app)
{
	(void)app;
	return "which pathway?";
}

static void draw_nothing(struct app *app, struct area area)
{
	struct lines *lines = app_lines(app, area.columns);
	page_heading(&lines->page, "There are no pathways in this folder.");
	page_text(&lines->page, 1, "Leave with q, and begin one with: carepath new my-pathway.yaml");
	(void)lines_count(lines);
	lines_draw(lines, area, 0);
}

static void draw(struct app *app, struct area area)
{
	app->menus[MENU_LIST].count = app->at_hand.list.count;
	(void)area_take_top(&area, 1);
	if (app->menus[MENU_LIST].count > 0)
		menu_draw(&app->menus[MENU_LIST], app->frame, area, write_row, app);
	else
		draw_nothing(app, area);
}

static bool open(struct app *app)
{
	if (app->menus[MENU_LIST].count > 0 && !wishes_warn_of_changes(app, "opens another pathway"))
		reading_open(app, app->at_hand.list.at[app->menus[MENU_LIST].chosen].path);
	return true;
}

static bool act(struct app *app, enum wish wish, uint32_t number)
{
	if (wish == WISH_CHOOSE && menu_act(&app->menus[MENU_LIST], wish, number))
		return open(app);
	if (wish == WISH_REREAD) {
		reading_find_pathways(app);
		return true;
	}
	return wish == WISH_OPEN ? open(app) : menu_act(&app->menus[MENU_LIST], wish, number);
}

static void press(struct app *app, uint32_t column, uint32_t row)
{
	if (menu_press(&app->menus[MENU_LIST], column, row))
		open(app);
}

const struct view list_view = {AT_LIST, title, draw, act, NULL, press};
