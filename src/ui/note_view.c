#include "carepath/plain.h"
#include "ui/app.h"

#include <stdlib.h>
#include <string.h>

/* Taking a note: the words, what kind, who, and what it is about. The words come
 * first, since people type at once; nothing is saved before the kind was seen, so
 * that what somebody said in their own words does not become a note that is shown. */

enum { WORDS, KIND, WHO, BY, SHOWN, ABOUT };

/* Votes are given with a key of their own. */
static const char *const kinds[] = {"note", "voice", "idea", "question", "action", "obstacle", NULL};
static const char *const yes_or_no[] = {"no", "yes", NULL};

static void show_fields(struct form *form)
{
	enum entry_kind kind = (enum entry_kind)form->fields[KIND].choice;
	form->fields[BY].hidden = kind != ENTRY_ACTION;
	form->fields[SHOWN].hidden = kind != ENTRY_VOICE;
	form->fields[WHO].label = kind == ENTRY_ACTION ? "Who will do it" : "Who said it";
	form->fields[WORDS].label = kind == ENTRY_VOICE ? "Their own words" : "Words";
	form->fields[KIND].help = kind == ENTRY_VOICE
				      ? "Enter goes on to whether these words may be shown"
				      : "the first letter chooses, or left and right; Enter saves it as this";
}

void note_clear(struct note *note)
{
	free(note->step);
	free(note->from);
	free(note->name);
	note->step = note->from = note->name = NULL;
}

static void say_about(struct note *note)
{
	note->abouts[0] = note->name ? note->name : "the pathway as a whole";
	note->abouts[1] = note->from ? "the way here" : NULL;
}

void note_move(struct note *note)
{
	note_clear(note);
	note->form.fields[ABOUT].choice = 0;
	say_about(note);
}

/* Where no memory is left for them, the note is about the pathway as a whole. */
static void take_place(struct app *app, struct note *note)
{
	const struct pathway *pathway = app->opened->pathway;
	uint32_t step = app->walks ? walking_step(&app->walking) : NONE;
	uint32_t arrow = app->walks ? walking_arrow(&app->walking) : NONE;
	note_clear(note);
	if (step != NONE) {
		note->step = strdup(pathway->steps[step].id);
		note->name = strdup(pathway->steps[step].name);
	}
	if (step != NONE && arrow != NONE)
		note->from = strdup(pathway->steps[pathway->arrows[arrow].from].id);
	if (!note->step || !note->name)
		note_clear(note);
	say_about(note);
}

static void start_form(struct app *app)
{
	struct note *note = &app->note;
	memset(&note->form, 0, sizeof note->form);
	take_place(app, note);
	form_add(&note->form, "Words", "")->help = "Enter goes on to what kind it is";
	form_add_choice(&note->form, "Kind", kinds, 0);
	form_add(&note->form, "Who", "")->help = "a role or a first name; never who a patient is";
	form_add(&note->form, "By when", "");
	form_add_choice(&note->form, "May be shown", yes_or_no, 0)->help =
	    "did they agree that these words leave the room?";
	form_add_choice(&note->form, "About", note->abouts, 0);
	note->form.current = WORDS;
	note->asked = note->kind_seen = false;
	note->begun = true;
	show_fields(&note->form);
}

bool note_is_begun(const struct note *note)
{
	return note->begun && note->form.fields[WORDS].text[0] != '\0';
}

void note_begin(struct app *app)
{
	/* What was begun and not saved is still there. */
	if (!app->note.begun)
		start_form(app);
	app_push(app, &note_view);
}

static const char *title(struct app *app)
{
	(void)app;
	return "a note";
}

static void draw(struct app *app, struct area area)
{
	(void)area_take_top(&area, 1);
	show_fields(&app->note.form);
	form_draw(&app->note.form, area);
}

static bool type(struct app *app, int32_t key)
{
	struct note *note = &app->note;
	bool done = form_type(&note->form, key);
	note->kind_seen |= note->form.current == KIND;
	return done;
}

static struct entry entry_of(const struct note *note)
{
	const struct form_field *fields = note->form.fields;
	bool way = fields[ABOUT].choice == 1;
	enum entry_kind kind = (enum entry_kind)fields[KIND].choice;
	return (struct entry){
	    .kind = kind,
	    .at = "",
	    .step = way          ? note->from
		    : note->step ? note->step
				 : "",
	    .to = way ? note->step : "",
	    .says = fields[WORDS].text,
	    .who = fields[WHO].text,
	    .by = kind == ENTRY_ACTION ? fields[BY].text : "",
	    .consent = kind != ENTRY_VOICE         ? CONSENT_NOT_ASKED
		       : fields[SHOWN].choice == 1 ? CONSENT_YES
						   : CONSENT_NO,
	    .on = "",
	    .sum = "",
	};
}

bool note_add(struct app *app, const struct entry *entry)
{
	char says[JOURNAL_SAYS];
	bool added = journal_add(app->opened->journal, entry, says);
	bool kept_back = entry->kind == ENTRY_VOICE && entry->consent != CONSENT_YES;
	if (added && *says == '\0' && kept_back)
		app_say(app, "Saved. No page shows these words; they stand in %s.", app->opened->journal->path);
	else if (added && *says == '\0')
		app_say(app, "Saved in %s.", app->opened->journal->path);
	else
		app_say(app, "%s", says);
	return added;
}

void note_vote(struct app *app, const char *on)
{
	const struct entry ballot = entry_on(ENTRY_VOTE, on);
	note_add(app, &ballot);
}

void note_take_vote_back(struct app *app, const char *on)
{
	const struct entry *vote = journal_last_vote(app->opened->journal, on);
	if (!vote) {
		app_say(app, "Nobody has voted for this.");
		return;
	}
	const struct entry back = entry_on(ENTRY_WITHDRAWN, vote->sum);
	if (note_add(app, &back))
		app_say(app, "One vote was taken back.");
}

/* Whether somebody's own words may be shown is asked once, wherever Enter was
 * pressed: what nobody was asked must not be saved in passing. */
static bool asks_consent(struct note *note)
{
	bool asks = note->form.fields[KIND].choice == ENTRY_VOICE && note->form.current != SHOWN && !note->asked;
	note->asked |= asks;
	if (asks)
		note->form.current = SHOWN;
	return asks;
}

static bool save(struct app *app)
{
	struct note *note = &app->note;
	if (note->form.fields[WORDS].text[0] == '\0') {
		app_say(app, "There is nothing to save yet: write the words, or leave with Esc.");
		note->form.current = WORDS;
		return true;
	}
	if (!note->kind_seen || note->form.current == WORDS) {
		note->form.current = KIND;
		note->kind_seen = true;
		return true;
	}
	if (asks_consent(note)) {
		app_say(app, "May these words be shown outside this room? y or n, then Enter saves.");
		return true;
	}
	struct entry entry = entry_of(note);
	if (note_add(app, &entry)) {
		note->begun = false;
		app_pop(app);
	}
	return true;
}

static bool act(struct app *app, enum wish wish, uint32_t number)
{
	(void)number;
	if (wish == WISH_SAVE)
		return save(app);
	if (wish == WISH_CLOSE && app->note.form.fields[WORDS].text[0] == '\0')
		app->note.begun = false;
	else if (wish == WISH_CLOSE)
		app_say(app, "What you wrote is kept: n goes on with it.");
	return false;
}

const struct view note_view = {AT_NOTE, title, draw, act, type, NULL};
