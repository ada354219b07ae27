#include "carepath/plain.h"
#include "export/page_parts.h"
#include "ui/app.h"

/* Whose journeys there are, and what each came to. */

static void write_row(void *subject, const struct page *page, uint32_t row)
{
	struct app *app = subject;
	const struct pathway *pathway = app->opened->pathway;
	const char *number = plain_format(page->arena, "%u", row + 1);
	if (row == pathway->journey_count) {
		page_item(page, number, "The likeliest way");
		page_faint(page, 6, "At each fork the way that most people take.");
		return;
	}
	if (row > pathway->journey_count) {
		page_item(page, number, "Our own way");
		page_faint(page, 6, "We choose at each fork.");
		return;
	}
	const struct journey *journey = &pathway->journeys[row];
	page_item(page, number, journey->name);
	if (journey->about)
		page_text(page, 6, journey->about);
	page_text(page, 6,
		  journey_in_words(page->arena, app->opened->analysis, &app->opened->analysis->journeys[row].figures));
}

static const char *title(struct app *app)
{
	(void)app;
	return "journeys";
}

static void draw(struct app *app, struct area area)
{
	app->menus[MENU_JOURNEYS].count = app->opened->pathway->journey_count + 2;
	menu_draw(&app->menus[MENU_JOURNEYS], app->frame, area, write_row, app);
}

static bool open(struct app *app)
{
	app_walk(app, app->menus[MENU_JOURNEYS].chosen);
	return true;
}

static bool act(struct app *app, enum wish wish, uint32_t number)
{
	if (wish == WISH_CHOOSE && menu_act(&app->menus[MENU_JOURNEYS], wish, number))
		return open(app);
	return wish == WISH_OPEN ? open(app) : menu_act(&app->menus[MENU_JOURNEYS], wish, number);
}

static void press(struct app *app, uint32_t column, uint32_t row)
{
	if (menu_press(&app->menus[MENU_JOURNEYS], column, row))
		open(app);
}

const struct view journeys_view = {AT_JOURNEYS, title, draw, act, NULL, press};
