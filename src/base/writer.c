#include "carepath/writer.h"

#include "carepath/text.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Each begins by ending the one before (ECMA-48, "select graphic rendition").
 * Only colours that can be read on black and on white; in bold they are
 * bright where a terminal's plain ones are too dark. */
static const char *const style_sequences[STYLE_COUNT] = {
    [STYLE_PLAIN] = "\033[0m",      [STYLE_STRONG] = "\033[0;1m",     [STYLE_FAINT] = "\033[0;2m",
    [STYLE_ERROR] = "\033[0;1;31m", [STYLE_WARNING] = "\033[0;1;35m", [STYLE_HELP] = "\033[0;1m",
};

static const char replacement[] = "\xEF\xBF\xBD"; /* U+FFFD */

void writer_init(struct writer *writer, bool (*send)(void *, const char *, size_t), void *target)
{
	writer->send = send;
	writer->target = target;
	writer->colour = false;
	writer->restyle = NULL;
	writer->ascii = false;
	writer->error = 0;
	writer->used = 0;
}

/* Waits until a descriptor that does not block takes bytes again. */
static bool wait_until_writable(int descriptor)
{
	struct pollfd one = {.fd = descriptor, .events = POLLOUT};

	return poll(&one, 1, -1) >= 0 || errno == EINTR;
}

bool writer_send_to_file(void *descriptor, const char *bytes, size_t length)
{
	int file = *(int *)descriptor;

	while (length > 0) {
		ssize_t sent = write(file, bytes, length);
		if (sent >= 0) {
			bytes += sent;
			length -= (size_t)sent;
		} else if (errno == EAGAIN || errno == EWOULDBLOCK) {
			if (!wait_until_writable(file))
				return false;
		} else if (errno != EINTR) {
			return false;
		}
	}
	return true;
}

static void send_on(struct writer *writer, const char *bytes, size_t length)
{
	if (writer->error || length == 0)
		return;
	errno = 0;
	if (!writer->send(writer->target, bytes, length))
		writer->error = errno ? errno : EIO;
}

static void flush(struct writer *writer)
{
	send_on(writer, writer->buffer, writer->used);
	writer->used = 0;
}

/* The bytes as they are: only for what has been defused. */
static inline void write_raw(struct writer *writer, const char *bytes, size_t length)
{
	if (length > sizeof writer->buffer - writer->used)
		flush(writer);
	if (length > sizeof writer->buffer) {
		send_on(writer, bytes, length);
		return;
	}
	memcpy(writer->buffer + writer->used, bytes, length);
	writer->used += length;
}

/* Writes the one character at bytes[0..length), which follows `before`, and
 * gives the bytes that it took. */
static size_t write_character(struct writer *writer, const char *bytes, size_t length, int32_t *before)
{
	size_t taken;

	*before = text_shown(bytes, length, *before, &taken);
	if (bytes[0] == '\n')
		write_raw(writer, "\n", 1);
	else if (*before == 0xFFFD)
		write_raw(writer, replacement, sizeof replacement - 1);
	else
		write_raw(writer, bytes, taken);
	return taken;
}

void writer_bytes(struct writer *writer, const char *bytes, size_t length)
{
	int32_t before = 0;

	if (writer->error)
		return;
	while (length > 0) {
		size_t run = text_plain_run(bytes, length);
		if (run > 0) {
			write_raw(writer, bytes, run);
			before = (unsigned char)bytes[run - 1];
		} else {
			run = write_character(writer, bytes, length, &before);
		}
		bytes += run;
		length -= run;
	}
}

void writer_defused(struct writer *writer, const char *bytes, size_t length)
{
	if (!writer->error)
		write_raw(writer, bytes, length);
}

void writer_text(struct writer *writer, const char *text)
{
	writer_bytes(writer, text, strlen(text));
}

/* Text that is too long for the stack. */
static void write_long_format(struct writer *writer, const char *format, va_list list, size_t length)
{
	char *text = malloc(length + 1);

	if (!text) {
		writer->error = ENOMEM;
		return;
	}
	vsnprintf(text, length + 1, format, list);
	writer_bytes(writer, text, length);
	free(text);
}

void writer_format(struct writer *writer, const char *format, ...)
{
	char text[1000];
	va_list list, again;

	if (writer->error)
		return;
	va_start(list, format);
	va_copy(again, list);
	int length = text_print_list(text, sizeof text, format, list);
	if (length < 0)
		writer->error = errno ? errno : EIO;
	else if ((size_t)length < sizeof text)
		writer_bytes(writer, text, (size_t)length);
	else
		write_long_format(writer, format, again, (size_t)length);
	va_end(again);
	va_end(list);
}

void writer_repeat(struct writer *writer, const char *text, size_t count)
{
	size_t length = strlen(text);
	bool harmless = text_is_fine(text, length); /* writer_bytes() would let it through as it is */

	while (count-- > 0 && !writer->error) {
		if (harmless)
			write_raw(writer, text, length);
		else
			writer_bytes(writer, text, length);
	}
}

void writer_style(struct writer *writer, enum style style)
{
	if (writer->restyle) {
		flush(writer);
		writer->restyle(writer->target, style);
	} else if (writer->colour && !writer->error) {
		write_raw(writer, style_sequences[style], strlen(style_sequences[style]));
	}
}

/* Where a text that is being broken into lines stands. */
struct wrapping {
	size_t column, indent, columns;
	size_t lead;  /* blanks to write before the next word */
	bool in_line; /* a word stands before, or what the caller wrote */
};

static void start_line(struct writer *writer, struct wrapping *wrapping)
{
	writer_bytes(writer, "\n", 1);
	wrapping->column = wrapping->indent;
	wrapping->lead = wrapping->indent;
	wrapping->in_line = false;
}

static void write_blanks(struct writer *writer, size_t count)
{
	static const char blanks[] = "                ";

	for (size_t some; count > 0 && !writer->error; count -= some) {
		some = count < sizeof blanks - 1 ? count : sizeof blanks - 1;
		write_raw(writer, blanks, some);
	}
}

/* Most words are plain: those are looked through only once. */
static void wrap_word(struct writer *writer, struct wrapping *wrapping, const char *word, size_t length)
{
	bool plain = text_plain_run(word, length) == length;
	size_t width = plain ? length : text_width(word, length), gap = wrapping->in_line ? wrapping->lead : 0;

	if (wrapping->column + gap + width > wrapping->columns && wrapping->column > wrapping->indent) {
		start_line(writer, wrapping);
		gap = 0;
	}
	write_blanks(writer, wrapping->lead);
	if (plain)
		writer_defused(writer, word, length);
	else
		writer_bytes(writer, word, length);
	wrapping->column += gap + width;
	wrapping->lead = 1;
	wrapping->in_line = true;
}

static size_t word_length(const char *text)
{
	size_t length = 0;

	while (text[length] && text[length] != ' ' && text[length] != '\n')
		length++;
	return length;
}

void writer_wrapped(struct writer *writer, const char *text, size_t column, size_t indent, size_t columns)
{
	struct wrapping wrapping = {.column = column, .indent = indent, .columns = columns, .in_line = true};

	while (*text) {
		size_t length = word_length(text);
		if (length > 0)
			wrap_word(writer, &wrapping, text, length);
		else if (*text == '\n')
			start_line(writer, &wrapping);
		text += length > 0 ? length : 1;
	}
}

bool writer_finish(struct writer *writer)
{
	flush(writer);
	if (writer->error)
		errno = writer->error;
	return !writer->error;
}
