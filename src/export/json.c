#include "export/json.h"

#include "carepath/text.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

void json_start(struct json *json, struct writer *writer)
{
	*json = (struct json){.writer = writer};
}

struct json json_aside(const struct json *json, struct writer *writer, bool filled)
{
	struct json aside = *json;
	aside.writer = writer;
	aside.levels[aside.depth - 1].filled = filled;
	return aside;
}

void json_filled(struct json *json)
{
	json->levels[json->depth - 1].filled = true;
}

static void new_line(struct json *json)
{
	writer_text(json->writer, "\n");
	writer_repeat(json->writer, "  ", json->depth);
}

static void write_point_escape(struct writer *writer, int32_t point)
{
	if (point < 0x10000) {
		writer_format(writer, "\\u%04x", (unsigned)point);
		return;
	}
	unsigned rest = (unsigned)point - 0x10000;
	writer_format(writer, "\\u%04x\\u%04x", 0xD800 + (rest >> 10), 0xDC00 + (rest & 0x3FF));
}

static const char *short_escape(int32_t point)
{
	switch (point) {
	case '"':
		return "\\\"";
	case '\\':
		return "\\\\";
	case '\n':
		return "\\n";
	case '\r':
		return "\\r";
	case '\t':
		return "\\t";
	default:
		return NULL;
	}
}

/* Of what is written here by itself: it needs no look for what could harm. */
static inline void write_fixed(struct writer *writer, const char *text)
{
	writer_defused(writer, text, strlen(text));
}

/* The same byte in all eight places of a word, and whether any byte of a word
 * is below a limit up to 128 (Anderson, Bit Twiddling Hacks). */
#define EACH(byte)             (UINT64_C(0x0101010101010101) * (byte))
#define ANY_BELOW(word, limit) (((word)-EACH(limit)) & ~(word)&EACH(0x80))
#define ANY_IS(word, byte)     ANY_BELOW((word) ^ EACH(byte), 1)

static bool is_plain(char byte)
{
	return byte >= 0x20 && byte < 0x7F && byte != '"' && byte != '\\';
}

/* How many of the first bytes stand in a string as they are. */
static size_t plain_run(const char *text, size_t length)
{
	size_t run = 0;
	uint64_t word;
	for (; length - run >= sizeof word; run += sizeof word) {
		memcpy(&word, text + run, sizeof word);
		if ((word & EACH(0x80)) | ANY_BELOW(word, 0x20) | ANY_IS(word, 0x7F) | ANY_IS(word, '"') |
		    ANY_IS(word, '\\'))
			break;
	}
	while (run < length && is_plain(text[run]))
		run++;
	return run;
}

/* What could drive a terminal is escaped, so it neither gets lost nor acts;
 * bytes that are not UTF-8 cannot be said in JSON and become U+FFFD. */
static void write_escaped(struct writer *writer, const char *text, size_t length, size_t run)
{
	size_t from = 0, taken;
	for (size_t i = run; i < length; i += taken, i += plain_run(text + i, length - i)) {
		int32_t point = text_decode(text + i, length - i, &taken);
		const char *escape = short_escape(point);
		if (!escape && point >= 0 && text_point_fault(point) == TEXT_FINE)
			continue;
		writer_defused(writer, text + from, i - from);
		from = i + taken;
		if (escape)
			write_fixed(writer, escape);
		else if (point >= 0)
			write_point_escape(writer, point);
		else
			writer_bytes(writer, text + i, taken);
	}
	writer_defused(writer, text + from, length - from);
}

/* With what stands around it, which is short: most strings are put together
 * here and handed on at once. Inline, so that the lengths of what stands around
 * are known. */
static inline __attribute__((always_inline)) void write_string(struct writer *writer, const char *before,
							       const char *text, const char *after)
{
	char room[160];
	size_t length = strlen(text), lead = strlen(before), trail = strlen(after);
	size_t run = plain_run(text, length), all = lead + length + trail;
	if (run == length && all <= sizeof room) {
		char *end = mempcpy(mempcpy(mempcpy(room, before, lead), text, length), after, trail);
		writer_defused(writer, room, (size_t)(end - room));
		return;
	}
	writer_defused(writer, before, lead);
	write_escaped(writer, text, length, run);
	writer_defused(writer, after, trail);
}

