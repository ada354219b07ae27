#include "ui/form.h"

#include "carepath/text.h"
#include "ui/form_offers.h"
#include "ui/keys.h"

#include <assert.h>
#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum {
	LABEL_COLUMNS = 18,
	MOST_ROWS = 6 /* of one text */,
	HELP_ROWS = 4,
	CHOICE_ROWS = 5, /* of choices, where one is not choosing */
	MORE_COLUMNS = 9,
	OFFER_ROWS = 3,
};

static struct form_field *add(struct form *form, const char *label)
{
	struct form_field *field = &form->fields[form->count < FORM_FIELDS ? form->count++ : FORM_FIELDS - 1];
	memset(field, 0, sizeof *field);
	field->label = label;
	return field;
}

struct form_field *form_add(struct form *form, const char *label, const char *text)
{
	struct form_field *field = add(form, label);
	snprintf(field->text, sizeof field->text, "%s", text);
	field->caret = (uint32_t)strlen(field->text);
	return field;
}

struct form_field *form_add_choice(struct form *form, const char *label, const char *const *choices, unsigned choice)
{
	struct form_field *field = add(form, label);
	field->choices = choices;
	field->choice = choice;
	return field;
}

/* --------------------------------------------------------------- typing */

static bool starts_character(char byte)
{
	return ((unsigned char)byte & 0xC0) != 0x80;
}

static uint32_t before(const struct form_field *field, uint32_t caret)
{
	while (caret > 0 && !starts_character(field->text[--caret]))
		continue;
	return caret;
}

static uint32_t behind(const struct form_field *field, uint32_t caret)
{
	if (field->text[caret] == '\0')
		return caret;
	while (!starts_character(field->text[++caret]))
		continue;
	return caret;
}

static void take_out(struct form_field *field, uint32_t from, uint32_t end)
{
	memmove(field->text + from, field->text + end, strlen(field->text + end) + 1);
	field->caret = from;
}

static bool put_in(struct form_field *field, int32_t point)
{
	char bytes[4];
	size_t length = strlen(field->text), count = text_encode(point, bytes);
	if (length + count >= sizeof field->text || text_point_fault(point) != TEXT_FINE)
		return false;
	memmove(field->text + field->caret + count, field->text + field->caret, length - field->caret + 1);
	memcpy(field->text + field->caret, bytes, count);
	field->caret += (uint32_t)count;
	return true;
}

static bool type_text(struct form_field *field, int32_t key)
{
	switch (key) {
	case KEY_IS_LEFT:
		field->caret = before(field, field->caret);
		return true;
	case KEY_IS_RIGHT:
		field->caret = behind(field, field->caret);
		return true;
	case KEY_IS_HOME:
		field->caret = 0;
		return true;
	case KEY_IS_END:
		field->caret = (uint32_t)strlen(field->text);
		return true;
	case KEY_IS_BACKSPACE:
		take_out(field, before(field, field->caret), field->caret);
		return true;
	case KEY_IS_DELETE:
		take_out(field, field->caret, behind(field, field->caret));
		return true;
	case KEY_IS_CLEAR:
		take_out(field, 0, (uint32_t)strlen(field->text));
		return true;
	default:
		return key >= ' ' && key < KEYS_FIRST && put_in(field, key);
	}
}

/* What is only shown lets the caret move and nothing else. */
static bool changes_text(int32_t key)
{
	return key == KEY_IS_BACKSPACE || key == KEY_IS_DELETE || key == KEY_IS_CLEAR ||
	       (key >= ' ' && key < KEYS_FIRST);
}

static unsigned choice_count(const struct form_field *field)
{
	unsigned count = 0;
	while (field->choices[count])
		count++;
	assert(count > 0);
	return count;
}

/* Left and right, the space bar, or the first letter of a choice. */
static bool type_choice(struct form_field *field, int32_t key)
{
	unsigned count = choice_count(field);
	if (key == KEY_IS_LEFT) {
		field->choice = (field->choice + count - 1) % count;
		return true;
	}
	if (key == KEY_IS_RIGHT || key == ' ') {
		field->choice = (field->choice + 1) % count;
		return true;
	}
	for (unsigned i = 1; i <= count; i++) {
		unsigned choice = (field->choice + i) % count;
		if (key < 0x80 && tolower((unsigned char)field->choices[choice][0]) == tolower((int)key)) {
			field->choice = choice;
			return true;
		}
	}
	return false;
}

