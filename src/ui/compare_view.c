#include "carepath/plain.h"
#include "export/compare_page.h"
#include "ui/app.h"
#include "ui/map_view.h"

#include <string.h>

/* Before and after: what it means in figures, between the two maps where there
 * is room; what is flagged no longer, newly and still; and the maps alone. */

enum {
	ROWS_FOR_MAPS = 30,    /* from so many rows on the maps stand above and below the figures … */
	FIGURES_PART = 3,      /* … which keep a third of them … */
	SENTENCE_PART = 4,     /* … unless the sentence takes more than a quarter */
	COLUMNS_FOR_TWO = 160, /* from so many columns on the text stands in two columns */
	MOST_SHOWN = 1000,     /* of a kind: no room reads more */
};

static const char *title(struct app *app)
{
	static const char *const shown[SHOWN_COUNT] = {
	    [SHOWN_FIGURES] = "figures",
	    [SHOWN_FINDINGS] = "findings",
	    [SHOWN_MAPS] = "maps",
	};
	return plain_format(app->frame, "before and after: %s", shown[app->comparing.shown]);
}

/* ------------------------------------------------------------- the text */

/* What is being put together, for code that runs in its arena. */
struct writing {
	struct app *app;
	const struct comparison *comparison;
	uint32_t columns;
	bool between;
};

static void write_subject(const struct writing *writing, const struct page *page)
{
	const struct app *app = writing->app;
	compare_write_subject(page, writing->comparison, comparing_says_side(app, page->arena, SIDE_BEFORE),
			      comparing_says_side(app, page->arena, SIDE_AFTER));
}

static void write_figures(const struct writing *writing, const struct page *page)
{
	const struct comparison *comparison = writing->comparison;
	if (writing->between)
		compare_write_warnings(page, comparison);
	else
		write_subject(writing, page);
	if (comparison->nothing_changes)
		return;
	compare_write_figures(page, comparison);
	compare_write_steps(page, comparison, MOST_SHOWN);
	compare_write_how_sure(page, comparison);
}

static void write_findings(const struct writing *writing, const struct page *page)
{
	if (writing->comparison->nothing_changes)
		write_subject(writing, page);
	else
		compare_write_findings(page, writing->comparison, MOST_SHOWN);
}

static void write_text(void *subject)
{
	const struct writing *writing = subject;
	struct compare_text *text = &writing->app->comparing.text;
	struct lines *lines = lines_new(text->arena, writing->columns, writing->app->canvas.ascii);
	if (writing->app->comparing.shown == SHOWN_FINDINGS)
		write_findings(writing, &lines->page);
	else
		write_figures(writing, &lines->page);
	/* Where it begins with a heading, that needs no blank line above it. */
	if (lines_count(lines) > 0 && lines->list.at[0].stretches.count == 0) {
		lines->list.at++;
		lines->list.count--;
	}
	text->lines = lines;
}

/* The text is kept until another one is wanted, or in another width. */
static struct lines *text_of(struct writing *writing)
{
	struct app *app = writing->app;
	struct compare_text *text = &app->comparing.text;
	if (text->lines && text->columns == writing->columns && text->shown == app->comparing.shown &&
	    text->between == writing->between && text->unsaved == drafting_unsaved(app))
		return text->lines;
	arena_free(text->arena);
	*text = (struct compare_text){.arena = arena_new(),
				      .columns = writing->columns,
				      .shown = app->comparing.shown,
				      .between = writing->between,
				      .unsaved = drafting_unsaved(app)};
	if (!text->arena || !arena_try(text->arena, write_text, writing))
		arena_fail(app->frame);
	return text->lines;
}

static void draw_text(struct app *app, const struct comparison *comparison, struct area area, bool between)
{
	uint32_t columns = area.columns >= COLUMNS_FOR_TWO ? 2 : 1;
	struct writing writing = {app, comparison, area.columns / columns - (columns > 1), between};
	app_draw_columns(app, text_of(&writing), area, columns);
}

/* ------------------------------------------------------------- the maps */

struct drawn_map {
	struct walking standing;
	struct map_view view; /* of `standing` */
};

static struct drawn_map *map_of(struct app *app, enum compare_side side)
{
	struct drawn_map *map = ARENA_NEW(app->frame, struct drawn_map);
	map->standing = comparing_standing(app, app->frame, side);
	map->view = (struct map_view){comparing_side(app, side)->map, &map->standing, app->flags_hidden, false};
	return map;
}

static void draw_heading(struct app *app, struct area area, enum compare_side side)
{
	static const char *const names[COMPARE_SIDES] = {"Before", "After"};
	area_fill(area, 0, LOOK_FAINT, app->canvas.ascii ? "-" : "─");
	area_text(area_part(area, 1, 0, area.columns - 2, 1), 0, 0, LOOK_STRONG,
		  plain_format(app->frame, " %s: %s ", names[side], comparing_says_side(app, app->frame, side)));
}

/* So that the step that is stood on is in sight, and on the second map below
 * where it is on the first. */
static struct map_point corner_of(struct app *app, enum compare_side side, const struct map_view *view,
				  struct area window)
{
	struct comparing *comparing = &app->comparing;
	struct map_point corner = comparing->corners[side];
	if (comparing->moved)
		return map_view_move(view, window, corner, 0, 0);
	corner = map_view_follow(view, window, corner);
	uint32_t step = walking_step(view->walking), column = step == NONE ? 0 : view->map->steps[step].column;
	if (side == SIDE_BEFORE)
		comparing->stands_at = (int64_t)column - corner.column;
	else if (column > 0)
		corner = map_view_move(view, window, (struct map_point){0, corner.row},
				       (int)(column - comparing->stands_at), 0);
	return corner;
}

