#include "ui/bottom_line.h"

#include "carepath/text.h"

#include <string.h>

enum { GAP = 3 };

static uint32_t width_of(const struct key_row *row, bool ascii)
{
	const char *spelt = key_spelt(row, ascii);
	return (uint32_t)(text_width(spelt, strlen(spelt)) + 1 + strlen(row->bottom));
}

static uint32_t draw_row(const struct key_row *row, struct area area, uint32_t column)
{
	column = area_text(area, column, 0, LOOK_KEY, key_spelt(row, area.canvas->ascii));
	return area_text(area, column + 1, 0, LOOK_PLAIN, row->bottom) + GAP;
}

/* Help and the way out are there however narrow the line is. */
static bool always(const struct key_row *row)
{
	return row->wish == WISH_HELP || row->wish == WISH_CLOSE || row->wish == WISH_QUIT;
}

static bool is_here(const struct key_row *row, enum where place)
{
	return row->places & place && row->bottom;
}

void bottom_line_draw(enum where place, struct area area)
{
	uint32_t kept = 0, column = 1;
	for (uint32_t i = 0; i < key_row_count; i++)
		if (is_here(&key_rows[i], place) && always(&key_rows[i]))
			kept += width_of(&key_rows[i], area.canvas->ascii) + GAP;
	for (uint32_t i = 0; i < key_row_count; i++) {
		const struct key_row *row = &key_rows[i];
		if (!is_here(row, place))
			continue;
		if (always(row) || column + width_of(row, area.canvas->ascii) + GAP + kept <= area.columns + GAP)
			column = draw_row(row, area, column);
		if (always(row))
			kept -= width_of(row, area.canvas->ascii) + GAP;
	}
}
