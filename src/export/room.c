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
	if (one->votes != other->votes)
		return one->votes > other->votes ? -1 : 1;
	return (one->finding > other->finding) - (one->finding < other->finding);
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

struct ballots {
	LIST(const char *) on; /* sorted */
};

static struct ballots ballots_of(struct arena *arena, const struct journal *journal)
{
	struct ballots ballots = {0};
	for (uint32_t i = 0; i < journal->entries.count; i++)
		if (journal->entries.at[i].kind == ENTRY_VOTE && !journal->entries.at[i].withdrawn)
			*list_add(arena, &ballots.on) = journal->entries.at[i].on;
	if (ballots.on.count > 0)
		qsort(ballots.on.at, ballots.on.count, sizeof *ballots.on.at, by_text);
	return ballots;
}

static uint32_t votes_in(const struct ballots *ballots, const char *on)
{
	const char **first = ballots->on.at, **end = first + ballots->on.count;
	const char **one = bsearch(&on, first, ballots->on.count, sizeof *first, by_text), **last = one;
	if (!one)
		return 0;
	while (one > first && strcmp(one[-1], on) == 0)
		one--;
	while (last < end && strcmp(*last, on) == 0)
		last++;
	return (uint32_t)(last - one);
}

struct all_voted room_voted(struct arena *arena, const struct journal *journal, const struct analysis *analysis)
{
	struct ballots ballots = ballots_of(arena, journal);
	struct all_voted voted = {0};
	for (uint32_t i = 0; i < analysis->finding_count && ballots.on.count > 0; i++) {
		uint32_t votes = votes_in(&ballots, finding_key(arena, analysis->pathway, &analysis->findings[i]));
		if (votes > 0)
			*list_add(arena, &voted.list) = (struct voted){i, votes};
	}
	if (voted.list.count > 0)
		qsort(voted.list.at, voted.list.count, sizeof *voted.list.at, most_first);
	return voted;
}

const char *vote_says(struct arena *arena, const struct analysis *analysis, struct voted voted)
{
	return plain_format(arena, "%s: %s", counted(arena, voted.votes, "vote", "votes"),
			    finding_says(arena, analysis, &analysis->findings[voted.finding]));
}

void room_write_vote(const struct page *page, const struct analysis *analysis, struct voted voted)
{
	page_item(page, kind_mark(rules[analysis->findings[voted.finding].rule].kind, page->writer->ascii),
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
