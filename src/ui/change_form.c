#include "ui/change_form.h"

#include "carepath/plain.h"
#include "ui/app.h"
#include "ui/drafting.h"

#include <stdio.h>
#include <string.h>

/* ------------------------------------------------------------ what is asked */

/* What stands beside a field. */
static const char *const helps[ASK_COUNT] = {
    [ASK_WAY] = "left and right choose",
    [ASK_BRANCH] = "left and right choose; Enter takes it away",
    [ASK_NAME] = "what it is called on the map; Enter makes the change",
    [ASK_TEAM] = "who does it: left and right choose, or the first letter",
    [ASK_OTHER_TEAM] = "left and right choose, or the first letter; Enter makes the change",
    [ASK_SETTING] = "left and right choose, or the first letter; Enter makes the change",
    [ASK_SHARE] = "how many in 100 go this way, as in 45%",
    [ASK_NEED] = "how many in 100 need it, as in 45%; Enter makes the change",
    [ASK_THEN] = "the step that comes when all of them are over; Enter makes the change",
    [ASK_TO] = "left and right choose, or the first letter",
};

/* The field stands empty where there is nothing to choose from. */
static void ask(struct change_form *form, const struct pathway *pathway, uint32_t step, uint32_t number)
{
	enum ask asks = form->change->asks[number];
	const struct map_question *question = &map_questions[asks];
	struct choices *choices = &form->choices[number];
	*choices = choices_of(asks, form->arena, pathway, step);
	if (!question->offer) {
		form_add(&form->form, question->label, question->at_first ? question->at_first : "")->help =
		    helps[asks];
		return;
	}
	*list_add(form->arena, &choices->names) = NULL;
	form_add_choice(&form->form, question->label, choices->names.at, choices->chosen)->help = helps[asks];
	if (choices->ids.count == 0)
		snprintf(form->fault, sizeof form->fault, "%s", question->nothing);
}

struct filling {
	struct app *app;
	uint32_t step;
};

static void fill(void *subject)
{
	struct filling *filling = subject;
	struct change_form *form = &filling->app->change;
	for (uint32_t i = 0; i < ASKS_MOST && form->change->asks[i] != ASK_NOTHING; i++)
		ask(form, filling->app->opened->pathway, filling->step, i);
}

/* ------------------------------------------------------------ what was told */

/* Where in the form a question stands; NONE where it is not asked. */
static uint32_t field_of(const struct change_form *form, enum ask ask)
{
	for (uint32_t i = 0; i < ASKS_MOST; i++)
		if (form->change->asks[i] == ask)
			return i;
	return NONE;
}

static struct answers answers_of(const struct app *app)
{
	const struct change_form *form = &app->change;
	struct answers answers = {.step = app->opened->pathway->steps[walking_step(&app->walking)].id, .way = NONE};
	for (uint32_t i = 0; i < form->form.count; i++) {
		const struct form_field *told = &form->form.fields[i];
		if (told->choices)
			answers_choose(&answers, form->change->asks[i], &form->choices[i], told->choice);
		else
			answers_write(&answers, form->change->asks[i], told->text);
	}
	return answers;
}

/* ------------------------------------------------------------- how it is done */

/* What was wrong stands under the field that it is about, as long as the form is open. */
static void note_fault(struct change_form *form, const char *fault)
{
	double read;
	char says[EDIT_SAYS];
	uint32_t name = field_of(form, ASK_NAME), share = field_of(form, ASK_SHARE), need = field_of(form, ASK_NEED);
	bool of_need = need != NONE && !share_read(form->form.fields[need].text, &read, says);
	uint32_t about = of_need ? need : name != NONE ? name : share != NONE ? share : form->form.count - 1;
	snprintf(form->fault, sizeof form->fault, "%s", fault);
	form->form.fields[about].fault = form->fault;
	form->form.current = about;
}

/* Whether what is chosen is what is so already. */
static bool is_as_it_is(const struct change_form *form)
{
	for (uint32_t i = 0; i < form->form.count; i++)
		if (form->form.fields[i].choices && form->form.fields[i].choice == form->choices[i].as_it_is)
			return true;
	return false;
}

enum made { MADE, MADE_NOTHING, REFUSED /* and why is in `fault` */ };

static enum made change(struct app *app, char fault[FAULT_ROOM])
{
	char says[EDIT_SAYS] = "";
	struct answers answers = answers_of(app);
	struct document *document = app->change.change->make(app->draft, &answers, says);
	bool refused = edit_refused(document, says, fault);
	if (refused || drafting_changed_nothing(app)) {
		document_free(document);
		return refused ? REFUSED : MADE_NOTHING;
	}
	const char *new = map_change_new_step(app->opened->pathway, document->pathway);
	drafting_take(app, document, says);
	if (new)
		reading_go_to(app, new);
	return MADE;
}

static bool apply(struct app *app)
{
	char fault[FAULT_ROOM];
	enum made made = is_as_it_is(&app->change) ? MADE_NOTHING : change(app, fault);
	if (made == REFUSED)
		note_fault(&app->change, fault);
	else if (made == MADE_NOTHING)
		app_say(app, "Nothing was changed: it is so already. Choose something else, or leave with Esc.");
	if (made != MADE)
		return true;
	app_pop(app);
	app_pop(app);
	return true;
}

