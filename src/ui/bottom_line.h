/* The keys that are likeliest here, in the last line. */
#ifndef UI_BOTTOM_LINE_H
#define UI_BOTTOM_LINE_H

#include "ui/canvas.h"
#include "ui/keys.h"

void bottom_line_draw(const struct here *here, struct area area);

/* The key that is told in that column of the line; 0: none. */
int32_t bottom_line_key(const struct here *here, struct area area, uint32_t column);

#endif
