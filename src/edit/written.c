#include "edit/written.h"

#include "carepath/plain.h"

#include <ctype.h>
#include <string.h>

struct line {
	struct arena *arena;
	LIST(char) bytes;
};

static void add(struct line *line, const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		*list_add(line->arena, &line->bytes) = text[i];
}

static void add_text(struct line *line, const char *text)
{
	add(line, text, strlen(text));
}

static const char *ended(struct line *line)
{
	add(line, "", 1);
	return line->bytes.at;
}

/* What YAML, in one version or another, takes for something else than a text. */
static bool is_like_a_word(const char *text)
{
	static const char *const words[] = {"yes",  "no",   "on", "off", "true", "false",
					    "null", "none", "y",  "n",   "~",    "<<"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcasecmp(text, words[i]) == 0)
			return true;
	return false;
}

/* Numbers in all their forms, dates, times. */
static bool is_like_a_number(const char *text)
{
	bool has_digit = false;
	for (const char *at = text; *at; at++) {
		has_digit |= isdigit((unsigned char)*at) != 0;
		if (!isxdigit((unsigned char)*at) && !strchr("+-._:,xXoOtTzZ ", *at))
			return false;
	}
	return has_digit || strchr(".=+-", *text);
}

static bool has_control(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text < 0x20 || *text == 0x7F)
			return true;
	return false;
}

/* What no plain text may start with, hold or end in. */
static bool breaks_plain(const char *text, bool brackets)
{
	size_t length = strlen(text);

	if (length == 0 || *text == ' ' || text[length - 1] == ' ' || text[length - 1] == ':')
		return true;
	if (strchr("?:,[]{}#&*!|>'\"%@`=", *text) || (*text == '-' && !isdigit((unsigned char)text[1])))
		return true;
	if (strncmp(text, "...", 3) == 0 || strstr(text, " #") || strstr(text, ": "))
		return true;
	return brackets && strpbrk(text, ",[]{}:");
}

static const char *in_double_quotes(struct arena *arena, const char *text)
{
	struct line line = {.arena = arena};
	add_text(&line, "\"");
	for (; *text; text++) {
		if (*text == '\n')
			add_text(&line, "\\n");
		else if (*text == '\t')
			add_text(&line, "\\t");
		else if ((unsigned char)*text < 0x20 || *text == 0x7F)
			add_text(&line, plain_format(arena, "\\x%02X", (unsigned)*text));
		else if (*text == '"' || *text == '\\')
			add(&line, (const char[]){'\\', *text}, 2);
		else
			add(&line, text, 1);
	}
	add_text(&line, "\"");
	return ended(&line);
}

static const char *in_single_quotes(struct arena *arena, const char *text)
{
	struct line line = {.arena = arena};
	add_text(&line, "'");
	for (; *text; text++)
		add(&line, *text == '\'' ? "''" : text, *text == '\'' ? 2 : 1);
	add_text(&line, "'");
	return ended(&line);
}

const char *written_text(struct arena *arena, const char *text, struct manner manner)
{
	bool quoted = manner.quote || has_control(text) || breaks_plain(text, manner.brackets) ||
		      (manner.text && (is_like_a_word(text) || is_like_a_number(text)));
	if (!quoted)
		return text;
	if (manner.quote == '\'' && !has_control(text))
		return in_single_quotes(arena, text);
	return in_double_quotes(arena, text);
}

/* -------------------------------------------------------- blocks of text */

/* Of "|", "|-", ">+ # why": what stands behind the sign, up to the line's end. */
static struct span header_of(const struct outline *outline, uint32_t node)
{
	uint32_t start = outline_node(outline, node)->start;
	return (struct span){start, line_end(outline, start)};
}

static bool has_digit(const struct outline *outline, struct span header)
{
	for (uint32_t at = header.start; at < header.end && !strchr(" \t#", outline->text[at]); at++)
		if (isdigit((unsigned char)outline->text[at]))
			return true;
	return false;
}

/* The blanks before its first line that has any letters. */
static struct view indentation_of(const struct outline *outline, uint32_t node)
{
	struct span header = header_of(outline, node);
	uint32_t end = outline_node(outline, node)->end;
	for (uint32_t at = line_after(outline, header.end); at < end; at = line_after(outline, at)) {
		uint32_t length = (uint32_t)strspn(outline->text + at, " ");
		if (at + length < line_end(outline, at))
			return (struct view){outline->text + at, length};
	}
	return (struct view){0};
}

const char *written_block(const struct outline *outline, uint32_t node, const char *text)
{
	struct span header = header_of(outline, node);
	struct view indentation = indentation_of(outline, node);
	struct line line = {.arena = outline->arena};
	bool many = strchr(text, '\n') != NULL;

	if (has_digit(outline, header) || indentation.length == 0 || strpbrk(text, "\t\r") || strchr(" \n", *text) ||
	    text[strlen(text) - 1] == '\n')
		return NULL;
	/* Folded, single line ends would be lost. */
	add_text(&line, many ? "|" : (const char[]){outline->text[header.start], '\0'});
	add(&line, outline->text + header.start + 1, header.end - header.start - 1);
	while (text) {
		const char *end = strchrnul(text, '\n');
		add_text(&line, line_feed(outline, header.start));
		add(&line, indentation.bytes, end > text ? indentation.length : 0);
		add(&line, text, (size_t)(end - text));
		text = *end ? end + 1 : NULL;
	}
	return ended(&line);
}

