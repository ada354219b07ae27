#include "ui/reading.h"

#include "carepath/compare.h"
#include "carepath/plain.h"
#include "export/left_steps.h"
#include "ui/app.h"
#include "ui/place.h"

#include <math.h>
#include <string.h>

static void show_progress(void *subject, double done)
{
	struct app *app = subject;
	app_say(app, "Reading and measuring: %d %%", (int)(done * 100));
	app_show_message(app);
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
	char says[JOURNAL_SAYS];
	journal_damaged(app->opened->journal, says);
	if (*app->opened->journal_says)
		app_say(app, "%s", app->opened->journal_says);
	else if (*says)
		app_say(app, "%s", says);
}

/* A file that can be walked takes the place of the one that was open, which is
 * kept where `changed`: to be compared with. */
static bool take_opened(struct app *app, struct opened *opened, bool changed)
{
	struct arena *arena = arena_new();
	if (!arena) {
		opened_free(opened);
		return false;
	}
	opened_free(app->broken);
	app->broken = NULL;
	if (changed)
		comparing_keep_original(app, app->opened);
	else
		opened_free(app->opened);
	arena_free(app->walk_arena);
	app->opened = opened;
	app->walk_arena = arena;
	app->walks = app->changed = false;
	app->boundary = NONE;
	app->kind = KIND_COUNT;
	menu_start(&app->menus[MENU_OPENINGS], 0);
	return arena_try(arena, start_walk, app);
}

/* One with errors stands beside what is open, so that nothing is lost. */
static void show_broken(struct app *app, struct opened *opened, bool to_compare)
{
	opened_free(app->broken);
	app->broken = opened;
	app->broken_to_compare = to_compare;
	app_push(app, &trouble_view);
}

static bool open_now(struct app *app, const char *path)
{
	struct opened *opened = read_opened(app, path);
	if (opened && !opened->analysis) {
		show_broken(app, opened, false);
		return true;
	}
	if (!opened || !take_opened(app, opened, false))
		return false;
	comparing_clear(&app->comparing);
	drafting_end(app);
	note_move(&app->note);
	app->view_count = app->view_count > 0 && app->views[0] == &list_view;
	app_push(app, &opening_view);
	say_of_journal(app);
	recover_offer(app);
	return true;
}

/* --------------------------------------------------- the walk goes on there */

struct going_back {
	struct app *app;
	const struct place *place;
};

static void go_back(void *subject)
{
	const struct going_back *back = subject;
	place_find(back->place, &back->app->walking, back->app->opened->pathway);
	back->app->walks = true;
}

/* Takes the file, as take_opened() does; the walk stays where it stood. */
static bool take_in_place(struct app *app, struct opened *opened, bool changed)
{
	struct place place;
	bool walked = app->walks;
	bool kept = place_keep(&place, walked ? &app->walking : NULL, walked ? app->opened->pathway : NULL);
	struct going_back back = {app, &place};
	bool fine = false;
	if (!kept)
		opened_free(opened);
	else
		fine = take_opened(app, opened, changed) && (!walked || arena_try(app->walk_arena, go_back, &back));
	place_forget(&place);
	return fine;
}

/* Reads another file, to compare the open one with. */
static bool compare_now(struct app *app, const char *path)
{
	struct opened *other = read_opened(app, path);
	if (other && !other->analysis) {
		show_broken(app, other, true);
		return true;
	}
	if (!other)
		return false;
	opened_free(app->broken);
	app->broken = NULL;
	app_drop(app, &trouble_view);
	app_drop(app, &others_view);
	comparing_take(app, other);
	return true;
}

/* What was compared is another one now, or is no more. */
static bool compare_anew(struct app *app)
{
	comparing_forget_original(app);
	if (!comparing_possible(app))
		app_drop(app, &compare_view);
	return app_view(app) != &compare_view || compare_now(app, app->comparing.other->path);
}

