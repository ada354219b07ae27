#include "carepath/journal.h"

#include "carepath/plain.h"
#include "edit/journal_file.h"
#include "edit/journal_line.h"
#include "edit/kept_line.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const entry_kind_words[ENTRY_KINDS] = {
    [ENTRY_NOTE] = "note",     [ENTRY_VOICE] = "voice",       [ENTRY_IDEA] = "idea", [ENTRY_QUESTION] = "question",
    [ENTRY_ACTION] = "action", [ENTRY_OBSTACLE] = "obstacle", [ENTRY_VOTE] = "vote", [ENTRY_WITHDRAWN] = "withdrawn",
};

static const char journal_ending[] = ".journal.yaml";

bool journal_has_name(const char *file)
{
	size_t length = strlen(file), end = strlen(journal_ending);
	return length >= end && strcmp(file + length - end, journal_ending) == 0;
}

/* "hip.yaml" has "hip.journal.yaml". */
static const char *journal_path(struct arena *arena, const char *file)
{
	size_t length = strlen(file);
	if (length > 5 && strcmp(file + length - 5, ".yaml") == 0)
		length -= 5;
	else if (length > 4 && strcmp(file + length - 4, ".yml") == 0)
		length -= 4;
	return plain_format(arena, "%.*s%s", (int)length, file, journal_ending);
}

/* --------------------------------------------------------------- reading */

/* A line is told once, however many pieces it fell into. */
static void add_damage(struct journal *journal, uint32_t line, const char *what)
{
	uint32_t count = journal->damages.count;
	if (count > 0 && journal->damages.at[count - 1].line == line)
		return;
	*list_add(journal->arena, &journal->damages) = (struct damage){line, what};
}

/* The same line twice is one entry: it was written again after a disk had not
 * said whether it took the first. So it stands not far behind. */
static bool is_there(const struct journal *journal, const char *sum)
{
	enum { NOT_FAR = 100 };
	uint32_t count = journal->entries.count;
	for (uint32_t i = count; i > 0 && i + NOT_FAR > count; i--)
		if (strcmp(journal->entries.at[i - 1].sum, sum) == 0)
			return true;
	return false;
}

/* NULL when the line was whole. */
static const char *take_line(struct journal *journal, uint32_t number, const char *line, size_t length)
{
	struct entry entry;
	struct kept kept;
	const char *sum, *fault = line_check(line, length, &sum);
	if (!fault && kept_line_read(line, sum, number, &kept)) {
		*list_add(journal->arena, &journal->kept) = kept;
		return NULL;
	}
	if (!fault)
		fault = journal_line_read(journal->arena, line, length, sum, &entry);
	if (!fault && !is_there(journal, entry.sum))
		*list_add(journal->arena, &journal->entries) = entry;
	return fault;
}

/* The same where a damaged line feed may stand at the end. */
static const char *take_piece(struct journal *journal, uint32_t number, const char *line, size_t length)
{
	const char *fault = take_line(journal, number, line, length);
	return fault && length > 0 && !take_line(journal, number, line, length - 1) ? NULL : fault;
}

/* Where two lines ran into one another (a torn one, or a damaged line feed
 * between them), what is whole of them is taken. */
static void read_line(struct journal *journal, uint32_t number, const char *line, size_t length)
{
	const size_t start = strlen(journal_line_start);
	while (length > 0) {
		const char *fault = take_piece(journal, number, line, length), *inner;
		if (!fault)
			return;
		inner = memmem(line + 1, length - 1, journal_line_start, start);
		size_t piece = inner ? (size_t)(inner - line) : length;
		if (!inner || take_piece(journal, number, line, piece))
			add_damage(journal, number, fault);
		line += piece;
		length -= piece;
	}
}

static bool is_blank_or_comment(const char *line, size_t length)
{
	return length == 0 || line[0] == '#' || (length == 1 && line[0] == '\r');
}

static void read_lines(struct journal *journal, const char *text, size_t length)
{
	uint32_t number = 1;
	for (size_t at = 0; at < length; number++) {
		const char *end = memchr(text + at, '\n', length - at);
		size_t size = end ? (size_t)(end - text) - at : length - at;
		if (!is_blank_or_comment(text + at, size))
			read_line(journal, number, text + at, size);
		at += size + 1;
	}
}

/* ------------------------------------------------------------ taken back */

static int by_sum(const void *one, const void *other)
{
	const struct entry *const *a = one, *const *b = other;
	return strcmp((*a)->sum, (*b)->sum);
}

static void withdraw(struct entry **sorted, uint32_t count, const char *sum)
{
	const struct entry sought = {.sum = sum}, *key = &sought;
	struct entry **found = bsearch(&key, sorted, count, sizeof *sorted, by_sum);
	if (found)
		(*found)->withdrawn = true;
}

/* What takes back may be taken back itself, later: so the last comes first. */
static void mark_withdrawn(struct journal *journal)
{
	uint32_t count = journal->entries.count;
	struct entry *entries = journal->entries.at, **sorted = ARENA_ARRAY(journal->arena, struct entry *, count);
	for (uint32_t i = 0; i < count; i++) {
		sorted[i] = &entries[i];
		entries[i].withdrawn = false;
	}
	if (count > 0)
		qsort(sorted, count, sizeof *sorted, by_sum);
	for (uint32_t i = count; i > 0; i--)
		if (entries[i - 1].kind == ENTRY_WITHDRAWN && !entries[i - 1].withdrawn)
			withdraw(sorted, count, entries[i - 1].on);
}

