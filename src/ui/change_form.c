#include "ui/change_form.h"

#include "carepath/plain.h"
#include "ui/app.h"
#include "ui/drafting.h"

#include <stdio.h>
#include <string.h>

/* What is chosen from, while it is put together: names, and the ids that they
 * stand for. */
struct choices {
	struct arena *arena;
	LIST(const char *) names;
	LIST(const char *) ids;
	unsigned chosen;
	uint32_t as_it_is; /* which of them changes nothing; NONE */
	uint32_t first_end;
};

static void offer(struct choices *choices, const char *id, const char *name)
{
	*list_add(choices->arena, &choices->ids) = arena_copy(choices->arena, id, strlen(id));
	*list_add(choices->arena, &choices->names) = arena_copy(choices->arena, name, strlen(name));
}

/* ------------------------------------------------------------ what is asked */

static const char *way_name(struct arena *arena, const struct pathway *pathway, uint32_t number)
{
	const struct arrow *arrow = &pathway->arrows[number];
	char room[PLAIN_ROOM];
	const char *to = arrow->to == NONE ? plain_format(arena, "the end, %s", pathway->outcomes[arrow->outcome])
					   : pathway->steps[arrow->to].name;
	if (arrow->role == ARROW_THEN)
		return plain_format(arena, "to %s, when all branches are over", to);
	return plain_format(arena, "to %s (%s%s%s)", to, plain_percent(arrow->share, room), arrow->when ? ": " : "",
			    arrow->when ? arrow->when : "");
}

static void offer_ways(struct choices *choices, const struct pathway *pathway, uint32_t number)
{
	const struct step *step = &pathway->steps[number];
	for (uint32_t i = step->first_arrow; i < step_arrows_end(step); i++)
		offer(choices, "", way_name(choices->arena, pathway, i));
}

/* What comes after all of them is behind them. */
static void offer_branches(struct choices *choices, const struct pathway *pathway, uint32_t number)
{
	const struct step *step = &pathway->steps[number];
	for (uint32_t i = step->first_arrow; i < step_arrows_end(step); i++)
		if (pathway->arrows[i].role != ARROW_THEN)
			offer(choices, "", way_name(choices->arena, pathway, i));
}

static void offer_teams(struct choices *choices, const struct pathway *pathway, uint32_t step)
{
	choices->chosen = pathway->steps[step].team;
	for (uint32_t i = 0; i < pathway->team_count; i++)
		offer(choices, pathway->teams[i].id, pathway->teams[i].name);
}

static bool does_it(const struct step *step, uint32_t team)
{
	for (uint32_t i = 0; i < step_doer_count(step); i++)
		if (step_doer(step, i) == team)
			return true;
	return false;
}

/* What is so now is chosen at first: a hasty Enter changes nothing. */
static void offer_as_it_is(struct choices *choices, const char *id, const char *name)
{
	choices->chosen = choices->as_it_is = choices->ids.count;
	offer(choices, id, plain_format(choices->arena, "%s (as it is)", name));
}

static void offer_other_teams(struct choices *choices, const struct pathway *pathway, uint32_t step)
{
	for (uint32_t i = 0; i < pathway->team_count; i++) {
		if (i == pathway->steps[step].team)
			offer_as_it_is(choices, pathway->teams[i].id, pathway->teams[i].name);
		else if (!does_it(&pathway->steps[step], i))
			offer(choices, pathway->teams[i].id, pathway->teams[i].name);
	}
}

static void offer_settings(struct choices *choices, const struct pathway *pathway, uint32_t step)
{
	for (uint32_t i = 0; i < setting_words.count; i++) {
		if (setting_words.first + i == (uint32_t)pathway->steps[step].setting)
			offer_as_it_is(choices, setting_words.words[i], setting_words.words[i]);
		else
			offer(choices, setting_words.words[i], setting_words.words[i]);
	}
}

static bool leads_to(const struct pathway *pathway, const struct step *step, uint32_t to, uint32_t outcome)
{
	uint32_t end = step->next == NEXT_NONE ? step->first_arrow : step_arrows_end(step);
	for (uint32_t i = step->first_arrow; i < end; i++)
		if (pathway->arrows[i].to == to && (to != NONE || pathway->arrows[i].outcome == outcome))
			return true;
	return false;
}

