#include "ui/app.h"

#include "carepath/plain.h"
#include "ui/bottom_line.h"
#include "ui/wishes.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum {
	LEAST_COLUMNS = 60,
	LEAST_ROWS = 16,
	LOOK_AT_FILE_EVERY = 1000, /* milliseconds */
	MESSAGE_ROWS = 3,          /* that may lie over what is behind them */
};

static const char cut_mark[] = "…";

void app_out_of_memory(struct app *app)
{
	app->end = UI_NO_MEMORY;
	app->quit = true;
}

/* --------------------------------------------------------------- views */

const struct view *app_view(const struct app *app)
{
	return app->views[app->view_count - 1];
}

void app_drop(struct app *app, const struct view *view)
{
	uint32_t kept = 0;
	for (uint32_t i = 0; i < app->view_count; i++)
		if (app->views[i] != view)
			app->views[kept++] = app->views[i];
	app->view_count = kept;
}

/* A view that is open already comes to the top, so that going to and fro
 * between two does not pile them up. */
void app_push(struct app *app, const struct view *view)
{
	app_drop(app, view);
	app->views[app->view_count++] = view;
	app->scroll = 0;
}

/* There is always a page from which one can leave: that of the pathway, or the list. */
void app_pop(struct app *app)
{
	app->scroll = 0;
	if (app->view_count > 1)
		app->view_count--;
	else if (app->views[0] == &list_view)
		app_say(app, "This is the list of pathways; q leaves carepath.");
	else if (app->opened)
		app->views[0] = &opening_view;
}

static bool is_list(const struct view *view)
{
	return view->place & (AT_FINDINGS | AT_BOUNDARIES | AT_FIND | AT_ROOM);
}

bool app_came_from_list(const struct app *app)
{
	return app->view_count > 1 && is_list(app->views[app->view_count - 2]);
}

void app_back_to_list(struct app *app)
{
	uint32_t at = app->view_count - 1;
	const struct view *top = app->views[at];
	for (; at > 0 && is_list(app->views[at - 1]); at--)
		app->views[at] = app->views[at - 1];
	app->views[at] = top;
	app->scroll = 0;
}

/* The list of pathways, the opening page and the walk lead on from one to the
 * next: one that came the other way was opened from another page. */
static bool is_opened(const struct app *app)
{
	static const unsigned order = AT_LIST | AT_OPENING | AT_WALK;
	_Static_assert(AT_LIST < AT_OPENING && AT_OPENING < AT_WALK, "in this order");
	for (uint32_t i = 0; i + 1 < app->view_count; i++)
		if (!(app->views[i]->place & order) || app->views[i]->place > app_view(app)->place)
			return true;
	return !(app_view(app)->place & order);
}

/* What q and Esc do. */
static unsigned how_opened(const struct app *app)
{
	bool walk = app_view(app) == &walk_view;
	if (walk && app_came_from_list(app))
		return WHEN_FROM_LIST;
	if (walk && (app->walking.visiting || app->walking.looking != NONE))
		return WHEN_LOOKING;
	return is_opened(app) ? WHEN_OPENED : WHEN_LEAVES;
}

struct here app_here(const struct app *app)
{
	struct here here = {app_view(app)->place, how_opened(app), 0};
	here.when |= app->flags_hidden ? WHEN_HIDDEN : WHEN_SHOWN;
	if (here.place == AT_WALK) {
		bool asked = walking_asks(&app->walking);
		here.numbers = app->walking.looking == NONE ? walking_ways(&app->walking) : 0;
		here.when |= asked ? WHEN_ASKED : WHEN_GOES_ON;
		here.when |= !asked && here.numbers > 1 ? WHEN_FORK : 0;
	} else if (here.place == AT_OPENING) {
		here.numbers = app->menus[MENU_OPENINGS].count;
	}
	return here;
}

void app_walk(struct app *app, uint32_t journey)
{
	uint32_t journeys = app->opened->pathway->journey_count;
	if (journey < journeys)
		walking_journey(&app->walking, journey);
	else if (journey == journeys)
		walking_likeliest(&app->walking);
	else if (journey == journeys + 1)
		walking_by_choice(&app->walking);
	app->walks = true;
	app->walks_to_look = false;
	app->corner_moved = false;
	app_push(app, &walk_view);
}

void app_go_to(struct app *app, uint32_t step)
{
	if (!app->walks) {
		walking_likeliest(&app->walking);
		app->walks_to_look = true;
	}
	app->walks = true;
	app->corner_moved = false;
	walking_visit(&app->walking, step);
	app_push(app, &walk_view);
}

