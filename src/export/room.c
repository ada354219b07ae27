#include "export/room.h"

#include "carepath/plain.h"
#include "export/lines.h"

#include <stdlib.h>
#include <string.h>

/* How each kind begins when it is told. */
static const char *const kind_leads[ENTRY_KINDS] = {
    [ENTRY_NOTE] = "Noted",    [ENTRY_VOICE] = "In their own words",
    [ENTRY_IDEA] = "Idea",     [ENTRY_QUESTION] = "Question",
    [ENTRY_ACTION] = "Action", [ENTRY_OBSTACLE] = "In the way",
};

static const char *step_name(const struct pathway *pathway, const char *id)
{
	uint32_t step = pathway_find_step(pathway, id);
	return step == NONE ? id : pathway->steps[step].name;
}

static const char *say_where(struct arena *arena, const struct pathway *pathway, const struct entry *entry)
{
	if (*entry->step == '\0')
		return "";
	if (*entry->to == '\0')
		return plain_format(arena, " (%s)", step_name(pathway, entry->step));
	return plain_format(arena, " (from %s to %s)", step_name(pathway, entry->step), step_name(pathway, entry->to));
}

static const char *say_who(struct arena *arena, const struct entry *entry)
{
	if (entry->kind == ENTRY_ACTION) {
		const char *who = *entry->who ? entry->who : "nobody yet";
		return *entry->by ? plain_format(arena, " - %s, by %s", who, entry->by)
				  : plain_format(arena, " - %s", who);
	}
	return *entry->who ? plain_format(arena, " - %s", entry->who) : "";
}

static const char *say_votes(struct arena *arena, const struct journal *journal, const struct entry *entry)
{
	uint32_t votes = journal_votes(journal, entry->sum);
	return votes == 0 ? "" : plain_format(arena, " [%s]", counted(arena, votes, "vote", "votes"));
}

const char *entry_says(struct arena *arena, const struct journal *journal, const struct pathway *pathway,
		       const struct entry *entry, bool where)
{
	bool hidden = entry->kind == ENTRY_VOICE && entry->consent != CONSENT_YES;
	return plain_format(arena, "%s: %s%s%s%s", kind_leads[entry->kind],
			    hidden ? "(words that are not to be shown)" : entry->says,
			    hidden ? "" : say_who(arena, entry), where ? say_where(arena, pathway, entry) : "",
			    say_votes(arena, journal, entry));
}

void room_write_at(const struct page *page, const struct journal *journal, const struct pathway *pathway, uint32_t step)
{
	const char *id = pathway->steps[step].id;
	for (uint32_t i = 0; i < journal->entries.count; i++) {
		const struct entry *entry = &journal->entries.at[i];
		bool to = *entry->to != '\0', here = strcmp(to ? entry->to : entry->step, id) == 0;
		if (here && entry_is_told(entry))
			page_item(page, room_mark(page->writer->ascii),
				  entry_says(page->arena, journal, pathway, entry, to));
	}
}

const char *room_mark(bool ascii)
{
	return ascii ? "-" : "✎";
}

static void write_kind(const struct page *page, const struct journal *journal, const struct pathway *pathway,
		       enum entry_kind kind)
{
	for (uint32_t i = 0; i < journal->entries.count; i++)
		if (journal->entries.at[i].kind == kind && entry_is_told(&journal->entries.at[i]))
			page_item(page, room_mark(page->writer->ascii),
				  entry_says(page->arena, journal, pathway, &journal->entries.at[i], true));
}

static uint32_t count_of(const struct journal *journal, bool actions)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < journal->entries.count; i++) {
		const struct entry *entry = &journal->entries.at[i];
		count += entry_is_told(entry) && (entry->kind == ENTRY_ACTION) == actions;
	}
	return count;
}

/* ------------------------------------------------------- findings voted for */

static int most_first(const void *a, const void *b)
{
	const struct voted *one = a, *other = b;
	bool lost = one->finding == NONE;
	if (lost != (other->finding == NONE))
		return lost ? 1 : -1;
	if (one->votes != other->votes)
		return one->votes > other->votes ? -1 : 1;
	return lost ? strcmp(one->on, other->on) : (one->finding > other->finding) - (one->finding < other->finding);
}

struct ballot {
	const char *on;
	uint32_t votes;
	uint32_t called; /* so many findings have this older key; such votes name several at once */
	bool found;      /* of the findings */
};

struct ballots {
	LIST(struct ballot) list; /* sorted, each `on` once */
};

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct ballot *)a)->on, ((const struct ballot *)b)->on);
}

static struct ballots ballots_of(struct arena *arena, const struct journal *journal)
{
	struct ballots ballots = {0};
	uint32_t kept = 0;
	for (uint32_t i = 0; i < journal->entries.count; i++) {
		const struct entry *entry = &journal->entries.at[i];
		if (entry->kind == ENTRY_VOTE && !entry->withdrawn)
			*list_add(arena, &ballots.list) = (struct ballot){.on = entry->on, .votes = 1};
	}
	struct ballot *at = ballots.list.at;
	if (ballots.list.count > 0)
		qsort(at, ballots.list.count, sizeof *at, by_name);
	for (uint32_t i = 0; i < ballots.list.count; i++) {
		if (kept > 0 && by_name(&at[i], &at[kept - 1]) == 0)
			at[kept - 1].votes++;
		else
			at[kept++] = at[i];
	}
	ballots.list.count = kept;
	return ballots;
}

