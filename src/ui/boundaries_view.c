#include "carepath/plain.h"
#include "carepath/text.h"
#include "export/kinds.h"
#include "ui/app.h"

#include <string.h>

/* Between which organisations it goes wrong, and how. */

static const char *const headings[] = {"hand-offs", "nothing sent", "waiting", "asked again"};
enum {
	FIGURES = 4,
	FIGURE_COLUMNS = 13,
	TABLE_COLUMNS = 120, /* at most: the eye goes from a name to its figures */
};

static size_t names_columns(size_t columns)
{
	return (columns < TABLE_COLUMNS ? columns : TABLE_COLUMNS) - FIGURES * FIGURE_COLUMNS - 2;
}

/* The text in so many columns, cut or filled up; to the right where `right`. */
static void write_fitted(const struct page *page, const char *text, size_t columns, bool right)
{
	size_t width = text_width(text, strlen(text));
	size_t gap = width < columns ? columns - width : 0;
	writer_repeat(page->writer, " ", right ? gap : 0);
	writer_text(page->writer, text);
	writer_repeat(page->writer, " ", right ? 0 : gap);
}

static void write_figures(const struct page *page, const char *const *figures)
{
	for (size_t i = 0; i < FIGURES; i++)
		write_fitted(page, figures[i], FIGURE_COLUMNS, true);
	writer_text(page->writer, "\n");
}

/* All figures are for so many people: so a GP need not think of 0.07 of one. */
static const double people = 100;

static const char *times(const struct page *page, double count)
{
	char room[PLAIN_ROOM];
	return plain_format(page->arena, "%s", plain_roughly(people * count, room));
}

static const char *days(const struct page *page, double seconds)
{
	return seconds < 60 ? "none" : counted(page->arena, said_roughly(people * seconds / 86400), "day", "days");
}

/* Things asked again do not add up: what two others knew is counted with both. */
static void write_figures_of(const struct page *page, const struct fault_line *line, bool sum)
{
	const char *figures[FIGURES] = {times(page, line->handoffs), times(page, line->nothing_passed_on),
					days(page, line->waiting_time), sum ? "" : times(page, line->asked_again)};
	write_figures(page, figures);
}

static void write_row(void *subject, const struct page *page, uint32_t row)
{
	struct app *app = subject;
	const struct analysis *analysis = app->opened->analysis;
	const struct fault_line *line = &analysis->fault_lines[row];
	const struct organisation *organisations = analysis->pathway->organisations;
	const char *names = plain_format(page->arena, "%s and %s", organisations[line->organisations[0]].name,
					 organisations[line->organisations[1]].name);
	size_t room = names_columns(page->columns), width = text_width(names, strlen(names));
	writer_text(page->writer, "   ");
	if (width + 6 > room) { /* two lines */
		writer_format(page->writer, "%s %s\n", names,
			      line->flagged ? kind_mark(KIND_FAULT_LINE, page->writer->ascii) : "");
		writer_repeat(page->writer, " ", room);
	} else {
		write_fitted(page,
			     plain_format(page->arena, "%s %s", names,
					  line->flagged ? kind_mark(KIND_FAULT_LINE, page->writer->ascii) : ""),
			     room - 3, false);
	}
	write_figures_of(page, line, false);
}

static const char *title(struct app *app)
{
	(void)app;
	return "between organisations, for every 100 people";
}

static void draw_headings(struct app *app, struct area area)
{
	struct lines *lines = app_lines(app, area.columns);
	writer_style(&lines->writer, STYLE_STRONG);
	writer_repeat(&lines->writer, " ", names_columns(area.columns));
	write_figures(&lines->page, headings);
	(void)lines_count(lines);
	lines_draw(lines, area, 0);
}

/* What the shares of a fault line are taken of. */
static void draw_total(struct app *app, struct area area)
{
	struct lines *lines = app_lines(app, area.columns);
	const struct analysis *analysis = app->opened->analysis;
	struct fault_line all = {0};
	for (uint32_t i = 0; i < analysis->fault_line_count; i++) {
		all.handoffs += analysis->fault_lines[i].handoffs;
		all.nothing_passed_on += analysis->fault_lines[i].nothing_passed_on;
		all.waiting_time += analysis->fault_lines[i].waiting_time;
	}
	writer_style(&lines->writer, STYLE_STRONG);
	write_fitted(&lines->page, "   all together", names_columns(area.columns), false);
	write_figures_of(&lines->page, &all, true);
	(void)lines_count(lines);
	lines_draw(lines, area, 0);
}

/* Why the last column has no sum. */
static void draw_note(struct app *app, struct area area)
{
	struct lines *lines = app_lines(app, area.columns);
	page_faint(&lines->page, 3, "Asked again does not add up: some of it is counted at two boundaries.");
	(void)lines_count(lines);
	lines_draw(lines, area, 0);
}

static void draw(struct app *app, struct area area)
{
	app->menus[MENU_BOUNDARIES].count = app->opened->analysis->fault_line_count;
	if (app->menus[MENU_BOUNDARIES].count == 0) {
		area_text(area, 3, 1, LOOK_PLAIN, "Nobody is handed over between organisations on this map.");
		area_cursor(area, 3, 1);
		return;
	}
	draw_headings(app, area_take_top(&area, 1));
	draw_note(app, area_take_bottom(&area, 1));
	draw_total(app, area_take_bottom(&area, 1));
	menu_draw(&app->menus[MENU_BOUNDARIES], app->frame, area, write_row, app);
}

/* Lists what is flagged between the two. */
static bool open(struct app *app)
{
	const struct analysis *analysis = app->opened->analysis;
	if (analysis->fault_line_count == 0)
		return true;
	app->boundary = app->menus[MENU_BOUNDARIES].chosen;
	memset(&app->boundary_findings, 0, sizeof app->boundary_findings);
	for (uint32_t i = 0; i < analysis->finding_count; i++)
		if (analysis->findings[i].same_wait == NONE &&
		    finding_is_between(analysis->pathway, &analysis->findings[i],
				       &analysis->fault_lines[app->boundary]))
			*list_add(app->walk_arena, &app->boundary_findings) = i;
	menu_start(&app->menus[MENU_FINDINGS], app->boundary_findings.count);
	app_push(app, &findings_view);
	return true;
}

static bool act(struct app *app, enum wish wish, uint32_t number)
{
	return wish == WISH_OPEN ? open(app) : menu_act(&app->menus[MENU_BOUNDARIES], wish, number);
}

static void press(struct app *app, uint32_t column, uint32_t row)
{
	uint32_t before = app->menus[MENU_BOUNDARIES].chosen;
	if (menu_press(&app->menus[MENU_BOUNDARIES], column, row) && before == app->menus[MENU_BOUNDARIES].chosen)
		open(app);
}

const struct view boundaries_view = {AT_BOUNDARIES, title, draw, act, NULL, press};
