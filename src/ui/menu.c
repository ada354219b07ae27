#include "ui/menu.h"

#include "carepath/plain.h"

enum { LEAST_FOR_MORE = 3 }; /* rows, of which one says that there are more */

void menu_start(struct menu *menu, uint32_t count)
{
	*menu = (struct menu){.count = count};
}

/* What one picture of a menu needs. */
struct picture {
	struct menu *menu;
	struct lines *lines;
	LIST(uint32_t) row_of_line;
	uint32_t first_line, end_line; /* of the chosen row */
};

static void write_row(struct picture *picture, uint32_t row,
		      void (*write)(void *subject, const struct page *page, uint32_t row), void *subject)
{
	uint32_t from = lines_count(picture->lines);
	write(subject, &picture->lines->page, row);
	uint32_t end = lines_count(picture->lines);
	while (picture->row_of_line.count < end)
		*list_add(picture->lines->arena, &picture->row_of_line) = row;
	if (row == picture->menu->chosen) {
		picture->first_line = from;
		picture->end_line = end;
	}
}

/* From the top row on, until the area is full. */
static struct picture write_rows(struct menu *menu, struct arena *arena, struct area area,
				 void (*write)(void *subject, const struct page *page, uint32_t row), void *subject)
{
	struct picture picture = {.menu = menu, .lines = lines_new(arena, area.columns, area.canvas->ascii)};
	menu->in_sight = 0;
	for (uint32_t row = menu->top; row < menu->count; row++) {
		write_row(&picture, row, write, subject);
		if (lines_count(picture.lines) > area.rows)
			break;
		menu->in_sight++;
		if (lines_count(picture.lines) == area.rows)
			break;
	}
	return picture;
}

/* The last page is full: where the rows end before the area does, as many as
 * there is room for come before them. */
static struct picture fill_up(struct menu *menu, struct arena *arena, struct area area, struct picture picture,
			      void (*write)(void *subject, const struct page *page, uint32_t row), void *subject)
{
	while (menu->top > 0 && menu->top + menu->in_sight == menu->count && lines_count(picture.lines) < area.rows) {
		uint32_t in_sight = menu->in_sight;
		menu->top--;
		struct picture fuller = write_rows(menu, arena, area, write, subject);
		if (menu->top + menu->in_sight < menu->count) {
			menu->top++;
			menu->in_sight = in_sight;
			break;
		}
		picture = fuller;
	}
	return picture;
}

static bool chosen_in_sight(const struct menu *menu)
{
	return menu->chosen < menu->top + (menu->in_sight ? menu->in_sight : 1);
}

/* From where the chosen row is in sight, and the area is full. */
static struct picture write_in_sight(struct menu *menu, struct arena *arena, struct area area,
				     void (*write)(void *subject, const struct page *page, uint32_t row), void *subject)
{
	if (menu->top > menu->chosen || menu->chosen - menu->top > area.rows)
		menu->top = menu->chosen;
	struct picture picture = write_rows(menu, arena, area, write, subject);
	while (!chosen_in_sight(menu)) {
		menu->top++;
		picture = write_rows(menu, arena, area, write, subject);
	}
	return fill_up(menu, arena, area, picture, write, subject);
}

/* How many lines are of rows that are there to the end; all of a row that has
 * no room for that. */
static uint32_t whole_lines(const struct menu *menu, const struct picture *picture)
{
	uint32_t lines = picture->row_of_line.count;
	while (menu->in_sight > 0 && lines > 0 && picture->row_of_line.at[lines - 1] >= menu->top + menu->in_sight)
		lines--;
	return lines;
}

static bool goes_on(const struct menu *menu)
{
	return menu->top > 0 || menu->top + menu->in_sight < menu->count;
}

/* How many rows there are above and below those in sight. */
static void draw_more(const struct menu *menu, struct arena *arena, struct area area)
{
	bool ascii = area.canvas->ascii;
	uint32_t below = menu->count - menu->top - menu->in_sight;
	const char *up = menu->top == 0 ? "" : plain_format(arena, " %s %u more ", ascii ? "^" : "↑", menu->top);
	const char *down = below == 0 ? "" : plain_format(arena, " %s %u more ", ascii ? "v" : "↓", below);
	area_text_right(area, 0, LOOK_KEY, plain_format(arena, "%s%s", up, down));
}

void menu_draw(struct menu *menu, struct arena *arena, struct area area,
	       void (*write)(void *subject, const struct page *page, uint32_t row), void *subject)
{
	struct area more = area;
	if (menu->chosen >= menu->count)
		menu->chosen = menu->count > 0 ? menu->count - 1 : 0;
	struct picture picture = write_in_sight(menu, arena, area, write, subject);
	bool says_more = goes_on(menu) && area.rows >= LEAST_FOR_MORE;
	if (says_more) {
		more = area_take_bottom(&area, 1);
		picture = write_in_sight(menu, arena, area, write, subject);
	}
	menu->area = area;
	menu->row_of_line = picture.row_of_line.at;
	menu->lines = whole_lines(menu, &picture);
	lines_draw(picture.lines, area_part(area, 0, 0, area.columns, menu->lines), 0);
	if (says_more)
		draw_more(menu, arena, more);
	if (menu->count == 0)
		return;
	for (uint32_t line = picture.first_line; line < picture.end_line; line++)
		area_look(area, 0, line, area.columns, LOOK_FOCUS);
	area_text(area, 0, picture.first_line, LOOK_FOCUS, area.canvas->ascii ? ">" : "▶");
	area_cursor(area, 0, picture.first_line);
}

static bool choose(struct menu *menu, uint32_t row)
{
	menu->chosen = row;
	return true;
}

bool menu_act(struct menu *menu, enum wish wish, uint32_t number)
{
	uint32_t page = menu->in_sight > 1 ? menu->in_sight - 1 : 1, last = menu->count > 0 ? menu->count - 1 : 0;
	switch (wish) {
	case WISH_UP:
		return choose(menu, menu->chosen > 0 ? menu->chosen - 1 : 0);
	case WISH_DOWN:
		return choose(menu, menu->chosen < last ? menu->chosen + 1 : last);
	case WISH_PAGE_UP:
		return choose(menu, menu->chosen > page ? menu->chosen - page : 0);
	case WISH_PAGE_DOWN:
		return choose(menu, last - menu->chosen > page ? menu->chosen + page : last);
	case WISH_FIRST:
		return choose(menu, 0);
	case WISH_LAST:
		return choose(menu, last);
	case WISH_CHOOSE:
		return number >= 1 && number <= menu->count && choose(menu, number - 1);
	default:
		return false;
	}
}

bool menu_press(struct menu *menu, uint32_t column, uint32_t row)
{
	struct area area = menu->area;
	if (column < area.column || column >= area.column + area.columns || row < area.row ||
	    row - area.row >= menu->lines || row - area.row >= area.rows)
		return false;
	return choose(menu, menu->row_of_line[row - area.row]);
}
