/* Rows to choose from, each of one or more lines, of which only those in sight
 * are put together: there may be 600,000. */
#ifndef UI_MENU_H
#define UI_MENU_H

#include "ui/keys.h"
#include "ui/lines.h"

struct menu {
	uint32_t count, chosen;
	uint32_t top;          /* the first row in sight */
	uint32_t in_sight;     /* how many were, when last drawn */
	struct area area;      /* where it was drawn, for the mouse */
	uint32_t *row_of_line; /* of the lines drawn, in the frame; for the mouse */
	uint32_t lines;
};

/* Draws; `write` writes one row, its first line may begin with three blanks
 * for the mark of the chosen one. The cursor stands at the chosen row. Where not
 * all rows fit, the last line says how many more there are. */
void menu_draw(struct menu *menu, struct arena *arena, struct area area,
	       void (*write)(void *subject, const struct page *page, uint32_t row), void *subject);

/* True where the wish moved or may have moved the choice. */
bool menu_act(struct menu *menu, enum wish wish, uint32_t number);

/* Chooses the row under the mouse; false where there is none. */
bool menu_press(struct menu *menu, uint32_t column, uint32_t row);

void menu_start(struct menu *menu, uint32_t count);

#endif