static struct ballot *ballot_for(const struct ballots *ballots, const char *on)
{
	const struct ballot sought = {.on = on};
	return bsearch(&sought, ballots->list.at, ballots->list.count, sizeof sought, by_name);
}

/* The findings are gone through once, however many votes there are: also for
 * the older keys, by which votes are told that are for no finding of today. */
struct all_voted room_voted(struct arena *arena, const struct journal *journal, const struct analysis *analysis)
{
	struct ballots ballots = ballots_of(arena, journal);
	struct all_voted voted = {0};
	for (uint32_t i = 0; i < analysis->finding_count && ballots.list.count > 0; i++) {
		const struct finding *finding = &analysis->findings[i];
		struct ballot *older = ballot_for(&ballots, finding_older_key(arena, analysis->pathway, finding));
		struct ballot *ballot = ballot_for(&ballots, finding_key(arena, analysis->pathway, finding));
		if (older)
			older->called++;
		if (!ballot)
			continue;
		*list_add(arena, &voted.list) = (struct voted){i, ballot->votes, 0, ballot->on};
		ballot->found = true;
	}
	for (uint32_t i = 0; i < ballots.list.count; i++) {
		const struct ballot *ballot = &ballots.list.at[i];
		/* Votes for what was said are told with it. */
		if (!ballot->found && !journal_find(journal, ballot->on))
			*list_add(arena, &voted.list) = (struct voted){NONE, ballot->votes, ballot->called, ballot->on};
	}
	if (voted.list.count > 0)
		qsort(voted.list.at, voted.list.count, sizeof *voted.list.at, most_first);
	return voted;
}

/* ------------------------------------------------------- no finding of today */

static enum rule rule_of_key(const char *on)
{
	size_t length = strcspn(on, " :");
	for (enum rule rule = 0; rule < RULE_COUNT; rule++)
		if (strlen(rules[rule].name) == length && strncmp(rules[rule].name, on, length) == 0)
			return rule;
	return RULE_COUNT;
}

/* By its name, where the map has a step or an organisation of this id. */
static const char *name_of_id(const struct pathway *pathway, const char *id)
{
	for (uint32_t i = 0; i < pathway->organisation_count; i++)
		if (strcmp(pathway->organisations[i].id, id) == 0)
			return pathway->organisations[i].name;
	return step_name(pathway, id);
}

/* " (Ward stay, Home visit: story)" of "asked-again ward-stay home-visit: story". */
static const char *say_place(struct arena *arena, const struct pathway *pathway, const char *on)
{
	const char *at = on + strcspn(on, " :"), *end = strstr(on, ": ");
	bool ids = !end || rule_of_key(on) == RULE_FAULT_LINE || rule_of_key(on) == RULE_NOT_COTERMINOUS;
	struct plain_row row = {0};
	for (end = ids ? on + strlen(on) : end; at < end;) {
		at += strspn(at, " :");
		size_t length = strcspn(at, " :");
		if (length > 0)
			plain_add(arena, &row, ", ", name_of_id(pathway, arena_copy(arena, at, length)));
		at += length;
	}
	if (!ids)
		plain_add(arena, &row, ": ", end + strlen(": "));
	return row.text ? plain_format(arena, " (%s)", row.text) : "";
}

/* What was voted for is no finding of today. */
static const char *lost_says(struct arena *arena, const struct analysis *analysis, struct voted voted)
{
	enum rule rule = rule_of_key(voted.on);
	const char *votes = counted(arena, voted.votes, "vote", "votes");
	if (rule == RULE_COUNT)
		return plain_format(arena, "%s: for something that cannot be found any more, '%s'", votes, voted.on);
	const char *for_what = voted.called > 0
				   ? plain_format(arena, "for one of %u, and which one was not kept", voted.called)
				   : "for what is not flagged any more";
	return plain_format(arena, "%s, %s: %s%s", votes, for_what, rules[rule].when,
			    say_place(arena, analysis->pathway, voted.on));
}

const char *vote_says(struct arena *arena, const struct analysis *analysis, struct voted voted)
{
	if (voted.finding == NONE)
		return lost_says(arena, analysis, voted);
	return plain_format(arena, "%s: %s", counted(arena, voted.votes, "vote", "votes"),
			    finding_says(arena, analysis, &analysis->findings[voted.finding]));
}

void room_write_vote(const struct page *page, const struct analysis *analysis, struct voted voted)
{
	enum rule rule = voted.finding == NONE ? rule_of_key(voted.on) : analysis->findings[voted.finding].rule;
	bool ascii = page->writer->ascii;
	page_item(page, rule == RULE_COUNT ? room_mark(ascii) : kind_mark(rules[rule].kind, ascii),
		  vote_says(page->arena, analysis, voted));
}

void room_write(const struct page *page, const struct journal *journal, const struct analysis *analysis)
{
	const struct pathway *pathway = analysis->pathway;
	struct all_voted voted = room_voted(page->arena, journal, analysis);
	if (count_of(journal, false) > 0 || voted.list.count > 0)
		page_heading(page, "What the room said");
	for (enum entry_kind kind = 0; kind < ENTRY_KINDS; kind++)
		if (kind != ENTRY_ACTION)
			write_kind(page, journal, pathway, kind);
	for (uint32_t i = 0; i < voted.list.count; i++)
		room_write_vote(page, analysis, voted.list.at[i]);
	if (count_of(journal, true) > 0)
		page_heading(page, "Actions");
	write_kind(page, journal, pathway, ENTRY_ACTION);
}
