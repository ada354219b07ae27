#include "ui/wishes.h"

#include "ui/app.h"

bool wishes_warn_of_changes(struct app *app, const char *what)
{
	if (!drafting_unsaved(app) || !app_warns(app, WARN_CHANGES))
		return false;
	app_say(app, "There are changes that are not saved: s saves them. Once more %s without them.", what);
	return true;
}

/* A q too many, after one that closed a page, does not end what the room is
 * looking at; nor is a note lost that was begun. */
static void quit(struct app *app)
{
	bool note = note_is_begun(&app->note);
	if (wishes_warn_of_changes(app, "q leaves"))
		return;
	if (note && app_warns(app, WARN_NOTE))
		app_say(app, "A note is not saved: n goes on with it. q once more leaves without it.");
	else if (app->closed_last && app_warns(app, WARN_QUIT))
		app_say(app, "q once more leaves carepath; any other key stays.");
	else
		app->quit = true;
}

static void all_findings(struct app *app)
{
	app->boundary = NONE;
	app_push(app, &findings_view);
}

static void find(struct app *app)
{
	*app->sought = '\0';
	app->menus[MENU_FOUND].chosen = 0;
	app_push(app, &find_view);
}

static void edit(struct app *app)
{
	uint32_t step = app->walks ? walking_step(&app->walking) : NONE;
	if (step != NONE)
		edit_begin(app, step);
	else
		app_say(app, "Go to a step first: then e changes it.");
}

static void change(struct app *app)
{
	if (!app->walks || walking_step(&app->walking) == NONE) {
		app_say(app, "Go to a step first: then x changes the map there.");
		return;
	}
	menu_start(&app->menus[MENU_CHANGES], 0);
	app_push(app, &change_view);
}

static void no_flags(struct app *app)
{
	app_say(app, "This page tells what is flagged, or has no flags: v hides and shows them on the walk.");
}

static void list(struct app *app)
{
	reading_find_pathways(app);
	app_push(app, &list_view);
}

static void reread(struct app *app)
{
	app->to_do.reread = !wishes_warn_of_changes(app, "r reads the file");
}

static void background(struct app *app)
{
	app->background = app->background == ON_BLACK ? ON_WHITE : ON_BLACK;
	screen_background(app->screen, app->background);
}

/* A wish opens a view, or has something done. */
static const struct {
	const struct view *view;
	void (*act)(struct app *app);
} everywhere[WISH_COUNT] = {
    [WISH_OPENING] = {&opening_view, NULL},
    [WISH_FINDINGS] = {NULL, all_findings},
    [WISH_BOUNDARIES] = {&boundaries_view, NULL},
    [WISH_JOURNEYS] = {&journeys_view, NULL},
    [WISH_GOALS] = {&goals_view, NULL},
    [WISH_ROOM] = {&room_view, NULL},
    [WISH_COMPARE] = {NULL, comparing_begin},
    [WISH_OTHERS] = {NULL, comparing_choose},
    [WISH_FLAGS] = {NULL, no_flags},
    [WISH_HELP] = {&help_view, NULL},
    [WISH_FIND] = {NULL, find},
    [WISH_NOTE] = {NULL, note_begin},
    [WISH_CHANGE] = {NULL, change},
    [WISH_EDIT] = {NULL, edit},
    [WISH_UNDO] = {NULL, drafting_undo},
    [WISH_REDO] = {NULL, drafting_redo},
    [WISH_WRITE] = {NULL, drafting_save},
    [WISH_WRITE_AS] = {NULL, save_as_begin},
    [WISH_LIST] = {NULL, list},
    [WISH_REREAD] = {NULL, reread},
    [WISH_BACKGROUND] = {NULL, background},
    [WISH_CLOSE] = {NULL, app_pop},
    [WISH_QUIT] = {NULL, quit},
};

bool wishes_act(struct app *app, enum wish wish)
{
	if (everywhere[wish].view)
		app_push(app, everywhere[wish].view);
	else if (everywhere[wish].act)
		everywhere[wish].act(app);
	else
		return false;
	return true;
}
