/* What the open pathway is compared with: the file as it was before something
 * was changed in it, or another file. What stands on the screen of it is worked
 * out when it is first asked for, and kept. */
#ifndef UI_COMPARING_H
#define UI_COMPARING_H

#include "carepath/compare.h"
#include "ui/at_hand.h"
#include "ui/lines.h"
#include "ui/opened.h"
#include "ui/walking.h"

struct app;

enum compare_side { SIDE_BEFORE, SIDE_AFTER, COMPARE_SIDES };

/* One after the other, by a key. */
enum compare_page_shown { SHOWN_FIGURES, SHOWN_FINDINGS, SHOWN_MAPS, SHOWN_COUNT };

/* Text as it was put together for a width, so that not every key takes as long. */
struct compare_text {
	struct arena *arena;
	struct lines *lines; /* NULL: none */
	uint32_t columns;
	enum compare_page_shown shown;
	bool between; /* the maps, which bear the names */
	bool unsaved; /* the names tell that, too */
};

struct comparing {
	struct opened *original; /* the file as it was read; NULL until something is changed */
	struct opened *last;     /* before the last change, measured whole; may be the original; NULL */
	struct opened *other;    /* another file; NULL */
	char *came_from;         /* the file that was saved as the open one, until it is compared with; NULL */
	bool with_other;         /* of the two it is this one */
	bool other_is_before;    /* the other is how it is, the open one how it could be */

	struct arena *list_arena; /* of `list` */
	struct at_hand list;      /* to choose from, the likeliest first */

	struct comparison *comparison; /* NULL: not worked out */
	struct compare_text text;
	enum compare_page_shown shown;
	struct map_point corners[COMPARE_SIDES]; /* of the maps' windows */
	struct area map_areas[COMPARE_SIDES];    /* as they were drawn */
	int64_t stands_at;                       /* column of the first map's window */
	bool moved;                              /* by hand */
};

/* The key: opens what there is to compare, or a list of what there could be. */
void comparing_begin(struct app *app);
/* Opens the list. */
void comparing_choose(struct app *app);
/* The open file is about to be saved under another name. */
void comparing_came_from(struct comparing *comparing, const char *path);
/* Another file was read, and is compared from now on; it becomes ours. */
void comparing_take(struct app *app, struct opened *other);

/* What was open is replaced by what a change made of it; it becomes ours. */
void comparing_keep_original(struct app *app, struct opened *opened);
/* The file was read again: it is the original now. */
void comparing_forget_original(struct app *app);
/* What is open is another one: what was worked out no longer holds. */
void comparing_forget_result(struct comparing *comparing);
/* Another pathway is open. */
void comparing_clear(struct comparing *comparing);

/* Whether there is something to compare with. */
bool comparing_possible(const struct app *app);
const struct opened *comparing_side(const struct app *app, enum compare_side side);
/* How a side is called: "A broken hip, as it could be (…)". Only inside
 * arena_try() of this arena, as the next. */
const char *comparing_says_side(const struct app *app, struct arena *arena, enum compare_side side);
/* Where the room stands, on the map of a side: at the step that it stands at,
 * or the last one before that is on this map. */
struct walking comparing_standing(const struct app *app, struct arena *arena, enum compare_side side);

/* NULL when there is no memory. */
const struct comparison *comparing_result(struct app *app);

#endif