static void move(struct form *form, int by)
{
	uint32_t current = form->current;
	do
		current = (current + form->count + (uint32_t)by) % form->count;
	while (form->fields[current].hidden && current != form->current);
	form->current = current;
}

bool form_type(struct form *form, int32_t key)
{
	struct form_field *field = &form->fields[form->current];
	if (!field->fixed && offers_type(field, key))
		return true;
	if (key == KEY_IS_DOWN || key == KEY_IS_TAB) {
		move(form, 1);
		return true;
	}
	if (key == KEY_IS_UP || key == KEY_IS_BACK_TAB) {
		move(form, -1);
		return true;
	}
	if (field->fixed && changes_text(key))
		return true;
	if (field->choices)
		return type_choice(field, key);
	field->typed |= changes_text(key);
	return type_text(field, key);
}

/* -------------------------------------------------------------- drawing */

/* Draws the text over several rows and gives how many; the cursor is put where
 * the caret is when `focus`. */
static uint32_t draw_text(const struct form_field *field, struct area area, bool focus)
{
	uint32_t row = 0, column = 0;
	size_t length = strlen(field->text), taken;
	for (size_t at = 0;; at += taken) {
		if (focus && at == field->caret)
			area_cursor(area, column, row);
		if (at >= length)
			break;
		uint32_t next = behind(field, (uint32_t)at);
		taken = next - at;
		uint32_t width = (uint32_t)text_width(field->text + at, taken);
		if (column + width > area.columns - 1 && row + 1 < area.rows) {
			row++;
			column = 0;
		}
		column = area_bytes(area, column, row, focus ? LOOK_STRONG : LOOK_PLAIN, field->text + at, taken);
	}
	return row + 1;
}

static uint32_t choice_width(const char *choice)
{
	return (uint32_t)text_width(choice, strlen(choice)) + 3;
}

static uint32_t draw_choice(struct area area, uint32_t column, uint32_t row, const char *choice, enum look look,
			    bool chosen)
{
	column = area_text(area, column, row, LOOK_PLAIN, chosen ? "[" : " ");
	column = area_text(area, column, row, look, choice);
	return area_text(area, column, row, LOOK_PLAIN, chosen ? "] " : "  ");
}

/* The row in which one would stand, were they all drawn. */
static uint32_t row_of_choice(const struct form_field *field, unsigned choice, uint32_t columns)
{
	uint32_t row = 0, column = 0;
	for (unsigned i = 0; i <= choice; i++) {
		uint32_t width = choice_width(field->choices[i]);
		if (column > 0 && column + width > columns) {
			row++;
			column = 0;
		}
		column += width;
	}
	return row;
}

/* Those in the rows from `top` on, as far as the area goes. */
static void draw_rows_of_choices(const struct form_field *field, struct area area, uint32_t top, bool focus)
{
	uint32_t row = 0, column = 0;
	for (unsigned i = 0; field->choices[i]; i++) {
		bool chosen = i == field->choice;
		uint32_t width = choice_width(field->choices[i]);
		if (column > 0 && column + width > area.columns) {
			row++;
			column = 0;
		}
		if (row >= top + area.rows)
			break;
		if (row < top) {
			column += width;
			continue;
		}
		if (chosen && focus)
			area_cursor(area, column, row - top);
		enum look look = !chosen ? LOOK_FAINT : focus ? LOOK_FOCUS : LOOK_STRONG;
		column = draw_choice(area, column, row - top, field->choices[i], look, chosen);
	}
}

/* As many rows of them as there is room for, the chosen one among them, and
 * whether there are more; gives how many rows that is. */
