/* What is flagged, what lies between organisations, what is found, and the figures. */
#include "cli/talking.h"

#include "export/found.h"
#include "export/kinds.h"
#include "export/page_parts.h"

#include <string.h>
#include <strings.h>

enum { WORST = 5 };

typedef LIST(uint32_t) number_list;

/* ---- Findings ------------------------------------------------------------------------- */

/* The worst of each kind, or all of one. */
static number_list findings_listed(struct talk *talk, enum kind only)
{
	number_list list = {0};
	for (enum kind kind = 0; kind < KIND_COUNT; kind++) {
		uint32_t from, end;
		findings_told(talk->analysis, kind, &from, &end);
		if (only == KIND_COUNT && end - from > WORST)
			end = from + WORST;
		for (uint32_t i = from; i < end && (only == KIND_COUNT || only == kind); i++)
			*list_add(talk->page.arena, &list) = talk->analysis->told[i];
	}
	return list;
}

static void list_finding(struct talk *talk, uint32_t number, const struct finding *finding)
{
	struct arena *arena = talk->page.arena;
	const struct analysis *analysis = talk->analysis;
	talk_write_numbered(talk, number, finding_says_all(arena, analysis, finding));
	uint32_t votes = journal_votes(talk->journal, finding_key(arena, analysis->pathway, finding));
	const char *voted = votes ? SAY(talk, "%s. ", counted(arena, votes, "vote", "votes")) : "";
	const char *accepted = finding->accepted ? "The group has looked at this and lives with it. " : "";
	const char *much = finding_says_how_much(arena, analysis, finding);
	if (*much || *voted || *accepted)
		page_faint(&talk->page, 6, SAY(talk, "%s%s%s", voted, accepted, much));
}

/* Of one kind, or with KIND_COUNT the worst of each. */
static void list_findings(struct talk *talk, number_list list, enum kind only)
{
	page_heading(&talk->page, "What is flagged");
	if (list.count == 0)
		talk_says(talk, "Nothing is flagged here.");
	for (uint32_t i = 0; i < list.count; i++)
		list_finding(talk, i + 1, &talk->analysis->findings[list.at[i]]);
	if (only != KIND_COUNT)
		page_faint(&talk->page, 3, "a: the worst of each kind again.");
	else if (list.count < talk->analysis->told_first[KIND_COUNT])
		page_faint(&talk->page, 3,
			   SAY(talk,
			       "Of each kind the worst, %u of %u. All of a kind: w waits, h hand-offs, d done twice, "
			       "o obstacles, l fault lines, g goals.",
			       list.count, talk->analysis->told_first[KIND_COUNT]));
}

bool talk_act_on_finding(struct talk *talk, char sign, const struct finding *finding)
{
	const char *key = finding_key(talk->page.arena, talk->analysis->pathway, finding);
	if (sign == '+')
		talk_vote(talk, key);
	else if (sign == '-')
		talk_take_vote_back(talk, key);
	else if (finding->at_count > 0)
		return talk_go_to(talk, finding->at[finding->at_count - 1]);
	else
		talk_says(talk, "This is about the pathway as a whole, not about one step.");
	return false;
}

static bool act_on_number(struct talk *talk, number_list list, const char *text)
{
	char sign = answer_sign(text, "+-");
	uint32_t number = answer_number(text + (sign != ' '));
	if (number >= 1 && number <= list.count)
		return talk_act_on_finding(talk, sign, &talk->analysis->findings[list.at[number - 1]]);
	talk_says(talk, "There is nothing of this number.");
	return false;
}

/* KIND_COUNT: none of them. */
static enum kind kind_of_letter(const char *text)
{
	static const char letters[KIND_COUNT] = {
	    [KIND_DELAY] = 'w',    [KIND_HANDOFF] = 'h',    [KIND_DUPLICATION] = 'd',
	    [KIND_OBSTACLE] = 'o', [KIND_FAULT_LINE] = 'l', [KIND_GOAL] = 'g',
	};
	enum kind kind = 0;
	while (kind < KIND_COUNT && (*text != letters[kind] || text[1] != '\0'))
		kind++;
	return kind;
}