/* Under its heading. */
static void draw_map(struct app *app, struct area area, enum compare_side side)
{
	draw_heading(app, area_take_top(&area, 1), side);
	const struct map_view *view = &map_of(app, side)->view;
	struct comparing *comparing = &app->comparing;
	comparing->map_areas[side] = area;
	comparing->corners[side] = corner_of(app, side, view, map_view_window(view, area));
	map_view_draw(view, app->frame, area, comparing->corners[side]);
}

/* So many rows shared out between the maps and their headings: what one does
 * not need is the other's. */
static void share_rows(struct app *app, uint32_t rows, uint32_t shares[COMPARE_SIDES])
{
	uint32_t before = 1 + comparing_side(app, SIDE_BEFORE)->map->rows;
	uint32_t after = 1 + comparing_side(app, SIDE_AFTER)->map->rows, half = rows / 2;
	uint32_t left = after < half ? rows - after : rows - half;
	shares[SIDE_BEFORE] = before < left ? before : left;
	left = rows - shares[SIDE_BEFORE];
	shares[SIDE_AFTER] = after < left ? after : left;
}

static void draw_maps(struct app *app, struct area area)
{
	uint32_t shares[COMPARE_SIDES];
	share_rows(app, area.rows, shares);
	draw_map(app, area_take_top(&area, shares[SIDE_BEFORE]), SIDE_BEFORE);
	draw_map(app, area_take_top(&area, shares[SIDE_AFTER]), SIDE_AFTER);
}

/* ------------------------------------------------------------ all of it */

static struct lines *lines_of_sentence(struct app *app, const struct comparison *comparison, uint32_t columns)
{
	struct lines *lines = app_lines(app, columns);
	page_lead(&lines->page, comparison->says);
	(void)lines_count(lines);
	return lines;
}

/* The sentence, before, the figures, after. False where there is no room for that. */
static bool draw_together(struct app *app, const struct comparison *comparison, struct area area)
{
	uint32_t shares[COMPARE_SIDES];
	const struct area whole = area;
	struct lines *sentence = lines_of_sentence(app, comparison, area.columns);
	if (area.rows < ROWS_FOR_MAPS || lines_count(sentence) > area.rows / SENTENCE_PART)
		return false;
	lines_draw(sentence, area_take_top(&area, lines_count(sentence)), 0);
	share_rows(app, area.rows - area.rows / FIGURES_PART - 1, shares);
	draw_map(app, area_take_top(&area, shares[SIDE_BEFORE]), SIDE_BEFORE);
	draw_map(app, area_take_bottom(&area, shares[SIDE_AFTER]), SIDE_AFTER);
	area_fill(area_take_top(&area, 1), 0, LOOK_FAINT, app->canvas.ascii ? "-" : "─");
	draw_text(app, comparison, area, true);
	area_cursor(whole, 0, 0); /* on the sentence */
	return true;
}

static void draw(struct app *app, struct area area)
{
	struct comparing *comparing = &app->comparing;
	const struct comparison *comparison = comparing_result(app);
	if (!comparison)
		arena_fail(app->frame);
	memset(comparing->map_areas, 0, sizeof comparing->map_areas);
	area_cursor(area, 0, 0);
	if (comparing->shown == SHOWN_MAPS)
		draw_maps(app, area);
	else if (comparing->shown != SHOWN_FIGURES || !draw_together(app, comparison, area))
		draw_text(app, comparison, area, false);
}

/* ------------------------------------------------------------ requests */

static bool turn(struct app *app)
{
	app->comparing.shown = (app->comparing.shown + 1) % SHOWN_COUNT;
	app->comparing.moved = false;
	app->scroll = 0;
	return true;
}

static bool move_maps(struct app *app, int columns, int rows)
{
	struct comparing *comparing = &app->comparing;
	for (enum compare_side side = 0; side < COMPARE_SIDES; side++) {
		const struct map_view *view = &map_of(app, side)->view;
		struct area window = map_view_window(view, comparing->map_areas[side]);
		if (window.columns > 0)
			comparing->moved = true;
		comparing->corners[side] = map_view_leaf(view, window, comparing->corners[side], columns, rows);
	}
	return true;
}

/* False where no map is in sight. */
static bool hide_flags(struct app *app)
{
	bool maps = false;
	for (enum compare_side side = 0; side < COMPARE_SIDES; side++)
		maps |= app->comparing.map_areas[side].rows > 0;
	if (maps)
		app->flags_hidden = !app->flags_hidden;
	return maps;
}

/* Where there are only maps they are moved by what else moves a text. */
static bool act_on_maps(struct app *app, enum wish wish)
{
	switch (wish) {
	case WISH_UP:
	case WISH_PAGE_UP:
		return move_maps(app, 0, -1);
	case WISH_DOWN:
	case WISH_PAGE_DOWN:
		return move_maps(app, 0, 1);
	default:
		return false;
	}
}

static bool act(struct app *app, enum wish wish, uint32_t number)
{
	switch (wish) {
	case WISH_TURN:
		return turn(app);
	case WISH_FLAGS:
		return hide_flags(app);
	case WISH_MAP_LEFT:
		return move_maps(app, -1, 0);
	case WISH_MAP_RIGHT:
		return move_maps(app, 1, 0);
	default:
		return app->comparing.shown == SHOWN_MAPS ? act_on_maps(app, wish) : app_scroll(app, wish, number);
	}
}

const struct view compare_view = {AT_COMPARE, title, draw, act, NULL, NULL};