static uint32_t draw_choices(const struct form_field *field, struct area area, bool focus)
{
	unsigned last = choice_count(field) - 1;
	uint32_t needed = row_of_choice(field, last, area.columns) + 1, room = area.rows, columns = area.columns;
	bool ascii = area.canvas->ascii;
	if (needed <= room || room == 0 || columns <= MORE_COLUMNS) {
		draw_rows_of_choices(field, area, 0, focus);
		return needed < room ? needed : room;
	}
	struct area list = area_part(area, 0, 0, columns - MORE_COLUMNS, room);
	uint32_t chosen_row = row_of_choice(field, field->choice, list.columns);
	uint32_t top = chosen_row >= room ? chosen_row - room + 1 : 0;
	draw_rows_of_choices(field, list, top, focus);
	if (top > 0)
		area_text_right(area, 0, LOOK_KEY, ascii ? " ^ more " : " ↑ more ");
	if (top + room <= row_of_choice(field, last, list.columns))
		area_text_right(area_part(area, 0, room - 1, columns, 1), 0, LOOK_KEY, ascii ? " v more " : " ↓ more ");
	return room;
}

/* A sentence over several rows, broken at blanks; gives how many it took. */
static uint32_t draw_wrapped(struct area area, const char *text, enum look look)
{
	uint32_t row = 0, column = 0;
	while (*text && row < area.rows) {
		size_t length = strcspn(text, " \n");
		uint32_t width = (uint32_t)text_width(text, length);
		if (column > 0 && column + 1 + width > area.columns) {
			row++;
			column = 0;
		}
		column = column > 0 ? area_bytes(area, column, row, look, " ", 1) : 0;
		column = area_bytes(area, column, row, look, text, length);
		text += length;
		text += strspn(text, " \n");
	}
	return row < area.rows ? row + 1 : area.rows;
}

/* So many rows are kept free under choices: for what is said of them, and for
 * the fields below. */
static uint32_t rows_under(const struct form *form, uint32_t number)
{
	uint32_t rows = HELP_ROWS;
	for (uint32_t i = number + 1; i < form->count; i++)
		rows += !form->fields[i].hidden;
	return rows;
}

static uint32_t choice_rows(const struct form *form, uint32_t number, struct area area)
{
	uint32_t under = rows_under(form, number);
	bool room = number == form->current && area.rows > under + CHOICE_ROWS;
	return room ? area.rows - under : CHOICE_ROWS;
}

/* Gives how many rows the field took. */
static uint32_t draw_field(const struct form *form, uint32_t number, struct area area)
{
	const struct form_field *field = &form->fields[number];
	bool focus = number == form->current;
	struct area value = area_part(area, LABEL_COLUMNS, 0, area.columns, area.rows);
	uint32_t rows;
	area_text(area_part(area, 0, 0, LABEL_COLUMNS - 1, 1), 1, 0, focus ? LOOK_KEY : LOOK_PLAIN, field->label);
	if (field->choices)
		rows =
		    draw_choices(field, area_part(value, 0, 0, value.columns, choice_rows(form, number, area)), focus);
	else
		rows = draw_text(field, area_part(value, 0, 0, value.columns, MOST_ROWS), focus);
	const char *under = field->fault ? field->fault : focus ? field->help : NULL;
	if (under)
		rows += draw_wrapped(area_part(area, LABEL_COLUMNS, rows, area.columns, HELP_ROWS), under,
				     field->fault ? LOOK_ALERT : LOOK_FAINT);
	if (focus && field->offers)
		rows += offers_draw(field, area_part(area, LABEL_COLUMNS, rows, area.columns, OFFER_ROWS));
	return rows;
}

/* Draws from the top field on; false when the current one was not reached whole. */
static bool draw_from_top(struct form *form, struct area area)
{
	bool seen = false;
	uint32_t row = 0;
	for (uint32_t i = form->top; i < form->count && row < area.rows; i++) {
		if (form->fields[i].hidden)
			continue;
		row += draw_field(form, i, area_part(area, 0, row, area.columns, area.rows));
		seen |= i == form->current && row <= area.rows;
	}
	return seen;
}

static void clear(struct area area)
{
	for (uint32_t row = 0; row < area.rows; row++)
		area_fill(area_part(area, 0, row, area.columns, 1), 0, LOOK_PLAIN, " ");
}

void form_draw(struct form *form, struct area area)
{
	if (form->top > form->current)
		form->top = form->current;
	while (!draw_from_top(form, area) && form->top < form->current) {
		form->top++;
		clear(area);
	}
}
