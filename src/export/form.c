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
    .head = {NULL, NULL},
    .title = {"# ", "\n\n"},
    .place = {"", "\n\n"},
    .heading = {"\n## ", "\n\n"},
    .name = {"\n### ", "\n\n"},
    .rule = {"\n---\n\n", ""},
    .lead = {"**", "**\n\n"},
    .text = {"", "\n\n"},
    .list = {"", "\n"},
    .item = {"- ", "\n"},
    .beside = {"\n  ", "\n"},
    .table = {"| | |\n| --- | --- |\n", "\n"},
    .label = {"| ", " | "},
    .part = {"| ", " | "},
    .value = {"", " |\n"},
    .escaped = "\\`*_[]<>#|~&$",
    .escape = escape_markdown,
    .lists = true,
};

/* Black on white, on a screen and on paper; what belongs together stays on one sheet. */
#define STYLE                                                                                                          \
	"body { font: 1em/1.5 sans-serif; max-width: 50em; margin: 2em auto; padding: 0 1em; color: #000; "            \
	"background: #fff; overflow-wrap: break-word }\n"                                                              \
	"h1 { font-size: 1.5em; line-height: 1.2 }\n"                                                                  \
	"h2 { font-size: 1.1em; margin-top: 2em }\n"                                                                   \
	"h3 { font-size: 1em; margin-bottom: 0 }\n"                                                                    \
	"h1, h2, h3 { break-after: avoid }\n"                                                                          \
	".lead { font-size: 1.2em; font-weight: bold }\n"                                                              \
	"table { border-collapse: collapse; width: 100% }\n"                                                           \
	"th, td { border-bottom: 1px solid #767676; padding: 0.3em 1em 0.3em 0; text-align: left; "                    \
	"vertical-align: top; font-weight: normal }\n"                                                                 \
	"th.part { padding-left: 1.5em }\n"                                                                            \
	"li { margin-bottom: 0.5em }\n"                                                                                \
	"li, tr { break-inside: avoid }\n"                                                                             \
	"hr { margin: 3em 0 }\n"                                                                                       \
	"@media print { body { font-size: 11pt; max-width: none; margin: 0 } hr { break-after: page; border: 0; "      \
	"margin: 0 } }\n"

/* One page by itself. Nothing is fetched and nothing runs, even if a name came
 * through as more than a name: the page itself tells the browser so. */
const struct form_marks form_html = {
    .page =
	{"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
	 "<meta name=\"viewport\" content=\"width=device-width\">\n"
	 "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n",
	 "</body>\n</html>\n"},
    .head = {"<title>", "</title>\n<style>\n" STYLE "</style>\n</head>\n<body>\n"},
    .title = {"<h1>", "</h1>\n"},
    .place = {"<p>", "</p>\n"},
    .heading = {"<h2>", "</h2>\n"},
    .name = {"<h3>", "</h3>\n"},
    .rule = {"<hr>\n", ""},
    .lead = {"<p class=\"lead\">", "</p>\n"},
    .text = {"<p>", "</p>\n"},
    .list = {"<ul>\n", "</ul>\n"},
    .item = {"<li>", "\n"},
    .beside = {"<br>", "\n"},
    .table = {"<table>\n", "</table>\n"},
    .label = {"<tr><th scope=\"row\">", "</th>"},
    .part = {"<tr><th scope=\"row\" class=\"part\">", "</th>"},
    .value = {"<td>", "</td></tr>\n"},
    .escaped = "&<>",
    .escape = escape_html,
};

/* "1. " or "- " in front would make a list of a name, "=" a heading of what is
 * above, and four blanks a piece of program. */
static const char *write_start(struct writer *writer, const char *text)
{
	text += strspn(text, " \t\n");
	size_t digits = strspn(text, "0123456789");
	const char *after = text + digits;
	bool numbered = digits > 0 && (*after == '.' || *after == ')') && strchr(" \t\n", after[1]);
	if (!numbered && (*text == '\0' || !strchr("-+=", *text)))
		return text;
	writer_bytes(writer, text, digits);
	writer_format(writer, "\\%c", *after);
	return after + 1;
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
	if (marks->head.before)
		write_piece(form, writer, &marks->head, title);
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

void form_title(const struct page *page, const char *name, const char *place)
{
	write_alone(page, &page->form->marks->title, name);
	if (place)
		write_alone(page, &page->form->marks->place, place);
}

void form_lead(const struct page *page, const char *text)
{
	write_alone(page, &page->form->marks->lead, text);
}

void form_heading(const struct page *page, const char *text)
{
	write_alone(page, &page->form->marks->heading, text);
}

void form_name(const struct page *page, const char *text)
{
	write_alone(page, &page->form->marks->name, text);
}

void form_rule(const struct page *page)
{
	write_alone(page, &page->form->marks->rule, "");
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
	if (strcmp(mark, "-") != 0 && strcmp(mark, " ") != 0) {
		write_escaped(page->form, page->writer, mark);
		writer_text(page->writer, " ");
	}
	write_escaped(page->form, page->writer, text);
	writer_text(page->writer, marks->item.after);
}

void form_row(const struct page *page, const char *label, const char *value, bool part)
{
	const struct form_marks *marks = page->form->marks;
	open_shape(page->form, page->writer, &marks->table);
	write_piece(page->form, page->writer, part ? &marks->part : &marks->label, label);
	write_piece(page->form, page->writer, &marks->value, value);
}