/* Counts the steps that can be reached along an arrow; near ones come first in `order`. */
static uint32_t follow(const struct pathway *pathway, uint32_t first, bool *seen, uint32_t *order)
{
	uint32_t count = 0;
	memset(seen, 0, pathway->step_count * sizeof *seen);
	seen[first] = true;
	order[count++] = first;
	for (uint32_t i = 0; i < count; i++) {
		const struct step *step = &pathway->steps[order[i]];
		uint32_t end = step->next == NEXT_NONE ? step->first_arrow : step_arrows_end(step);
		for (uint32_t arrow = step->first_arrow; arrow < end; arrow++) {
			uint32_t to = pathway->arrows[arrow].to;
			if (to != NONE && !seen[to]) {
				seen[to] = true;
				order[count++] = to;
			}
		}
	}
	return count;
}

/* Steps at which all ways from here can meet again, the nearest first; what comes
 * after all of them cannot be one of them. */
static void offer_meeting_steps(struct choices *choices, const struct pathway *pathway, uint32_t number)
{
	const struct step *step = &pathway->steps[number];
	bool *seen = ARENA_ARRAY(choices->arena, bool, pathway->step_count);
	uint32_t *order = ARENA_ARRAY(choices->arena, uint32_t, pathway->step_count);
	uint32_t *reached = ARENA_ARRAY(choices->arena, uint32_t, pathway->step_count), ways = 0, count = 0;
	for (uint32_t arrow = step_arrows_end(step); arrow-- > step->first_arrow;) {
		uint32_t to = pathway->arrows[arrow].to;
		ways += to != NONE;
		count = to == NONE ? count : follow(pathway, to, seen, order);
		for (uint32_t i = 0; to != NONE && i < count; i++)
			reached[order[i]]++;
	}
	for (uint32_t i = 0; i < count; i++)
		if (reached[order[i]] == ways && order[i] != number && !leads_to(pathway, step, order[i], NONE))
			offer(choices, pathway->steps[order[i]].id, pathway->steps[order[i]].name);
}

/* Steps and ends that no way from here leads to yet, from the step behind this one on. */
static void offer_other_ends(struct choices *choices, const struct pathway *pathway, uint32_t number)
{
	const struct step *step = &pathway->steps[number];
	for (uint32_t i = 1; i <= pathway->step_count; i++) {
		uint32_t to = (number + i) % pathway->step_count;
		if (!leads_to(pathway, step, to, NONE))
			offer(choices, pathway->steps[to].id, pathway->steps[to].name);
	}
	choices->first_end = choices->ids.count;
	for (uint32_t i = 0; i < pathway->outcome_count; i++)
		if (i != step->outcome && !leads_to(pathway, step, NONE, i))
			offer(choices, pathway->outcomes[i],
			      plain_format(choices->arena, "the end, %s", pathway->outcomes[i]));
}

/* How each question is put: a choice where something is offered, else a text. */
static const struct asked {
	const char *label, *help;
	void (*offer)(struct choices *choices, const struct pathway *pathway, uint32_t step);
	const char *nothing;  /* what is said where there is nothing to choose from */
	const char *at_first; /* of a text: what stands there; NULL: nothing */
} asked[ASK_COUNT] = {
    [ASK_WAY] = {"Which way", "left and right choose", offer_ways, "No way leads on from here."},
    [ASK_BRANCH] = {"Which branch", "left and right choose; Enter takes it away", offer_branches, ""},
    [ASK_NAME] = {"Name", "what it is called on the map; Enter makes the change", NULL, NULL},
    [ASK_TEAM] = {"Team", "who does it: left and right choose, or the first letter", offer_teams, ""},
    [ASK_OTHER_TEAM] = {"Team", "left and right choose, or the first letter; Enter makes the change", offer_other_teams,
			"No other team stands in this file."},
    [ASK_SETTING] = {"Place", "left and right choose, or the first letter; Enter makes the change", offer_settings, ""},
    [ASK_SHARE] = {"Share", "how many in 100 go this way, as in 45%", NULL, NULL},
    [ASK_NEED] = {"Needed by", "how many in 100 need it, as in 45%; Enter makes the change", NULL, NULL, "100%"},
    [ASK_THEN] = {"And then", "the step that comes when all of them are over; Enter makes the change",
		  offer_meeting_steps,
		  "No step comes after all of these ways, so that nothing could come when they are over."},
    [ASK_TO] = {"Where to", "left and right choose, or the first letter", offer_other_ends,
		"Ways lead from here to every step and every end."},
};

