/* The lines are YAML for whoever looks at them; we read what we wrote
 * ourselves, byte for byte: the sum says that it is still that. So a line costs
 * no tree, and of the many that were saved long ago only the start is read. */
#include "edit/kept_line.h"

#include "carepath/plain.h"
#include "carepath/text.h"
#include "edit/journal_line.h"

#include <string.h>

enum { TIME_LENGTH = 19, HASH_DIGITS = 16 };

static const char *const kept_words[KEPT_KINDS] = {"change", "saved", "forgotten"};

/* ------------------------------------------------------------------ writing */

static void add_hash(struct line *line, const char *key, uint64_t hash)
{
	line_add_text(line, plain_format(line->arena, ", %s: %016llx", key, (unsigned long long)hash));
}

/* What stands behind a backslash in place of a character that cannot stand there. */
static const struct {
	char byte, written;
} escapes[] = {{'"', '"'}, {'\\', '\\'}, {'\n', 'n'}, {'\r', 'r'}, {'\t', 't'}};

enum { ESCAPES = sizeof escapes / sizeof *escapes };

static char escape_of(char byte)
{
	for (int i = 0; i < ESCAPES; i++)
		if (escapes[i].byte == byte)
			return escapes[i].written;
	return '\0';
}

/* Whether all of it may stand in a file, and comes back as it is. */
static bool is_plain(struct piece piece)
{
	size_t taken;
	int32_t before = 0;
	for (size_t at = 0; at < piece.length; at += taken) {
		int32_t point = text_decode(piece.text + at, piece.length - at, &taken);
		if (text_shown(piece.text + at, piece.length - at, before, &taken) != point &&
		    !escape_of(piece.text[at]))
			return false;
		before = point;
	}
	return true;
}

static void add_bytes(struct line *line, const char *key, struct piece piece)
{
	bool plain = is_plain(piece);
	line_add_text(line, plain_format(line->arena, plain ? "%s: \"" : "%s_hex: \"", key));
	for (uint32_t i = 0; i < piece.length; i++) {
		char escape = plain ? escape_of(piece.text[i]) : '\0';
		if (!plain)
			line_add_text(line, plain_format(line->arena, "%02x", (unsigned char)piece.text[i]));
		else if (escape)
			line_add(line, (const char[]){'\\', escape}, 2);
		else
			line_add(line, &piece.text[i], 1);
	}
	line_add_text(line, "\"");
}

static void add_swap(struct line *line, const struct swap *swap)
{
	line_add_text(line, plain_format(line->arena, "{ start: %u, ", swap->start));
	add_bytes(line, "cut", swap->old);
	line_add_text(line, ", ");
	add_bytes(line, "put", swap->new);
	line_add_text(line, " }");
}

static void add_change(struct line *line, const struct kept_line *kept)
{
	line_add_text(line, ", says: ");
	line_add_quoted(line, kept->says);
	line_add_text(line, ", patches: [ ");
	for (uint32_t i = 0; i < kept->swap_count; i++) {
		line_add_text(line, i == 0 ? "" : ", ");
		add_swap(line, &kept->swaps[i]);
	}
	line_add_text(line, " ]");
}

const char *kept_line_write(struct arena *arena, const struct kept_line *kept)
{
	const struct kept *head = &kept->kept;
	struct line line = {.arena = arena};
	const char *sum;
	line_begin(&line, head->number, kept_words[head->kind]);
	line_add_text(&line, plain_format(arena, ", at: \"%s\"", line_time(arena)));
	add_hash(&line, "draft", head->draft);
	if (head->from)
		add_hash(&line, "from", head->from);
	add_hash(&line, "before", head->before);
	add_hash(&line, "after", head->after);
	if (head->kind == KEPT_CHANGE)
		add_change(&line, kept);
	return line_finish(&line, &sum);
}

/* ------------------------------------------------------------------ reading */

/* Goes along a line: all give whether what they look for stood there. */
struct cursor {
	const char *at, *end;
};

static bool pass(struct cursor *cursor, const char *text)
{
	size_t length = strlen(text);
	if ((size_t)(cursor->end - cursor->at) < length || memcmp(cursor->at, text, length) != 0)
		return false;
	cursor->at += length;
	return true;
}

static bool pass_number(struct cursor *cursor, uint32_t *number)
{
	const char *start = cursor->at;
	uint64_t value = 0;
	for (; cursor->at < cursor->end && *cursor->at >= '0' && *cursor->at <= '9' && value <= UINT32_MAX;
	     cursor->at++)
		value = value * 10 + (uint64_t)(*cursor->at - '0');
	*number = (uint32_t)value;
	return cursor->at > start && value <= UINT32_MAX;
}

static int digit_of(char byte)
{
	static const char digits[] = "0123456789abcdef";
	const char *found = byte ? strchr(digits, byte) : NULL;
	return found ? (int)(found - digits) : -1;
}

