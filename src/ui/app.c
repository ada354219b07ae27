#include "ui/app.h"

#include "carepath/plain.h"
#include "carepath/text.h"
#include "ui/bottom_line.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { LEAST_COLUMNS = 60, LEAST_ROWS = 16, LOOK_AT_FILE_EVERY = 1000 /* milliseconds */ };

static void memory_ran_out(struct app *app)
{
	app->end = UI_NO_MEMORY;
	app->quit = true;
}

/* --------------------------------------------------------------- views */

const struct view *app_view(const struct app *app)
{
	return app->views[app->view_count - 1];
}

/* A view that is open already comes to the top, so that going to and fro
 * between two does not pile them up. */
void app_push(struct app *app, const struct view *view)
{
	uint32_t kept = 0;
	for (uint32_t i = 0; i < app->view_count; i++)
		if (app->views[i] != view)
			app->views[kept++] = app->views[i];
	app->views[kept] = view;
	app->view_count = kept + 1;
	app->scroll = 0;
}

/* There is always a page from which one can leave: that of the pathway, or the list. */
void app_pop(struct app *app)
{
	app->scroll = 0;
	if (app->view_count > 1)
		app->view_count--;
	else if (app->opened && app->views[0] != &list_view)
		app->views[0] = &opening_view;
}

void app_go_to(struct app *app, uint32_t step)
{
	if (!app->walks)
		walking_likeliest(&app->walking);
	app->walks = true;
	app->corner_moved = false;
	walking_go_to(&app->walking, step);
	app_push(app, &walk_view);
}

void app_say(struct app *app, const char *format, ...)
{
	va_list list;
	va_start(list, format);
	vsnprintf(app->message, sizeof app->message, format, list);
	va_end(list);
}

struct lines *app_lines(struct app *app, uint32_t columns)
{
	return lines_new(app->frame, columns, app->canvas.ascii);
}

/* ------------------------------------------------------- reading a text */

void app_draw_read(struct app *app, struct lines *lines, struct area area)
{
	uint32_t count = lines_count(lines);
	app->scroll_most = count > area.rows ? count - area.rows : 0;
	if (app->scroll > app->scroll_most)
		app->scroll = app->scroll_most;
	lines_draw(lines, area, app->scroll);
	if (app->scroll < app->scroll_most)
		area_text_right(area_part(area, 0, area.rows - 1, area.columns, 1), 0, LOOK_KEY,
				app->canvas.ascii ? " v more " : " ↓ more ");
	if (app->scroll > 0)
		area_text_right(area, 0, LOOK_KEY, app->canvas.ascii ? " ^ more " : " ↑ more ");
}