static void put_message(struct app *app, size_t at, const char *format, va_list list)
{
	size_t room = sizeof app->message - at, end = sizeof app->message - 1;
	if (vsnprintf(app->message + at, room, format, list) < (int)room)
		return;
	/* What has no room is left out, whole characters of it, and that it is told. */
	for (end -= strlen(cut_mark); end > 0 && ((unsigned char)app->message[end] & 0xC0) == 0x80;)
		end--;
	memcpy(app->message + end, cut_mark, strlen(cut_mark) + 1);
}

void app_say(struct app *app, const char *format, ...)
{
	va_list list;
	va_start(list, format);
	put_message(app, 0, format, list);
	va_end(list);
}

void app_say_more(struct app *app, const char *format, ...)
{
	size_t length = strlen(app->message);
	va_list list;
	if (length > 0 && length + 1 < sizeof app->message)
		app->message[length++] = ' ';
	va_start(list, format);
	put_message(app, length, format, list);
	va_end(list);
}

struct lines *app_lines(struct app *app, uint32_t columns)
{
	return lines_new(app->frame, columns, app->canvas.ascii);
}

/* ------------------------------------------------------- reading a text */

void app_draw_read(struct app *app, struct lines *lines, struct area area)
{
	app_draw_columns(app, lines, area, 1);
}

static void draw_from_scroll(struct app *app, struct lines *lines, struct area area, uint32_t columns)
{
	uint32_t count = lines_count(lines), width = area.columns / columns;
	app->scroll_page = area.rows * columns;
	app->scroll_most = count > app->scroll_page ? count - app->scroll_page : 0;
	if (app->scroll > app->scroll_most)
		app->scroll = app->scroll_most;
	for (uint32_t i = 0; i < columns; i++)
		lines_draw(lines, area_part(area, i * width, 0, width, area.rows), app->scroll + i * area.rows);
}

void app_draw_columns(struct app *app, struct lines *lines, struct area area, uint32_t columns)
{
	struct area more = {0};
	if (lines_count(lines) > area.rows * columns)
		more = area_take_bottom(&area, 1);
	draw_from_scroll(app, lines, area, columns);
	if (more.rows > 0)
		app_draw_more(app, more, WISH_DOWN);
}

void app_draw_text(struct app *app, struct lines *lines, struct area area)
{
	draw_from_scroll(app, lines, area, 1);
}

void app_draw_more(const struct app *app, struct area row, enum wish by)
{
	static const char *const says[2][2][2] = {
	    {{" ↓ more: press ↓ ", " v more: press Down "}, {" ↓ more: PgDn ", " v more: PgDn "}},
	    {{" ↑ more: press ↑ ", " ^ more: press Up "}, {" ↑ more: PgUp ", " ^ more: PgUp "}},
	};
	bool at_end = app->scroll >= app->scroll_most;
	if (app->scroll_most > 0)
		area_text_right(row, 0, LOOK_KEY, says[at_end][by != WISH_DOWN][app->canvas.ascii]);
}

/* A page on, two lines of the last one are still there. */
bool app_scroll(struct app *app, enum wish wish, uint32_t number)
{
	(void)number;
	uint32_t page = app->scroll_page > 3 ? app->scroll_page - 2 : 1;
	uint32_t scroll = app->scroll, most = app->scroll_most;
	switch (wish) {
	case WISH_UP:
		scroll = scroll > 0 ? scroll - 1 : 0;
		break;
	case WISH_DOWN:
		scroll = scroll < most ? scroll + 1 : most;
		break;
	case WISH_PAGE_UP:
		scroll = scroll > page ? scroll - page : 0;
		break;
	case WISH_PAGE_DOWN:
		scroll = most - scroll > page ? scroll + page : most;
		break;
	case WISH_FIRST:
		scroll = 0;
		break;
	case WISH_LAST:
		scroll = most;
		break;
	default:
		return false;
	}
	app->scroll = scroll;
	return true;
}

/* ------------------------------------------------------------- drawing */

