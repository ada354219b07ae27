/* A page as Markdown or as HTML: what stands around each of its shapes. */
#ifndef EXPORT_FORM_H
#define EXPORT_FORM_H

#include "export/lines.h"

/* What stands before and after a piece of text. */
struct around {
	const char *before, *after;
};

struct form_marks {
	struct around page, head; /* the title in the head is what a browser calls the page */
	struct around title, place, heading, name, rule;
	struct around lead, text, list, item, beside, table, label, part, value;
	bool lists;                                          /* "1. " at the start of a line is a list */
	const char *escaped;                                 /* characters that mean something … */
	const char *(*escape)(char character, char room[8]); /* … and how each is written */
};

extern const struct form_marks form_markdown, form_html;

/* While a page is written: which of its shapes is open. */
struct form {
	const struct form_marks *marks;
	const struct around *open; /* list or table, or NULL */
};

void form_start(struct form *form, const struct form_marks *marks, struct writer *writer, const char *title);
void form_end(struct form *form, struct writer *writer);

void form_title(const struct page *page, const char *name, const char *place);
void form_lead(const struct page *page, const char *text);
void form_heading(const struct page *page, const char *text);
void form_name(const struct page *page, const char *text);
void form_rule(const struct page *page);
/* A paragraph, or more about the item above where it is `beside` one. */
void form_text(const struct page *page, const char *text, bool beside);
void form_item(const struct page *page, const char *mark, const char *text);
/* A part of the row above is set off. */
void form_row(const struct page *page, const char *label, const char *value, bool part);

#endif
