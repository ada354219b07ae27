/* The map changed where the walk stands: steps, ways and branches put in or
 * taken out, one question after the other. */
#include "cli/talking.h"

#include "carepath/text.h"
#include "edit/map_change.h"

#include <string.h>
#include <strings.h>

/* More are not read out: a part of the name finds them. */
enum { MOST_LISTED = 30 };

static const char *const questions[ASK_COUNT] = {
    [ASK_WAY] = "Which way?",
    [ASK_BRANCH] = "Which branch?",
    [ASK_NAME] = "What is the new step called?",
    [ASK_TEAM] = "Who does it?",
    [ASK_OTHER_TEAM] = "Which team?",
    [ASK_SETTING] = "Where is the person then?",
    [ASK_SHARE] = "How many in 100 go this way, as in 45%?",
    [ASK_NEED] = "How many in 100 need it, as in 45%?",
    [ASK_THEN] = "Which step comes when all of them are over?",
    [ASK_TO] = "Where does it lead?",
};

/* ---- One of several ------------------------------------------------------------------- */

/* Those with this in their name, in any case; all where it is "". Gives how many, and the last of them. */
static uint32_t find(struct talk *talk, const struct choices *choices, const char *part, uint32_t *found)
{
	const char *sought = text_fold(talk->page.arena, part);
	uint32_t count = 0;
	for (uint32_t i = 0; i < choices->ids.count; i++)
		if (strstr(text_fold(talk->page.arena, choices->names.at[i]), sought)) {
			*found = i;
			count++;
		}
	return count;
}

static void list_those(struct talk *talk, const struct choices *choices, const char *part)
{
	const char *sought = text_fold(talk->page.arena, part);
	uint32_t listed = 0, more = 0;
	for (uint32_t i = 0; i < choices->ids.count; i++) {
		if (!strstr(text_fold(talk->page.arena, choices->names.at[i]), sought))
			continue;
		if (listed++ < MOST_LISTED)
			talk_write_numbered(talk, i + 1, choices->names.at[i]);
		else
			more++;
	}
	if (more > 0)
		page_text(&talk->page, 3, SAY(talk, "And %u more: a part of a name finds them.", more));
}

/* By its number, its name or its id; else what has this in its name is listed. NONE: not clear yet. */
static uint32_t choice_named(struct talk *talk, const struct choices *choices, const struct answer *answer)
{
	uint32_t count = choices->ids.count, found = NONE;
	if (answer->kind == ANSWER_NUMBER && answer->number >= 1 && answer->number <= count)
		return answer->number - 1;
	const char *text = SAY(talk, "%s", answer->text);
	for (uint32_t i = 0; i < count && answer->kind == ANSWER_TEXT; i++)
		if (strcasecmp(choices->ids.at[i], text) == 0 || strcasecmp(choices->names.at[i], text) == 0)
			return i;
	uint32_t fitting = answer->kind == ANSWER_TEXT ? find(talk, choices, text, &found) : 0;
	if (fitting > 1) {
		talk_says(talk, "That could be one of these:");
		list_those(talk, choices, text);
		return NONE;
	}
	if (fitting == 0 && count == 1)
		talk_says(talk, "There is none such, only the one: 1, please.");
	else if (fitting == 0)
		talk_says(talk, SAY(talk, "There is none such. A number from 1 to %u, or a name, please.", count));
	return found;
}

/* What Enter chooses; NONE: it leaves all as it is. */
static uint32_t choice_at_first(enum ask ask, const struct choices *choices)
{
	return ask == ASK_TEAM ? choices->chosen : NONE;
}

static bool ask_choice(struct talk *talk, enum ask ask, struct answers *answers)
{
	struct choices choices = choices_of(ask, talk->page.arena, talk->analysis->pathway, talk_step(talk));
	uint32_t at_first = choice_at_first(ask, &choices), chosen;
	if (choices.ids.count == 0) {
		talk_says(talk, map_questions[ask].nothing);
		return false;
	}
	list_those(talk, &choices, "");
	for (;;) {
		const struct answer *answer =
		    talk_ask(talk, SAY(talk, "%s   Enter: %s", questions[ask],
				       at_first == NONE ? "change nothing" : choices.names.at[at_first]));
		if (answer_leaves(answer) || (answer->kind == ANSWER_ON && at_first == NONE))
			return false;
		chosen = answer->kind == ANSWER_ON ? at_first : choice_named(talk, &choices, answer);
		if (chosen != NONE && chosen != choices.as_it_is)
			break;
		if (chosen != NONE)
			talk_says(talk, "It is so already. Another one, please, or Enter.");
	}
	answers_choose(answers, ask, &choices, chosen);
	return true;
}

/* ---- A text --------------------------------------------------------------------------- */

/* Why it cannot be taken; NULL: it can. */
static const char *fault_of(struct talk *talk, enum ask ask, const struct answer *answer, const char *text)
{
	char says[EDIT_SAYS];
	double share;
	if (answer->kind == ANSWER_UNCLEAR)
		return "That holds characters that cannot be kept, or is too long.";
	return ask == ASK_NAME || share_read(text, &share, says) ? NULL : SAY(talk, "%s", says);
}

