/* The opening page, and whose journey is walked. */
#include "cli/talking.h"

#include "export/page_parts.h"

/* The journeys, then the likeliest way, our own, and where one is on it, the walk that was begun. */
static uint32_t choice_count(const struct talk *talk)
{
	return talk->analysis->pathway->journey_count + 2 + talk->walks;
}

static const char *choice_name(const struct talk *talk, uint32_t number)
{
	const struct pathway *pathway = talk->analysis->pathway;
	if (number < pathway->journey_count)
		return pathway->journeys[number].name;
	return number == pathway->journey_count       ? "the likeliest way"
	       : number == pathway->journey_count + 1 ? "we choose at each fork"
						      : "go on where we were";
}

static void show_whose(struct talk *talk, bool in_short)
{
	const struct pathway *pathway = talk->analysis->pathway;
	page_heading(&talk->page, "Whose journey shall we walk?");
	for (uint32_t i = 0; i < choice_count(talk); i++) {
		talk_write_numbered(talk, i + 1, choice_name(talk, i));
		if (in_short || i >= pathway->journey_count)
			continue;
		if (pathway->journeys[i].about)
			page_text(&talk->page, 6, pathway->journeys[i].about);
		page_text(&talk->page, 6,
			  journey_in_words(talk->page.arena, talk->analysis, &talk->analysis->journeys[i].figures));
	}
}

static void walk(struct talk *talk, uint32_t number)
{
	uint32_t journeys = talk->analysis->pathway->journey_count;
	if (number < journeys)
		walking_journey(&talk->walking, number);
	else if (number == journeys)
		walking_likeliest(&talk->walking);
	else if (number == journeys + 1)
		walking_by_choice(&talk->walking);
	talk->walking.looking = NONE;
	talk->walks = true;
}

void talk_show_whose(struct talk *talk)
{
	show_whose(talk, true);
}

const char *talk_prompt_whose(struct talk *talk)
{
	return SAY(talk, "Enter: 1   1-%u choose   q quit   ? help", choice_count(talk));
}

/* What can be asked for of a pathway as a whole can be asked for here, too. */
bool talk_choose_whose(struct talk *talk, const struct answer *answer)
{
	uint32_t number = answer->kind == ANSWER_ON ? 1 : answer->number, last = choice_count(talk);
	if (number < 1 || number > last)
		return talk_do(talk, answer, SAY(talk, "A number from 1 to %u, please, or q to stop; ? helps.", last));
	walk(talk, number - 1);
	return true;
}

static bool ask_whose(struct talk *talk, bool in_short)
{
	uint32_t last = choice_count(talk);
	show_whose(talk, in_short);
	for (;;) {
		const struct answer *answer = talk_ask(talk, SAY(talk, "Enter: back   1-%u choose", last));
		if (answer_leaves(answer) || answer->kind == ANSWER_ON)
			return false;
		if (answer->number >= 1 && answer->number <= last) {
			walk(talk, answer->number - 1);
			return true;
		}
		talk_says(talk, SAY(talk, "A number from 1 to %u, please, or Enter.", last));
	}
}

bool talk_opening(struct talk *talk, const char *rest)
{
	(void)rest;
	opening_write(&talk->page, talk->analysis);
	return !talk->walks || ask_whose(talk, true);
}

bool talk_journeys(struct talk *talk, const char *rest)
{
	(void)rest;
	return ask_whose(talk, false);
}
