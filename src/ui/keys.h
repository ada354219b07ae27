/* What can be asked for with a key, and where: one table, from which come what
 * a key does, the line at the bottom, the help page and the manual. */
#ifndef UI_KEYS_H
#define UI_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A key is a code point, or one of these. */
enum {
	KEYS_FIRST = 0x110000,
	KEY_IS_UP = KEYS_FIRST,
	KEY_IS_DOWN,
	KEY_IS_LEFT,
	KEY_IS_RIGHT,
	KEY_IS_HOME,
	KEY_IS_END,
	KEY_IS_PAGE_UP,
	KEY_IS_PAGE_DOWN,
	KEY_IS_ENTER,
	KEY_IS_BACKSPACE,
	KEY_IS_DELETE,
	KEY_IS_TAB,
	KEY_IS_BACK_TAB,
	KEY_IS_ESCAPE,
	KEY_IS_CLEAR, /* Ctrl-U: the whole line */
	KEY_IS_HELP,  /* F1 */
	KEY_IS_UNKNOWN,
};

/* Where one is; a bit each, for the keys that are of use there. */
enum where {
	AT_LIST = 1 << 0,
	AT_OPENING = 1 << 1,
	AT_WALK = 1 << 2,
	AT_FINDINGS = 1 << 3,
	AT_BOUNDARIES = 1 << 4,
	AT_JOURNEYS = 1 << 5,
	AT_GOALS = 1 << 6,
	AT_FIND = 1 << 7,
	AT_HELP = 1 << 8,
	AT_TROUBLE = 1 << 9,
	AT_STEP = 1 << 10,
	AT_NOTE = 1 << 11,
	AT_ROOM = 1 << 12,
	AT_EDIT = 1 << 13,
	AT_RECOVER = 1 << 14,
	AT_COMPARE = 1 << 15,
	AT_OTHERS = 1 << 16,
	AT_CHANGE = 1 << 17,
	AT_CHANGE_FORM = 1 << 18,
	AT_SAVE_AS = 1 << 19,
	AT_PATHWAY = AT_OPENING | AT_WALK | AT_FINDINGS | AT_BOUNDARIES | AT_JOURNEYS | AT_GOALS | AT_STEP | AT_ROOM |
		     AT_COMPARE,
	AT_ROWS = AT_LIST | AT_FINDINGS | AT_BOUNDARIES | AT_JOURNEYS | AT_FIND | AT_ROOM | AT_OTHERS |
		  AT_CHANGE,                                                            /* where a row is chosen */
	AT_PAGES = AT_GOALS | AT_HELP | AT_TROUBLE | AT_STEP | AT_RECOVER | AT_COMPARE, /* where one only reads */
	AT_TYPING = AT_FIND | AT_NOTE | AT_EDIT | AT_CHANGE_FORM | AT_SAVE_AS,          /* where letters are text */
	AT_ANY = (1 << 20) - 1,
};

/* How it is there, where a key is told or does otherwise for that; a bit each. */
enum when {
	WHEN_LEAVES = 1 << 0,    /* the page was opened from none, so that q ends the program … */
	WHEN_OPENED = 1 << 1,    /* … from another one … */
	WHEN_FROM_LIST = 1 << 2, /* … from a list of places on the map … */
	WHEN_LOOKING = 1 << 3,   /* … or a step is only looked at: one of these four */
	WHEN_GOES_ON = 1 << 4,   /* on the walk: the next step is known … */
	WHEN_ASKED = 1 << 5,     /* … or it has to be chosen */
	WHEN_FORK = 1 << 6,      /* there are several ways on */
	WHEN_SHOWN = 1 << 7,     /* what is flagged is shown … */
	WHEN_HIDDEN = 1 << 8,    /* … or not */
};

/* Where one is, and how it is there. */
struct here {
	enum where place;
	unsigned when;    /* enum when, added up */
	uint32_t numbers; /* so many can be chosen from; 0: as the table says */
};

enum wish {
	WISH_NONE,
	WISH_ON,
	WISH_BACK,
	WISH_FIRST,
	WISH_LAST,
	WISH_UP,
	WISH_DOWN,
	WISH_PAGE_UP,
	WISH_PAGE_DOWN,
	WISH_OPEN,
	WISH_CHOOSE, /* with a number */
	WISH_OPENING,
	WISH_FINDINGS,
	WISH_BOUNDARIES,
	WISH_JOURNEYS,
	WISH_GOALS,
	WISH_FIND,
	WISH_NOTE,
	WISH_ROOM,
	WISH_VOTE,
	WISH_UNVOTE,
	WISH_WITHDRAW,
	WISH_COMPARE,
	WISH_OTHERS, /* to compare with */
	WISH_TURN,   /* the next of several pages */
	WISH_SAVE,
	WISH_CHANGE,
	WISH_EDIT,
	WISH_UNDO,
	WISH_REDO,
	WISH_WRITE,
	WISH_PUT_BACK,
	WISH_LOOK,
	WISH_FORGET,
	WISH_NEXT,
	WISH_WRITE_AS,
	WISH_STEP,
	WISH_ZOOM,
	WISH_FLAGS,
	WISH_MAP_LEFT,
	WISH_MAP_RIGHT,
	WISH_MAP_UP,
	WISH_MAP_DOWN,
	WISH_KIND_ALL,
	WISH_KIND_HANDOFF,
	WISH_KIND_DUPLICATION,
	WISH_KIND_DELAY,
	WISH_KIND_OBSTACLE,
	WISH_KIND_FAULT_LINE,
	WISH_LIST,
	WISH_REREAD,
	WISH_BACKGROUND,
	WISH_REDRAW,
	WISH_HELP,
	WISH_CLOSE, /* back to where one came from */
	WISH_QUIT,
	WISH_COUNT
};

struct key_row {
	enum wish wish;
	unsigned places;                 /* enum where, added up */
	int32_t keys[4];                 /* 0 ends them */
	const char *spelt, *spelt_ascii; /* the second NULL: as the first */
	const char *bottom;              /* in the line at the bottom; NULL: only in the help */
	const char *says;                /* in the help */
	unsigned when;                   /* enum when, added up: in any of these; 0: always */
};

/* In the order in which they are told. The first row that fits counts. */
extern const struct key_row key_rows[];
extern const uint32_t key_row_count;

/* In which parts of the help and of the manual the rows are told. */
struct key_group {
	const char *heading;
	unsigned here, not_here; /* enum where: a row that is of use here, and nowhere there */
};

extern const struct key_group key_groups[];
extern const uint32_t key_group_count;

/* Whether the row is told in the group. */
bool key_in_group(const struct key_row *row, const struct key_group *group);

/* How the keys of a row are told. */
const char *key_spelt(const struct key_row *row, bool ascii);

/* Whether the row is of use here. */
bool key_is_here(const struct key_row *row, const struct here *here);

/* WISH_NONE where the key does nothing. For WISH_CHOOSE *number is set. */
enum wish key_wish_here(const struct here *here, int32_t key, uint32_t *number);

/* The same, however it is there. */
enum wish key_wish(enum where place, int32_t key, uint32_t *number);

/* The key with that name, as in spelt: a letter, "Esc", "→"; 0: none. */
int32_t key_named(const char *name, size_t length);

#endif
