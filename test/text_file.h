/* Whole files as text, for tests that compare what is said with what lies in a
 * file. What cannot be done ends the test. */
#ifndef TEST_TEXT_FILE_H
#define TEST_TEXT_FILE_H

#include <stdbool.h>
#include <stddef.h>

/* A text that grows, given back with free(text.at). */
struct text {
	char *at; /* ends in a NUL */
	size_t length;
};

struct text text_new(void);

/* A writer's `send`: puts the bytes to the end of the text. */
bool text_keep(void *text, const char *bytes, size_t length);

/* All of the file; "" where there is none. */
struct text text_read(const char *file);
void text_write(const char *file, const struct text *text);

_Noreturn void stop(const char *what);

#endif
