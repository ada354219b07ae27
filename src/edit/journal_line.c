#include "edit/journal_line.h"

#include "carepath/plain.h"
#include "carepath/text.h"
#include "load/events.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

/* The keys in the order in which they are written; all hold texts. */
static const struct key {
	const char *name;
	size_t offset; /* in struct entry */
} keys[] = {
    {"at", offsetof(struct entry, at)},     {"step", offsetof(struct entry, step)}, {"to", offsetof(struct entry, to)},
    {"says", offsetof(struct entry, says)}, {"who", offsetof(struct entry, who)},   {"by", offsetof(struct entry, by)},
    {"on", offsetof(struct entry, on)},
};

enum { KEYS = sizeof keys / sizeof *keys, SUM_DIGITS = 16 };

const char journal_line_start[] = "--- { ";
static const char sum_start[] = ", sum: ", line_end[] = " }";

static const char **text_at(struct entry *entry, const struct key *key)
{
	return (const char **)((char *)entry + key->offset);
}

/* FNV-1a: every flipped byte changes it. */
static uint64_t sum_of(const char *bytes, size_t length)
{
	uint64_t sum = 0xCBF29CE484222325;
	for (size_t i = 0; i < length; i++)
		sum = (sum ^ (unsigned char)bytes[i]) * 0x100000001B3;
	return sum;
}

/* ------------------------------------------------------------- writing */

void line_add(struct line *line, const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++)
		*list_add(line->arena, &line->bytes) = bytes[i];
}

void line_add_text(struct line *line, const char *text)
{
	line_add(line, text, strlen(text));
}

void line_add_quoted(struct line *line, const char *text)
{
	size_t length = strlen(text), taken;
	int32_t before = 0;
	line_add_text(line, "\"");
	for (size_t at = 0; at < length; at += taken) {
		int32_t point = text_decode(text + at, length - at, &taken);
		if (point == '"' || point == '\\')
			line_add_text(line, "\\");
		if (point == '\n')
			line_add_text(line, "\\n");
		else if (text_shown(text + at, length - at, before, &taken) == point && point >= ' ')
			line_add(line, text + at, taken);
		before = point;
	}
	line_add_text(line, "\"");
}

void line_begin(struct line *line, uint32_t number, const char *kind)
{
	line_add_text(line, journal_line_start);
	line_add_text(line, plain_format(line->arena, "number: %u, kind: %s", number, kind));
}

const char *line_finish(struct line *line, const char **sum)
{
	*sum = plain_format(line->arena, "%016llx", (unsigned long long)sum_of(line->bytes.at, line->bytes.count));
	line_add_text(line, sum_start);
	line_add_text(line, *sum);
	line_add_text(line, line_end);
	line_add(line, "\n", 2); /* and the NUL */
	return line->bytes.at;
}

const char *line_time(struct arena *arena)
{
	struct timespec now;
	struct tm local;
	char text[32];
	clock_gettime(CLOCK_REALTIME, &now);
	localtime_r(&now.tv_sec, &local);
	strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", &local);
	return arena_copy(arena, text, strlen(text));
}

const char *journal_line_write(struct arena *arena, struct entry *entry, uint32_t number)
{
	struct line line = {.arena = arena};
	line_begin(&line, number + 1, entry_kind_words[entry->kind]);
	for (size_t i = 0; i < KEYS; i++) {
		const char *text = *text_at(entry, &keys[i]);
		if (*text == '\0')
			continue;
		line_add_text(&line, plain_format(arena, ", %s: ", keys[i].name));
		line_add_quoted(&line, text);
	}
	if (entry->kind == ENTRY_VOICE)
		line_add_text(&line, entry->consent == CONSENT_YES ? ", consent: yes" : ", consent: no");
	return line_finish(&line, &entry->sum);
}

/* ------------------------------------------------------------- reading */

static bool ends_as(const char *line, size_t length, const char *end)
{
	size_t size = strlen(end);
	return length >= size && memcmp(line + length - size, end, size) == 0;
}

/* The digits of a whole line's sum, or NULL. */
static const char *sum_in(const char *line, size_t length)
{
	size_t behind = SUM_DIGITS + strlen(line_end), before = strlen(sum_start);
	if (length < strlen(journal_line_start) + before + behind ||
	    memcmp(line, journal_line_start, strlen(journal_line_start)) != 0 || !ends_as(line, length, line_end) ||
	    !ends_as(line, length - behind, sum_start))
		return NULL;
	return line + length - behind;
}

static bool sum_is_right(const char *line, const char *sum)
{
	char digits[SUM_DIGITS + 1];
	size_t length = (size_t)(sum - line) - strlen(sum_start);
	snprintf(digits, sizeof digits, "%016llx", (unsigned long long)sum_of(line, length));
	return memcmp(digits, sum, SUM_DIGITS) == 0;
}

static const char *keep_view(struct arena *arena, struct view view)
{
	return arena_copy(arena, view.bytes, view.length);
}

static void take_pair(struct arena *arena, struct entry *entry, struct view key, struct view value)
{
	for (size_t i = 0; i < KEYS; i++)
		if (view_is(key, keys[i].name))
			*text_at(entry, &keys[i]) = keep_view(arena, value);
	for (enum entry_kind kind = 0; view_is(key, "kind") && kind < ENTRY_KINDS; kind++)
		if (view_is(value, entry_kind_words[kind]))
			entry->kind = kind;
	if (view_is(key, "consent"))
		entry->consent = view_is(value, "yes") ? CONSENT_YES : CONSENT_NO;
}

static bool take_tree(struct arena *arena, const struct tree *tree, struct entry *entry)
{
	const struct node *root = tree_at(tree, tree->root);
	if (root->kind != NODE_MAPPING)
		return false;
	for (uint32_t key = tree_first(tree->root), next; key != root->behind; key = next) {
		const struct node *name = tree_at(tree, key), *value = tree_at(tree, tree_next(tree, key));
		if (name->kind != NODE_TEXT || value->kind != NODE_TEXT)
			return false;
		take_pair(arena, entry, node_text(tree, name), node_text(tree, value));
		next = tree_next(tree, tree_next(tree, key));
	}
	return true;
}

/* Newer kinds than this program knows are kept in the file and not shown. */
static const char *read_whole(struct arena *arena, const char *line, size_t length, struct entry *entry)
{
	struct source source;
	struct diagnostics diagnostics = {.arena = arena};
	struct tree tree = {0};
	struct syntax_fault fault;
	source_from_text(arena, "journal", arena_copy(arena, line, length), (uint32_t)length, &source);
	struct scanned scanned = scan_source(arena, &source, &diagnostics);
	*entry = (struct entry){ENTRY_KINDS, "", "", "", "", "", "", CONSENT_NOT_ASKED, "", "", false};
	if (!events_read(arena, &scanned, &tree, &fault) || !take_tree(arena, &tree, entry))
		return "it is not an entry";
	return entry->kind == ENTRY_KINDS ? "it is of a kind that this version does not know" : NULL;
}

const char *line_check(const char *line, size_t length, const char **sum)
{
	if (length > 0 && line[length - 1] == '\r')
		length--;
	*sum = sum_in(line, length);
	if (!*sum)
		return "it is not a whole entry";
	return sum_is_right(line, *sum) ? NULL : "it was changed or damaged after it was written";
}

const char *journal_line_read(struct arena *arena, const char *line, size_t length, const char *sum,
			      struct entry *entry)
{
	if (line[length - 1] == '\r')
		length--;
	const char *fault = read_whole(arena, line, length, entry);
	entry->sum = arena_copy(arena, sum, SUM_DIGITS);
	return fault;
}
