#include "ui/keys.h"

#include <string.h>

/* The keys of WISH_CHOOSE are the digits, which keys[] has no room for. */
enum { DIGITS = 1 };

#define CONTROL(letter) ((letter)&0x1F)

// clang-format off
const struct key_row key_rows[] = {
    {WISH_ON, AT_WALK, {KEY_IS_RIGHT, ' '}, "→ ←", "Right Left", "walk", "goes on and back; the space bar goes on too", WHEN_GOES_ON},
    {WISH_ON, AT_WALK, {KEY_IS_RIGHT, ' '}, NULL, NULL, NULL, NULL, 0},
    {WISH_BACK, AT_WALK, {KEY_IS_LEFT, KEY_IS_BACKSPACE}, NULL, NULL, NULL, NULL, 0},
    {WISH_CHOOSE, AT_WALK, {DIGITS}, "1-9", NULL, "which way", NULL, WHEN_ASKED},
    {WISH_BACK, AT_WALK, {KEY_IS_LEFT}, "←", "Left", "back", NULL, WHEN_ASKED},
    {WISH_OPEN, AT_WALK, {KEY_IS_ENTER}, "Enter", NULL, NULL, "goes on; on a step that is only looked at, goes back to the walk", 0},
    {WISH_OPEN, AT_ROWS, {KEY_IS_ENTER, KEY_IS_RIGHT}, "Enter", NULL, "open", "opens what is chosen", 0},
    {WISH_CHOOSE, AT_WALK, {DIGITS}, "1-9", NULL, NULL, "takes this way at a fork", 0},
    {WISH_CHOOSE, AT_OPENING, {DIGITS}, "1-9", NULL, "choose", "chooses whose journey to walk", 0},
    {WISH_OPEN, AT_OPENING, {KEY_IS_ENTER, KEY_IS_RIGHT, ' '}, "Enter", NULL, "begin", "begins with the one that is chosen", 0},
    {WISH_CHOOSE, AT_CHANGE, {DIGITS}, "1-9", NULL, NULL, NULL, 0},
    {WISH_CHOOSE, AT_LIST | AT_JOURNEYS | AT_OTHERS, {DIGITS}, "1-9", NULL, NULL, "chooses a row by its number", 0},
    {WISH_TURN, AT_COMPARE, {KEY_IS_TAB}, "Tab", NULL, "figures, findings, maps", "what it means in figures, what is flagged, and both maps: one after the other", 0},
    {WISH_OTHERS, AT_COMPARE, {'o'}, "o", NULL, "another", "another pathway to compare with", 0},
    {WISH_KIND_ALL, AT_FINDINGS, {'a'}, "a", NULL, "all", "all findings", 0},
    {WISH_KIND_DELAY, AT_FINDINGS, {'w'}, "w", NULL, "waits", "only waits", 0},
    {WISH_KIND_HANDOFF, AT_FINDINGS, {'h'}, "h", NULL, "hand-offs", "only hand-offs", 0},
    {WISH_KIND_DUPLICATION, AT_FINDINGS, {'d'}, "d", NULL, "done twice", "only what is asked or done again", 0},
    {WISH_KIND_OBSTACLE, AT_FINDINGS, {'o'}, "o", NULL, "obstacles", "only obstacles", 0},
    {WISH_KIND_FAULT_LINE, AT_FINDINGS, {'l'}, "l", NULL, "fault lines", "only fault lines between organisations", 0},
    {WISH_FINDINGS, AT_PATHWAY & ~AT_FINDINGS, {'f'}, "f", NULL, "findings", "everything that is flagged, the worst first", 0},
    {WISH_NOTE, AT_WALK | AT_STEP, {'n'}, "n", NULL, "note", "takes a note: what the room says at this step, an idea, a question, an action", 0},
    {WISH_CHANGE, AT_WALK | AT_STEP, {'x'}, "x", NULL, "change", "changes the map here: steps, teams, places, how many go which way", 0},
    {WISH_FLAGS, AT_WALK, {'v'}, "v", NULL, "hide flags", "hides what is flagged, so that the room says it first, and shows it again", WHEN_SHOWN},
    {WISH_FLAGS, AT_STEP, {'v'}, "v", NULL, "hide flags", NULL, WHEN_SHOWN},
    {WISH_FLAGS, AT_WALK | AT_STEP, {'v'}, "v", NULL, "show flags", NULL, WHEN_HIDDEN},
    {WISH_FLAGS, AT_PATHWAY, {'v'}, NULL, NULL, NULL, NULL, 0},
    {WISH_ZOOM, AT_WALK, {'z'}, "z", NULL, "zoom", "the whole pathway, then this step in large, then the map again", 0},
    {WISH_ZOOM, AT_STEP, {'z', KEY_IS_ENTER}, "z", NULL, "map", NULL, 0},
    {WISH_CHOOSE, AT_WALK, {DIGITS}, "1-9", NULL, "way", NULL, WHEN_FORK},
    {WISH_BOUNDARIES, AT_PATHWAY & ~AT_BOUNDARIES, {'b'}, "b", NULL, "boundaries", "between which organisations it goes wrong", 0},
    {WISH_NOTE, AT_FINDINGS | AT_ROOM, {'n'}, "n", NULL, "note", NULL, 0},
    {WISH_JOURNEYS, AT_PATHWAY & ~AT_JOURNEYS, {'j'}, "j", NULL, "journeys", "whose journeys there are", 0},
    {WISH_GOALS, AT_PATHWAY & ~AT_GOALS, {'g'}, "g", NULL, "goals", "the goals, and all figures", 0},
    {WISH_VOTE, AT_FINDINGS | AT_ROOM, {'+'}, "+", NULL, "vote", "a vote for the finding or the idea that is chosen", 0},
    {WISH_UNVOTE, AT_FINDINGS | AT_ROOM, {'-'}, "-", NULL, NULL, "takes the last vote for it back", 0},
    {WISH_WITHDRAW, AT_ROOM, {KEY_IS_DELETE}, "Delete", NULL, "take back", "takes back what is chosen: no page shows it any more; u brings it back", 0},
    {WISH_ROOM, AT_PATHWAY & ~AT_ROOM, {'m'}, "m", NULL, "what we said", "what the room said, and the actions", 0},
    {WISH_COMPARE, AT_PATHWAY & ~AT_COMPARE, {'c'}, "c", NULL, "compare", "before and after: with what was changed, or with another pathway", 0},
    {WISH_CLOSE, AT_COMPARE | AT_OTHERS, {'c'}, NULL, NULL, NULL, NULL, 0},
    {WISH_EDIT, AT_WALK | AT_STEP, {'e'}, "e", NULL, NULL, "changes what is known of this step and of its ways on, as a form", 0},
    {WISH_EDIT, AT_CHANGE, {'e'}, "e", NULL, NULL, NULL, 0},
    {WISH_UNDO, AT_CHANGE, {'u'}, "u", NULL, "take the last change back", NULL, 0},
    {WISH_REDO, AT_CHANGE, {'U'}, "U", NULL, NULL, NULL, 0},
    {WISH_WRITE, AT_CHANGE, {'s'}, "s", NULL, "save", NULL, 0},
    {WISH_WRITE, AT_PATHWAY, {'s'}, "s", NULL, NULL, "saves what was changed in the file", 0},
    {WISH_WRITE_AS, AT_PATHWAY, {'S'}, "S", NULL, NULL, "saves it as a new file, so that the one that was open stays as it was", 0},
    {WISH_WRITE_AS, AT_CHANGE, {'S'}, "S", NULL, "save as", NULL, 0},
    {WISH_SAVE, AT_SAVE_AS, {KEY_IS_ENTER}, "Enter", NULL, "save under this name", NULL, 0},
    {WISH_UNDO, AT_PATHWAY, {'u'}, "u", NULL, NULL, "takes the last change back", 0},
    {WISH_REDO, AT_PATHWAY, {'U'}, "U", NULL, NULL, "makes it again", 0},
    {WISH_SAVE, AT_EDIT | AT_CHANGE_FORM, {KEY_IS_ENTER}, "Enter", NULL, "make the change", NULL, 0},
    {WISH_NONE, AT_EDIT | AT_CHANGE_FORM, {KEY_IS_DOWN}, "↑ ↓", "Up Down", "next field", NULL, 0},
    {WISH_PAGE_DOWN, AT_EDIT, {KEY_IS_PAGE_DOWN}, "PgDn", NULL, "its ways on", NULL, 0},
    {WISH_PAGE_UP, AT_EDIT, {KEY_IS_PAGE_UP}, NULL, NULL, NULL, NULL, 0},
    {WISH_PUT_BACK, AT_RECOVER, {KEY_IS_ENTER, '1'}, "Enter", NULL, "put back", NULL, 0},
    {WISH_LOOK, AT_RECOVER, {'2'}, "2", NULL, "look at each", NULL, 0},
    {WISH_FORGET, AT_RECOVER, {'3'}, "3", NULL, "forget", NULL, 0},
    {WISH_NEXT, AT_RECOVER, {'4'}, "4", NULL, NULL, NULL, 0},
    {WISH_SAVE, AT_NOTE, {KEY_IS_ENTER}, "Enter", NULL, "go on, save", NULL, 0},
    {WISH_NONE, AT_NOTE, {KEY_IS_TAB}, "Tab", NULL, "next field", NULL, 0},
    {WISH_FIND, AT_PATHWAY | AT_CHANGE, {'/'}, "/", NULL, "find", "finds a step, a team or a word", 0},
    {WISH_FIRST, AT_WALK, {KEY_IS_HOME}, "Home", NULL, NULL, "to the start of the walk", 0},
    {WISH_LAST, AT_WALK, {KEY_IS_END}, "End", NULL, NULL, "to the end of the walk", 0},
    {WISH_DOWN, AT_WALK | AT_OPENING | AT_PAGES, {KEY_IS_DOWN}, "↑ ↓", "Up Down", NULL, "reads on, where a text is longer than its place", 0},
    {WISH_UP, AT_WALK | AT_OPENING | AT_PAGES, {KEY_IS_UP}, NULL, NULL, NULL, NULL, 0},
    {WISH_MAP_LEFT, AT_WALK | AT_COMPARE, {'<', ','}, "< >", NULL, NULL, "moves the map to the left and right", 0},
    {WISH_MAP_RIGHT, AT_WALK | AT_COMPARE, {'>', '.'}, NULL, NULL, NULL, NULL, 0},
    {WISH_MAP_UP, AT_WALK, {KEY_IS_PAGE_UP}, "PgUp PgDn", NULL, NULL, "moves the map up and down; where the whole is shown by numbers, the list of names", 0},
    {WISH_MAP_DOWN, AT_WALK, {KEY_IS_PAGE_DOWN}, NULL, NULL, NULL, NULL, 0},
    {WISH_DOWN, AT_ROWS, {KEY_IS_DOWN}, "↑ ↓", "Up Down", "choose", "chooses a row", 0},
    {WISH_UP, AT_ROWS, {KEY_IS_UP}, NULL, NULL, NULL, NULL, 0},
    {WISH_PAGE_DOWN, AT_ROWS | AT_PAGES | AT_OPENING, {KEY_IS_PAGE_DOWN}, "PgUp PgDn", NULL, NULL, "a page on or back", 0},
    {WISH_PAGE_DOWN, AT_PAGES, {' '}, NULL, NULL, NULL, NULL, 0},
    {WISH_PAGE_UP, AT_ROWS | AT_PAGES | AT_OPENING, {KEY_IS_PAGE_UP}, NULL, NULL, NULL, NULL, 0},
    {WISH_FIRST, AT_ROWS | AT_PAGES | AT_OPENING, {KEY_IS_HOME}, "Home End", NULL, NULL, "the first and the last row", 0},
    {WISH_LAST, AT_ROWS | AT_PAGES | AT_OPENING, {KEY_IS_END}, NULL, NULL, NULL, NULL, 0},
    {WISH_CLOSE, AT_ANY, {KEY_IS_ESCAPE}, "Esc", NULL, NULL, "back to where you came from", 0},
    {WISH_CLOSE, AT_ROWS & ~(AT_LIST | AT_FIND), {KEY_IS_LEFT, KEY_IS_BACKSPACE}, NULL, NULL, NULL, NULL, 0},
    {WISH_CLOSE, AT_PAGES, {KEY_IS_LEFT, KEY_IS_BACKSPACE}, NULL, NULL, NULL, NULL, 0},
    {WISH_REREAD, AT_TROUBLE, {'r'}, "r", NULL, "read it again", NULL, 0},
    {WISH_LIST, AT_TROUBLE, {'p'}, "p", NULL, "another pathway", NULL, 0},
    {WISH_REREAD, AT_PATHWAY | AT_LIST, {'r'}, "r", NULL, NULL, "reads the file again, when it was changed (in the list of pathways: looks anew)", 0},
    {WISH_OPENING, AT_PATHWAY & ~AT_OPENING, {'0'}, "0", NULL, NULL, "the opening page", 0},
    {WISH_LIST, AT_PATHWAY, {'p'}, "p", NULL, NULL, "another pathway", 0},
    {WISH_BACKGROUND, AT_ANY & ~AT_TYPING, {'i'}, "i", NULL, NULL, "black on white or white on black", 0},
    {WISH_REDRAW, AT_ANY, {CONTROL('l')}, "Ctrl-L", NULL, NULL, "draws the screen anew", 0},
    {WISH_HELP, AT_ANY & ~(AT_HELP | AT_TYPING), {'?', KEY_IS_HELP}, "?", NULL, "all keys", "this page", 0},
    {WISH_QUIT, AT_LIST | AT_OPENING | AT_WALK, {'q'}, "q", NULL, "quit", "out of the program", WHEN_LEAVES},
    {WISH_CLOSE, AT_ANY & ~(AT_LIST | AT_OPENING | AT_WALK | AT_TYPING), {'q'}, "q", NULL, NULL, "back, as Esc; from the walk and the opening page, out of the program", 0},
    {WISH_CLOSE, AT_LIST | AT_OPENING | AT_WALK, {'q'}, NULL, NULL, NULL, NULL, WHEN_OPENED | WHEN_FROM_LIST | WHEN_LOOKING},
    {WISH_CLOSE, AT_WALK, {KEY_IS_ESCAPE}, "Esc", NULL, "back to the list", NULL, WHEN_FROM_LIST},
    {WISH_CLOSE, AT_WALK, {KEY_IS_ESCAPE}, "Esc", NULL, "back to the walk", NULL, WHEN_LOOKING},
    {WISH_CLOSE, AT_LIST | AT_OPENING | AT_WALK, {KEY_IS_ESCAPE}, "Esc", NULL, "back", NULL, WHEN_OPENED},
    {WISH_CLOSE, AT_ANY & ~(AT_LIST | AT_OPENING | AT_WALK), {KEY_IS_ESCAPE}, "Esc", NULL, "back", NULL, 0},
};
// clang-format on

