#include "carepath/plain.h"
#include "ui/app.h"
#include "ui/wishes.h"

#include <math.h>

/* The pathways at hand. */

static const char *gap_of(const struct page *page)
{
	return page->writer->ascii ? ", " : " · ";
}

static const char *what_is_in_it(const struct page *page, const struct pathway_at_hand *at_hand)
{
	struct arena *arena = page->arena;
	if (at_hand->errors)
		return plain_format(arena, "cannot be walked yet: %s. Enter shows all.",
				    at_hand->why ? at_hand->why : "it has errors");
	if (!at_hand->name)
		return "a large file";
	const char *gap = gap_of(page);
	char room[PLAIN_ROOM];
	const char *says = plain_format(arena, "%s%s%s hand-offs", counted(arena, at_hand->steps, "step", "steps"), gap,
					plain_number(at_hand->handoffs, room));
	if (isnan(at_hand->days))
		return says;
	return plain_format(arena, "%s%s%s from start to end", says, gap,
			    counted(arena, said_roughly(at_hand->days), "day", "days"));
}

void list_write_row(const struct page *page, const struct pathway_at_hand *at_hand, uint32_t row)
{
	const char *name = at_hand->name ? at_hand->name : at_hand->path;
	page_item(page, plain_format(page->arena, "%u", row + 1),
		  at_hand->place ? plain_format(page->arena, "%s, %s", name, at_hand->place) : name);
	page_faint(page, 6,
		   plain_format(page->arena, "%s%s%s", what_is_in_it(page, at_hand), gap_of(page), at_hand->path));
}

static void write_row(void *subject, const struct page *page, uint32_t row)
{
	struct app *app = subject;
	list_write_row(page, &app->at_hand.list.at[row], row);
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
