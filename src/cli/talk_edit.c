/* A step, or one of its ways on, changed field by field. */
#include "cli/talking.h"

#include "ui/offered.h"

#include <string.h>
#include <strings.h>

static void list_fields(struct talk *talk, struct edit_fields fields)
{
	const char *missing = NULL;
	struct plain_row row = {0};
	for (uint32_t i = 0; i < fields.count; i++)
		if (fields.at[i].given)
			talk_write_numbered(talk, i + 1, SAY(talk, "%s: %s", fields.at[i].key, fields.at[i].text));
	for (uint32_t i = 0; i < fields.count; i++)
		if (!fields.at[i].given)
			missing = plain_add(talk->page.arena, &row, ", ", SAY(talk, "%u %s", i + 1, fields.at[i].key));
	if (missing)
		page_text(&talk->page, 3, SAY(talk, "Nothing is said yet of: %s.", missing));
}

/* By its number or its name. */
static const struct edit_field *field_asked(const struct edit_fields *fields, const struct answer *answer)
{
	if (answer->kind == ANSWER_NUMBER)
		return answer->number >= 1 && answer->number <= fields->count ? &fields->at[answer->number - 1] : NULL;
	for (uint32_t i = 0; i < fields->count; i++)
		if (strcasecmp(fields->at[i].key, answer->text) == 0)
			return &fields->at[i];
	return NULL;
}

static void list_offers(struct talk *talk, const struct edit_field *field)
{
	const struct form_offer *offer = offered(talk->page.arena, talk->analysis->pathway, field);
	const char *list = NULL;
	struct plain_row row = {0};
	for (; offer && offer->text; offer++)
		list = plain_add(talk->page.arena, &row, ", ",
				 offer->name ? SAY(talk, "%s (%s)", offer->text, offer->name) : offer->text);
	if (list)
		page_text(&talk->page, 3, SAY(talk, "%s: %s.", field->only_offered ? "One of" : "For example", list));
}

/* True where it was changed. */
static bool set(struct talk *talk, struct edit_place place, const char *key, const char *text)
{
	char says[EDIT_SAYS] = "";
	struct document *document = edit_set(talk->draft, place, key, text, says);
	return talk_change(talk, document, says);
}

/* Asks until it is right, or left as it is. */
static bool ask_value(struct talk *talk, struct edit_place place, const struct edit_field *field)
{
	page_text(&talk->page, 1, SAY(talk, "%s: %s. %s", field->key, field->type, field->meaning));
	if (field->elsewhere) {
		talk_says(talk,
			  SAY(talk, "This comes from line %u of the file: it is to be changed there.", field->line));
		return false;
	}
	list_offers(talk, field);
	page_text(&talk->page, 1, field->given ? SAY(talk, "Now: %s", field->text) : "Nothing is said yet.");
	for (;;) {
		const struct answer *answer =
		    talk_ask(talk, field->given && !field->needed ? "The new value   Enter: as it is   - takes it away"
								  : "The new value   Enter: as it is");
		if (answer->kind == ANSWER_ON || answer->kind == ANSWER_END)
			return false;
		const char *text = strcmp(answer->text, "-") == 0 ? "" : SAY(talk, "%s", answer->text);
		if (answer->kind == ANSWER_UNCLEAR)
			talk_says(talk, "That holds characters that cannot be kept, or is too long.");
		else if (set(talk, place, field->key, text))
			return true;
	}
}

static const char *heading(struct talk *talk, const struct step *step, uint32_t way)
{
	if (way == NONE)
		return SAY(talk, "What is known of %s", step->name);
	uint32_t to = talk->analysis->pathway->arrows[step->first_arrow + way].to;
	return to == NONE ? SAY(talk, "The way %u on from %s, which ends there", way + 1, step->name)
			  : SAY(talk, "The way %u on from %s, to %s", way + 1, step->name,
				talk->analysis->pathway->steps[to].name);
}

static uint32_t way_count(const struct step *step)
{
	return step->next == NEXT_NONE ? 0 : step_arrows_end(step) - step->first_arrow;
}

/* "w 2": its second way; "w 0" the step itself. False: there is none such. */
static bool turn(struct talk *talk, const char *text, uint32_t ways, struct edit_place *place)
{
	uint32_t number = answer_number(text + 1);
	if (*text != 'w' || (number == 0 && strchr("0", text[strlen(text) - 1]) == NULL))
		return false;
	if (number > ways)
		talk_says(talk, SAY(talk, "It has %s on.", counted(talk->page.arena, ways, "way", "ways")));
	else
		place->way = number == 0 ? NONE : number - 1;
	return true;
}

static void show_form(struct talk *talk, const struct step *step, struct edit_place place, struct edit_fields fields)
{
	page_heading(&talk->page, heading(talk, step, place.way));
	list_fields(talk, fields);
}

static const char *prompt(struct talk *talk, uint32_t ways)
{
	return ways == 0 ? "Which? A number or a name   Enter: done"
			 : SAY(talk, "Which? A number or a name   w1%s a way on   w0 the step   Enter: done",
			       ways == 1 ? "" : SAY(talk, "-w%u", ways));
}

/* Until the person is done with it; whether anything was changed. */
static bool edit_step(struct talk *talk, struct edit_place place)
{
	bool changed = false, show = true;
	while (talk_draft(talk)) {
		const struct pathway *pathway = talk->analysis->pathway;
		const struct step *step = &pathway->steps[pathway_find_step(pathway, place.step)];
		struct edit_fields fields = edit_fields(talk->page.arena, talk->draft, place);
		if (show)
			show_form(talk, step, place, fields);
		const struct answer *answer = talk_ask(talk, prompt(talk, way_count(step)));
		if (answer->kind == ANSWER_ON || answer->kind == ANSWER_END)
			break;
		const struct edit_field *field = field_asked(&fields, answer);
		show = field ? ask_value(talk, place, field) : turn(talk, answer->text, way_count(step), &place);
		changed |= field && show;
		if (!field && !show)
			talk_says(talk, "There is nothing of this name.");
	}
	return changed;
}

bool talk_edit(struct talk *talk, const char *rest)
{
	uint32_t step = talk_step(talk);
	(void)rest;
	if (step != NONE)
		return edit_step(talk,
				 (struct edit_place){SAY(talk, "%s", talk->analysis->pathway->steps[step].id), NONE});
	talk_says(talk, "Go to a step first: then e changes it.");
	return false;
}
