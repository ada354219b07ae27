#include "carepath/plain.h"
#include "ui/app.h"
#include "ui/drafting.h"
#include "ui/offered.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A step, or one of its ways on, as a form: every key that it can have. */

static const struct step *step_of(const struct app *app)
{
	const struct pathway *pathway = app->opened->pathway;
	uint32_t step = pathway_find_step(pathway, app->editing.step);
	return step == NONE ? NULL : &pathway->steps[step];
}

static struct edit_place place_of(const struct app *app)
{
	return (struct edit_place){app->editing.step, app->editing.way};
}

static const char *help_for(struct app *app, const struct edit_field *field)
{
	if (field->elsewhere)
		return plain_format(app->editing.arena,
				    "This comes from line %u of the file: it is to be changed there.", field->line);
	return plain_format(app->editing.arena, "%s. %s", field->type, field->meaning);
}

/* A text that the form has no room for is shown cut, and stays as it is. */
static void add_field(struct app *app, const struct edit_field *field)
{
	struct form_field *added = form_add(&app->editing.form, field->key, field->text);
	added->caret = 0;
	added->fixed = field->elsewhere || strlen(field->text) >= FORM_TEXT_ROOM;
	added->help = help_for(app, field);
	added->several = field->form == EDIT_WORDS;
	if (!added->fixed)
		added->offers = offered(app->editing.arena, app->opened->pathway, field);
	app->editing.texts[app->editing.form.count - 1] =
	    arena_copy(app->editing.arena, field->text, strlen(field->text));
}

static void add_fields(void *subject)
{
	struct app *app = subject;
	struct edit_fields fields = edit_fields(app->editing.arena, app->draft, place_of(app));
	for (uint32_t i = 0; i < fields.count && i < FORM_FIELDS; i++)
		add_field(app, &fields.at[i]);
}

/* False when there is no memory. */
static bool fill_form(struct app *app)
{
	struct editing *editing = &app->editing;
	memset(&editing->form, 0, sizeof editing->form);
	memset(editing->done, 0, sizeof editing->done);
	arena_free(editing->arena);
	editing->arena = arena_new();
	if (editing->arena && arena_try(editing->arena, add_fields, app) && editing->form.count > 0)
		return true;
	app_say(app, "There is no memory left to change this.");
	return false;
}

void edit_clear(struct editing *editing)
{
	arena_free(editing->arena);
	free(editing->step);
}

void edit_begin(struct app *app, uint32_t step)
{
	if (!drafting_start(app))
		return;
	free(app->editing.step);
	app->editing.step = strdup(app->opened->pathway->steps[step].id);
	app->editing.way = NONE;
	if (app->editing.step && fill_form(app))
		app_push(app, &edit_view);
}

static uint32_t way_count(const struct step *step)
{
	return step->next == NEXT_NONE ? 0 : step_arrows_end(step) - step->first_arrow;
}

/* The step itself, then its ways one after the other. */
static void next_place(struct app *app, int by)
{
	const struct step *step = step_of(app);
	uint32_t count = step ? way_count(step) + 1 : 1;
	uint32_t at = app->editing.way == NONE ? 0 : app->editing.way + 1;
	at = (at + count + (uint32_t)by) % count;
	app->editing.way = at == 0 ? NONE : at - 1;
	if (!fill_form(app))
		app_pop(app);
}

static const char *title(struct app *app)
{
	const struct step *step = step_of(app);
	const struct pathway *pathway = app->opened->pathway;
	if (!step)
		return "a step";
	if (app->editing.way == NONE)
		return plain_format(app->frame, "%s (the step)", step->name);
	const struct arrow *arrow = &pathway->arrows[step->first_arrow + app->editing.way];
	const char *to = arrow->to == NONE ? pathway->outcomes[arrow->outcome] : pathway->steps[arrow->to].name;
	return plain_format(app->frame, "from %s to %s", step->name, to);
}

static void draw(struct app *app, struct area area)
{
	(void)area_take_top(&area, 1);
	form_draw(&app->editing.form, area);
}

static bool is_changed(const struct app *app, uint32_t field)
{
	return !app->editing.done[field] && !app->editing.form.fields[field].fixed &&
	       strcmp(app->editing.form.fields[field].text, app->editing.texts[field]) != 0;
}

/* Notes what is wrong with a field; nothing where `document` is a pathway. */
static bool note_fault(struct app *app, uint32_t number, const struct document *document, const char *says)
{
	char *fault = app->editing.faults[number];
	bool wrong = edit_refused(document, says, fault);
	app->editing.form.fields[number].fault = wrong ? fault : NULL;
	return wrong;
}

static void try_field(struct app *app)
{
	uint32_t number = app->editing.form.current;
	const struct form_field *field = &app->editing.form.fields[number];
	char says[EDIT_SAYS] = "";
	app->editing.form.fields[number].fault = NULL;
	if (!is_changed(app, number))
		return;
	struct document *document = edit_try(app->draft, place_of(app), field->label, field->text, says);
	note_fault(app, number, document, says);
	document_free(document);
}

static bool type(struct app *app, int32_t key)
{
	struct form *form = &app->editing.form;
	uint32_t before = form->current;
	if (key == KEY_IS_PAGE_DOWN || key == KEY_IS_PAGE_UP || !form_type(form, key))
		return false;
	app->editing.done[before] = false;
	if (before == form->current)
		try_field(app);
	return true;
}

/* One change after the other; at the first that is refused the form stays. */
static bool apply(struct app *app)
{
	struct form *form = &app->editing.form;
	bool any = false;
	for (uint32_t i = 0; i < form->count; i++) {
		char says[EDIT_SAYS] = "";
		if (!is_changed(app, i))
			continue;
		struct document *document =
		    edit_set(app->draft, place_of(app), form->fields[i].label, form->fields[i].text, says);
		if (note_fault(app, i, document, says)) {
			document_free(document);
			form->current = i;
			return true;
		}
		app->editing.done[i] = true;
		if (drafting_changed_nothing(app)) {
			document_free(document);
			continue;
		}
		drafting_take(app, document, "");
		any = true;
	}
	if (!any)
		app_say(app, "Nothing was changed.");
	app_pop(app);
	return true;
}

static bool act(struct app *app, enum wish wish, uint32_t number)
{
	(void)number;
	switch (wish) {
	case WISH_SAVE:
		return apply(app);
	case WISH_PAGE_DOWN:
		next_place(app, 1);
		return true;
	case WISH_PAGE_UP:
		next_place(app, -1);
		return true;
	default:
		return false;
	}
}

const struct view edit_view = {AT_EDIT, title, draw, act, type, NULL};
