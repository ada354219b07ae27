#include "ui/app.h"

/* Another pathway to compare with. */

static void write_row(void *subject, const struct page *page, uint32_t row)
{
	struct app *app = subject;
	at_hand_write_row(page, &app->comparing.list.list.at[row], row, "Enter");
}

static const char *title(struct app *app)
{
	(void)app;
	return "compare with which pathway?";
}

static void draw(struct app *app, struct area area)
{
	(void)area_take_top(&area, 1);
	menu_draw(&app->menus[MENU_OTHERS], app->frame, area, write_row, app);
}

static bool open(struct app *app)
{
	reading_compare(app, app->comparing.list.list.at[app->menus[MENU_OTHERS].chosen].path);
	return true;
}

static bool act(struct app *app, enum wish wish, uint32_t number)
{
	if (wish == WISH_CHOOSE && menu_act(&app->menus[MENU_OTHERS], wish, number))
		return open(app);
	return wish == WISH_OPEN ? open(app) : menu_act(&app->menus[MENU_OTHERS], wish, number);
}

static void press(struct app *app, uint32_t column, uint32_t row)
{
	if (menu_press(&app->menus[MENU_OTHERS], column, row))
		open(app);
}

const struct view others_view = {AT_OTHERS, title, draw, act, NULL, press};
