/* What the room says: notes, and votes. */
#include "cli/talking.h"

#include <string.h>
#include <strings.h>

/* Those that can be noted; votes are given in lists. */
static const enum entry_kind last_noted = ENTRY_OBSTACLE;

/* ENTRY_KINDS: not clear. */
static enum entry_kind kind_named(const char *text)
{
	for (enum entry_kind kind = 0; kind <= last_noted; kind++)
		if (*text && strncasecmp(entry_kind_words[kind], text, strlen(text)) == 0)
			return kind;
	return ENTRY_KINDS;
}

/* ENTRY_KINDS: none was wanted. */
static enum entry_kind ask_kind(struct talk *talk)
{
	for (;;) {
		const struct answer *answer =
		    talk_ask(talk, "Enter: note   n note   v voice   i idea   q question   a action   o obstacle");
		if (answer->kind == ANSWER_END)
			return ENTRY_KINDS;
		enum entry_kind kind = answer->kind == ANSWER_ON ? ENTRY_NOTE : kind_named(answer->text);
		if (kind != ENTRY_KINDS)
			return kind;
		talk_says(talk, "One of these letters, please.");
	}
}

/* In the arena; "" where nothing was said. */
static const char *ask_text(struct talk *talk, const char *prompt)
{
	for (;;) {
		const struct answer *answer = talk_ask(talk, prompt);
		if (answer->kind != ANSWER_UNCLEAR)
			return SAY(talk, "%s", answer->text);
		talk_says(talk, "That holds characters that cannot be kept, or is too long. Once more, please.");
	}
}

/* Whether somebody's own words may be shown is not taken for granted. */
static enum consent ask_consent(struct talk *talk)
{
	for (;;) {
		const struct answer *answer =
		    talk_ask(talk, "May these words be shown outside this room?   y yes   n no");
		if (answer->kind == ANSWER_END || strcasecmp(answer->text, "n") == 0 ||
		    strcasecmp(answer->text, "no") == 0)
			return CONSENT_NO;
		if (strcasecmp(answer->text, "y") == 0 || strcasecmp(answer->text, "yes") == 0)
			return CONSENT_YES;
		talk_says(talk, "y or n, please.");
	}
}

/* At the step where we are, or on the way to it. */
static void set_place(struct talk *talk, struct entry *entry)
{
	const struct pathway *pathway = talk->analysis->pathway;
	uint32_t step = talk_step(talk), arrow = talk->walks ? walking_arrow(&talk->walking) : NONE;
	if (step == NONE)
		return;
	entry->step = pathway->steps[step].id;
	if (arrow == NONE)
		return;
	const char *about =
	    ask_text(talk, SAY(talk, "Enter: it is about %s   w the way there", pathway->steps[step].name));
	if (strcasecmp(about, "w") != 0)
		return;
	entry->to = entry->step;
	entry->step = pathway->steps[pathway->arrows[arrow].from].id;
}

static bool add(struct talk *talk, const struct entry *entry)
{
	char says[JOURNAL_SAYS];
	bool added = journal_add(talk->journal, entry, says);
	bool kept_back = entry->kind == ENTRY_VOICE && entry->consent != CONSENT_YES;
	if (*says)
		talk_says(talk, SAY(talk, "%s", says));
	else if (kept_back)
		talk_says(talk, SAY(talk, "Saved. No page shows these words; they stand in %s.", talk->journal->path));
	else
		talk_says(talk, SAY(talk, "Saved in %s.", talk->journal->path));
	return added;
}

bool talk_note(struct talk *talk, const char *rest)
{
	struct entry entry = {.at = "", .step = "", .to = "", .who = "", .by = "", .on = "", .sum = ""};
	(void)rest;
	entry.kind = ask_kind(talk);
	entry.says = entry.kind == ENTRY_KINDS
			 ? ""
			 : ask_text(talk, entry.kind == ENTRY_VOICE ? "Their own words" : "The words");
	if (*entry.says == '\0') {
		talk_says(talk, "Nothing was noted.");
		return false;
	}
	entry.who = ask_text(talk, entry.kind == ENTRY_ACTION
				       ? "Who will do it? A role or a first name; Enter: not known"
				       : "Who said it? A role or a first name, never who a patient is; Enter: nobody");
	if (entry.kind == ENTRY_ACTION)
		entry.by = ask_text(talk, "By when? Enter: not known");
	if (entry.kind == ENTRY_VOICE)
		entry.consent = ask_consent(talk);
	set_place(talk, &entry);
	add(talk, &entry);
	return false;
}

/* ---- Votes ---------------------------------------------------------------------------- */

void talk_vote(struct talk *talk, const char *on)
{
	const struct entry ballot = entry_on(ENTRY_VOTE, on);
	add(talk, &ballot);
}

void talk_take_vote_back(struct talk *talk, const char *on)
{
	const struct entry *vote = journal_last_vote(talk->journal, on);
	if (!vote) {
		talk_says(talk, "Nobody has voted for this.");
		return;
	}
	const struct entry back = entry_on(ENTRY_WITHDRAWN, vote->sum);
	if (add(talk, &back))
		talk_says(talk, "One vote was taken back.");
}

