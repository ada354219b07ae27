#include "export/form.h"

#include <stdio.h>
#include <string.h>

static const char *escape_markdown(char character, char room[8])
{
	snprintf(room, 8, "\\%c", character);
	return room;
}

static const char *escape_html(char character, char room[8])
{
	snprintf(room, 8, "&#%d;", character);
	return room;
}

const struct form_marks form_markdown = {
    .page = {"", ""},
    .title = {NULL, NULL},
    .lead = {"**", "**\n\n"},
    .heading = {"\n## ", "\n\n"},
    .text = {"", "\n\n"},
    .list = {"", "\n"},
    .item = {"- ", "\n"},
    .beside = {"\n  ", "\n"},
    .table = {"| | |\n| --- | --- |\n", "\n"},
    .label = {"| ", " | "},
    .value = {"", " |\n"},
    .escaped = "\\`*_[]<>#|~&$",
    .escape = escape_markdown,
    .lists = true,
};

/* One page by itself: nothing is fetched, nothing runs, and it prints in black on white. */
const struct form_marks form_html = {
    .page = {"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
	     "<meta name=\"viewport\" content=\"width=device-width\">\n",
	     "</body>\n</html>\n"},
    .title =
	{"<title>",
	 "</title>\n<style>\nbody { font: 1em/1.5 sans-serif; max-width: 50em; margin: 2em auto; padding: 0 1em; "
	 "color: #000; background: #fff }\n.lead { font-size: 1.2em; font-weight: bold }\n"
	 "h2 { font-size: 1.1em; margin-top: 2em; break-after: avoid }\ntable { border-collapse: collapse; width: "
	 "100% }\n"
	 "th, td { border-bottom: 1px solid #767676; padding: 0.3em 1em 0.3em 0; text-align: left; vertical-align: "
	 "top; font-weight: normal }\n"
	 "li { margin-bottom: 0.5em } li, tr { break-inside: avoid }\n</style>\n</head>\n<body>\n"},
    .lead = {"<p class=\"lead\">", "</p>\n"},
    .heading = {"<h2>", "</h2>\n"},
    .text = {"<p>", "</p>\n"},
    .list = {"<ul>\n", "</ul>\n"},
    .item = {"<li>", "\n"},
    .beside = {"<br>", "\n"},
    .table = {"<table>\n", "</table>\n"},
    .label = {"<tr><th scope=\"row\">", "</th>"},
    .value = {"<td>", "</td></tr>\n"},
    .escaped = "&<>",
    .escape = escape_html,
};

/* "1. " or "- " in front would make a list of a name. */
static const char *write_start(struct writer *writer, const char *text)
{
	size_t digits = strspn(text, "0123456789");
	bool numbered = digits > 0 && (text[digits] == '.' || text[digits] == ')');
	if (!numbered && *text != '-' && *text != '+')
		return text;
	writer_bytes(writer, text, digits);
	writer_format(writer, "\\%c", text[digits]);
	return text + digits + 1;
}

static void write_escaped(const struct form *form, struct writer *writer, const char *text)
{
	char room[8];
	if (form->marks->lists)
		text = write_start(writer, text);
	while (*text) {
		size_t length = strcspn(text, "\n");
		size_t plain = strcspn(text, form->marks->escaped);
		if (plain < length)
			length = plain;
		writer_bytes(writer, text, length);
		text += length;
		if (*text == '\n')
			writer_text(writer, " ");
		else if (*text)
			writer_text(writer, form->marks->escape(*text, room));
		text += *text != '\0';
	}
}

static void write_piece(const struct form *form, struct writer *writer, const struct around *around, const char *text)
{
	writer_text(writer, around->before);
	write_escaped(form, writer, text);
	writer_text(writer, around->after);
}

/* Closes what is open, unless it is this, and opens this. */
static void open_shape(struct form *form, struct writer *writer, const struct around *shape)
{
	if (form->open == shape)
		return;
	if (form->open)
		writer_text(writer, form->open->after);
	form->open = shape;
	if (shape)
		writer_text(writer, shape->before);
}

void form_start(struct form *form, const struct form_marks *marks, struct writer *writer, const char *title)
{
	*form = (struct form){marks, NULL};
	writer_text(writer, marks->page.before);
	if (marks->title.before)
		write_piece(form, writer, &marks->title, title);
}

void form_end(struct form *form, struct writer *writer)
{
	open_shape(form, writer, NULL);
	writer_text(writer, form->marks->page.after);
}

static void write_alone(const struct page *page, const struct around *around, const char *text)
{
	open_shape(page->form, page->writer, NULL);
	write_piece(page->form, page->writer, around, text);
}

void form_lead(const struct page *page, const char *text)
{
	write_alone(page, &page->form->marks->lead, text);
}

void form_heading(const struct page *page, const char *text)
{
	write_alone(page, &page->form->marks->heading, text);
}

void form_text(const struct page *page, const char *text, bool beside)
{
	const struct form_marks *marks = page->form->marks;
	if (beside && page->form->open == &marks->list)
		write_piece(page->form, page->writer, &marks->beside, text);
	else
		write_alone(page, &marks->text, text);
}

void form_item(const struct page *page, const char *mark, const char *text)
{
	const struct form_marks *marks = page->form->marks;
	open_shape(page->form, page->writer, &marks->list);
	writer_text(page->writer, marks->item.before);
	if (strcmp(mark, "-") != 0) {
		write_escaped(page->form, page->writer, mark);
		writer_text(page->writer, " ");
	}
	write_escaped(page->form, page->writer, text);
	writer_text(page->writer, marks->item.after);
}

void form_row(const struct page *page, const char *label, const char *value)
{
	const struct form_marks *marks = page->form->marks;
	open_shape(page->form, page->writer, &marks->table);
	write_piece(page->form, page->writer, &marks->label, label);
	write_piece(page->form, page->writer, &marks->value, value);
}