void change_clear(struct change_form *form)
{
	arena_free(form->arena);
	form->arena = NULL;
}

static bool start_form(struct app *app, const struct map_change *change)
{
	struct filling filling = {app, walking_step(&app->walking)};
	change_clear(&app->change);
	memset(&app->change, 0, sizeof app->change);
	app->change.change = change;
	app->change.arena = arena_new();
	if (app->change.arena && arena_try(app->change.arena, fill, &filling))
		return true;
	app_say(app, "There is no memory left to change this.");
	return false;
}

static void change_at_once(struct app *app)
{
	char fault[FAULT_ROOM];
	if (change(app, fault) == REFUSED)
		app_say(app, "This was not changed: %s", fault);
	else
		app_pop(app);
}

static void start_share(struct app *app);

void change_begin(struct app *app, const struct map_change *change)
{
	const struct pathway *pathway = app->opened->pathway;
	const char *hindered = change->hindered ? change->hindered(pathway, walking_step(&app->walking)) : NULL;
	if (hindered) {
		app_say(app, "%s", hindered);
		return;
	}
	if (!drafting_start(app) || !start_form(app, change))
		return;
	if (*app->change.fault)
		app_say(app, "%s", app->change.fault);
	else if (change->asks[0] == ASK_NOTHING)
		change_at_once(app);
	else {
		start_share(app);
		app_push(app, &change_form_view);
	}
}

/* ------------------------------------------------------ what a share does */

struct previewing {
	struct app *app;
	const struct pathway *pathway; /* as it would be */
	const char *step;
};

static void say_preview(void *subject)
{
	const struct previewing *previewing = subject;
	struct app *app = previewing->app;
	const struct pathway *pathway = previewing->pathway;
	snprintf(app->change.preview, sizeof app->change.preview, "Then: %s. Enter makes the change.",
		 shares_in_words(app->frame, pathway, pathway_find_step(pathway, previewing->step)));
}

/* Made on a draft of its own, so that nothing is changed yet. */
static void preview(struct app *app)
{
	struct answers answers = answers_of(app);
	uint32_t length, field = field_of(&app->change, ASK_SHARE);
	const char *text = draft_text(app->draft, &length);
	char says[EDIT_SAYS] = "", fault[FAULT_ROOM];
	struct draft *draft = draft_new(app->opened->path, text, length);
	struct document *document = draft ? app->change.change->make(draft, &answers, says) : NULL;
	bool wrong = edit_refused(document, says, fault);
	struct previewing previewing = {app, wrong || !document ? NULL : document->pathway, answers.step};
	if (wrong)
		note_fault(&app->change, fault);
	else if (!arena_try(app->frame, say_preview, &previewing))
		app_say(app, "There is no memory left.");
	app->change.form.fields[field].help = wrong ? NULL : app->change.preview;
	document_free(document);
	draft_free(draft);
}

/* The share of the way that is chosen stands in the field at first; that of one
 * that is not there yet is for people to say. */
static void start_share(struct app *app)
{
	uint32_t way = field_of(&app->change, ASK_WAY), share = field_of(&app->change, ASK_SHARE);
	if (share == NONE)
		return;
	struct form_field *field = &app->change.form.fields[share];
	field->fault = NULL;
	field->help = helps[ASK_SHARE];
	if (way == NONE)
		return;
	const struct pathway *pathway = app->opened->pathway;
	const struct step *step = &pathway->steps[walking_step(&app->walking)];
	double now = pathway->arrows[step->first_arrow + app->change.form.fields[way].choice].share;
	snprintf(field->text, sizeof field->text, "%.6g%%", now * 100);
	field->caret = (uint32_t)strlen(field->text);
}

/* ------------------------------------------------------------------- view */

static const char *title(struct app *app)
{
	uint32_t step = walking_step(&app->walking);
	return plain_format(app->frame, "%s: %s", app->change.change->label, app->opened->pathway->steps[step].name);
}

static void draw(struct app *app, struct area area)
{
	(void)area_take_top(&area, 1);
	form_draw(&app->change.form, area);
}

/* A number that is typed where a way is chosen is meant for the share. */
static bool type_share(struct change_form *form, int32_t key)
{
	uint32_t share = field_of(form, ASK_SHARE);
	if (share == NONE || form->form.current == share || key < '0' || key > '9')
		return false;
	form->form.current = share;
	return form_type(&form->form, KEY_IS_CLEAR) && form_type(&form->form, key);
}

static bool type(struct app *app, int32_t key)
{
	struct change_form *form = &app->change;
	uint32_t share = field_of(form, ASK_SHARE), before = form->form.current;
	unsigned chosen = form->form.fields[0].choice;
	bool typed = form_type(&form->form, key), moved = !typed && type_share(form, key);
	if (!typed && !moved)
		return false;
	form->form.fields[before].fault = NULL;
	if (share == NONE)
		return true;
	if (form->form.fields[0].choice != chosen)
		start_share(app);
	else if (moved || (form->form.current == share && before == share))
		preview(app);
	return true;
}

static bool act(struct app *app, enum wish wish, uint32_t number)
{
	(void)number;
	return wish == WISH_SAVE && apply(app);
}

const struct view change_form_view = {AT_CHANGE_FORM, title, draw, act, type, NULL};