/* ---- All that was said ---------------------------------------------------------------- */

static const struct entry *entry_numbered(const struct talk *talk, uint32_t number)
{
	for (uint32_t i = 0; i < talk->journal->entries.count; i++)
		if (entry_is_told(&talk->journal->entries.at[i]) && --number == 0)
			return &talk->journal->entries.at[i];
	return NULL;
}

static struct all_voted voted(struct talk *talk)
{
	return room_voted(talk->page.arena, talk->journal, talk->analysis);
}

/* What was said, and behind that, numbered on, the findings that were voted for. */
static void list_said(struct talk *talk)
{
	const struct entry *entry;
	struct all_voted all = voted(talk);
	struct arena *arena = talk->page.arena;
	uint32_t count = 0;
	page_heading(&talk->page, "What we said");
	for (; (entry = entry_numbered(talk, count + 1)); count++)
		talk_write_numbered(talk, count + 1,
				    entry_says(arena, talk->journal, talk->analysis->pathway, entry, true));
	if (count == 0)
		page_text(&talk->page, 1, "Nothing has been said yet. n takes a note.");
	if (all.list.count > 0)
		page_heading(&talk->page, "Voted for");
	for (uint32_t i = 0; i < all.list.count; i++)
		talk_write_numbered(talk, count + i + 1, vote_says(arena, talk->analysis, all.list.at[i]));
}

/* A number behind those of what was said; NULL: there is none such. */
static const struct voted *voted_numbered(struct talk *talk, uint32_t number)
{
	struct all_voted all = voted(talk);
	uint32_t said = 0;
	while (entry_numbered(talk, said + 1))
		said++;
	return number <= said || number - said > all.list.count ? NULL : &all.list.at[number - said - 1];
}

static void withdraw(struct talk *talk, const struct entry *entry)
{
	const struct entry back = entry_on(ENTRY_WITHDRAWN, entry->sum);
	if (add(talk, &back))
		talk_says(talk, SAY(talk,
				    "Taken back; u brings it back. It still stands in %s: a text editor can take "
				    "it out.",
				    talk->journal->path));
}

/* What was taken back comes back while nothing else was said since. */
static void bring_back(struct talk *talk)
{
	const struct entry *last = journal_last_entry(talk->journal);
	const struct entry *taken =
	    last && last->kind == ENTRY_WITHDRAWN ? journal_find(talk->journal, last->on) : NULL;
	if (!taken || taken->kind == ENTRY_WITHDRAWN) {
		talk_says(talk, "Nothing was just taken back.");
		return;
	}
	const struct entry again = entry_on(ENTRY_WITHDRAWN, last->sum);
	if (add(talk, &again))
		talk_says(talk, "It is there again.");
}

static bool go_to_entry(struct talk *talk, const struct entry *entry)
{
	uint32_t step = pathway_find_step(talk->analysis->pathway, *entry->to ? entry->to : entry->step);
	if (step != NONE)
		return talk_go_to(talk, step);
	talk_says(talk, "This was said of the pathway as a whole.");
	return false;
}

/* Of an entry: "3", "+3", "-3", "t 3". */
static bool act_on_entry(struct talk *talk, char sign, const struct entry *entry)
{
	if (sign == '+')
		talk_vote(talk, entry->sum);
	else if (sign == '-')
		talk_take_vote_back(talk, entry->sum);
	else if (sign == 't')
		withdraw(talk, entry);
	else
		return go_to_entry(talk, entry);
	return false;
}

/* Of what was voted for: "3", "+3", "-3". */
static bool act_on_voted(struct talk *talk, char sign, const struct voted *voted)
{
	if (voted->finding != NONE)
		return talk_act_on_finding(talk, sign, &talk->analysis->findings[voted->finding]);
	if (sign == '+')
		talk_vote(talk, voted->on);
	else if (sign == '-')
		talk_take_vote_back(talk, voted->on);
	else
		talk_says(talk, "There is no one place on the map for this any more.");
	return false;
}

static bool act_on(struct talk *talk, const char *text)
{
	char sign = answer_sign(text, "+-t");
	uint32_t number = answer_number(text + (sign != ' '));
	const struct entry *entry = number > 0 ? entry_numbered(talk, number) : NULL;
	const struct voted *voted = number > 0 && !entry ? voted_numbered(talk, number) : NULL;
	if (entry)
		return act_on_entry(talk, sign, entry);
	if (voted && sign != 't')
		return act_on_voted(talk, sign, voted);
	talk_says(talk, voted ? "This was voted for, not said: - and its number takes a vote back."
			      : "There is nothing of this number.");
	return false;
}

bool talk_room(struct talk *talk, const char *rest)
{
	(void)rest;
	list_said(talk);
	for (;;) {
		const struct answer *answer =
		    talk_ask(talk, "Enter: back   1 go there   +1 vote   -1 vote back   t1 take back   u bring back");
		if (answer_leaves(answer) || answer->kind == ANSWER_ON)
			return false;
		if (answer_is(answer, "u", "undo"))
			bring_back(talk);
		else if (answer_is(answer, "n", "note"))
			talk_note(talk, "");
		else if (act_on(talk, SAY(talk, "%s", answer->text)))
			return true;
	}
}
