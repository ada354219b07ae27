#include "load/cursor.h"

#include "load/events.h"

#include <string.h>

static uint32_t find_wide(const struct cursor *cursor, uint32_t at)
{
	uint64_t bytes;

	for (; at + sizeof bytes <= cursor->length; at += (uint32_t)sizeof bytes) {
		memcpy(&bytes, cursor->text + at, sizeof bytes);
		if (bytes & UINT64_C(0x8080808080808080))
			break;
	}
	while (at < cursor->length && (unsigned char)cursor->text[at] < 0x80)
		at++;
	return at;
}

struct cursor cursor_at(const char *text, uint32_t length, uint32_t byte, uint32_t index)
{
	struct cursor cursor = {.text = text, .length = length, .index = index, .byte = byte};

	cursor.wide = find_wide(&cursor, byte);
	return cursor;
}

/* Over the longer characters that start at `wide`. */
static void pass_wide(struct cursor *cursor)
{
	cursor->index += cursor->wide - cursor->byte;
	cursor->byte = cursor->wide;
	while (cursor->byte < cursor->length && (unsigned char)cursor->text[cursor->byte] >= 0x80)
		cursor->index += ((unsigned char)cursor->text[cursor->byte++] & 0xC0) != 0x80;
	cursor->wide = find_wide(cursor, cursor->byte);
}

static uint32_t byte_before(const struct cursor *cursor, uint32_t index)
{
	uint32_t byte = cursor->byte;

	for (uint32_t back = cursor->index - index; back > 0 && byte > 0; back--)
		do
			byte--;
		while (byte > 0 && ((unsigned char)cursor->text[byte] & 0xC0) == 0x80);
	return byte;
}

uint32_t cursor_byte(struct cursor *cursor, size_t mark)
{
	uint32_t index = (uint32_t)mark;

	if (index < cursor->index)
		return byte_before(cursor, index);
	while (index - cursor->index > cursor->wide - cursor->byte && cursor->wide < cursor->length)
		pass_wide(cursor);
	if (index < cursor->index)
		return byte_before(cursor, index);
	uint32_t byte = cursor->byte + (index - cursor->index);
	return byte < cursor->length ? byte : cursor->length;
}

uint32_t cursor_skip_blank(const struct cursor *cursor, uint32_t at)
{
	uint32_t end = cursor->length - at > MOST_WITHOUT_EVENT ? at + MOST_WITHOUT_EVENT : cursor->length;

	while (at < end && cursor->text[at] && strchr(" \t\r\n#", cursor->text[at])) {
		if (cursor->text[at] == '#')
			while (at < end && cursor->text[at] != '\n' && cursor->text[at] != '\r')
				at++;
		else
			at++;
	}
	return at;
}

uint32_t cursor_skip_properties(const struct cursor *cursor, struct span span)
{
	uint32_t at = span.start;

	while (at < span.end && (cursor->text[at] == '&' || cursor->text[at] == '!')) {
		while (at < cursor->length && !strchr(" \t\r\n,[]{}", cursor->text[at]))
			at++;
		at = cursor_skip_blank(cursor, at);
	}
	return at < span.end ? at : span.start;
}

uint32_t cursor_trimmed_end(const struct cursor *cursor, struct span span)
{
	while (span.end > span.start + 1 && strchr(" \t\r\n", cursor->text[span.end - 1]))
		span.end--;
	return span.end;
}

uint32_t cursor_find_start(const struct cursor *cursor, uint32_t at)
{
	at = cursor_skip_blank(cursor, at);
	while (at + 1 < cursor->length && strchr(":-?,[{", cursor->text[at]) &&
	       (strchr(",[{", cursor->text[at]) || strchr(" \t\r\n", cursor->text[at + 1])))
		at = cursor_skip_blank(cursor, at + 1);
	return at;
}
