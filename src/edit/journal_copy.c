#include "carepath/plain.h"
#include "edit/journal_file.h"
#include "edit/journal_line.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* What was said goes on to another file's journal: the lines as they are, so
 * that an entry keeps the sum by which votes name it, and copying twice adds
 * nothing. */

struct copying {
	const struct journal *from;
	struct journal *to;
	char *says;
	bool copied;
};

static bool goes_on(const struct copying *copying, const char *sum)
{
	const struct entry *entry = journal_find(copying->from, sum);
	return entry && entry->kind != ENTRY_WITHDRAWN && !entry->withdrawn && !journal_find(copying->to, sum);
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
	struct copying copying = {journal, journal_read(pathway_file, says), says, false};
	if (!copying.to || !arena_try(copying.to->arena, copy, &copying))
		snprintf(says, JOURNAL_SAYS, "There is no memory left; what was said stays in %s.", journal->path);
	journal_free(copying.to);
	return copying.copied;
}
