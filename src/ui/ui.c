#include "ui/ui.h"

#include "ui/app.h"

#include <signal.h>
#include <stdlib.h>

static void clear(struct app *app)
{
	opened_free(app->opened);
	opened_free(app->broken);
	comparing_clear(&app->comparing);
	drafting_end(app);
	document_free(app->to_do.take);
	edit_clear(&app->editing);
	change_clear(&app->change);
	note_clear(&app->note);
	recover_clear(&app->recovery);
	arena_free(app->walk_arena);
	arena_free(app->list_arena);
	arena_free(app->frame);
	canvas_free(&app->canvas);
	screen_close(app->screen);
}

enum ui_end ui_run(const struct ui_options *options)
{
	const struct screen_options screen_options = {options->ascii, options->no_colour};
	struct app *app = calloc(1, sizeof *app);
	if (!app)
		return UI_NO_MEMORY;
	app->options = options;
	app->boundary = NONE;
	app->screen = screen_open(&screen_options);
	if (!app->screen) {
		free(app);
		return UI_NO_SCREEN;
	}
	app->canvas.ascii = screen_ascii(app->screen);
	reading_begin(app);
	app_run(app);
	enum ui_end end = app->end;
	int number = app->signal;
	clear(app);
	free(app);
	if (number)
		raise(number); /* so that whoever started us sees why we ended */
	return end;
}
