/* The few shapes that a page of text is made of. */
#ifndef EXPORT_LINES_H
#define EXPORT_LINES_H

#include "carepath/export.h"

enum { REPORT_COLUMNS = 100 };

/* Text on one line: line feeds become blanks. Where only ASCII is drawn, curly
 * quotes are straight, as on a page. */
void write_in_line(struct writer *writer, const char *text);

void page_blank(const struct page *page);

/* What the page is about: its name at the left, and at the right, where it is
 * not NULL, the place. */
void page_title(const struct page *page, const char *name, const char *place);

/* A heading with a blank line before it. */
void page_heading(const struct page *page, const char *text);

/* The name of what the lines below are about. */
void page_name(const struct page *page, const char *name);

/* The sentence that says it all. */
void page_lead(const struct page *page, const char *text);

/* A paragraph, wrapped, all of it `indent` from the left. */
void page_text(const struct page *page, size_t indent, const char *text);
void page_faint(const struct page *page, size_t indent, const char *text);

/* A sentence behind a mark: "   ⇄  7 in 10 people …". */
void page_item(const struct page *page, const char *mark, const char *text);

/* A label and its value in a column: "   teams met        2.4". */
void page_row(const struct page *page, size_t indent, const char *label, const char *value);

/* What happens on a day: "     day  12  Home again". */
void page_day(const struct page *page, const char *day, const char *text);

/* How many more there are, and how they are seen; nothing where there are none. */
void page_rest(const struct page *page, uint32_t rest, const char *how);

/* A line across. */
void page_rule(const struct page *page);

/* "1 step", "5 steps", "2.4 steps"; with `many` for any number but one. */
const char *counted(struct arena *arena, double number, const char *one, const char *many);

/* From ten on a whole number, as one says what happens in a year. */
double said_roughly(double figure);

/* "3 days 22 hours" in the arena; "not known". */
const char *time_in_words(struct arena *arena, double seconds);

/* "health and care": the sides between which people are handed over. */
const char *sides_handed_across(struct arena *arena, const struct analysis *analysis);

/* Whether the person agreed that these words are shown. */
bool voice_may_be_shown(const struct voice *voice);

#endif
