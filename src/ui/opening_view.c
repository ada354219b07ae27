#include "carepath/plain.h"
#include "ui/app.h"

#include <string.h>

/* What the room should know before the first step, and whose journey to walk. */

/* The choices, in this order: the journeys, the likeliest way, our own way, and
 * where one is on, the walk that was begun. */
static uint32_t choice_count(const struct app *app)
{
	return app->opened->pathway->journey_count + 2 + app->walks;
}

static void write_choice(void *subject, const struct page *page, uint32_t row)
{
	struct app *app = subject;
	const struct pathway *pathway = app->opened->pathway;
	const char *says = "the likeliest way";
	if (row < pathway->journey_count)
		says = pathway->journeys[row].name;
	else if (row == pathway->journey_count + 1)
		says = "we choose at each fork";
	else if (row > pathway->journey_count)
		says = "go on where we were";
	page_item(page, plain_format(page->arena, "%u", row + 1), says);
}

static struct lines *opening_lines(struct app *app, uint32_t columns)
{
	struct lines *lines = app_lines(app, columns);
	const struct analysis *analysis = app->opened->analysis;
	const char *numbers = opening_numbers(app->frame, analysis), *shares = opening_shares(app->frame, analysis);
	if (*numbers)
		page_text(&lines->page, 1, numbers);
	if (*shares)
		page_text(&lines->page, 1, shares);
	opening_write_short_list(&lines->page, analysis);
	return lines;
}

static void draw(struct app *app, struct area area)
{
	app->menus[MENU_OPENINGS].count = choice_count(app);
	uint32_t choices = app->menus[MENU_OPENINGS].count, most = area.rows / 3;
	struct area bottom = area_take_bottom(&area, 1 + (choices > most ? most : choices));
	struct area heading = area_take_top(&bottom, 1);
	area_text(heading, 1, 0, LOOK_STRONG, "Whose journey shall we walk?");
	app_draw_text(app, opening_lines(app, area.columns), area);
	app_draw_more(app, heading, WISH_PAGE_DOWN);
	menu_draw(&app->menus[MENU_OPENINGS], app->frame, bottom, write_choice, app);
}

static bool begin(struct app *app)
{
	app_walk(app, app->menus[MENU_OPENINGS].chosen);
	return true;
}

static bool act(struct app *app, enum wish wish, uint32_t number)
{
	switch (wish) {
	case WISH_CHOOSE:
		if (!menu_act(&app->menus[MENU_OPENINGS], wish, number)) {
			app_say(app, "The choices are 1 to %u.", app->menus[MENU_OPENINGS].count);
			return true;
		}
		return begin(app);
	case WISH_OPEN:
		return begin(app);
	case WISH_UP:
	case WISH_DOWN:
		return menu_act(&app->menus[MENU_OPENINGS], wish, number);
	default:
		return app_scroll(app, wish, number);
	}
}

static void press(struct app *app, uint32_t column, uint32_t row)
{
	if (menu_press(&app->menus[MENU_OPENINGS], column, row))
		begin(app);
}

const struct view opening_view = {AT_OPENING, NULL, draw, act, NULL, press};
