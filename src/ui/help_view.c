#include "carepath/plain.h"
#include "carepath/text.h"
#include "ui/app.h"

#include <string.h>

/* All keys, from the table that gives them their meaning, and the marks. */

enum { SAYS_AT = 14 };

static void write_pair(const struct page *page, const char *left, const char *right)
{
	size_t width = text_width(left, strlen(left));
	writer_text(page->writer, "   ");
	writer_style(page->writer, STYLE_STRONG);
	writer_text(page->writer, left);
	writer_style(page->writer, STYLE_PLAIN);
	writer_repeat(page->writer, " ", width + 3 < SAYS_AT ? SAYS_AT - width - 3 : 1);
	writer_wrapped(page->writer, right, SAYS_AT, SAYS_AT, page->columns);
	writer_text(page->writer, "\n");
}

static void write_keys(const struct page *page, const struct key_group *group)
{
	page_heading(page, group->heading);
	for (uint32_t i = 0; i < key_row_count; i++)
		if (key_in_group(&key_rows[i], group))
			write_pair(page, key_spelt(&key_rows[i], page->writer->ascii), key_rows[i].says);
}

/* In ASCII a mark has one letter on the map, where room is short. */
static const char *on_map(const struct page *page, enum kind kind)
{
	const struct map_cell flag = {.kind = MAP_FLAG, .finding = (uint8_t)kind, .columns = 1, .text = ""};
	const char *mark = kind_mark(kind, page->writer->ascii);
	size_t bytes;
	const char *letter = map_cell_text(&flag, true, &bytes);
	if (!page->writer->ascii || strncmp(mark, letter, bytes) == 0)
		return mark;
	return plain_format(page->arena, "%s %.*s", mark, (int)bytes, letter);
}

static void write_marks(const struct page *page)
{
	static const char *const says[KIND_COUNT] = {
	    [KIND_DELAY] = "people wait too long",
	    [KIND_HANDOFF] = "people are handed over from one team to another",
	    [KIND_DUPLICATION] = "asked or done again",
	    [KIND_OBSTACLE] = "something stands in the way",
	    [KIND_FAULT_LINE] = "two organisations between which it goes wrong",
	};
	bool ascii = page->writer->ascii;
	page_heading(page, "Marks");
	for (enum kind kind = 0; kind < KIND_COUNT; kind++)
		if (says[kind])
			write_pair(page, on_map(page, kind), says[kind]);
	write_pair(page, ascii ? "@" : "◉", "the step that we stand on");
	write_pair(page, ascii ? "*" : "●", "a step that was walked");
	write_pair(page, ascii ? "o" : "○", "a step that was not walked yet");
	write_pair(page, ascii ? ". . 3d . >" : "┄┄3d┄▶", "a wait, with its length on average");
}

static const char *title(struct app *app)
{
	(void)app;
	return "all keys";
}

static void draw(struct app *app, struct area area)
{
	struct lines *lines = app_lines(app, area.columns > 100 ? 100 : area.columns);
	for (uint32_t i = 0; i < key_group_count; i++)
		write_keys(&lines->page, &key_groups[i]);
	write_marks(&lines->page);
	app_draw_read(app, lines, area);
	area_cursor(area, 0, 0);
}

const struct view help_view = {AT_HELP, title, draw, app_scroll, NULL, NULL};
