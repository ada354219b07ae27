#include "carepath/diagnostic.h"

#include "carepath/text.h"

#include <stdio.h>
#include <string.h>

static const struct severity_words {
	const char *one;
	enum style style;
} severity_words[] = {
    [SEVERITY_ERROR] = {"error", STYLE_ERROR},
    [SEVERITY_WARNING] = {"warning", STYLE_WARNING},
};

enum { LONGEST_COMPARED = 200 }; /* bytes of a message: what it quotes is no longer than a third of it */

/* `line`: the start of its message. */
static bool is_known(const struct diagnostics *diagnostics, enum severity severity, struct span span, const char *line)
{
	for (uint32_t i = 0; i < diagnostics->list.count; i++) {
		const struct diagnostic *known = &diagnostics->list.at[i];
		if (known->severity == severity && known->span.start == span.start && known->span.end == span.end &&
		    strncmp(known->message, line, LONGEST_COMPARED - 1) == 0)
			return true;
	}
	return false;
}

static struct diagnostic *scratch(struct diagnostics *diagnostics)
{
	diagnostics->scratch = (struct diagnostic){.message = ""};
	return &diagnostics->scratch;
}

/* No memory is taken for what is not kept: a file can hold a million errors,
 * and a value that aliases stand for the same one a million times. */
static struct diagnostic *add(struct diagnostics *diagnostics, enum severity severity, struct span span,
			      const char *format, va_list list)
{
	uint32_t *count = severity == SEVERITY_ERROR ? &diagnostics->errors : &diagnostics->warnings;

	if (*count >= DIAGNOSTICS_MOST) {
		++*count;
		return scratch(diagnostics);
	}
	char line[LONGEST_COMPARED];
	va_list again;
	va_copy(again, list);
	vsnprintf(line, sizeof line, format, again);
	va_end(again);
	if (is_known(diagnostics, severity, span, line))
		return scratch(diagnostics);
	const char *message = text_format_list(diagnostics->arena, format, list);
	++*count;
	struct diagnostic *diagnostic = list_add(diagnostics->arena, &diagnostics->list);
	*diagnostic = (struct diagnostic){.severity = severity, .has_place = true, .span = span, .message = message};
	return diagnostic;
}

struct diagnostic *diagnostic_error(struct diagnostics *diagnostics, struct span span, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	struct diagnostic *diagnostic = add(diagnostics, SEVERITY_ERROR, span, format, list);
	va_end(list);
	return diagnostic;
}

struct diagnostic *diagnostic_warning(struct diagnostics *diagnostics, struct span span, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	struct diagnostic *diagnostic = add(diagnostics, SEVERITY_WARNING, span, format, list);
	va_end(list);
	return diagnostic;
}

void diagnostic_suggest(struct diagnostics *diagnostics, struct diagnostic *diagnostic, const char *given,
			const char *const *words, size_t count)
{
	if (diagnostic == &diagnostics->scratch)
		return;
	const char *nearest = text_nearest(given, words, count);
	if (nearest)
		diagnostic->help = text_format(diagnostics->arena, "did you mean '%s'?", nearest);
}

/* Those without a place come first. */
static bool comes_after(const struct diagnostic *a, const struct diagnostic *b)
{
	if (!a->has_place || !b->has_place)
		return a->has_place && !b->has_place;
	return a->span.start > b->span.start;
}

/* By insertion: the order of equals stays, and it takes no memory. */
static void sort(struct diagnostics *diagnostics)
{
	struct diagnostic *at = diagnostics->list.at;

	for (uint32_t i = 1; i < diagnostics->list.count; i++) {
		struct diagnostic moved = at[i];
		uint32_t to = i;
		for (; to > 0 && comes_after(&at[to - 1], &moved); to--)
			at[to] = at[to - 1];
		at[to] = moved;
	}
}

/* A line feed in a name or a message must not look like a line of ours. */
static void write_on_one_line(struct writer *writer, const char *text)
{
	for (;;) {
		size_t length = strcspn(text, "\n");
		writer_bytes(writer, text, length);
		if (!text[length])
			return;
		writer_text(writer, " ");
		text += length + 1;
	}
}

static void write_word(struct writer *writer, const char *word, enum style style)
{
	writer_style(writer, style);
	writer_format(writer, "%s:", word);
	writer_style(writer, STYLE_PLAIN);
	writer_text(writer, " ");
}

/* "FILE:LINE:COLUMN: ", or "FILE: " for the file as a whole. */
static void write_place(struct writer *writer, const struct source *source, const struct span *span)
{
	write_on_one_line(writer, source->name);
	if (span) {
		struct position position = source_position(source, span->start);
		writer_format(writer, ":%u:%u", position.line, position.column);
	}
	writer_text(writer, ": ");
}

static void write_second_place(struct writer *writer, const struct source *source, const struct diagnostic *diagnostic)
{
	write_place(writer, source, &diagnostic->second);
	write_word(writer, "note", STYLE_STRONG);
	write_on_one_line(writer, diagnostic->second_says);
	writer_text(writer, "\n");
	source_show(source, diagnostic->second, writer);
}

static void write_diagnostic(struct writer *writer, const struct source *source, const struct diagnostic *diagnostic)
{
	const struct severity_words *words = &severity_words[diagnostic->severity];

	write_place(writer, source, diagnostic->has_place ? &diagnostic->span : NULL);
	write_word(writer, words->one, words->style);
	write_on_one_line(writer, diagnostic->message);
	writer_text(writer, "\n");
	if (diagnostic->has_place)
		source_show(source, diagnostic->span, writer);
	if (diagnostic->has_second)
		write_second_place(writer, source, diagnostic);
	if (diagnostic->help) {
		write_word(writer, "help", STYLE_HELP);
		write_on_one_line(writer, diagnostic->help);
		writer_text(writer, "\n");
	}
}

static void write_rest(struct writer *writer, const struct source *source, enum severity severity, uint32_t count)
{
	if (count <= DIAGNOSTICS_MOST)
		return;
	uint32_t more = count - DIAGNOSTICS_MOST;
	write_place(writer, source, NULL);
	writer_format(writer, "%u more %s%s not shown\n", more, severity_words[severity].one,
		      more == 1 ? " is" : "s are");
}

void diagnostics_print(struct diagnostics *diagnostics, const struct source *source, struct writer *writer)
{
	sort(diagnostics);
	for (uint32_t i = 0; i < diagnostics->list.count; i++)
		write_diagnostic(writer, source, &diagnostics->list.at[i]);
	write_rest(writer, source, SEVERITY_ERROR, diagnostics->errors);
	write_rest(writer, source, SEVERITY_WARNING, diagnostics->warnings);
}