/* The file that was just written in place of the one that was open. */
static bool go_on_now(struct app *app, struct to_do to_do)
{
	struct opened *opened = read_opened(app, to_do.go_on_with);
	if (opened && !opened->analysis) {
		show_broken(app, opened, false);
		return true;
	}
	if (!opened || !take_in_place(app, opened, false))
		return false;
	drafting_end(app);
	if (!compare_anew(app))
		return false;
	app_say(app, "%s", to_do.says);
	say_of_journal(app);
	return true;
}

/* From the page that tells what is wrong with a file, that file is read. */
static bool reread_now(struct app *app)
{
	bool mended = app_view(app) == &trouble_view || !app->opened;
	if (mended && app->broken_to_compare)
		return compare_now(app, app->broken->path);
	struct opened *opened = read_opened(app, mended ? app->broken->path : app->opened->path);
	if (opened && !opened->analysis) {
		show_broken(app, opened, false);
		app->changed = true;
		return true;
	}
	if (!opened || !take_in_place(app, opened, false))
		return false;
	drafting_end(app);
	app_drop(app, &trouble_view);
	if (app->view_count == 0 || app_view(app) == &list_view)
		app_push(app, &opening_view);
	if (!compare_anew(app))
		return false;
	app_say(app, "The file was read again.");
	say_of_journal(app);
	return true;
}

/* ----------------------------------------------------- what a change made */

struct changing {
	struct app *app;
	struct opened *opened;
	const char *says;
};

/* What it did to people, as the page that compares says it. What must be sampled
 * is measured when there is time, and then said. */
static void say_of_change(void *subject)
{
	const struct changing *changing = subject;
	struct app *app = changing->app;
	const struct opened *before = app->opened->exact_only ? app->comparing.last : app->opened;
	const char *says_left = left_steps_say(app->frame, app->made.left, changing->opened->pathway);
	const struct analysis *after = changing->opened->analysis;
	struct comparison *comparison = comparison_new(before->analysis, after);
	bool more = changing->opened->exact_only && isnan(after->figures.simple[MEASURE_LEAD_TIME]);
	const char *says_people =
	    comparison ? comparison->says_people : "There is no memory left to say what it does to people.";
	app_say(app, "%s. %s%s%s%s%s%s", changing->says, says_people, more ? " Some times are still unknown." : "",
		*says_left ? " " : "", says_left, *app->made.went ? " " : "", app->made.went);
	comparison_free(comparison);
}

/* What cannot be measured is not taken: the changes go back to where they were. */
static void refuse(struct changing *changing, int changes)
{
	struct app *app = changing->app;
	char fault[FAULT_ROOM];
	for (; changes > 0; changes--)
		draft_undo(app->draft);
	for (; changes < 0; changes++)
		draft_redo(app->draft);
	memset(app->editing.done, 0, sizeof app->editing.done);
	if (edit_refused(changing->opened->document, "", fault))
		app_say(app, "This was not changed: %s", fault);
	opened_free(changing->opened);
}

struct going {
	struct app *app;
	const char *step;
};

static void go_to_step(void *subject)
{
	const struct going *going = subject;
	struct app *app = going->app;
	uint32_t step = pathway_find_step(app->opened->pathway, going->step);
	if (step != NONE && app->walks)
		walking_move_to(&app->walking, step);
}

/* Says what the change did, and takes it. Where the map is changed the walk stays. */
static bool take_change(struct changing *changing)
{
	struct app *app = changing->app;
	bool changed = app->changed;
	walking_stay(&app->walking);
	if (!arena_try(app->frame, say_of_change, changing)) {
		opened_free(changing->opened);
		return false;
	}
	app->made.says = changing->says;
	memcpy(app->made.said, app->message, sizeof app->made.said);
	bool fine = take_in_place(app, changing->opened, true);
	app->changed = changed;
	return fine;
}

static bool take_now(struct app *app, struct to_do to_do)
{
	struct opened *opened = opened_anew(app->opened, to_do.take, app->options, true);
	struct changing changing = {app, opened, to_do.says};
	struct going going = {app, to_do.go_to};
	if (!opened)
		return false;
	if (!opened->analysis) {
		refuse(&changing, to_do.changes);
		return true;
	}
	app->made.left = left_steps_find(app->opened->analysis, opened->analysis);
	if (!take_change(&changing))
		return false;
	drafting_keep(app);
	return !to_do.go_to || arena_try(app->walk_arena, go_to_step, &going);
}