static void draw_title(struct app *app, struct area area)
{
	const struct view *view = app_view(app);
	const char *right = view->title ? view->title(app) : NULL;
	const struct pathway *pathway = app->opened ? app->opened->pathway : NULL;
	const char *left = "carepath";
	if (pathway && view != &list_view && view != &trouble_view)
		left = pathway->place ? plain_format(app->frame, "%s%s%s", pathway->name,
						     app->canvas.ascii ? " - " : " · ", pathway->place)
				      : pathway->name;
	area_fill(area, 0, LOOK_TITLE, " ");
	struct area inner = area_part(area, 1, 0, area.columns > 2 ? area.columns - 2 : 0, 1);
	uint32_t taken = right ? area_text_right(inner, 0, LOOK_TITLE, right) : 0;
	if (taken + 2 < inner.columns)
		area_text(area_part(inner, 0, 0, inner.columns - taken - (taken ? 2 : 0), 1), 0, 0, LOOK_TITLE, left);
}

static struct lines *message_lines(struct app *app)
{
	struct lines *lines = app_lines(app, app->canvas.columns);
	lines->look = LOOK_ALERT;
	writer_text(&lines->writer, " ");
	writer_wrapped(&lines->writer, app->message, 1, 1, app->canvas.columns - 1);
	(void)lines_count(lines);
	return lines;
}

/* In as many lines as it needs, over what is behind it. */
static void draw_message(void *subject)
{
	struct app *app = subject;
	struct area area = canvas_area(&app->canvas);
	struct lines *lines = message_lines(app);
	struct area bottom = area_take_bottom(&area, lines_count(lines));
	for (uint32_t row = 0; row < bottom.rows; row++)
		area_fill(bottom, row, LOOK_ALERT, " ");
	lines_draw(lines, bottom, 0);
	area_cursor(bottom, 1, 0);
}

/* A long message has a place of its own, since it would hide what one reads; for a
 * short one the picture stays as it is. */
static uint32_t rows_for_message(struct app *app)
{
	uint32_t rows = *app->message ? lines_count(message_lines(app)) : 0;
	return rows > MESSAGE_ROWS ? rows - 1 : 0;
}

static bool is_too_small(struct area area)
{
	return area.columns < LEAST_COLUMNS || area.rows < LEAST_ROWS;
}

static void draw_too_small(struct app *app, struct area area)
{
	struct lines *lines = app_lines(app, area.columns > 2 ? area.columns : 2);
	if (*app->message)
		page_lead(&lines->page, app->message);
	page_text(&lines->page, 0,
		  plain_format(app->frame, "This window is %u by %u. carepath needs %d by %d: please make it larger.",
			       area.columns, area.rows, LEAST_COLUMNS, LEAST_ROWS));
	(void)lines_count(lines);
	lines_draw(lines, area, 0);
}

static void draw(void *subject)
{
	struct app *app = subject;
	struct area area = canvas_area(&app->canvas);
	canvas_clear(&app->canvas);
	if (is_too_small(area)) {
		draw_too_small(app, area);
		return;
	}
	struct area title = area_take_top(&area, 1), keys = area_take_bottom(&area, 1);
	draw_title(app, title);
	(void)area_take_bottom(&area, rows_for_message(app));
	app_view(app)->draw(app, area);
	struct here here = app_here(app);
	if (*app->message)
		draw_message(app);
	else
		bottom_line_draw(&here, keys);
}

/* A picture has memory of its own, which is given back with the next one. */
static bool new_frame(struct app *app)
{
	for (uint32_t i = 0; i < MENU_COUNT; i++)
		app->menus[i].lines = 0;
	if (app->frame)
		arena_clear(app->frame);
	else
		app->frame = arena_new();
	return app->frame != NULL;
}

static bool fit_to_screen(struct app *app)
{
	uint32_t columns, rows;
	screen_size(app->screen, &columns, &rows);
	return canvas_resize(&app->canvas, columns, rows);
}

static void show(struct app *app)
{
	if (!fit_to_screen(app) || !new_frame(app) || !arena_try(app->frame, draw, app)) {
		app_out_of_memory(app);
		return;
	}
	screen_show(app->screen, &app->canvas, app->whole);
	app->whole = false;
}

void app_show_message(struct app *app)
{
	if (!app->frame && (!fit_to_screen(app) || !new_frame(app)))
		return;
	if (is_too_small(canvas_area(&app->canvas)) || !arena_try(app->frame, draw_message, app))
		return;
	screen_show(app->screen, &app->canvas, false);
}

/* ------------------------------------------------------------- warnings */

bool app_warns(struct app *app, enum warning of)
{
	bool first = !(app->warned & of);
	app->warned |= of;
	return first;
}

/* ----------------------------------------------------------------- keys */

/* What was asked for, for code that runs in the arenas. */
struct asked {
	struct app *app;
	enum wish wish;
	uint32_t number;
	const struct event *press; /* of the mouse; NULL: a wish */
};