/* The field stands empty where there is nothing to choose from. */
static void ask(struct change_form *form, const struct pathway *pathway, uint32_t step, uint32_t number)
{
	const struct asked *question = &asked[form->change->asks[number]];
	struct choices choices = {.arena = form->arena, .as_it_is = NONE};
	form->as_it_is[number] = NONE;
	if (!question->offer) {
		form_add(&form->form, question->label, question->at_first ? question->at_first : "")->help =
		    question->help;
		return;
	}
	question->offer(&choices, pathway, step);
	*list_add(form->arena, &choices.names) = NULL;
	form->ids[number] = choices.ids.at;
	form->as_it_is[number] = choices.as_it_is;
	if (question == &asked[ASK_TO])
		form->first_end = choices.first_end;
	form_add_choice(&form->form, question->label, choices.names.at, choices.chosen)->help = question->help;
	if (!*choices.names.at)
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

static const char *text_of(const struct change_form *form, enum ask ask)
{
	uint32_t field = field_of(form, ask);
	if (field == NONE)
		return NULL;
	const struct form_field *told = &form->form.fields[field];
	return told->choices ? form->ids[field][told->choice] : told->text;
}

static struct answers answers_of(const struct app *app)
{
	const struct change_form *form = &app->change;
	uint32_t way = field_of(form, ASK_WAY), branch = field_of(form, ASK_BRANCH), to = field_of(form, ASK_TO);
	const char *team = text_of(form, ASK_TEAM), *end = text_of(form, ASK_TO), *need = text_of(form, ASK_NEED);
	bool ends = to != NONE && form->form.fields[to].choice >= form->first_end;
	way = way == NONE ? branch : way;
	return (struct answers){
	    .step = app->opened->pathway->steps[walking_step(&app->walking)].id,
	    .way = way == NONE ? NONE : form->form.fields[way].choice,
	    .name = text_of(form, ASK_NAME),
	    .team = team ? team : text_of(form, ASK_OTHER_TEAM),
	    .setting = text_of(form, ASK_SETTING),
	    .share = need ? need : text_of(form, ASK_SHARE),
	    .then = text_of(form, ASK_THEN),
	    .to = ends ? NULL : end,
	    .outcome = ends ? end : NULL,
	};
}

/* The id of the step that is new; NULL where none is. */
static const char *new_step_id(const struct pathway *before, const struct pathway *after)
{
	for (uint32_t i = 0; i < after->step_count; i++)
		if (pathway_find_step(before, after->steps[i].id) == NONE)
			return after->steps[i].id;
	return NULL;
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
		if (form->form.fields[i].choices && form->form.fields[i].choice == form->as_it_is[i])
			return true;
	return false;
}

enum made { MADE, MADE_NOTHING, REFUSED /* and why is in `fault` */ };

static enum made change(struct app *app, char fault[FAULT_ROOM])
{
	char says[EDIT_SAYS] = "";
	struct answers answers = answers_of(app);
	struct document *document = app->change.change->make(app->draft, &answers, says);
	bool refused = drafting_fault(document, says, fault);
	if (refused || drafting_changed_nothing(app)) {
		document_free(document);
		return refused ? REFUSED : MADE_NOTHING;
	}
	const char *new = new_step_id(app->opened->pathway, document->pathway);
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

/* The shares as they would be, in one line. */
static const char *say_shares(struct arena *arena, const struct pathway *pathway, uint32_t number)
{
	const struct step *step = &pathway->steps[number];
	const char *said = "";
	char room[PLAIN_ROOM];
	for (uint32_t i = step->first_arrow; i < step_arrows_end(step); i++) {
		const struct arrow *arrow = &pathway->arrows[i];
		if (arrow->role == ARROW_THEN)
			continue;
		const char *to = arrow->to == NONE ? pathway->outcomes[arrow->outcome] : pathway->steps[arrow->to].name;
		said =
		    plain_format(arena, "%s%s%s to %s", said, *said ? ", " : "", plain_percent(arrow->share, room), to);
	}
	return said;
}

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
		 say_shares(app->frame, pathway, pathway_find_step(pathway, previewing->step)));
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
	bool wrong = drafting_fault(document, says, fault);
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
	field->help = asked[ASK_SHARE].help;
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
