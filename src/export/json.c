#include "export/json.h"

#include "carepath/text.h"

#include <assert.h>
#include <math.h>
#include <string.h>

void json_start(struct json *json, struct writer *writer)
{
	*json = (struct json){.writer = writer};
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

/* What could drive a terminal is escaped, so it neither gets lost nor acts;
 * bytes that are not UTF-8 cannot be said in JSON and become U+FFFD. */
static void write_string(struct writer *writer, const char *text)
{
	size_t length = strlen(text), from = 0, taken;
	writer_text(writer, "\"");
	for (size_t i = 0; i < length; i += taken) {
		int32_t point = text_decode(text + i, length - i, &taken);
		const char *escape = short_escape(point);
		if (!escape && (point < 0 || text_point_fault(point) == TEXT_FINE))
			continue;
		writer_bytes(writer, text + from, i - from);
		from = i + taken;
		if (escape)
			writer_text(writer, escape);
		else
			write_point_escape(writer, point);
	}
	writer_bytes(writer, text + from, length - from);
	writer_text(writer, "\"");
}

/* Comma, line and key before a value. */
static void begin_value(struct json *json, const char *key)
{
	if (json->depth == 0)
		return;
	struct json_level *level = &json->levels[json->depth - 1];
	assert(level->array == !key);
	if (level->filled)
		writer_text(json->writer, level->layout == JSON_LINES ? "," : ", ");
	level->filled = true;
	if (level->layout == JSON_LINES)
		new_line(json);
	if (!key)
		return;
	write_string(json->writer, key);
	writer_text(json->writer, ": ");
}

static void open_level(struct json *json, const char *key, bool array, enum json_layout layout)
{
	begin_value(json, key);
	assert(json->depth < JSON_DEEPEST);
	json->levels[json->depth++] = (struct json_level){.array = array, .layout = layout};
	writer_text(json->writer, array ? "[" : "{");
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
	writer_text(json->writer, level.array ? "]" : "}");
	if (json->depth == 0)
		writer_text(json->writer, "\n");
}

void json_number(struct json *json, const char *key, double number)
{
	if (!isfinite(number)) {
		json_null(json, key);
		return;
	}
	begin_value(json, key);
	writer_format(json->writer, "%.10g", number == 0 ? 0 : number);
}

void json_text(struct json *json, const char *key, const char *text)
{
	if (!text) {
		json_null(json, key);
		return;
	}
	begin_value(json, key);
	write_string(json->writer, text);
}

void json_bool(struct json *json, const char *key, bool value)
{
	begin_value(json, key);
	writer_text(json->writer, value ? "true" : "false");
}

void json_null(struct json *json, const char *key)
{
	begin_value(json, key);
	writer_text(json->writer, "null");
}
