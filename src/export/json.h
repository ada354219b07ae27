/* JSON as a stream: nothing is kept but how deep we are.
 *
 *   json_start(&json, writer);
 *   json_open_object(&json, NULL, JSON_LINES);
 *   json_number(&json, "people", 420);
 *   json_close(&json);
 *
 * `key` is NULL for an element of an array. */
#ifndef EXPORT_JSON_H
#define EXPORT_JSON_H

#include "carepath/writer.h"

#include <stdint.h>

enum { JSON_DEEPEST = 16 };

/* Whether the elements stand on lines of their own. */
enum json_layout { JSON_INLINE, JSON_LINES };

struct json {
	struct writer *writer;
	unsigned depth;
	struct json_level {
		bool array, filled;
		enum json_layout layout;
	} levels[JSON_DEEPEST];
};

void json_start(struct json *json, struct writer *writer);
/* The same place in the text, written to another writer; `filled` says whether
 * something stands before it in what was opened last. */
struct json json_aside(const struct json *json, struct writer *writer, bool filled);
/* Elements of what was opened last have been written aside. */
void json_filled(struct json *json);

void json_open_object(struct json *json, const char *key, enum json_layout layout);
void json_open_array(struct json *json, const char *key, enum json_layout layout);
/* Closes what was opened last; after the outermost one a line feed. */
void json_close(struct json *json);

/* Ten significant digits; what is not a finite number is null. */
void json_number(struct json *json, const char *key, double number);
/* NULL is null. */
void json_text(struct json *json, const char *key, const char *text);
void json_bool(struct json *json, const char *key, bool value);
void json_null(struct json *json, const char *key);

#endif
