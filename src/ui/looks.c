#include "ui/looks.h"

enum { BLACK = 0, RED, GREEN, YELLOW, BLUE, MAGENTA, CYAN, WHITE }; /* of 8 */

/* Of 256 colours; 16 and 231 are black and white whatever the first 16 are set to. */
enum {
	INK_BLACK = 16,
	INK_WHITE = 231,
	NIGHT = 17, /* dark blue */
	WINE = 52,  /* dark red */
	PLUM = 53,  /* dark purple */
	PINE = 23,  /* dark teal */
	SKY = 117,  /* light blue */
	ORANGE = 214,
	STRAW = 228, /* light yellow */
	LILAC = 183,
	MINT = 158,
	SILVER = 250,
	SLATE = 239,
	COAL = 235,
	PEARL = 253,
};

// clang-format off
const struct look_entry looks[LOOK_COUNT] = {
    /*                     many: on black,        on white                few: on black,    on white */
    [LOOK_PLAIN]       = {{{PEARL, INK_BLACK},     {COAL, INK_WHITE}},      {{WHITE, BLACK},   {BLACK, WHITE}},   0, 0},
    [LOOK_STRONG]      = {{{INK_WHITE, INK_BLACK}, {INK_BLACK, INK_WHITE}}, {{WHITE, BLACK},   {BLACK, WHITE}},   SHOW_BOLD, SHOW_BOLD},
    [LOOK_FAINT]       = {{{SILVER, INK_BLACK},    {SLATE, INK_WHITE}},     {{WHITE, BLACK},   {BLACK, WHITE}},   0, 0},
    [LOOK_TITLE]       = {{{INK_WHITE, NIGHT},     {INK_WHITE, NIGHT}},     {{BLACK, WHITE},   {WHITE, BLACK}},   SHOW_BOLD, SHOW_REVERSE},
    [LOOK_KEY]         = {{{ORANGE, INK_BLACK},    {NIGHT, INK_WHITE}},     {{CYAN, BLACK},    {BLACK, WHITE}},   SHOW_BOLD, SHOW_BOLD},
    [LOOK_FOCUS]       = {{{INK_BLACK, ORANGE},    {INK_WHITE, NIGHT}},     {{BLACK, CYAN},    {WHITE, BLACK}},   0, SHOW_REVERSE},
    [LOOK_PASSED]      = {{{INK_WHITE, INK_BLACK}, {INK_BLACK, INK_WHITE}}, {{WHITE, BLACK},   {BLACK, WHITE}},   SHOW_BOLD, SHOW_BOLD},
    [LOOK_AHEAD]       = {{{SILVER, INK_BLACK},    {SLATE, INK_WHITE}},     {{WHITE, BLACK},   {BLACK, WHITE}},   0, 0},
    [LOOK_ALERT]       = {{{INK_BLACK, STRAW},     {INK_WHITE, WINE}},      {{BLACK, WHITE},   {WHITE, BLACK}},   SHOW_BOLD, SHOW_REVERSE | SHOW_BOLD},
    [LOOK_DELAY]       = {{{SKY, INK_BLACK},       {NIGHT, INK_WHITE}},     {{CYAN, BLACK},    {BLACK, WHITE}},   SHOW_BOLD, SHOW_BOLD},
    [LOOK_HANDOFF]     = {{{ORANGE, INK_BLACK},    {WINE, INK_WHITE}},      {{WHITE, BLACK},   {BLACK, WHITE}},   SHOW_BOLD, SHOW_BOLD},
    [LOOK_DUPLICATION] = {{{STRAW, INK_BLACK},     {PLUM, INK_WHITE}},      {{WHITE, BLACK},   {BLACK, WHITE}},   SHOW_BOLD, SHOW_BOLD},
    [LOOK_OBSTACLE]    = {{{INK_WHITE, INK_BLACK}, {INK_BLACK, INK_WHITE}}, {{WHITE, BLACK},   {BLACK, WHITE}},   SHOW_BOLD, SHOW_BOLD},
    [LOOK_FAULT_LINE]  = {{{LILAC, INK_BLACK},     {PINE, INK_WHITE}},      {{CYAN, BLACK},    {BLACK, WHITE}},   SHOW_BOLD, SHOW_BOLD},
    [LOOK_GOAL]        = {{{MINT, INK_BLACK},      {PINE, INK_WHITE}},      {{CYAN, BLACK},    {BLACK, WHITE}},   SHOW_BOLD, SHOW_BOLD},
};
// clang-format on

enum look look_of_kind(enum kind kind)
{
	static const enum look of_kind[KIND_COUNT] = {
	    [KIND_DELAY] = LOOK_DELAY,       [KIND_HANDOFF] = LOOK_HANDOFF,       [KIND_DUPLICATION] = LOOK_DUPLICATION,
	    [KIND_OBSTACLE] = LOOK_OBSTACLE, [KIND_FAULT_LINE] = LOOK_FAULT_LINE, [KIND_GOAL] = LOOK_GOAL,
	};
	return of_kind[kind];
}

enum look look_of_style(enum style style)
{
	static const enum look of_style[STYLE_COUNT] = {
	    [STYLE_PLAIN] = LOOK_PLAIN,  [STYLE_STRONG] = LOOK_STRONG,  [STYLE_FAINT] = LOOK_FAINT,
	    [STYLE_ERROR] = LOOK_STRONG, [STYLE_WARNING] = LOOK_STRONG, [STYLE_HELP] = LOOK_STRONG,
	};
	return of_style[style];
}
