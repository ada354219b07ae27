#include "ui/form_offers.h"

#include "carepath/text.h"
#include "ui/keys.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* ------------------------------------------------------- what stands there */

/* The word at the caret, of several with commas between, or all of the text. */
struct piece {
	uint32_t start, end;
};

static struct piece piece_at_caret(const struct form_field *field)
{
	struct piece piece = {0, (uint32_t)strlen(field->text)};
	if (!field->several)
		return piece;
	for (uint32_t i = 0; i < field->caret; i++)
		if (field->text[i] == ',')
			piece.start = i + 1;
	piece.end = field->caret + (uint32_t)strcspn(field->text + field->caret, ",");
	while (piece.start < piece.end && field->text[piece.start] == ' ')
		piece.start++;
	return piece;
}

static bool is_piece(const struct form_field *field, struct piece piece, const char *text)
{
	return strlen(text) == piece.end - piece.start &&
	       strncmp(text, field->text + piece.start, piece.end - piece.start) == 0;
}

/* What was typed begins the offer, or a word of its name. */
static bool goes_with(const struct form_offer *offer, const char *stem)
{
	size_t length = strlen(stem);
	if (strncasecmp(offer->text, stem, length) == 0)
		return true;
	for (const char *at = offer->name; at && *at; at += strcspn(at, " "), at += strspn(at, " "))
		if (strncasecmp(at, stem, length) == 0)
			return true;
	return false;
}

static bool any_goes_with(const struct form_field *field, const char *stem)
{
	for (const struct form_offer *offer = field->offers; offer->text; offer++)
		if (goes_with(offer, stem))
			return true;
	return false;
}

/* Where nothing goes with what stands there, everything is offered. */
static void find_stem(const struct form_field *field, char stem[FORM_STEM_ROOM])
{
	struct piece piece = piece_at_caret(field);
	if (field->offering)
		memcpy(stem, field->stem, FORM_STEM_ROOM);
	else if (field->typed)
		snprintf(stem, FORM_STEM_ROOM, "%.*s", (int)(piece.end - piece.start), field->text + piece.start);
	else
		*stem = '\0';
	if (!any_goes_with(field, stem))
		*stem = '\0';
}

/* The number of the offer that stands there; that of the end where none does. */
static uint32_t find_current(const struct form_field *field, uint32_t *count)
{
	struct piece piece = piece_at_caret(field);
	uint32_t current = UINT32_MAX;
	for (*count = 0; field->offers[*count].text; ++*count)
		if (current == UINT32_MAX && is_piece(field, piece, field->offers[*count].text))
			current = *count;
	return current == UINT32_MAX ? *count : current;
}

/* --------------------------------------------------------------- typing */

static void put_offer(struct form_field *field, const char *text)
{
	struct piece piece = piece_at_caret(field);
	size_t length = strlen(text), rest = strlen(field->text + piece.end);
	if (piece.start + length + rest >= sizeof field->text)
		return;
	memmove(field->text + piece.start + length, field->text + piece.end, rest + 1);
	memcpy(field->text + piece.start, text, length);
	field->caret = piece.start + (uint32_t)length;
}

bool offers_type(struct form_field *field, int32_t key)
{
	bool forward = key == KEY_IS_TAB;
	if (!field->offers || !field->offers->text || (!forward && key != KEY_IS_BACK_TAB)) {
		field->offering = false;
		return false;
	}
	char stem[FORM_STEM_ROOM];
	uint32_t count, current = find_current(field, &count);
	find_stem(field, stem);
	uint32_t next = current == count && !forward ? 0 : current == count ? count - 1 : current;
	do
		next = (next + (forward ? 1 : count - 1)) % count;
	while (!goes_with(&field->offers[next], stem));
	memcpy(field->stem, stem, sizeof stem);
	field->offering = true;
	put_offer(field, field->offers[next].text);
	return true;
}

/* -------------------------------------------------------------- drawing */

/* One unit of the list, in a row of its own where it does not fit any more. */
struct pen {
	struct area area;
	uint32_t column, row;
};

static void put_unit(struct pen *pen, const char *text, enum look look)
{
	uint32_t width = (uint32_t)text_width(text, strlen(text));
	if (pen->column > 0 && pen->column + width > pen->area.columns) {
		pen->row++;
		pen->column = 0;
	}
	if (pen->row < pen->area.rows)
		pen->column = area_text(pen->area, pen->column, pen->row, look, text) + 2;
}

static bool has_room(const struct pen *pen)
{
	return pen->row + 1 < pen->area.rows || pen->column + pen->area.columns / 2 < pen->area.columns;
}

uint32_t offers_draw(const struct form_field *field, struct area area)
{
	char stem[FORM_STEM_ROOM], unit[300];
	struct pen pen = {area, 0, 0};
	uint32_t count, current = find_current(field, &count), from = current < count && count > 12 ? current : 0;
	if (count == 0)
		return 0;
	find_stem(field, stem);
	put_unit(&pen, "Tab:", LOOK_KEY);
	for (uint32_t i = 0; i < count; i++) {
		uint32_t number = (from + i) % count;
		const struct form_offer *offer = &field->offers[number];
		if (!goes_with(offer, stem))
			continue;
		if (!has_room(&pen)) {
			put_unit(&pen, area.canvas->ascii ? "..." : "…", LOOK_FAINT);
			break;
		}
		if (offer->name)
			snprintf(unit, sizeof unit, "%s (%s)", offer->text, offer->name);
		else
			snprintf(unit, sizeof unit, "%s", offer->text);
		put_unit(&pen, unit, number == current ? LOOK_STRONG : LOOK_FAINT);
	}
	return pen.row < area.rows ? pen.row + 1 : area.rows;
}
