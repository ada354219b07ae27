#include "carepath/plain.h"
#include "ui/app.h"

/* What can be changed of the map where the walk stands. The last row is the
 * form of all that is known of the step. */

static uint32_t step_here(const struct app *app)
{
	return app->walks ? walking_step(&app->walking) : NONE;
}

/* NULL: the form. */
static const struct map_change *change_at(const struct app *app, uint32_t row)
{
	return map_change_at(app->opened->pathway, step_here(app), row);
}

static uint32_t row_count(const struct app *app)
{
	uint32_t count = 0;
	while (change_at(app, count))
		count++;
	return count + 1;
}

static void write_row(void *subject, const struct page *page, uint32_t row)
{
	struct app *app = subject;
	const struct map_change *change = change_at(app, row);
	if (!change) {
		page_item(page, "e", "All else that is known of this step and of its ways on, as a form");
		return;
	}
	const char *hindered = change->hindered ? change->hindered(app->opened->pathway, step_here(app)) : NULL;
	/* There are nine digits: what comes behind is gone to. */
	page_item(page, row < 9 ? plain_format(page->arena, "%u", row + 1) : "-", change->label);
	page_faint(page, 6, hindered ? hindered : change->about);
}

static const char *title(struct app *app)
{
	uint32_t step = step_here(app);
	return step == NONE ? "change the map"
			    : plain_format(app->frame, "change the map at: %s", app->opened->pathway->steps[step].name);
}

static void draw(struct app *app, struct area area)
{
	(void)area_take_top(&area, 1);
	if (step_here(app) == NONE) {
		area_text(area, 3, 0, LOOK_PLAIN, "The walk stands at no step now: go to one first.");
		area_cursor(area, 3, 0);
		return;
	}
	app->menus[MENU_CHANGES].count = row_count(app);
	menu_draw(&app->menus[MENU_CHANGES], app->frame, area, write_row, app);
}

/* From the form one comes back to the walk. */
static bool open_form(struct app *app)
{
	app_pop(app);
	edit_begin(app, step_here(app));
	return true;
}

static bool open(struct app *app)
{
	const struct map_change *change = change_at(app, app->menus[MENU_CHANGES].chosen);
	if (!change)
		return open_form(app);
	change_begin(app, change);
	return true;
}

static bool act(struct app *app, enum wish wish, uint32_t number)
{
	if (step_here(app) == NONE)
		return false;
	if (wish == WISH_EDIT)
		return open_form(app);
	if (wish == WISH_CHOOSE && menu_act(&app->menus[MENU_CHANGES], wish, number))
		return open(app);
	return wish == WISH_OPEN ? open(app) : menu_act(&app->menus[MENU_CHANGES], wish, number);
}

static void press(struct app *app, uint32_t column, uint32_t row)
{
	if (menu_press(&app->menus[MENU_CHANGES], column, row))
		open(app);
}

const struct view change_view = {AT_CHANGE, title, draw, act, NULL, press};