static bool ask_text(struct talk *talk, enum ask ask, struct answers *answers)
{
	const char *at_first = map_questions[ask].at_first, *text, *fault;
	do {
		const struct answer *answer =
		    talk_ask(talk, SAY(talk, "%s   Enter: %s", questions[ask], at_first ? at_first : "change nothing"));
		if (answer->kind == ANSWER_END || (answer->kind == ANSWER_ON && !at_first) ||
		    (ask != ASK_NAME && answer_leaves(answer)))
			return false;
		text = answer->kind == ANSWER_ON ? at_first : SAY(talk, "%s", answer->text);
		fault = fault_of(talk, ask, answer, text);
		if (fault)
			talk_says(talk, fault);
	} while (fault);
	answers_write(answers, ask, text);
	return true;
}

/* ---- A change ------------------------------------------------------------------------- */

static bool ask_one(struct talk *talk, enum ask ask, struct answers *answers)
{
	return map_questions[ask].offer ? ask_choice(talk, ask, answers) : ask_text(talk, ask, answers);
}

static bool ask_all(struct talk *talk, const struct map_change *change, struct answers *answers)
{
	for (uint32_t i = 0; i < ASKS_MOST && change->asks[i] != ASK_NOTHING; i++)
		if (!ask_one(talk, change->asks[i], answers))
			return false;
	return true;
}

static bool asks(const struct map_change *change, enum ask ask)
{
	for (uint32_t i = 0; i < ASKS_MOST; i++)
		if (change->asks[i] == ask)
			return true;
	return false;
}

static bool make(struct talk *talk, const struct map_change *change, const struct answers *answers)
{
	char says[EDIT_SAYS] = "";
	struct document *document = change->make(talk->draft, answers, says);
	return talk_change(talk, document, says);
}

/* The walk goes to a step that is new; of shares it is said what the others are now. */
static void tell(struct talk *talk, const struct map_change *change, const char *id)
{
	const struct pathway *pathway = talk->analysis->pathway;
	uint32_t step = pathway_find_step(pathway, id);
	uint32_t put_in = talk->put_in ? pathway_find_step(pathway, talk->put_in) : NONE;
	if (asks(change, ASK_SHARE) && step != NONE)
		talk_says(talk, SAY(talk, "Now: %s.", shares_in_words(talk->page.arena, pathway, step)));
	if (put_in != NONE)
		walking_move_to(&talk->walking, put_in);
}

static bool begin(struct talk *talk, const struct map_change *change)
{
	const struct pathway *pathway = talk->analysis->pathway;
	uint32_t step = talk_step(talk);
	const char *hindered = change->hindered ? change->hindered(pathway, step) : NULL;
	struct answers answers = {.step = SAY(talk, "%s", pathway->steps[step].id), .way = NONE};
	talk_says(talk, SAY(talk, "%s. %s", change->label, hindered ? hindered : change->about));
	if (hindered || !talk_draft(talk))
		return false;
	bool told = ask_all(talk, change, &answers), made = told && make(talk, change, &answers);
	while (told && !made && change->asks[0] != ASK_NOTHING) {
		told = ask_all(talk, change, &answers);
		made = told && make(talk, change, &answers);
	}
	if (made)
		tell(talk, change, answers.step);
	else if (!told)
		talk_says(talk, "Nothing was changed.");
	return made;
}

/* ---- Which change --------------------------------------------------------------------- */

static void list_changes(struct talk *talk)
{
	const struct pathway *pathway = talk->analysis->pathway;
	const struct map_change *change;
	uint32_t step = talk_step(talk);
	page_heading(&talk->page, SAY(talk, "Change the map at %s", pathway->steps[step].name));
	for (uint32_t i = 0; (change = map_change_at(pathway, step, i)); i++) {
		const char *hindered = change->hindered ? change->hindered(pathway, step) : NULL;
		talk_write_numbered(talk, i + 1, change->label);
		if (hindered)
			page_faint(&talk->page, 6, hindered);
	}
	page_item(&talk->page, "e", "All else that is known of this step and of its ways on");
}

/* True where something was changed; *clear tells whether the text named anything. */
static bool change_named(struct talk *talk, const char *text, bool *clear)
{
	uint32_t number = answer_number(text);
	const struct map_change *change =
	    number > 0 ? map_change_at(talk->analysis->pathway, talk_step(talk), number - 1) : NULL;
	*clear = change || strcasecmp(text, "e") == 0;
	if (!*clear)
		talk_says(talk, "There is no such change. A number of the list, or e, please.");
	else if (change)
		return begin(talk, change);
	else
		return talk_edit(talk, "");
	return false;
}

bool talk_map(struct talk *talk, const char *rest)
{
	bool clear = false;
	if (talk_step(talk) == NONE) {
		talk_says(talk, "Go to a step first: then x changes the map there.");
		return false;
	}
	bool changed = *rest && change_named(talk, rest, &clear);
	if (clear)
		return changed;
	for (list_changes(talk); !clear;) {
		const struct answer *answer = talk_ask(talk, "Which change?   Enter: none");
		if (answer_leaves(answer) || answer->kind == ANSWER_ON)
			return false;
		changed = change_named(talk, SAY(talk, "%s", answer->text), &clear);
	}
	return changed;
}