static void ask_view(void *subject)
{
	struct asked *asked = subject;
	const struct view *view = app_view(asked->app);
	if (asked->press)
		view->press(asked->app, asked->press->column, asked->press->row);
	else if (!view->act(asked->app, asked->wish, asked->number) && !wishes_act(asked->app, asked->wish) &&
		 asked->wish == WISH_CHOOSE)
		app_say(asked->app, "There is no number %u here.", asked->number);
}

/* Walking takes memory from the walk's arena; before a file is open there is
 * none, and nothing is taken. */
static void ask_in_walk(void *subject)
{
	struct asked *asked = subject;
	if (!asked->app->walk_arena)
		ask_view(asked);
	else if (!arena_try(asked->app->walk_arena, ask_view, asked))
		app_out_of_memory(asked->app);
}

static void ask(struct asked *asked)
{
	struct app *app = asked->app;
	if (asked->wish != app->warned_for)
		app->warned = 0;
	app->warned_for = asked->wish;
	if (!arena_try(app->frame, ask_in_walk, asked))
		app_out_of_memory(app);
	reading_do(app);
}

static void act(struct app *app, enum wish wish, uint32_t number)
{
	struct asked asked = {app, wish, number, NULL};
	ask(&asked);
}

static void take_key(struct app *app, int32_t key)
{
	const struct view *view = app_view(app);
	const struct here here = app_here(app);
	uint32_t number = 0;
	enum wish wish = key_wish_here(&here, key, &number);
	if (wish == WISH_REDRAW) { /* changes nothing else: not what is said, nor what is begun */
		app->whole = true;
		return;
	}
	*app->message = '\0';
	if (view->type && view->type(app, key)) {
		app->warned = 0;
		return;
	}
	if (wish == WISH_NONE) {
		app->warned = 0;
		app_say(app, "This key does nothing here. ? shows all keys.");
	} else {
		act(app, wish, number);
	}
	app->closed_last = wish == WISH_CLOSE;
}

/* A press on a key in the line at the bottom is that key. */
static void take_press(struct app *app, const struct event *event)
{
	struct area area = canvas_area(&app->canvas);
	if (event->row + 1 == area.rows && !*app->message) {
		const struct here here = app_here(app);
		int32_t key = bottom_line_key(&here, area_take_bottom(&area, 1), event->column);
		if (key != 0)
			take_key(app, key);
		return;
	}
	*app->message = '\0';
	struct asked asked = {app, WISH_NONE, 0, event};
	if (app_view(app)->press)
		ask(&asked);
}

/* What cannot be seen is not done: views act on what they have drawn. One can
 * leave, whatever the size. */
static bool is_refused(struct app *app, const struct event *event)
{
	uint32_t number;
	if (!is_too_small(canvas_area(&app->canvas)))
		return false;
	if (event->kind != EVENT_KEY)
		return event->kind == EVENT_PRESS || event->kind == EVENT_WHEEL_UP || event->kind == EVENT_WHEEL_DOWN;
	const struct here here = app_here(app);
	enum wish wish = key_wish_here(&here, event->key, &number);
	return wish != WISH_CLOSE && wish != WISH_QUIT && wish != WISH_REDRAW;
}

static void take_event(struct app *app, const struct event *event)
{
	if (is_refused(app, event))
		return;
	switch (event->kind) {
	case EVENT_KEY:
		take_key(app, event->key);
		break;
	case EVENT_PRESS:
		take_press(app, event);
		break;
	case EVENT_WHEEL_UP:
		act(app, WISH_UP, 0);
		break;
	case EVENT_WHEEL_DOWN:
		act(app, WISH_DOWN, 0);
		break;
	case EVENT_NOTHING:
		reading_measure_whole(app);
		reading_notice_change(app);
		break;
	case EVENT_RESIZE:
		app->whole = true;
		break;
	case EVENT_SIGNAL:
		app->signal = event->signal;
		app->quit = true;
		break;
	case EVENT_END:
		app_out_of_memory(app);
		break;
	}
}

/* A file on disk is looked at only when nobody presses a key. */
void app_run(struct app *app)
{
	while (!app->quit) {
		show(app);
		if (app->quit)
			break;
		int wait = reading_is_to_measure(app) ? 0 : app->opened ? LOOK_AT_FILE_EVERY : -1;
		struct event event = screen_wait(app->screen, wait);
		take_event(app, &event);
	}
}