/* With the keys for the kinds where `kinds`. */
static bool ask_of_findings(struct talk *talk, number_list list, bool kinds)
{
	for (;;) {
		const struct answer *answer =
		    talk_ask(talk, "Enter: back   1 go there   +1 vote   -1 vote back   n note");
		if (answer_leaves(answer) || answer->kind == ANSWER_ON)
			return false;
		enum kind kind = kinds ? kind_of_letter(answer->text) : KIND_COUNT;
		if (kind != KIND_COUNT || (kinds && strcmp(answer->text, "a") == 0)) {
			list = findings_listed(talk, kind);
			list_findings(talk, list, kind);
		} else if (answer_is(answer, "n", "note")) {
			talk_note(talk, "");
		} else if (act_on_number(talk, list, SAY(talk, "%s", answer->text))) {
			return true;
		}
	}
}

bool talk_findings(struct talk *talk, const char *rest)
{
	number_list list = findings_listed(talk, kind_of_letter(rest));
	list_findings(talk, list, kind_of_letter(rest));
	return ask_of_findings(talk, list, true);
}

/* ---- Between organisations ------------------------------------------------------------ */

static bool list_between(struct talk *talk, const struct fault_line *line)
{
	const struct analysis *analysis = talk->analysis;
	const struct organisation *organisations = analysis->pathway->organisations;
	number_list list = {0};
	for (uint32_t i = 0; i < analysis->finding_count; i++)
		if (analysis->findings[i].same_wait == NONE &&
		    finding_is_between(analysis->pathway, &analysis->findings[i], line))
			*list_add(talk->page.arena, &list) = i;
	page_heading(&talk->page, SAY(talk, "Flagged between %s and %s", organisations[line->organisations[0]].name,
				      organisations[line->organisations[1]].name));
	for (uint32_t i = 0; i < list.count; i++)
		list_finding(talk, i + 1, &analysis->findings[list.at[i]]);
	if (list.count > 0)
		return ask_of_findings(talk, list, false);
	talk_says(talk, "Nothing is flagged here.");
	return false;
}

static void list_lines(struct talk *talk)
{
	const struct analysis *analysis = talk->analysis;
	page_heading(&talk->page, "Between organisations, for every 100 people");
	for (uint32_t i = 0; i < analysis->fault_line_count; i++) {
		const struct fault_line *line = &analysis->fault_lines[i];
		talk_write_numbered(talk, i + 1, fault_line_says(talk->page.arena, analysis->pathway, line));
		if (line->flagged)
			page_faint(&talk->page, 6, "This is a fault line.");
	}
}

bool talk_between(struct talk *talk, const char *rest)
{
	const struct analysis *analysis = talk->analysis;
	(void)rest;
	if (analysis->fault_line_count == 0) {
		talk_says(talk, "Nobody is handed over between organisations on this map.");
		return false;
	}
	for (list_lines(talk);;) {
		const struct answer *answer = talk_ask(talk, "Enter: back   1 what is flagged between the two");
		if (answer_leaves(answer) || answer->kind == ANSWER_ON)
			return false;
		if (answer->number == 0 || answer->number > analysis->fault_line_count)
			talk_says(talk, "There is nothing of this number.");
		else if (list_between(talk, &analysis->fault_lines[answer->number - 1]))
			return true;
	}
}

/* ---- Finding a step ------------------------------------------------------------------- */

static struct found_steps list_found(struct talk *talk, const char *sought)
{
	const struct pathway *pathway = talk->analysis->pathway;
	struct found_steps found = steps_found(talk->page.arena, pathway, sought);
	for (uint32_t i = 0; i < found.list.count; i++)
		talk_write_numbered(
		    talk, i + 1,
		    SAY(talk, "%s (%s)", pathway->steps[found.list.at[i].step].name, found.list.at[i].why));
	return found;
}

bool talk_find(struct talk *talk, const char *rest)
{
	const struct answer *answer;
	if (*rest == '\0' && (answer = talk_ask(talk, "Which step, team or word?"))->kind == ANSWER_TEXT)
		rest = SAY(talk, "%s", answer->text);
	if (*rest == '\0')
		return false;
	struct found_steps found = list_found(talk, rest);
	if (found.list.count == 0) {
		talk_says(talk, "Nothing has this in its name.");
		return false;
	}
	answer = talk_ask(talk, "Enter: back   1 go there");
	if (answer->number >= 1 && answer->number <= found.list.count)
		return talk_go_to(talk, found.list.at[answer->number - 1].step);
	return false;
}

/* ---- Figures -------------------------------------------------------------------------- */

bool talk_goals(struct talk *talk, const char *rest)
{
	(void)rest;
	page_goals(&talk->page, talk->analysis);
	page_measures(&talk->page, talk->analysis);
	page_how_sure(&talk->page, talk->analysis);
	return false;
}