static void take_lines(struct journal *journal, const char *text, size_t length)
{
	read_lines(journal, text, length);
	mark_withdrawn(journal);
}

struct reading {
	struct journal *journal;
	const char *file;
	char *says;
};

static void read_journal(void *subject)
{
	struct reading *reading = subject;
	struct journal *journal = reading->journal;
	size_t length;
	journal->path = journal_path(journal->arena, reading->file);
	const char *text = journal_file_read(journal->arena, journal->path, &length);
	if (text)
		take_lines(journal, text, length);
	else if (errno != ENOENT)
		snprintf(reading->says, JOURNAL_SAYS, "The notes in %s cannot be read: %s.", journal->path,
			 strerror(errno));
}

struct journal *journal_read(const char *pathway_file, char says[JOURNAL_SAYS])
{
	struct journal *journal = calloc(1, sizeof *journal);
	*says = '\0';
	if (!journal || !(journal->arena = arena_new())) {
		free(journal);
		return NULL;
	}
	struct reading reading = {journal, pathway_file, says};
	if (arena_try(journal->arena, read_journal, &reading))
		return journal;
	journal_free(journal);
	return NULL;
}

void journal_damaged(const struct journal *journal, char says[JOURNAL_SAYS])
{
	*says = '\0';
	if (journal->damages.count > 0)
		snprintf(says, JOURNAL_SAYS, "Line %u of %s could not be read: %s. All other notes are there.",
			 journal->damages.at[0].line, journal->path, journal->damages.at[0].what);
}

void journal_free(struct journal *journal)
{
	if (!journal)
		return;
	arena_free(journal->arena);
	free(journal);
}

/* --------------------------------------------------------------- writing */

static const char *keep(struct arena *arena, const char *text)
{
	return arena_copy(arena, text, strlen(text));
}

struct adding {
	struct journal *journal;
	const struct entry *entry;
	char *says;
	bool added;
};

/* The entry is in memory before it is on the disk, so that memory cannot run
 * out between the two. */
static void add_entry(void *subject)
{
	struct adding *adding = subject;
	struct journal *journal = adding->journal;
	struct arena *arena = journal->arena;
	const struct entry *given = adding->entry;
	struct entry entry = {
	    .kind = given->kind,
	    .at = line_time(arena),
	    .step = keep(arena, given->step),
	    .to = keep(arena, given->to),
	    .says = keep(arena, given->says),
	    .who = keep(arena, given->who),
	    .by = keep(arena, given->by),
	    .consent = given->consent,
	    .on = keep(arena, given->on),
	};
	const char *line = journal_line_write(arena, &entry, journal->entries.count);
	*list_add(arena, &journal->entries) = entry;
	adding->added = journal_file_add(journal->path, line, strlen(line), "Saved. ", adding->says);
	if (!adding->added)
		journal->entries.count--;
	else if (entry.kind == ENTRY_WITHDRAWN)
		mark_withdrawn(journal);
}

bool journal_add(struct journal *journal, const struct entry *entry, char says[JOURNAL_SAYS])
{
	struct adding adding = {journal, entry, says, false};
	*says = '\0';
	if (!arena_try(journal->arena, add_entry, &adding))
		snprintf(says, JOURNAL_SAYS, "There is no memory left; nothing was written.");
	return adding.added;
}

struct entry entry_on(enum entry_kind kind, const char *on)
{
	return (struct entry){kind, "", "", "", "", "", "", CONSENT_NOT_ASKED, on, "", false};
}

bool entry_is_told(const struct entry *entry)
{
	return entry->kind != ENTRY_VOTE && entry->kind != ENTRY_WITHDRAWN && !entry->withdrawn;
}

const struct entry *journal_last_entry(const struct journal *journal)
{
	return journal->entries.count > 0 ? &journal->entries.at[journal->entries.count - 1] : NULL;
}

const struct entry *journal_find(const struct journal *journal, const char *sum)
{
	for (uint32_t i = journal->entries.count; i > 0; i--)
		if (strcmp(journal->entries.at[i - 1].sum, sum) == 0)
			return &journal->entries.at[i - 1];
	return NULL;
}

static bool counts_as_vote(const struct entry *entry)
{
	return entry->kind == ENTRY_VOTE && !entry->withdrawn;
}

static bool is_vote(const struct entry *entry, const char *on)
{
	return counts_as_vote(entry) && strcmp(entry->on, on) == 0;
}

bool journal_has_votes(const struct journal *journal)
{
	for (uint32_t i = 0; i < journal->entries.count; i++)
		if (counts_as_vote(&journal->entries.at[i]))
			return true;
	return false;
}

uint32_t journal_votes(const struct journal *journal, const char *on)
{
	uint32_t votes = 0;
	for (uint32_t i = 0; i < journal->entries.count; i++)
		votes += is_vote(&journal->entries.at[i], on);
	return votes;
}

const struct entry *journal_last_vote(const struct journal *journal, const char *on)
{
	for (uint32_t i = journal->entries.count; i > 0; i--)
		if (is_vote(&journal->entries.at[i - 1], on))
			return &journal->entries.at[i - 1];
	return NULL;
}
