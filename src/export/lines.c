#include "export/form.h"

#include "carepath/plain.h"
#include "carepath/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { NAME_AT = 3, DAY_AT = 5, STEP_AT = 14, MARK_AT = 3, MARK_ROOM = 3, MARK_ROOM_ASCII = 4, VALUE_AT = 68 };

/* Of “ ” ‘ ’ what ASCII has for it, else NULL. */
static const char *straight_quote(const char *text)
{
	if (strncmp(text, "\xE2\x80\x9C", 3) == 0 || strncmp(text, "\xE2\x80\x9D", 3) == 0)
		return "\"";
	return strncmp(text, "\xE2\x80\x98", 3) == 0 || strncmp(text, "\xE2\x80\x99", 3) == 0 ? "'" : NULL;
}

/* What is said has curly quotes; a terminal without them shows them as dirt. */
static const char *fit(const struct page *page, const char *text)
{
	if (!page->writer->ascii || !strstr(text, "\xE2\x80"))
		return text;
	char *fitting = arena_take(page->arena, strlen(text) + 1), *end = fitting;
	for (; *text; text++) {
		const char *quote = straight_quote(text);
		*end++ = quote ? *quote : *text;
		text += quote ? 2 : 0;
	}
	return fitting;
}

static void write_straight(struct writer *writer, const char *text, size_t length)
{
	const char *end = text + length, *from = text;
	for (; text < end && writer->ascii; text++) {
		const char *quote = straight_quote(text);
		if (!quote)
			continue;
		writer_bytes(writer, from, (size_t)(text - from));
		writer_text(writer, quote);
		from = text + 3;
		text += 2;
	}
	writer_bytes(writer, from, (size_t)(end - from));
}

void write_in_line(struct writer *writer, const char *text)
{
	while (*text) {
		size_t length = strcspn(text, "\n");
		write_straight(writer, text, length);
		text += length;
		length = strspn(text, "\n ");
		/* A line feed at the very end is none. */
		writer_text(writer, length > 0 && text[length] ? " " : "");
		text += length;
	}
}

void page_blank(const struct page *page)
{
	if (page->form)
		return;
	writer_text(page->writer, "\n");
}

/* At the right where there is room, else on a line of its own. */
static void write_place(const struct page *page, const char *name, const char *place)
{
	size_t width = text_width(name, strlen(name)), place_width = text_width(place, strlen(place));
	if (1 + width + 3 + place_width <= page->columns)
		writer_repeat(page->writer, " ", page->columns - 1 - width - place_width);
	else
		writer_text(page->writer, "\n ");
	write_in_line(page->writer, place);
}

void page_title(const struct page *page, const char *name, const char *place)
{
	if (page->form)
		return form_title(page, name, place);
	writer_text(page->writer, " ");
	writer_style(page->writer, STYLE_STRONG);
	writer_wrapped(page->writer, name, 1, 1, page->columns);
	writer_style(page->writer, STYLE_PLAIN);
	if (place)
		write_place(page, name, place);
	writer_text(page->writer, "\n");
}

void page_name(const struct page *page, const char *name)
{
	if (page->form)
		return form_name(page, name);
	page_text(page, NAME_AT, name);
}

void page_heading(const struct page *page, const char *text)
{
	if (page->form)
		return form_heading(page, text);
	writer_text(page->writer, "\n ");
	writer_style(page->writer, STYLE_STRONG);
	write_in_line(page->writer, text);
	writer_style(page->writer, STYLE_PLAIN);
	writer_text(page->writer, "\n");
}

void page_lead(const struct page *page, const char *text)
{
	if (page->form)
		return form_lead(page, text);
	writer_style(page->writer, STYLE_STRONG);
	page_text(page, 1, text);
	writer_style(page->writer, STYLE_PLAIN);
}

void page_text(const struct page *page, size_t indent, const char *text)
{
	if (page->form)
		return form_text(page, text, indent > 5);
	writer_repeat(page->writer, " ", indent);
	writer_wrapped(page->writer, fit(page, text), indent, indent, page->columns);
	writer_text(page->writer, "\n");
}

void page_faint(const struct page *page, size_t indent, const char *text)
{
	if (page->form)
		return form_text(page, text, true);
	writer_style(page->writer, STYLE_FAINT);
	page_text(page, indent, text);
	writer_style(page->writer, STYLE_PLAIN);
}

void page_item(const struct page *page, const char *mark, const char *text)
{
	if (page->form)
		return form_item(page, mark, text);
	size_t room = page->writer->ascii ? MARK_ROOM_ASCII : MARK_ROOM, indent = MARK_AT + room;
	size_t width = text_width(mark, strlen(mark)), gap = width < room ? room - width : 1;
	writer_repeat(page->writer, " ", MARK_AT);
	writer_style(page->writer, STYLE_STRONG);
	writer_text(page->writer, mark);
	writer_style(page->writer, STYLE_PLAIN);
	writer_repeat(page->writer, " ", gap);
	writer_wrapped(page->writer, fit(page, text), MARK_AT + width + gap, indent, page->columns);
	writer_text(page->writer, "\n");
}

/* A value that does not fit beside its label goes to the next line. */
void page_row(const struct page *page, size_t indent, const char *label, const char *value)
{
	if (page->form)
		return form_row(page, label, value, indent > NAME_AT);
	size_t width = indent + text_width(label, strlen(label));
	size_t value_at = page->columns < VALUE_AT + 24 ? page->columns * 2 / 3 : VALUE_AT;
	size_t at = width + 2 <= value_at ? value_at : width + 2;
	writer_repeat(page->writer, " ", indent);
	write_in_line(page->writer, label);
	if (at + text_width(value, strlen(value)) > page->columns) {
		writer_text(page->writer, "\n");
		width = 0;
		at = indent + 2;
	}
	writer_repeat(page->writer, " ", at - width);
	write_in_line(page->writer, value);
	writer_text(page->writer, "\n");
}

void page_day(const struct page *page, const char *day, const char *text)
{
	if (page->form)
		return form_row(page, plain_format(page->arena, "day %s", day), text, false);
	writer_repeat(page->writer, " ", DAY_AT);
	writer_format(page->writer, "day %3s  ", day);
	writer_wrapped(page->writer, fit(page, text), STEP_AT, STEP_AT + 2, page->columns);
	writer_text(page->writer, "\n");
}

void page_rest(const struct page *page, uint32_t rest, const char *how)
{
	char number[PLAIN_ROOM], says[80];
	if (rest == 0)
		return;
	snprintf(says, sizeof says, "and %s more (%s)", plain_number(rest, number), how);
	page_text(page, 3, says);
}

void page_rule(const struct page *page)
{
	if (page->form)
		return form_rule(page);
	writer_repeat(page->writer, page->writer->ascii ? "-" : "─", page->columns);
	writer_text(page->writer, "\n");
}

const char *counted(struct arena *arena, double number, const char *one, const char *many)
{
	char room[PLAIN_ROOM];
	plain_number(number, room);
	return plain_format(arena, "%s %s", room, strcmp(room, "1") == 0 ? one : many);
}

double said_roughly(double figure)
{
	return figure >= 10 ? round(figure) : figure;
}

const char *time_in_words(struct arena *arena, double seconds)
{
	char room[64];
	return isnan(seconds) ? "not known" : plain_format(arena, "%s", duration_in_words(seconds, room));
}

bool voice_may_be_shown(const struct voice *voice)
{
	return voice->consent != CONSENT_NO;
}
