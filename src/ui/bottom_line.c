#include "ui/bottom_line.h"

#include "carepath/text.h"

#include <stdio.h>
#include <string.h>

enum { GAP = 3, SPELT_ROOM = 32, MOST_NUMBERS = 9 };

/* How the keys of a row are told here: only the numbers that there are. */
static const char *spelt_here(const struct key_row *row, const struct here *here, bool ascii, char room[SPELT_ROOM])
{
	uint32_t numbers = here->numbers < MOST_NUMBERS ? here->numbers : MOST_NUMBERS;
	if (row->wish != WISH_CHOOSE || numbers == 0)
		return key_spelt(row, ascii);
	snprintf(room, SPELT_ROOM, numbers > 1 ? "1-%u" : "%u", numbers);
	return room;
}

/* Help and the way out are there however narrow the line is. */
static bool always(const struct key_row *row)
{
	return row->wish == WISH_HELP || row->wish == WISH_CLOSE || row->wish == WISH_QUIT;
}

/* One row of the table in the line. */
struct told {
	const struct key_row *row;
	char room[SPELT_ROOM];
	const char *spelt;
	uint32_t column, columns;
};

static bool tell(const struct key_row *row, const struct here *here, bool ascii, struct told *told)
{
	if (!row->bottom || !key_is_here(row, here))
		return false;
	told->row = row;
	told->spelt = spelt_here(row, here, ascii, told->room);
	told->columns =
	    (uint32_t)(text_width(told->spelt, strlen(told->spelt)) + 1 + text_width(row->bottom, strlen(row->bottom)));
	return true;
}

/* Goes through what there is room for, from left to right. */
static void each(const struct here *here, struct area area,
		 void (*act)(void *subject, struct area area, const struct told *told), void *subject)
{
	uint32_t kept = 0, column = 1;
	struct told told;
	for (uint32_t i = 0; i < key_row_count; i++)
		if (always(&key_rows[i]) && tell(&key_rows[i], here, area.canvas->ascii, &told))
			kept += told.columns + GAP;
	for (uint32_t i = 0; i < key_row_count; i++) {
		if (!tell(&key_rows[i], here, area.canvas->ascii, &told))
			continue;
		bool stays = always(&key_rows[i]);
		if (!stays && column + told.columns + kept > area.columns)
			continue;
		told.column = column;
		act(subject, area, &told);
		column += told.columns + GAP;
		kept -= stays ? told.columns + GAP : 0;
	}
}

static void draw_told(void *subject, struct area area, const struct told *told)
{
	(void)subject;
	uint32_t column = area_text(area, told->column, 0, LOOK_KEY, told->spelt);
	area_text(area, column + 1, 0, LOOK_PLAIN, told->row->bottom);
}

void bottom_line_draw(const struct here *here, struct area area)
{
	each(here, area, draw_told, NULL);
}

/* Where the mouse is, and which key is told there. */
struct pressed {
	uint32_t column;
	int32_t key;
};

/* Of two names with a blank between them, or of two ends of numbers, the one that is
 * pressed; elsewhere the row's first. */
static int32_t key_at(const struct told *told, uint32_t column)
{
	size_t from = 0, end = strcspn(told->spelt, " -");
	while (told->spelt[end] != '\0' && text_width(told->spelt, end) <= column) {
		from = end + 1;
		end = from + strcspn(told->spelt + from, " -");
	}
	bool within = column < text_width(told->spelt, strlen(told->spelt));
	return within ? key_named(told->spelt + from, end - from) : 0;
}

static void press_told(void *subject, struct area area, const struct told *told)
{
	(void)area;
	struct pressed *pressed = subject;
	if (pressed->column < told->column || pressed->column >= told->column + told->columns)
		return;
	pressed->key = key_at(told, pressed->column - told->column);
	if (pressed->key == 0 && told->row->wish != WISH_CHOOSE)
		pressed->key = told->row->keys[0];
}

int32_t bottom_line_key(const struct here *here, struct area area, uint32_t column)
{
	struct pressed pressed = {column, 0};
	each(here, area, press_told, &pressed);
	return pressed.key;
}