/* -------------------------------------------------------- lists of words */

static const char *trimmed(struct arena *arena, const char *text, size_t length)
{
	while (length && *text == ' ')
		text++, length--;
	while (length && text[length - 1] == ' ')
		length--;
	return arena_copy(arena, text, length);
}

/* What stands in "…", and where it goes on. */
static const char *quoted_piece(struct arena *arena, const char **at)
{
	struct line line = {.arena = arena};
	for ((*at)++; **at && **at != '"'; (*at)++) {
		*at += **at == '\\' && (*at)[1];
		add(&line, *at, 1);
	}
	*at += **at == '"';
	return ended(&line);
}

/* Whether a piece that starts in quotes ends with them, too. */
static bool is_quoted_piece(const char *text)
{
	if (*text != '"')
		return false;
	for (text++; *text && *text != '"'; text++)
		text += *text == '\\' && text[1];
	if (!*text)
		return false;
	text += 1 + strspn(text + 1, " ");
	return !*text || *text == ',';
}

struct pieces written_pieces(struct arena *arena, const char *text)
{
	struct pieces pieces = {0};
	for (;; text++) {
		text += strspn(text, " ");
		const char *piece;
		if (is_quoted_piece(text)) {
			piece = quoted_piece(arena, &text);
		} else {
			piece = trimmed(arena, text, strcspn(text, ","));
		}
		text += strcspn(text, ",");
		if (*piece)
			*list_add(arena, &pieces.at) = piece;
		if (!*text)
			return pieces;
	}
}

const char *shown_piece(struct arena *arena, const char *text)
{
	size_t length = strlen(text);
	bool plain = length && !strpbrk(text, ",\"\\\n\t") && *text != ' ' && text[length - 1] != ' ';
	return plain ? text : in_double_quotes(arena, text);
}

const char *shown_pieces(const struct outline *outline, uint32_t number)
{
	const struct node *node = outline_node(outline, number);
	struct line line = {.arena = outline->arena};

	uint32_t item = node->kind == NODE_LIST ? first_in(outline, number) : number;
	while (item) {
		uint32_t value = tree_value(outline->tree, item);
		if (outline_node(outline, value)->kind != NODE_TEXT)
			return shown_flow(outline, number);
		add_text(&line, shown_piece(outline->arena, outline_text(outline, value)));
		item = node->kind == NODE_LIST ? next_in(outline, number, item) : 0;
		if (item)
			add_text(&line, ", ");
	}
	return ended(&line);
}

/* ------------------------------------------------------------ { } and [ ] */

static void add_flow(struct line *line, const struct outline *outline, uint32_t number)
{
	const struct node *node = outline_node(outline, number);

	if (node->kind == NODE_TEXT) {
		char first = node->style == NODE_QUOTED ? outline->text[node->start] : '\0';
		struct manner manner = {.brackets = true, .text = node->style != NODE_BARE, .quote = first};
		add_text(line, written_text(outline->arena, outline_text(outline, number), manner));
		return;
	}
	bool mapping = node->kind == NODE_MAPPING, key = true;
	add_text(line, mapping ? "{ " : "[");
	for (uint32_t item = first_in(outline, number); item; item = next_in(outline, number, item), key = !key) {
		add_flow(line, outline, tree_value(outline->tree, item));
		if (mapping && key)
			add_text(line, ": ");
		else if (next_in(outline, number, item))
			add_text(line, ", ");
	}
	add_text(line, mapping ? " }" : "]");
}

const char *shown_flow(const struct outline *outline, uint32_t number)
{
	const struct node *node = outline_node(outline, number);
	struct line line = {.arena = outline->arena};

	if (node->kind == NODE_TEXT)
		return outline_text(outline, number);
	const char *start = outline->text + node->start;
	if (node->style == NODE_BRACKETS && node->end <= line_end(outline, node->start) &&
	    !memchr(start, '*', node->end - node->start) && !memchr(start, '&', node->end - node->start))
		return arena_copy(outline->arena, start, node->end - node->start);
	add_flow(&line, outline, number);
	return ended(&line);
}

bool is_flow(struct arena *arena, const char *text)
{
	static const char before[] = "x: ";
	struct outline outline;
	const char *whole = plain_format(arena, "%s%s", before, text);
	uint32_t length = (uint32_t)strlen(whole);

	if ((*text != '{' && *text != '[') || strpbrk(text, "\n\r") || !outline_read(arena, whole, length, &outline))
		return false;
	struct spot spot = outline_key(&outline, outline.root, "x");
	const struct node *node = outline_node(&outline, spot.value);
	return spot.key && outline_node(&outline, outline.root)->count == 2 && node->style == NODE_BRACKETS &&
	       node->start == sizeof before - 1 && node->end == length;
}