bool app_scroll(struct app *app, enum wish wish)
{
	uint32_t page = app->canvas.rows > 8 ? app->canvas.rows - 6 : 1, scroll = app->scroll, most = app->scroll_most;
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

static void draw_message(struct app *app, struct area area)
{
	area_fill(area, 0, LOOK_ALERT, " ");
	area_text(area_part(area, 1, 0, area.columns - 1, 1), 0, 0, LOOK_ALERT, app->message);
	area_cursor(area, 1, 0);
}

static void draw_too_small(struct app *app, struct area area)
{
	struct lines *lines = app_lines(app, area.columns > 2 ? area.columns : 2);
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
	if (area.columns < LEAST_COLUMNS || area.rows < LEAST_ROWS) {
		draw_too_small(app, area);
		return;
	}
	struct area title = area_take_top(&area, 1), keys = area_take_bottom(&area, 1);
	draw_title(app, title);
	app_view(app)->draw(app, area);
	if (*app->message)
		draw_message(app, keys);
	else
		bottom_line_draw(app_view(app)->place, keys);
}

/* A picture has memory of its own, which is given back with the next one. */
static bool new_frame(struct app *app)
{
	struct menu *const menus[] = {&app->list,       &app->openings, &app->findings,
				      &app->boundaries, &app->journeys, &app->found};
	for (size_t i = 0; i < sizeof menus / sizeof *menus; i++)
		menus[i]->lines = 0;
	arena_free(app->frame);
	app->frame = arena_new();
	return app->frame != NULL;
}

static void show(struct app *app)
{
	uint32_t columns, rows;
	screen_size(app->screen, &columns, &rows);
	if (!canvas_resize(&app->canvas, columns, rows) || !new_frame(app) || !arena_try(app->frame, draw, app)) {
		memory_ran_out(app);
		return;
	}
	screen_show(app->screen, &app->canvas, app->whole);
	app->whole = false;
}

/* -------------------------------------------------------------- opening */

static void show_progress(void *subject, double done)
{
	struct app *app = subject;
	app_say(app, "Reading and measuring: %d %%", (int)(done * 100));
	if (app->canvas.columns < LEAST_COLUMNS || app->canvas.rows < LEAST_ROWS)
		return;
	struct area area = canvas_area(&app->canvas);
	draw_message(app, area_take_bottom(&area, 1));
	screen_show(app->screen, &app->canvas, false);
}

static struct opened *read_opened(struct app *app, const char *path)
{
	screen_busy(app->screen, true);
	struct opened *opened = opened_read(path, app->options, show_progress, app);
	screen_busy(app->screen, false);
	*app->message = '\0';
	return opened;
}

static void start_walk(void *subject)
{
	struct app *app = subject;
	walking_start(&app->walking, app->walk_arena, app->opened->analysis);
}

/* That some notes could not be read is said at once. */
static void say_of_journal(struct app *app)
{
	const struct journal *journal = app->opened->journal;
	if (*app->opened->journal_says)
		app_say(app, "%s", app->opened->journal_says);
	else if (journal->damages.count > 0)
		app_say(app, "Line %u of %s could not be read: %s. All other notes are there.",
			journal->damages.at[0].line, journal->path, journal->damages.at[0].what);
}

/* Takes a newly read file in place of the one that was open; one with errors
 * stands beside it, so that nothing is lost. */
static bool take_opened(struct app *app, struct opened *opened)
{
	opened_free(app->broken);
	app->broken = opened->analysis ? NULL : opened;
	if (app->broken)
		return true;
	struct arena *arena = arena_new();
	if (!arena) {
		opened_free(opened);
		return false;
	}
	opened_free(app->opened);
	arena_free(app->walk_arena);
	app->opened = opened;
	app->walk_arena = arena;
	app->walks = app->changed = false;
	app->boundary = NONE;
	app->kind = KIND_COUNT;
	menu_start(&app->openings, 0);
	say_of_journal(app);
	return arena_try(arena, start_walk, app);
}

static void open_now(struct app *app, const char *path)
{
	struct opened *opened = read_opened(app, path);
	if (!opened || !take_opened(app, opened)) {
		memory_ran_out(app);
		return;
	}
	drafting_end(app);
	note_move(&app->note);
	app->view_count = app->view_count > 0 && app->views[0] == &list_view;
	app_push(app, app->broken ? &trouble_view : &opening_view);
}

/* Where the walk stood, by ids, which outlive the file. */
struct kept_place {
	char **ids;
	uint32_t count, stop;
	bool by_hand;
	char *journey;
};

static void forget_place(struct kept_place *kept)
{
	for (uint32_t i = 0; i < kept->count; i++)
		free(kept->ids[i]);
	free(kept->ids);
	free(kept->journey);
}

static bool keep_place(const struct app *app, struct kept_place *kept)
{
	const struct walked_journey *walked = app->walks ? app->walking.walked : NULL;
	*kept = (struct kept_place){0};
	if (!walked)
		return true;
	const struct pathway *pathway = app->opened->pathway;
	kept->ids = calloc(walked->stop_count + 1u, sizeof *kept->ids);
	if (!kept->ids)
		return false;
	kept->stop = app->walking.stop;
	kept->by_hand = app->walking.by_hand;
	for (; kept->count < walked->stop_count; kept->count++)
		if (!(kept->ids[kept->count] = strdup(pathway->steps[walked->stops[kept->count].step].id)))
			return false;
	if (walked->journey != NONE)
		return (kept->journey = strdup(pathway->journeys[walked->journey].id)) != NULL;
	return true;
}

struct going_back {
	struct app *app;
	const struct kept_place *kept;
};

/* The same journey where it is still there, else the same steps as far as
 * they are there. */
static void go_back_to_place(void *subject)
{
	const struct going_back *back = subject;
	const struct kept_place *kept = back->kept;
	struct walking *walking = &back->app->walking;
	const struct pathway *pathway = back->app->opened->pathway;
	uint32_t journey = kept->journey ? pathway_find_journey(pathway, kept->journey) : NONE;
	uint32_t *steps = ARENA_ARRAY(walking->arena, uint32_t, kept->count), count = 0;
	while (count < kept->count && (steps[count] = pathway_find_step(pathway, kept->ids[count])) != NONE)
		count++;
	if (kept->by_hand)
		walking_follow(walking, steps, count);
	else if (journey != NONE)
		walking_journey(walking, journey);
	else if (count > 0)
		walking_route(walking, steps, count);
	else
		walking_likeliest(walking);
	for (uint32_t i = 0; !kept->by_hand && i < kept->stop && walking_on(walking); i++)
		continue;
	back->app->walks = true;
}

/* What a change did to people, in one line. */
static const char *say_change(struct arena *arena, const struct figures *before, const struct figures *after)
{
	const double *a = before->simple, *b = after->simple;
	char one[PLAIN_ROOM], other[PLAIN_ROOM];
	double days = (b[MEASURE_LEAD_TIME] - a[MEASURE_LEAD_TIME]) / 86400;
	const char *handoffs = "hand-offs as before";
	if (fabs(b[MEASURE_HANDOFFS] - a[MEASURE_HANDOFFS]) > 0.005)
		handoffs = plain_format(arena, "hand-offs %s, before %s", plain_number(b[MEASURE_HANDOFFS], one),
					plain_number(a[MEASURE_HANDOFFS], other));
	if (isnan(days) || fabs(days) < 0.05)
		return plain_format(arena, "%s, and as long from start to end.", handoffs);
	return plain_format(arena, "%s; %s %s from start to end.", handoffs, counted(arena, fabs(days), "day", "days"),
			    days < 0 ? "less" : "more");
}

/* The file as it was changed takes the place of what was open; the walk stays
 * where it stood. */
static void take_now(struct app *app)
{
	struct kept_place kept;
	bool had_walk = app->walks, fine = keep_place(app, &kept);
	struct opened *before = app->opened, *opened = NULL;
	const char *says = "";
	if (fine)
		opened = opened_anew(before, app->to_take, app->options, NULL, NULL);
	app->to_take = NULL;
	if (opened && opened->analysis)
		says = say_change(app->frame, &before->analysis->figures, &opened->analysis->figures);
	bool changed = app->changed;
	fine = fine && opened && take_opened(app, opened);
	app->changed = changed;
	struct going_back back = {app, &kept};
	if (!fine || (had_walk && !arena_try(app->walk_arena, go_back_to_place, &back)))
		memory_ran_out(app);
	else if (!*app->message)
		app_say(app, "Changed, not saved yet (s saves, u takes it back): %s", says);
	forget_place(&kept);
}

/* False when memory ran out. */
static bool reread(struct app *app, struct kept_place *kept)
{
	bool had_walk = app->walks;
	drafting_end(app);
	struct opened *opened = read_opened(app, app->broken ? app->broken->path : app->opened->path);
	if (!opened || !take_opened(app, opened))
		return false;
	if (app->broken) {
		app->changed = true;
		app_push(app, &trouble_view);
		return true;
	}
	if (app_view(app) == &trouble_view)
		app->view_count--;
	if (app->view_count == 0 || app_view(app) == &list_view)
		app_push(app, &opening_view);
	app_say(app, "The file was read again.");
	struct going_back back = {app, kept};
	return !had_walk || arena_try(app->walk_arena, go_back_to_place, &back);
}

static void reread_now(struct app *app)
{
	struct kept_place kept;
	if (!keep_place(app, &kept) || !reread(app, &kept))
		memory_ran_out(app);
	forget_place(&kept);
}

void app_open(struct app *app, const char *path)
{
	app->to_open = path;
}

/* What was asked for and replaces what the views show. */
static void do_later_things(struct app *app)
{
	if (app->to_take)
		take_now(app);
	else if (app->to_open)
		open_now(app, app->to_open);
	else if (app->to_reread)
		reread_now(app);
	app->to_open = NULL;
	app->to_reread = false;
}

void app_find_pathways(struct app *app)
{
	const struct analysis_options how = {
	    .people = app->options->people, .seed = app->options->seed, .threads = app->options->threads};
	arena_free(app->list_arena);
	app->list_arena = arena_new();
	screen_busy(app->screen, true);
	if (!app->list_arena || !at_hand_find(&app->at_hand, app->list_arena, app->options->folders, &how))
		memory_ran_out(app);
	screen_busy(app->screen, false);
	menu_start(&app->list, app->at_hand.list.count);
}

/* The walk that the options ask for; false when they ask for none. */
static bool begin_walk(struct app *app)
{
	const struct ui_options *options = app->options;
	const struct pathway *pathway = app->opened->pathway;
	uint32_t *steps = ARENA_ARRAY(app->walk_arena, uint32_t, options->route_count);
	for (uint32_t i = 0; i < options->route_count; i++)
		if ((steps[i] = pathway_find_step(pathway, options->route[i])) == NONE)
			return false;
	uint32_t journey = options->journey ? pathway_find_journey(pathway, options->journey) : NONE;
	if (journey != NONE)
		walking_journey(&app->walking, journey);
	else if (options->route_count > 0)
		walking_route(&app->walking, steps, options->route_count);
	else if (options->likeliest)
		walking_likeliest(&app->walking);
	else
		return false;
	return true;
}

static void begin_asked_walk(void *subject)
{
	struct app *app = subject;
	app->walks = begin_walk(app);
	if (app->walks)
		app_push(app, &walk_view);
}

void app_begin(struct app *app)
{
	if (!app->options->file) {
		app_find_pathways(app);
		app_push(app, &list_view);
		return;
	}
	open_now(app, app->options->file);
	if (!app->quit && app->opened && !arena_try(app->walk_arena, begin_asked_walk, app))
		memory_ran_out(app);
}

static void notice_change(struct app *app)
{
	bool changed = app->opened && opened_changed(app->opened);
	if (changed && !app->changed)
		app_say(app, "The file on disk has changed. r reads it again and keeps your place.");
	app->changed = changed;
}

/* ----------------------------------------------------------- requests */

static bool open_view(struct app *app, const struct view *view)
{
	app_push(app, view);
	return true;
}

/* A q too many, after one that closed a page, does not end what the room is
 * looking at; nor is a note lost that was begun. */
static bool quit(struct app *app)
{
	if (drafting_holds_back(app, "q leaves"))
		return true;
	bool note = app->note.begun && app->note.form.fields[1].text[0] != '\0';
	app->quit = app->asked_to_quit || (!note && !app->closed_last);
	app->asked_to_quit = true;
	if (!app->quit)
		app_say(app, note ? "A note is not saved: n goes on with it. q once more leaves without it."
				  : "q once more leaves carepath; any other key stays.");
	return true;
}

static bool edit(struct app *app)
{
	uint32_t step = app->walks ? walking_step(&app->walking) : NONE;
	if (step != NONE)
		edit_begin(app, step);
	else
		app_say(app, "Go to a step first: then e changes it.");
	return true;
}

/* What is done alike in every view. */
static bool act_anywhere(struct app *app, enum wish wish)
{
	switch (wish) {
	case WISH_OPENING:
		return open_view(app, &opening_view);
	case WISH_FINDINGS:
		app->boundary = NONE;
		return open_view(app, &findings_view);
	case WISH_BOUNDARIES:
		return open_view(app, &boundaries_view);
	case WISH_JOURNEYS:
		return open_view(app, &journeys_view);
	case WISH_GOALS:
		return open_view(app, &goals_view);
	case WISH_FIND:
		*app->sought = '\0';
		app->found.chosen = 0;
		return open_view(app, &find_view);
	case WISH_NOTE:
		note_begin(app);
		return true;
	case WISH_ROOM:
		return open_view(app, &room_view);
	case WISH_HELP:
		return open_view(app, &help_view);
	case WISH_EDIT:
		return edit(app);
	case WISH_UNDO:
		drafting_undo(app);
		return true;
	case WISH_REDO:
		drafting_redo(app);
		return true;
	case WISH_WRITE:
		drafting_save(app);
		return true;
	case WISH_LIST:
		if (drafting_holds_back(app, "p goes on"))
			return true;
		app_find_pathways(app);
		return open_view(app, &list_view);
	case WISH_REREAD:
		if (drafting_holds_back(app, "r reads the file"))
			return true;
		app->to_reread = app->opened || app->broken;
		return true;
	case WISH_BACKGROUND:
		app->background = app->background == ON_BLACK ? ON_WHITE : ON_BLACK;
		screen_background(app->screen, app->background);
		return true;
	case WISH_REDRAW:
		return app->whole = true;
	case WISH_CLOSE:
		app_pop(app);
		return true;
	case WISH_QUIT:
		return quit(app);
	default:
		return false;
	}
}

/* What was asked for, for code that runs in the arenas. */
struct asked {
	struct app *app;
	enum wish wish;
	uint32_t number;
	const struct event *press; /* of the mouse; NULL: a wish */
	bool handled;
};

static void ask_view(void *subject)
{
	struct asked *asked = subject;
	const struct view *view = app_view(asked->app);
	if (asked->press)
		view->press(asked->app, asked->press->column, asked->press->row);
	else
		asked->handled = view->act(asked->app, asked->wish, asked->number);
}

/* Walking takes memory from the walk's arena; before a file is open there is
 * none, and nothing is taken. */
static void ask_in_walk(void *subject)
{
	struct asked *asked = subject;
	if (!asked->app->walk_arena)
		ask_view(asked);
	else if (!arena_try(asked->app->walk_arena, ask_view, asked))
		memory_ran_out(asked->app);
}

static void ask(struct asked *asked)
{
	struct app *app = asked->app;
	if (!arena_try(app->frame, ask_in_walk, asked))
		memory_ran_out(app);
	if (!asked->press && !asked->handled && !act_anywhere(app, asked->wish) && asked->wish == WISH_CHOOSE)
		app_say(app, "There is no number %u here.", asked->number);
	do_later_things(app);
}

static void act(struct app *app, enum wish wish, uint32_t number)
{
	struct asked asked = {app, wish, number, NULL, false};
	ask(&asked);
}

static void take_key(struct app *app, int32_t key)
{
	const struct view *view = app_view(app);
	uint32_t number = 0;
	*app->message = '\0';
	if (view->type && view->type(app, key))
		return;
	enum wish wish = key_wish(view->place, key, &number);
	if (wish == WISH_NONE)
		app_say(app, "This key does nothing here. ? shows all keys.");
	else
		act(app, wish, number);
	app->closed_last = wish == WISH_CLOSE;
	app->asked_to_quit = app->asked_to_quit && wish == WISH_QUIT;
}

static void take_press(struct app *app, const struct event *event)
{
	*app->message = '\0';
	struct asked asked = {app, WISH_NONE, 0, event, false};
	if (app_view(app)->press)
		ask(&asked);
}

static void take_event(struct app *app, const struct event *event)
{
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
		notice_change(app);
		break;
	case EVENT_RESIZE:
		app->whole = true;
		break;
	case EVENT_SIGNAL:
		app->signal = event->signal;
		app->quit = true;
		break;
	case EVENT_END:
		app->quit = true;
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
		struct event event = screen_wait(app->screen, app->opened ? LOOK_AT_FILE_EVERY : -1);
		take_event(app, &event);
	}
}
