#include "ui/comparing.h"

#include "carepath/plain.h"
#include "export/compare_page.h"
#include "ui/app.h"
#include "ui/others.h"

#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------ what is compared */

static bool same_text(const struct opened *one, const struct opened *other)
{
	const struct source *a = &one->document->source, *b = &other->document->source;
	return a->length == b->length && memcmp(a->text, b->text, a->length) == 0;
}

/* Everything taken back is no change. */
static bool is_changed(const struct app *app)
{
	return app->comparing.original && !same_text(app->comparing.original, app->opened);
}

static const struct opened *opposite(const struct app *app)
{
	const struct comparing *comparing = &app->comparing;
	return comparing->with_other ? comparing->other : comparing->original;
}

bool comparing_possible(const struct app *app)
{
	return app->opened && opposite(app);
}

const struct opened *comparing_side(const struct app *app, enum compare_side side)
{
	const struct comparing *comparing = &app->comparing;
	enum compare_side open_one = comparing->with_other && !comparing->other_is_before ? SIDE_BEFORE : SIDE_AFTER;
	return side == open_one ? app->opened : opposite(app);
}

const char *comparing_says_side(const struct app *app, struct arena *arena, enum compare_side side)
{
	if (app->comparing.with_other)
		return compare_says_pathway(arena, comparing_side(app, side)->pathway);
	if (side == SIDE_BEFORE)
		return compare_says_as_opened(arena, app->opened->path);
	return compare_says_as_now(arena, app->opened->path, !drafting_unsaved(app));
}

static void forget_text(struct compare_text *text)
{
	arena_free(text->arena);
	*text = (struct compare_text){0};
}

void comparing_forget_result(struct comparing *comparing)
{
	comparison_free(comparing->comparison);
	comparing->comparison = NULL;
	forget_text(&comparing->text);
}

const struct comparison *comparing_result(struct app *app)
{
	struct comparing *comparing = &app->comparing;
	if (!comparing->comparison)
		comparing->comparison = comparison_new(comparing_side(app, SIDE_BEFORE)->analysis,
						       comparing_side(app, SIDE_AFTER)->analysis);
	return comparing->comparison;
}

static void show(struct app *app, bool with_other)
{
	struct comparing *comparing = &app->comparing;
	comparing_forget_result(comparing);
	comparing->with_other = with_other;
	comparing->shown = SHOWN_FIGURES;
	comparing->moved = false;
	app_push(app, &compare_view);
}

void comparing_begin(struct app *app)
{
	if (is_changed(app))
		show(app, false);
	else if (app->comparing.came_from)
		reading_compare(app, app->comparing.came_from);
	else if (app->comparing.other)
		show(app, true);
	else
		comparing_choose(app);
}

/* ------------------------------------------------ the files that are kept */

static void forget_last(struct comparing *comparing)
{
	if (comparing->last != comparing->original)
		opened_free(comparing->last);
	comparing->last = NULL;
}

void comparing_keep_original(struct app *app, struct opened *opened)
{
	comparing_forget_result(&app->comparing);
	if (!app->comparing.original)
		app->comparing.original = opened;
	if (opened->exact_only) {
		if (opened != app->comparing.original)
			opened_free(opened);
		return;
	}
	forget_last(&app->comparing);
	app->comparing.last = opened;
}

void comparing_forget_original(struct app *app)
{
	comparing_forget_result(&app->comparing);
	forget_last(&app->comparing);
	opened_free(app->comparing.original);
	app->comparing.original = NULL;
}

void comparing_came_from(struct comparing *comparing, const char *path)
{
	free(comparing->came_from);
	comparing->came_from = strdup(path);
}

void comparing_clear(struct comparing *comparing)
{
	comparing_forget_result(comparing);
	forget_last(comparing);
	opened_free(comparing->original);
	opened_free(comparing->other);
	free(comparing->came_from);
	arena_free(comparing->list_arena);
	*comparing = (struct comparing){0};
}

/* --------------------------------------------------- which other pathway */

static bool find_others(struct app *app)
{
	struct comparing *comparing = &app->comparing;
	const struct analysis_options how = {
	    .people = app->options->people, .seed = app->options->seed, .threads = app->options->threads};
	arena_free(comparing->list_arena);
	comparing->list_arena = arena_new();
	comparing->list = (struct at_hand){0};
	return comparing->list_arena &&
	       others_find(&comparing->list, comparing->list_arena, app->opened->path, app->options->folders, &how);
}

void comparing_choose(struct app *app)
{
	screen_busy(app->screen, true);
	bool found = find_others(app);
	screen_busy(app->screen, false);
	if (!found) {
		app_out_of_memory(app);
		return;
	}
	menu_start(&app->menus[MENU_OTHERS], app->comparing.list.list.count);
	if (app->comparing.list.list.count > 0)
		app_push(app, &others_view);
	else
		app_say(app, "Nothing was changed, and there is no other pathway here to compare this one with.");
}

static bool is_where_it_came_from(const struct app *app, const struct opened *other)
{
	return app->comparing.came_from && is_same_file(app->comparing.came_from, other->path);
}

void comparing_take(struct app *app, struct opened *other)
{
	opened_free(app->comparing.other);
	app->comparing.other = other;
	app->comparing.other_is_before = is_to_be(app->opened->path) || is_where_it_came_from(app, other);
	free(app->comparing.came_from);
	app->comparing.came_from = NULL;
	show(app, true);
}

/* ---------------------------------------------------- where the room stands */

/* The step with the same id on the other map; NONE. */
static uint32_t step_there(const struct pathway *here, const struct pathway *there, uint32_t step)
{
	return pathway_find_step(there, here->steps[step].id);
}

static void go_along(struct walking *there, const struct pathway *here, uint32_t arrow)
{
	const struct pathway *pathway = there->analysis->pathway;
	uint32_t from = step_there(here, pathway, here->arrows[arrow].from);
	uint32_t to = here->arrows[arrow].to != NONE ? step_there(here, pathway, here->arrows[arrow].to) : NONE;
	if (from == NONE || to == NONE)
		return;
	const struct step *step = &pathway->steps[from];
	for (uint32_t i = step->first_arrow; i < step->first_arrow + step->arrow_count; i++)
		if (pathway->arrows[i].to == to)
			there->along[i] = true;
}

static void stand_as(const struct walking *here, struct walking *there)
{
	const struct pathway *pathway = here->analysis->pathway, *other = there->analysis->pathway;
	const struct walked_journey *walked = here->walked;
	uint32_t step;
	for (uint32_t i = 0; walked && i <= here->stop && i < walked->stop_count; i++) {
		if (walked->stops[i].arrow != NONE)
			go_along(there, pathway, walked->stops[i].arrow);
		if ((step = step_there(pathway, other, walked->stops[i].step)) != NONE)
			there->passed[there->looking = step] = true;
	}
	if (here->looking != NONE && (step = step_there(pathway, other, here->looking)) != NONE)
		there->looking = step;
}

struct walking comparing_standing(const struct app *app, struct arena *arena, enum compare_side side)
{
	const struct opened *opened = comparing_side(app, side);
	struct walking there;
	if (opened == app->opened)
		return app->walking;
	walking_start(&there, arena, opened->analysis);
	if (app->walks)
		stand_as(&app->walking, &there);
	return there;
}
