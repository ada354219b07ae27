/* What can be asked for with a key, and where: one table, from which come what
 * a key does, the line at the bottom, the help page and the manual. */
#ifndef UI_KEYS_H
#define UI_KEYS_H

#include <stdbool.h>
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
	KEY_IS_ESCAPE,
	KEY_IS_HELP, /* F1 */
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
	AT_PATHWAY = AT_OPENING | AT_WALK | AT_FINDINGS | AT_BOUNDARIES | AT_JOURNEYS | AT_GOALS | AT_STEP,
	AT_ROWS = AT_LIST | AT_FINDINGS | AT_BOUNDARIES | AT_JOURNEYS | AT_FIND, /* where a row is chosen */
	AT_PAGES = AT_GOALS | AT_HELP | AT_TROUBLE | AT_STEP,                    /* where one only reads */
	AT_ANY = (1 << 11) - 1,
};

enum request {
	REQUEST_NONE,
	REQUEST_ON,
	REQUEST_BACK,
	REQUEST_FIRST,
	REQUEST_LAST,
	REQUEST_UP,
	REQUEST_DOWN,
	REQUEST_PAGE_UP,
	REQUEST_PAGE_DOWN,
	REQUEST_OPEN,
	REQUEST_CHOOSE, /* with a number */
	REQUEST_OPENING,
	REQUEST_FINDINGS,
	REQUEST_BOUNDARIES,
	REQUEST_JOURNEYS,
	REQUEST_GOALS,
	REQUEST_FIND,
	REQUEST_STEP,
	REQUEST_ZOOM,
	REQUEST_FLAGS,
	REQUEST_MAP_LEFT,
	REQUEST_MAP_RIGHT,
	REQUEST_MAP_UP,
	REQUEST_MAP_DOWN,
	REQUEST_KIND_ALL,
	REQUEST_KIND_HANDOFF,
	REQUEST_KIND_DUPLICATION,
	REQUEST_KIND_DELAY,
	REQUEST_KIND_OBSTACLE,
	REQUEST_KIND_FAULT_LINE,
	REQUEST_LIST,
	REQUEST_REREAD,
	REQUEST_BACKGROUND,
	REQUEST_REDRAW,
	REQUEST_HELP,
	REQUEST_CLOSE, /* back to where one came from */
	REQUEST_QUIT,
	REQUEST_COUNT
};

struct key_row {
	enum request request;
	unsigned places; /* enum where, added up */
	int32_t keys[4]; /* 0 ends them */
	const char *spelt, *spelt_ascii; /* the second NULL: as the first */
	const char *bottom; /* in the line at the bottom; NULL: only in the help */
	const char *says;   /* in the help */
};

/* In the order in which they are told. The first row that fits counts. */
extern const struct key_row key_rows[];
extern const uint32_t key_row_count;

/* How the keys of a row are told. */
const char *key_spelt(const struct key_row *row, bool ascii);

/* REQUEST_NONE where the key does nothing. For REQUEST_CHOOSE *number is set. */
enum request key_request(enum where place, int32_t key, uint32_t *number);

#endif