const uint32_t key_row_count = sizeof key_rows / sizeof *key_rows;

const struct key_group key_groups[] = {
    {"On the walk", AT_WALK, AT_STEP},
    {"Where before and after are compared", AT_COMPARE, AT_STEP | AT_WALK | AT_ROWS},
    {"In lists and on the opening page", AT_ROWS | AT_OPENING, AT_WALK | AT_STEP},
    {"Everywhere", AT_STEP, 0},
};

const uint32_t key_group_count = sizeof key_groups / sizeof *key_groups;

bool key_in_group(const struct key_row *row, const struct key_group *group)
{
	return row->says && row->places & group->here && !(row->places & group->not_here);
}

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

bool key_is_here(const struct key_row *row, const struct here *here)
{
	return row->places & here->place && (row->when == 0 || row->when & here->when);
}

enum wish key_wish_here(const struct here *here, int32_t key, uint32_t *number)
{
	for (uint32_t i = 0; i < key_row_count; i++) {
		if (!key_is_here(&key_rows[i], here) || !row_has(&key_rows[i], key))
			continue;
		if (key_rows[i].wish == WISH_CHOOSE)
			*number = (uint32_t)(key - '0');
		return key_rows[i].wish;
	}
	return WISH_NONE;
}

enum wish key_wish(enum where place, int32_t key, uint32_t *number)
{
	return key_wish_here(&(struct here){place, ~0u, 0}, key, number);
}

int32_t key_named(const char *name, size_t length)
{
	static const struct {
		const char *name;
		int32_t key;
	} named[] = {
	    {"→", KEY_IS_RIGHT},      {"Right", KEY_IS_RIGHT},    {"←", KEY_IS_LEFT},  {"Left", KEY_IS_LEFT},
	    {"↑", KEY_IS_UP},         {"Up", KEY_IS_UP},          {"↓", KEY_IS_DOWN},  {"Down", KEY_IS_DOWN},
	    {"Enter", KEY_IS_ENTER},  {"Esc", KEY_IS_ESCAPE},     {"Tab", KEY_IS_TAB}, {"Delete", KEY_IS_DELETE},
	    {"PgUp", KEY_IS_PAGE_UP}, {"PgDn", KEY_IS_PAGE_DOWN},
	};
	for (size_t i = 0; i < sizeof named / sizeof *named; i++)
		if (strlen(named[i].name) == length && memcmp(named[i].name, name, length) == 0)
			return named[i].key;
	return length == 1 ? (unsigned char)*name : 0;
}
