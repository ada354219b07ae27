#include "ui/keys.h"

#include <stddef.h>

/* The keys of REQUEST_CHOOSE are the digits, which keys[] has no room for. */
enum { DIGITS = 1 };

#define CONTROL(letter) ((letter) & 0x1F)

// clang-format off
const struct key_row key_rows[] = {
    {REQUEST_ON, AT_WALK, {KEY_IS_RIGHT, ' '}, "→ ←", "Right Left", "walk", "→ goes on (the space bar too), ← goes back"},
    {REQUEST_BACK, AT_WALK, {KEY_IS_LEFT, KEY_IS_BACKSPACE}, NULL, NULL, NULL, NULL},
    {REQUEST_OPEN, AT_WALK, {KEY_IS_ENTER}, "Enter", NULL, NULL, "goes on; on a step that is only looked at, goes back to the walk"},
    {REQUEST_OPEN, AT_ROWS, {KEY_IS_ENTER, KEY_IS_RIGHT}, "Enter", NULL, "open", "opens what is chosen"},
    {REQUEST_CHOOSE, AT_WALK, {DIGITS}, "1-9", NULL, "choose the way", "takes this way at a fork"},
    {REQUEST_CHOOSE, AT_OPENING, {DIGITS}, "1-9", NULL, "choose", "chooses whose journey to walk"},
    {REQUEST_OPEN, AT_OPENING, {KEY_IS_ENTER, KEY_IS_RIGHT, ' '}, "Enter", NULL, "begin", "begins with the one that is chosen"},
    {REQUEST_CHOOSE, AT_LIST | AT_JOURNEYS, {DIGITS}, "1-9", NULL, NULL, "chooses a row by its number"},
    {REQUEST_KIND_ALL, AT_FINDINGS, {'a'}, "a", NULL, "all", "all findings"},
    {REQUEST_KIND_DELAY, AT_FINDINGS, {'w'}, "w", NULL, "waits", "only waits"},
    {REQUEST_KIND_HANDOFF, AT_FINDINGS, {'h'}, "h", NULL, "hand-offs", "only hand-offs"},
    {REQUEST_KIND_DUPLICATION, AT_FINDINGS, {'d'}, "d", NULL, "done twice", "only what is asked or done again"},
    {REQUEST_KIND_OBSTACLE, AT_FINDINGS, {'o'}, "o", NULL, "obstacles", "only obstacles"},
    {REQUEST_KIND_FAULT_LINE, AT_FINDINGS, {'l'}, "l", NULL, "fault lines", "only fault lines between organisations"},
    {REQUEST_FINDINGS, AT_PATHWAY & ~AT_FINDINGS, {'f'}, "f", NULL, "findings", "everything that is flagged, the worst first"},
    {REQUEST_BOUNDARIES, AT_PATHWAY & ~AT_BOUNDARIES, {'b'}, "b", NULL, "boundaries", "between which organisations it goes wrong"},
    {REQUEST_JOURNEYS, AT_PATHWAY & ~AT_JOURNEYS, {'j'}, "j", NULL, "journeys", "whose journeys there are"},
    {REQUEST_GOALS, AT_PATHWAY & ~AT_GOALS, {'g'}, "g", NULL, "goals", "the goals, and all figures"},
    {REQUEST_FIND, AT_PATHWAY, {'/'}, "/", NULL, "find", "finds a step, a team or a word"},
    {REQUEST_ZOOM, AT_WALK, {'z'}, "z", NULL, "zoom", "the whole pathway, then this step in large, then the map again"},
    {REQUEST_ZOOM, AT_STEP, {'z', KEY_IS_ENTER}, "z", NULL, "map", "back to the map"},
    {REQUEST_FLAGS, AT_WALK, {'v'}, "v", NULL, "hide flags", "hides what is flagged, so that the room says it first, and shows it again"},
    {REQUEST_FIRST, AT_WALK, {KEY_IS_HOME}, "Home", NULL, NULL, "to the start of the walk"},
    {REQUEST_LAST, AT_WALK, {KEY_IS_END}, "End", NULL, NULL, "to the end of the walk"},
    {REQUEST_DOWN, AT_WALK | AT_OPENING | AT_PAGES, {KEY_IS_DOWN}, "↑ ↓", "Up Down", NULL, "reads on, where a text is longer than its place"},
    {REQUEST_UP, AT_WALK | AT_OPENING | AT_PAGES, {KEY_IS_UP}, NULL, NULL, NULL, NULL},
    {REQUEST_MAP_LEFT, AT_WALK, {'<', ','}, "< >", NULL, NULL, "moves the map to the left and right"},
    {REQUEST_MAP_RIGHT, AT_WALK, {'>', '.'}, NULL, NULL, NULL, NULL},
    {REQUEST_MAP_UP, AT_WALK, {KEY_IS_PAGE_UP}, "PgUp PgDn", NULL, NULL, "moves the map up and down"},
    {REQUEST_MAP_DOWN, AT_WALK, {KEY_IS_PAGE_DOWN}, NULL, NULL, NULL, NULL},
    {REQUEST_DOWN, AT_ROWS, {KEY_IS_DOWN}, "↑ ↓", "Up Down", "choose", "chooses a row"},
    {REQUEST_UP, AT_ROWS, {KEY_IS_UP}, NULL, NULL, NULL, NULL},
    {REQUEST_PAGE_DOWN, AT_ROWS | AT_PAGES | AT_OPENING, {KEY_IS_PAGE_DOWN, ' '}, "PgUp PgDn", NULL, NULL, "a page on or back"},
    {REQUEST_PAGE_UP, AT_ROWS | AT_PAGES | AT_OPENING, {KEY_IS_PAGE_UP}, NULL, NULL, NULL, NULL},
    {REQUEST_FIRST, AT_ROWS | AT_PAGES | AT_OPENING, {KEY_IS_HOME}, "Home End", NULL, NULL, "the first and the last row"},
    {REQUEST_LAST, AT_ROWS | AT_PAGES | AT_OPENING, {KEY_IS_END}, NULL, NULL, NULL, NULL},
    {REQUEST_CLOSE, AT_ANY & ~AT_LIST, {KEY_IS_ESCAPE}, "Esc", NULL, NULL, "back to where you came from"},
    {REQUEST_CLOSE, AT_ROWS & ~(AT_LIST | AT_FIND), {KEY_IS_LEFT, KEY_IS_BACKSPACE}, NULL, NULL, NULL, NULL},
    {REQUEST_CLOSE, AT_PAGES, {KEY_IS_LEFT, KEY_IS_BACKSPACE}, NULL, NULL, NULL, NULL},
    {REQUEST_REREAD, AT_PATHWAY | AT_TROUBLE | AT_LIST, {'r'}, "r", NULL, NULL, "reads the file again, when it was changed"},
    {REQUEST_OPENING, AT_PATHWAY & ~AT_OPENING, {'0'}, "0", NULL, NULL, "the opening page"},
    {REQUEST_LIST, AT_PATHWAY | AT_TROUBLE, {'p'}, "p", NULL, NULL, "another pathway"},
    {REQUEST_BACKGROUND, AT_ANY & ~AT_FIND, {'i'}, "i", NULL, NULL, "black on white or white on black"},
    {REQUEST_REDRAW, AT_ANY, {CONTROL('l')}, "Ctrl-L", NULL, NULL, "draws the screen anew"},
    {REQUEST_HELP, AT_ANY & ~(AT_HELP | AT_FIND), {'?', KEY_IS_HELP}, "?", NULL, "all keys", "this page"},
    {REQUEST_CLOSE, AT_ANY & ~(AT_LIST | AT_OPENING | AT_WALK | AT_FIND), {'q'}, "q", NULL, "back", "back; from the walk, out of the program"},
    {REQUEST_QUIT, AT_LIST | AT_OPENING | AT_WALK, {'q'}, "q", NULL, "quit", "out of the program"},
    {REQUEST_CLOSE, AT_FIND, {KEY_IS_ESCAPE}, "Esc", NULL, "back", NULL},
};
// clang-format on

const uint32_t key_row_count = sizeof key_rows / sizeof *key_rows;

const char *key_spelt(const struct key_row *row, bool ascii)
{
	return ascii && row->spelt_ascii ? row->spelt_ascii : row->spelt;
}

static bool row_has(const struct key_row *row, int32_t key)
{
	if (row->keys[0] == DIGITS)
		return key >= '1' && key <= '9';
	for (size_t i = 0; i < sizeof row->keys / sizeof *row->keys && row->keys[i]; i++)
		if (row->keys[i] == key)
			return true;
	return false;
}

enum request key_request(enum where place, int32_t key, uint32_t *number)
{
	for (uint32_t i = 0; i < key_row_count; i++) {
		if (!(key_rows[i].places & place) || !row_has(&key_rows[i], key))
			continue;
		if (key_rows[i].request == REQUEST_CHOOSE)
			*number = (uint32_t)(key - '0');
		return key_rows[i].request;
	}
	return REQUEST_NONE;
}
