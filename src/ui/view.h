/* One screenful: a table of functions. The app draws the title above it and
 * the keys below, gives it what is asked for, and draws it again. */
#ifndef UI_VIEW_H
#define UI_VIEW_H

#include "ui/canvas.h"
#include "ui/keys.h"

struct app;
struct arena;

struct view {
	enum where place;
	const char *(*title)(struct app *app); /* at the right of the first line; NULL: none */
	void (*draw)(struct app *app, struct area area);
	bool (*act)(struct app *app, enum wish wish, uint32_t number); /* false: nothing to do with it */
	bool (*type)(struct app *app, int32_t key);                    /* NULL: no text is typed here */
	void (*press)(struct app *app, uint32_t column, uint32_t row); /* NULL: nothing to press; in the canvas */
};

extern const struct view list_view, opening_view, walk_view, findings_view, boundaries_view, journeys_view, goals_view,
    find_view, help_view, trouble_view, step_view, note_view, room_view, edit_view, change_view, change_form_view,
    save_as_view, recover_view, compare_view, others_view;

#endif