/* Comma, line and key before a value. */
static void begin_value(struct json *json, const char *key)
{
	if (json->depth == 0)
		return;
	struct json_level *level = &json->levels[json->depth - 1];
	assert(level->array == !key);
	bool lines = level->layout == JSON_LINES;
	const char *comma = !level->filled ? "" : lines ? "," : ", ";
	level->filled = true;
	if (lines || !key)
		write_fixed(json->writer, comma);
	if (lines)
		new_line(json);
	if (key && (lines || !*comma))
		write_string(json->writer, "\"", key, "\": ");
	else if (key)
		write_string(json->writer, ", \"", key, "\": ");
}

static void open_level(struct json *json, const char *key, bool array, enum json_layout layout)
{
	begin_value(json, key);
	assert(json->depth < JSON_DEEPEST);
	json->levels[json->depth++] = (struct json_level){.array = array, .layout = layout};
	write_fixed(json->writer, array ? "[" : "{");
}

void json_open_object(struct json *json, const char *key, enum json_layout layout)
{
	open_level(json, key, false, layout);
}

void json_open_array(struct json *json, const char *key, enum json_layout layout)
{
	open_level(json, key, true, layout);
}

void json_close(struct json *json)
{
	struct json_level level = json->levels[--json->depth];
	if (level.filled && level.layout == JSON_LINES)
		new_line(json);
	write_fixed(json->writer, level.array ? "]" : "}");
	if (json->depth == 0)
		write_fixed(json->writer, "\n");
}

enum { DIGITS = 10, LEAST_EXPONENT = -4 };

/* The digits of a number that is `number` × 10 ** -decimals; those behind the
 * point without zeros at their end. Gives the length. */
static size_t write_digits(char *room, uint64_t number, unsigned decimals)
{
	char digits[24];
	size_t count = 0, length = 0;
	for (; decimals > 0 && number % 10 == 0; decimals--)
		number /= 10;
	do {
		digits[count++] = (char)('0' + number % 10);
		number /= 10;
	} while (number > 0 || count <= decimals);
	while (count > 0) {
		if (count == decimals)
			room[length++] = '.';
		room[length++] = digits[--count];
	}
	return length;
}

/* What printf's %.10g writes, five times as quickly, for numbers that need no
 * exponent. 0: this cannot be told here, since the number lies too near to
 * where rounding up starts for the precision at hand. */
static size_t format_quickly(char *room, double number)
{
	static const long double scales[] = {1e0L, 1e1L, 1e2L, 1e3L,  1e4L,  1e5L,  1e6L,
					     1e7L, 1e8L, 1e9L, 1e10L, 1e11L, 1e12L, 1e13L};
	const long double most = 1e10L, least = 1e9L, unsure = 1e-5L;
	double size = fabs(number);
	unsigned decimals = 0;
	size_t sign = number < 0;
	room[0] = '-';
	if (size < 1e10 && size == floor(size))
		return sign + write_digits(room + sign, (uint64_t)size, 0);
	if (!(size >= 1e-4 && size < 1e10))
		return 0;
	while (decimals < DIGITS - 1 - LEAST_EXPONENT && size * scales[decimals] < least)
		decimals++;
	long double scaled = size * scales[decimals], whole = floorl(scaled), rest = scaled - whole;
	if (fabsl(rest - 0.5L) < unsure || whole + 1 >= most || scaled < least)
		return 0;
	return sign + write_digits(room + sign, (uint64_t)whole + (rest > 0.5L), decimals);
}

void json_number(struct json *json, const char *key, double number)
{
	char room[40];
	if (!isfinite(number)) {
		json_null(json, key);
		return;
	}
	begin_value(json, key);
	size_t length = format_quickly(room, number);
	if (length == 0)
		length = (size_t)snprintf(room, sizeof room, "%.10g", number);
	writer_defused(json->writer, room, length);
}

void json_text(struct json *json, const char *key, const char *text)
{
	if (!text) {
		json_null(json, key);
		return;
	}
	begin_value(json, key);
	write_string(json->writer, "\"", text, "\"");
}

void json_bool(struct json *json, const char *key, bool value)
{
	begin_value(json, key);
	write_fixed(json->writer, value ? "true" : "false");
}

void json_null(struct json *json, const char *key)
{
	begin_value(json, key);
	write_fixed(json->writer, "null");
}