static bool pass_hash(struct cursor *cursor, const char *before, uint64_t *hash)
{
	*hash = 0;
	if (!pass(cursor, before) || cursor->end - cursor->at < HASH_DIGITS)
		return false;
	for (int i = 0; i < HASH_DIGITS; i++, cursor->at++) {
		int digit = digit_of(*cursor->at);
		if (digit < 0)
			return false;
		*hash = *hash << 4 | (uint64_t)digit;
	}
	return true;
}

static bool pass_kind(struct cursor *cursor, enum kept_kind *kind)
{
	for (*kind = 0; *kind < KEPT_KINDS; ++*kind)
		if (pass(cursor, kept_words[*kind]))
			return true;
	return false;
}

bool kept_line_read(const char *line, const char *sum, uint32_t number, struct kept *kept)
{
	struct cursor cursor = {line, sum - strlen(", sum: ")};
	*kept = (struct kept){.line = number};
	if (!pass(&cursor, journal_line_start) || !pass(&cursor, "number: ") || !pass_number(&cursor, &kept->number) ||
	    !pass(&cursor, ", kind: ") || !pass_kind(&cursor, &kept->kind) || !pass(&cursor, ", at: \""))
		return false;
	kept->at = cursor.at;
	if (cursor.end - cursor.at < TIME_LENGTH)
		return false;
	cursor.at += TIME_LENGTH;
	if (!pass(&cursor, "\"") || !pass_hash(&cursor, ", draft: ", &kept->draft))
		return false;
	(void)pass_hash(&cursor, ", from: ", &kept->from);
	if (!pass_hash(&cursor, ", before: ", &kept->before) || !pass_hash(&cursor, ", after: ", &kept->after))
		return false;
	kept->says = cursor.at;
	kept->end = cursor.end;
	return true;
}

static bool take_quoted(struct arena *arena, struct cursor *cursor, struct piece *piece)
{
	const char *end = cursor->at;
	while (end < cursor->end && *end != '"')
		end += *end == '\\' ? 2 : 1;
	if (end >= cursor->end)
		return false;
	char *text = ARENA_ARRAY(arena, char, (size_t)(end - cursor->at) + 1);
	*piece = (struct piece){text, 0};
	for (const char *at = cursor->at; at < end; at++) {
		char byte = *at;
		if (byte == '\\') {
			at++;
			for (int i = 0; i < ESCAPES; i++)
				if (escapes[i].written == *at)
					byte = escapes[i].byte;
		}
		text[piece->length++] = byte;
	}
	cursor->at = end + 1;
	return true;
}

static bool take_hex(struct arena *arena, struct cursor *cursor, struct piece *piece)
{
	if (!take_quoted(arena, cursor, piece) || piece->length % 2 == 1)
		return false;
	char *text = ARENA_ARRAY(arena, char, piece->length / 2 + 1);
	for (uint32_t i = 0; i < piece->length; i += 2) {
		int high = digit_of(piece->text[i]), low = digit_of(piece->text[i + 1]);
		if (high < 0 || low < 0)
			return false;
		text[i / 2] = (char)(high << 4 | low);
	}
	*piece = (struct piece){text, piece->length / 2};
	return true;
}

static bool take_bytes(struct arena *arena, struct cursor *cursor, const char *key, struct piece *piece)
{
	if (!pass(cursor, key))
		return false;
	if (pass(cursor, ": \""))
		return take_quoted(arena, cursor, piece);
	return pass(cursor, "_hex: \"") && take_hex(arena, cursor, piece);
}

static bool take_swap(struct arena *arena, struct cursor *cursor, struct swap *swap)
{
	return pass(cursor, "{ start: ") && pass_number(cursor, &swap->start) && pass(cursor, ", ") &&
	       take_bytes(arena, cursor, "cut", &swap->old) && pass(cursor, ", ") &&
	       take_bytes(arena, cursor, "put", &swap->new) && pass(cursor, " }");
}

bool kept_line_change(struct arena *arena, const struct kept *kept, struct unsaved_change *change)
{
	struct cursor cursor = {kept->says, kept->end};
	struct piece says = {"", 0};
	LIST(struct swap) swaps = {0};
	bool fine = pass(&cursor, ", says: \"") && take_quoted(arena, &cursor, &says) && pass(&cursor, ", patches: [ ");
	do
		fine = fine && take_swap(arena, &cursor, list_add(arena, &swaps));
	while (fine && pass(&cursor, ", "));
	fine = fine && pass(&cursor, " ]") && cursor.at == cursor.end;
	*change = (struct unsaved_change){
	    .at = arena_copy(arena, kept->at, TIME_LENGTH),
	    .says = says.text,
	    .line = kept->line,
	    .after = kept->after,
	    .swaps = swaps.at,
	    .swap_count = fine ? swaps.count : 0,
	};
	return fine;
}
