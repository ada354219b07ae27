#include "ui/comparing.h"

#include "carepath/plain.h"
#include "export/compare_page.h"
#include "ui/app.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

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
		return plain_format(arena, "%s, as it was when it was opened", app->opened->path);
	return plain_format(arena, "%s, as it is now%s", app->opened->path,
			    drafting_unsaved(app) ? ", not saved yet" : "");
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

static const char to_be[] = "-to-be";

static const char *name_in_folder(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

/* How long the name is without what tells the format. */
static size_t stem_length(const char *name)
{
	const char *dot = strrchr(name, '.');
	return dot ? (size_t)(dot - name) : strlen(name);
}

/* The file is told to be how it could be: its name ends so. */
static bool is_to_be(const char *path)
{
	const char *name = name_in_folder(path);
	size_t length = stem_length(name), ending = strlen(to_be);
	return length > ending && strncmp(name + length - ending, to_be, ending) == 0;
}

/* "hip-fracture" of both "hip-fracture.yaml" and "hip-fracture-to-be.yaml". */
static size_t subject_length(const char *path)
{
	return stem_length(name_in_folder(path)) - (is_to_be(path) ? strlen(to_be) : 0);
}

static bool are_counterparts(const char *one, const char *other)
{
	size_t length = subject_length(one);
	return is_to_be(one) != is_to_be(other) && length == subject_length(other) &&
	       strncmp(name_in_folder(one), name_in_folder(other), length) == 0;
}

static bool same_file(const char *one, const char *other)
{
	struct stat a, b;
	return stat(one, &a) == 0 && stat(other, &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

static bool is_listed(const struct at_hand *list, const char *path)
{
	for (uint32_t i = 0; i < list->list.count; i++)
		if (same_file(list->list.at[i].path, path))
			return true;
	return false;
}

/* Of what was found: no file twice, not the open one, those of its own name first. */
struct choosing {
	struct app *app;
	struct at_hand found;
	const char **folders; /* that of the open file, then those that are always looked through */
};

static void add_found(struct choosing *choosing, bool counterparts)
{
	struct comparing *comparing = &choosing->app->comparing;
	const char *open_one = choosing->app->opened->path;
	for (uint32_t i = 0; i < choosing->found.list.count; i++) {
		const struct pathway_at_hand *at_hand = &choosing->found.list.at[i];
		if (are_counterparts(open_one, at_hand->path) == counterparts && !same_file(open_one, at_hand->path) &&
		    !is_listed(&comparing->list, at_hand->path))
			*list_add(comparing->list_arena, &comparing->list.list) = *at_hand;
	}
}

static void list_found(void *subject)
{
	struct choosing *choosing = subject;
	add_found(choosing, true);
	add_found(choosing, false);
}

static bool is_named(const char *const *folders, const char *folder)
{
	for (; *folders; folders++)
		if (same_file(*folders, folder))
			return true;
	return false;
}

/* Each once, however it is written: what is in it will be measured. */
static void name_folders(void *subject)
{
	struct choosing *choosing = subject;
	const char *const *usual = choosing->app->options->folders, *path = choosing->app->opened->path;
	struct arena *arena = choosing->app->comparing.list_arena;
	size_t length = (size_t)(name_in_folder(path) - path);
	uint32_t count = 0;
	while (usual[count])
		count++;
	choosing->folders = ARENA_ARRAY(arena, const char *, count + 2u);
	choosing->folders[0] = length == 0 ? "." : arena_copy(arena, path, length > 1 ? length - 1 : 1);
	for (uint32_t named = 1; *usual; usual++)
		if (!is_named(choosing->folders, *usual))
			choosing->folders[named++] = *usual;
}

static bool find_others(struct app *app)
{
	struct comparing *comparing = &app->comparing;
	struct choosing choosing = {.app = app};
	const struct analysis_options how = {
	    .people = app->options->people, .seed = app->options->seed, .threads = app->options->threads};
	arena_free(comparing->list_arena);
	comparing->list_arena = arena_new();
	comparing->list = (struct at_hand){0};
	return comparing->list_arena && arena_try(comparing->list_arena, name_folders, &choosing) &&
	       at_hand_find(&choosing.found, comparing->list_arena, choosing.folders, &how) &&
	       arena_try(comparing->list_arena, list_found, &choosing);
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
	return app->comparing.came_from && same_file(app->comparing.came_from, other->path);
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