/* What was said of the change is said again, now that more is known of it; but
 * only where nothing else was said meanwhile. What cannot be sampled stays
 * unknown. */
static bool measure_whole(struct app *app)
{
	char said[MESSAGE_ROOM];
	struct document *document = draft_load(app->draft);
	struct opened *opened = document ? opened_anew(app->opened, document, app->options, false) : NULL;
	struct changing changing = {app, opened, app->made.says};
	if (!opened)
		return false;
	if (!opened->analysis) {
		app->opened->exact_only = false;
		opened_free(opened);
		return true;
	}
	bool says_so = strcmp(app->message, app->made.said) == 0;
	memcpy(said, app->message, sizeof said);
	bool fine = take_change(&changing);
	if (!says_so)
		memcpy(app->message, said, sizeof said);
	return fine;
}

bool reading_is_to_measure(const struct app *app)
{
	return app->opened && app->opened->exact_only;
}

void reading_measure_whole(struct app *app)
{
	if (reading_is_to_measure(app) && !measure_whole(app))
		app_out_of_memory(app);
}

/* ------------------------------------------------------------- asked for */

void reading_open(struct app *app, const char *path)
{
	app->to_do.open = path;
}

void reading_compare(struct app *app, const char *path)
{
	app->to_do.compare = path;
}

void reading_take(struct app *app, struct document *document, int changes, const char *says)
{
	document_free(app->to_do.take);
	app->to_do.take = document;
	app->to_do.changes += changes;
	app->to_do.says = says;
	app->to_do.go_to = NULL;
	*app->made.went = '\0';
}

void reading_go_to(struct app *app, const char *step)
{
	app->to_do.go_to = step;
}

void reading_go_on_with(struct app *app, const char *path, const char *says)
{
	app->to_do.go_on_with = path;
	app->to_do.says = says;
}

void reading_do(struct app *app)
{
	struct to_do to_do = app->to_do;
	bool fine = true;
	app->to_do = (struct to_do){0};
	if (to_do.take)
		fine = take_now(app, to_do);
	else if (to_do.open)
		fine = open_now(app, to_do.open);
	else if (to_do.compare)
		fine = compare_now(app, to_do.compare);
	else if (to_do.go_on_with)
		fine = go_on_now(app, to_do);
	else if (to_do.reread && (app->opened || app->broken))
		fine = reread_now(app);
	if (!fine)
		app_out_of_memory(app);
	else if (app_view(app) == &compare_view) /* with all figures, or none could be compared */
		reading_measure_whole(app);
}

void reading_find_pathways(struct app *app)
{
	const struct analysis_options how = {
	    .people = app->options->people, .seed = app->options->seed, .threads = app->options->threads};
	arena_free(app->list_arena);
	app->list_arena = arena_new();
	screen_busy(app->screen, true);
	if (!app->list_arena || !at_hand_find(&app->at_hand, app->list_arena, app->options->folders, &how))
		app_out_of_memory(app);
	screen_busy(app->screen, false);
	menu_start(&app->menus[MENU_LIST], app->at_hand.list.count);
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
	if (app->recovery.unsaved.count > 0)
		app_push(app, &recover_view);
}

void reading_begin(struct app *app)
{
	if (!app->options->file) {
		reading_find_pathways(app);
		app_push(app, &list_view);
	} else if (!open_now(app, app->options->file) ||
		   (app->opened && !arena_try(app->walk_arena, begin_asked_walk, app))) {
		app_out_of_memory(app);
	}
}

void reading_notice_change(struct app *app)
{
	bool changed = app->opened && opened_changed(app->opened);
	if (changed && !app->changed)
		app_say(app, "The file on disk has changed. r reads it again and keeps your place.");
	app->changed = changed;
}
