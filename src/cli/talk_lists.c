/* What is flagged, what is found, the figures, and another pathway beside this one. */
#include "cli/say.h"
#include "cli/talking.h"

#include "carepath/text.h"
#include "export/kinds.h"
#include "export/page_parts.h"

#include <string.h>
#include <strings.h>

enum { WORST = 5, MOST_FOUND = 200 };

typedef LIST(uint32_t) number_list;

/* ---- Findings ------------------------------------------------------------------------- */

/* The worst of each kind, or all of one. */
static number_list findings_listed(struct talk *talk, enum kind only)
{
	number_list list = {0};
	for (enum kind kind = 0; kind < KIND_COUNT; kind++) {
		uint32_t from, end;
		findings_of_kind(talk->analysis, kind, &from, &end);
		if (only == KIND_COUNT && end - from > WORST)
			end = from + WORST;
		for (uint32_t i = from; i < end && (only == KIND_COUNT || only == kind); i++)
			*list_add(talk->page.arena, &list) = i;
	}
	return list;
}

static void list_finding(struct talk *talk, uint32_t number, const struct finding *finding)
{
	struct arena *arena = talk->page.arena;
	const struct analysis *analysis = talk->analysis;
	talk_write_numbered(talk, number, finding_says(arena, analysis, finding));
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
	else if (list.count < talk->analysis->finding_count)
		page_faint(&talk->page, 3,
			   SAY(talk,
			       "Of each kind the worst, %u of %u. All of a kind: w waits, h hand-offs, d done twice, "
			       "o obstacles, l fault lines, g goals.",
			       list.count, talk->analysis->finding_count));
}

/* "+3": a vote; "-3": taken back; "3": where it is. */
static bool act_on_finding(struct talk *talk, number_list list, const char *text)
{
	char sign = answer_sign(text, "+-");
	uint32_t number = answer_number(text + (sign != ' '));
	if (number == 0 || number > list.count) {
		talk_says(talk, "There is nothing of this number.");
		return false;
	}
	const struct finding *finding = &talk->analysis->findings[list.at[number - 1]];
	const char *key = finding_key(talk->page.arena, talk->analysis->pathway, finding);
	if (sign == '+')
		talk_vote(talk, key);
	else if (sign == '-')
		talk_take_vote_back(talk, key);
	else if (finding->at_count > 0)
		return talk_go_to(talk, finding->at[finding->at_count - 1]);
	else
		talk_says(talk, "This is not at one step.");
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

bool talk_findings(struct talk *talk, const char *rest)
{
	number_list list = findings_listed(talk, kind_of_letter(rest));
	list_findings(talk, list, kind_of_letter(rest));
	for (;;) {
		const struct answer *answer = talk_ask(talk, "Enter: back   1 go there   +1 vote   -1 vote back");
		if (answer->kind == ANSWER_END || answer->kind == ANSWER_ON || strcmp(answer->text, "b") == 0 ||
		    strcmp(answer->text, "q") == 0)
			return false;
		enum kind kind = kind_of_letter(answer->text);
		if (kind != KIND_COUNT || strcmp(answer->text, "a") == 0) {
			list = findings_listed(talk, kind);
			list_findings(talk, list, kind);
		} else if (act_on_finding(talk, list, SAY(talk, "%s", answer->text))) {
			return true;
		}
	}
}

/* ---- Finding a step ------------------------------------------------------------------- */

static const char *word_found(const struct pathway *pathway, struct indexes list, const char *sought)
{
	for (uint32_t i = 0; i < list.count; i++)
		if (strstr(pathway->words[list.at[i]].folded, sought))
			return pathway->words[list.at[i]].text;
	return NULL;
}

/* NULL when the step has nothing of it. */
static const char *why_found(struct talk *talk, const struct step *step, const char *sought)
{
	const struct pathway *pathway = talk->analysis->pathway;
	struct arena *arena = talk->page.arena;
	const char *team = pathway->teams[step->team].name, *word;
	if (strstr(text_fold(arena, step->name), sought) || strstr(text_fold(arena, team), sought))
		return team;
	if ((word = word_found(pathway, step->asks, sought)))
		return SAY(talk, "asks: %s", word);
	if ((word = word_found(pathway, step->does, sought)))
		return SAY(talk, "does: %s", word);
	return NULL;
}

static number_list list_found(struct talk *talk, const char *sought)
{
	const struct pathway *pathway = talk->analysis->pathway;
	number_list list = {0};
	sought = text_fold(talk->page.arena, sought);
	for (uint32_t i = 0; i < pathway->step_count && list.count < MOST_FOUND; i++) {
		const char *why = why_found(talk, &pathway->steps[i], sought);
		if (!why)
			continue;
		*list_add(talk->page.arena, &list) = i;
		talk_write_numbered(talk, list.count, SAY(talk, "%s (%s)", pathway->steps[i].name, why));
	}
	return list;
}

bool talk_find(struct talk *talk, const char *rest)
{
	const struct answer *answer;
	if (*rest == '\0' && (answer = talk_ask(talk, "Which step, team or word?"))->kind == ANSWER_TEXT)
		rest = SAY(talk, "%s", answer->text);
	if (*rest == '\0')
		return false;
	number_list list = list_found(talk, rest);
	if (list.count == 0) {
		talk_says(talk, "Nothing has this in its name.");
		return false;
	}
	answer = talk_ask(talk, "Enter: back   1 go there");
	if (answer->number >= 1 && answer->number <= list.count)
		return talk_go_to(talk, list.at[answer->number - 1]);
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

bool talk_between(struct talk *talk, const char *rest)
{
	(void)rest;
	page_fault_lines(&talk->page, talk->analysis);
	return false;
}

/* ---- Comparing ------------------------------------------------------------------------ */

static void compare(struct talk *talk, const struct analysis *before, const struct analysis *after)
{
	struct comparison *comparison = comparison_new(before, after);
	if (!comparison || !comparison_write_text(talk->page.writer, comparison, talk->page.columns))
		say_no_memory();
	comparison_free(comparison);
}

/* With the file as it was, where it was changed; else with another one. */
bool talk_compare(struct talk *talk, const char *rest)
{
	struct measured other;
	const struct answer *answer;
	bool changed = *rest == '\0' && talk_unsaved(talk);
	if (*rest == '\0' && !changed &&
	    (answer = talk_ask(talk, "Which file shows how it could be?"))->kind == ANSWER_TEXT)
		rest = SAY(talk, "%s", answer->text);
	if (*rest == '\0' && !changed)
		return false;
	writer_finish(talk->page.writer); /* what is wrong with the file is said behind what was said before */
	if (measured_open(&other, changed ? talk->path : rest, talk->request, WARNINGS_COUNTED) == EXIT_DONE)
		compare(talk, changed ? other.analysis : talk->analysis, changed ? talk->analysis : other.analysis);
	measured_close(&other);
	return false;
}
