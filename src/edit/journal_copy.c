#include "carepath/plain.h"
#include "edit/journal_file.h"
#include "edit/journal_line.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What was said goes on to another file's journal: the lines as they are, so
 * that an entry keeps the sum by which votes name it, and copying twice adds
 * nothing. */

/* The entries of a journal by their sums. */
struct by_sum {
	const struct entry **at;
	uint32_t count;
};

struct copying {
	const struct journal *from;
	struct journal *to;
	struct by_sum here, there;
	char *says;
	bool copied;
};

static int compare_sums(const void *one, const void *other)
{
	const struct entry *const *a = one, *const *b = other;
	return strcmp((*a)->sum, (*b)->sum);
}

static struct by_sum sorted(struct arena *arena, const struct journal *journal)
{
	struct by_sum sorted = {ARENA_ARRAY(arena, const struct entry *, journal->entries.count),
				journal->entries.count};
	for (uint32_t i = 0; i < sorted.count; i++)
		sorted.at[i] = &journal->entries.at[i];
	if (sorted.count > 0)
		qsort(sorted.at, sorted.count, sizeof *sorted.at, compare_sums);
	return sorted;
}

static const struct entry *find(const struct by_sum *sorted, const char *sum)
{
	const struct entry sought = {.sum = sum}, *key = &sought;
	const struct entry **found =
	    sorted->count > 0 ? bsearch(&key, sorted->at, sorted->count, sizeof *sorted->at, compare_sums) : NULL;
	return found ? *found : NULL;
}

static bool goes_on(const struct copying *copying, const char *sum)
{
	const struct entry *entry = find(&copying->here, sum);
	return entry && entry->kind != ENTRY_WITHDRAWN && !entry->withdrawn && !find(&copying->there, sum);
}

/* A damaged line stays where it is. */
static void add_line(const struct copying *copying, struct line *lines, const char *line, size_t length)
{
	const char *sum;
	if (line_check(line, length, &sum))
		return;
	if (!goes_on(copying, arena_copy(lines->arena, sum, strspn(sum, "0123456789abcdef"))))
		return;
	line_add(lines, line, length);
	line_add_text(lines, "\n");
}

static void add_lines(const struct copying *copying, struct line *lines, const char *text, size_t length)
{
	for (size_t at = 0; at < length;) {
		const char *end = memchr(text + at, '\n', length - at);
		size_t size = end ? (size_t)(end - text) - at : length - at;
		add_line(copying, lines, text + at, size);
		at += size + 1;
	}
}

static void copy(void *subject)
{
	struct copying *copying = subject;
	struct line lines = {.arena = copying->to->arena};
	size_t length;
	copying->here = sorted(lines.arena, copying->from);
	copying->there = sorted(lines.arena, copying->to);
	const char *text = journal_file_read(lines.arena, copying->from->path, &length);
	if (!text && errno != ENOENT) {
		snprintf(copying->says, JOURNAL_SAYS, "What was said stays in %s, which cannot be read: %s.",
			 copying->from->path, strerror(errno));
		return;
	}
	if (text)
		add_lines(copying, &lines, text, length);
	copying->copied = lines.bytes.count == 0 ||
			  journal_file_add(copying->to->path, lines.bytes.at, lines.bytes.count, "", copying->says);
}

bool journal_copy(const struct journal *journal, const char *pathway_file, char says[JOURNAL_SAYS])
{
	struct copying copying = {.from = journal, .to = journal_read(pathway_file, says), .says = says};
	if (!copying.to || !arena_try(copying.to->arena, copy, &copying))
		snprintf(says, JOURNAL_SAYS, "There is no memory left; what was said stays in %s.", journal->path);
	journal_free(copying.to);
	return copying.copied;
}
