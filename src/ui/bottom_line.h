/* The keys that are likeliest here, in the last line. */
#ifndef UI_BOTTOM_LINE_H
#define UI_BOTTOM_LINE_H

#include "ui/canvas.h"
#include "ui/keys.h"

void bottom_line_draw(enum where place, struct area area);

#endif
