#include "carepath/plain.h"
#include "carepath/text.h"
#include "export/found.h"
#include "ui/app.h"

#include <string.h>

/* Finds a step by its name, by its team, or by a word that it asks or does. */

struct found_rows {
	struct app *app;
	struct found_steps found;
};

static struct found_steps search(struct app *app)
{
	return steps_found(app->frame, app->opened->pathway, app->sought);
}

static void write_row(void *subject, const struct page *page, uint32_t row)
{
	const struct found_rows *rows = subject;
	const struct found_step *found = &rows->found.list.at[row];
	const char *name = rows->app->opened->pathway->steps[found->step].name;
	page_item(page, " ", plain_format(page->arena, "%s (%s)", name, found->why));
}

static const char *title(struct app *app)
{
	(void)app;
	return "find a step, a team or a word";
}

static void draw(struct app *app, struct area area)
{
	struct found_rows rows = {app, search(app)};
	struct area prompt = area_take_top(&area, 1);
	(void)area_take_top(&area, 1);
	uint32_t column = area_text(prompt, 1, 0, LOOK_KEY, "find: ");
	column = area_text(prompt, column, 0, LOOK_STRONG, app->sought);
	app->menus[MENU_FOUND].count = rows.found.list.count;
	if (app->menus[MENU_FOUND].count > 0)
		menu_draw(&app->menus[MENU_FOUND], app->frame, area, write_row, &rows);
	else
		area_text(area, 3, 0, LOOK_PLAIN, "Nothing has this in its name.");
	area_cursor(prompt, column, 0);
}

static bool open(struct app *app)
{
	struct found_steps found = search(app);
	if (found.list.count == 0)
		return true;
	app_go_to(app, found.list.at[app->menus[MENU_FOUND].chosen].step);
	return true;
}

static bool act(struct app *app, enum wish wish, uint32_t number)
{
	return wish == WISH_OPEN ? open(app) : menu_act(&app->menus[MENU_FOUND], wish, number);
}

static void take_last_away(char *text)
{
	size_t length = strlen(text);
	while (length > 0 && ((unsigned char)text[--length] & 0xC0) == 0x80)
		continue;
	text[length] = '\0';
}

static bool add_point(char *text, int32_t point)
{
	char bytes[8];
	size_t length = strlen(text), count = text_encode(point, bytes);
	if (length + count >= FOUND_ROOM || text_point_fault(point) != TEXT_FINE)
		return false;
	memcpy(text + length, bytes, count);
	text[length + count] = '\0';
	return true;
}

static bool type(struct app *app, int32_t key)
{
	if (key == KEY_IS_BACKSPACE)
		take_last_away(app->sought);
	else if (key < ' ' || key >= KEYS_FIRST || !add_point(app->sought, key))
		return false;
	app->menus[MENU_FOUND].chosen = 0;
	return true;
}

static void press(struct app *app, uint32_t column, uint32_t row)
{
	if (menu_press(&app->menus[MENU_FOUND], column, row))
		open(app);
}

const struct view find_view = {AT_FIND, title, draw, act, type, press};
