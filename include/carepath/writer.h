/* The one way out: everything that carepath says passes through a writer.
 *
 * A writer defuses what could drive a terminal (control characters, bidi
 * controls, zero-width and tag characters, noncharacters, bytes that are not
 * UTF-8 all become U+FFFD), so no view has to think of it. Line feeds pass.
 * U+200C and U+200D pass between letters. Errors stick: after the first one
 * nothing more is written, and writer_finish() tells. A writer takes no memory
 * while writing, but for a writer_format() that makes more than 1,000 bytes.
 */
#ifndef CAREPATH_WRITER_H
#define CAREPATH_WRITER_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

/* How a piece of text is set off where colour is allowed. */
enum style { STYLE_PLAIN, STYLE_STRONG, STYLE_FAINT, STYLE_ERROR, STYLE_WARNING, STYLE_HELP, STYLE_COUNT };

struct writer {
	/* Hands bytes on; false when they could not be written (errno says why). */
	bool (*send)(void *target, const char *bytes, size_t length);
	void *target;
	bool colour; /* writer_style does something */
	/* Takes a style in place of the escape sequence that a terminal gets, after
	 * all that was written before it was sent; NULL: none. */
	void (*restyle)(void *target, enum style style);
	bool ascii; /* what views draw themselves is to be ASCII; text passes as it is */
	int error;  /* errno of the first failure, else 0 */
	size_t used;
	char buffer[1 << 12];
};

void writer_init(struct writer *writer, bool (*send)(void *, const char *, size_t), void *target);

/* A `send` for a file descriptor: target points to an int. */
bool writer_send_to_file(void *descriptor, const char *bytes, size_t length);

/* A character may not be cut in two by two calls: each call defuses on its own. */
void writer_bytes(struct writer *writer, const char *bytes, size_t length);
void writer_text(struct writer *writer, const char *text);
/* Bytes of which nothing can harm, as they are: who calls it has looked. */
void writer_defused(struct writer *writer, const char *bytes, size_t length);
void writer_format(struct writer *writer, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The text `count` times. */
void writer_repeat(struct writer *writer, const char *text, size_t count);
/* From here on in this style; each style ends the one before. */
void writer_style(struct writer *writer, enum style style);

/* The text broken into lines of at most `columns` display columns, each after
 * the first led by `indent` spaces; `column` is where the first line stands.
 * Words longer than a line are not broken. No line feed at the end. */
void writer_wrapped(struct writer *writer, const char *text, size_t column, size_t indent, size_t columns);

/* Sends what is still held back. False when anything failed; errno is set. */
bool writer_finish(struct writer *writer);

#endif
