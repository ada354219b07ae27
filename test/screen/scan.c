#include "scan.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ESCAPE = 0x1b, DELETE = 0x7f, REPEAT_MOST = 10000 };

/* ---------------------------------------------------------------- modes */

/* What may be left on, and what a person would notice. Other private modes
 * must be off, too, but have no better name than their number. */
static const struct mode {
	unsigned number;
	bool at_first;
	const char *otherwise;
} known_modes[] = {
    {1, false, "the arrow keys are left in application mode"},
    {7, true, "long lines are left unwrapped"},
    {12, false, NULL}, /* blinking of the cursor: a matter of taste, and ncurses' own doing */
    {25, true, "the cursor is left hidden"},
    {47, false, "the alternate screen is not left"},
    {1000, false, "the mouse is left on"},
    {1002, false, "the mouse is left on"},
    {1003, false, "the mouse is left on"},
    {1006, false, "the mouse is left on"},
    {1047, false, "the alternate screen is not left"},
    {1049, false, "the alternate screen is not left"},
    {2004, false, "bracketed paste is left on"},
};

static const struct mode *find_mode(unsigned number)
{
	for (size_t i = 0; i < sizeof known_modes / sizeof *known_modes; i++)
		if (known_modes[i].number == number)
			return &known_modes[i];
	return NULL;
}

static bool at_first(unsigned number)
{
	const struct mode *mode = find_mode(number);
	return mode && mode->at_first;
}

bool scan_mode(const struct scan *scan, unsigned number)
{
	for (unsigned i = 0; i < scan->mode_count; i++)
		if (scan->modes[i].number == number)
			return scan->modes[i].on;
	return at_first(number);
}

static void set_mode(struct scan *scan, unsigned number, bool on)
{
	unsigned i = 0;
	while (i < scan->mode_count && scan->modes[i].number != number)
		i++;
	if (i == SCAN_MODES)
		return;
	scan->modes[i].number = number;
	scan->modes[i].on = on;
	if (i == scan->mode_count)
		scan->mode_count++;
	if (number == 47 || number == 1047 || number == 1049)
		scan->listener.alternate(scan->listener.target, on);
}

bool scan_left_on(const struct scan *scan, char says[SCAN_SAYS])
{
	for (unsigned i = 0; i < scan->mode_count; i++) {
		unsigned number = scan->modes[i].number;
		const struct mode *mode = find_mode(number);
		if (scan->modes[i].on == at_first(number) || (mode && !mode->otherwise))
			continue;
		if (mode)
			snprintf(says, SCAN_SAYS, "%s", mode->otherwise);
		else
			snprintf(says, SCAN_SAYS, "private mode %u is left on", number);
		return true;
	}
	const char *left = scan->keypad                     ? "the keypad is left in application mode"
			   : scan->inserts                  ? "insert mode is left on"
			   : scan->graphic || scan->shifted ? "the line-drawing characters are left on"
			   : scan->region                   ? "a scrolling region is left"
			   : scan->state != SCAN_TEXT       ? "an escape sequence is left unfinished"
							    : NULL;
	snprintf(says, SCAN_SAYS, "%s", left ? left : "");
	return left;
}

/* ---------------------------------------------------------------- what has no place */

__attribute__((format(printf, 2, 3))) static void strange(struct scan *scan, const char *format, ...)
{
	if (scan->strange[0])
		return;
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(scan->strange, sizeof scan->strange, format, arguments);
	va_end(arguments);
}

/* The item so far, without what would drive the terminal of who reads of it. */
static const char *shown(struct scan *scan)
{
	static char text[SCAN_ITEM];
	for (size_t i = 0; i <= scan->length; i++) {
		unsigned char byte = i < scan->length ? (unsigned char)scan->item[i] : 0;
		text[i] = i == scan->length ? '\0' : byte >= ' ' && byte < DELETE ? (char)byte : '.';
	}
	return text;
}

static void pass(struct scan *scan, const char *bytes, size_t length)
{
	scan->listener.bytes(scan->listener.target, bytes, length);
}

static void item_done(struct scan *scan)
{
	scan->length = 0;
	scan->state = SCAN_TEXT;
}

/* ---------------------------------------------------------------- control sequences */

/* The number at `at` and where it ends; `otherwise` where there is none. */
static unsigned number_at(const char **at, unsigned otherwise)
{
	char *end;
	unsigned long number = strtoul(*at, &end, 10);
	if (end == *at)
		return otherwise;
	*at = end;
	return number > REPEAT_MOST ? REPEAT_MOST : (unsigned)number;
}

/* libvterm takes a "repeat" with nothing before it badly. */
static void repeat(struct scan *scan)
{
	const char *at = scan->item + 2;
	for (unsigned times = number_at(&at, 1); times > 0; times--)
		pass(scan, scan->last, scan->last_length);
}

static void private_modes(struct scan *scan, bool on)
{
	const char *at = scan->item + 3;
	for (;; at++) {
		unsigned number = number_at(&at, 0);
		/* The screens themselves are the listener's to change. */
		if (number != 47 && number != 1047 && number != 1049) {
			char one[32];
			int length = snprintf(one, sizeof one, "\x1b[?%u%c", number, on ? 'h' : 'l');
			pass(scan, one, (size_t)length);
		}
		set_mode(scan, number, on);
		if (*at != ';')
			break;
	}
}

void scan_set_rows(struct scan *scan, int rows)
{
	if (rows < SCAN_HEIGHTS)
		scan->heights[rows / 64] |= (uint64_t)1 << rows % 64;
}

/* A scrolling region that is not the whole screen; nor was it before a resize
 * of which the program had not heard yet. */
static bool is_part(const struct scan *scan)
{
	const char *at = scan->item + 2;
	unsigned top = number_at(&at, 1);
	at += *at == ';';
	unsigned bottom = number_at(&at, 0);
	bool full = bottom == 0 || bottom >= SCAN_HEIGHTS || scan->heights[bottom / 64] >> bottom % 64 & 1;
	return top > 1 || !full;
}

static void set_region(struct scan *scan)
{
	scan->region = is_part(scan);
	if (scan->region)
		pass(scan, scan->item, scan->length);
	else
		pass(scan, "\x1b[r", 3);
}

static void control_done(struct scan *scan)
{
	static const char finals[] = "@ABCDEFGHIJKLMPSTXZ`abcdefghilmnrstu";
	char final = scan->item[scan->length - 1], first = scan->item[2];
	scan->item[scan->length] = '\0';
	if (!strchr(finals, final))
		strange(scan, "an unknown control sequence: %s", shown(scan));
	if (first == '?' && (final == 'h' || final == 'l')) {
		private_modes(scan, final == 'h');
		return;
	}
	if (final == 'b') {
		repeat(scan);
		return;
	}
	if (final == 't') /* the window's title is kept and brought back: no matter of the screen */
		return;
	if ((final == 'h' || final == 'l') && first == '4')
		scan->inserts = final == 'h';
	if (final == 'r' && first != '?') {
		set_region(scan);
		return;
	}
	pass(scan, scan->item, scan->length);
}

/* ---------------------------------------------------------------- other sequences */

static void escape_done(struct scan *scan)
{
	char first = scan->item[1], last = scan->item[scan->length - 1];
	if (scan->length == 2 && (first == '=' || first == '>'))
		scan->keypad = first == '=';
	else if (first == '(')
		scan->graphic = last == '0';
	else if (!strchr(")*+78DEHMNOZc\\", first))
		strange(scan, "an unknown escape sequence: %s", shown(scan));
	if (first == 'c')
		scan->mode_count = 0;
	pass(scan, scan->item, scan->length);
}

/* Colours set back are all that a screen needs of these. */
static void string_done(struct scan *scan)
{
	if (strncmp(scan->item + 1, "]104", 4) != 0 && strncmp(scan->item + 1, "]R", 2) != 0 &&
	    strncmp(scan->item + 1, "]P", 2) != 0)
		strange(scan, "a message to the terminal itself: %s", shown(scan));
}

/* The Linux console's own two have no end mark. */
static bool is_console_string(const struct scan *scan)
{
	return scan->item[1] == ']' &&
	       ((scan->length == 3 && scan->item[2] == 'R') || (scan->length == 10 && scan->item[2] == 'P'));
}

static void keep(struct scan *scan, char byte)
{
	if (scan->length < SCAN_ITEM - 1)
		scan->item[scan->length++] = byte;
}

static void string_byte(struct scan *scan, char byte)
{
	bool ends = byte == '\a' || (scan->state == SCAN_STRING_ESCAPE && byte == '\\');
	scan->state = byte == ESCAPE ? SCAN_STRING_ESCAPE : SCAN_STRING;
	if (!ends)
		keep(scan, byte);
	if (ends || is_console_string(scan)) {
		string_done(scan);
		item_done(scan);
	}
}

static void escape_byte(struct scan *scan, char byte)
{
	keep(scan, byte);
	if (scan->state == SCAN_ESCAPE && byte == '[') {
		scan->state = SCAN_CONTROL;
	} else if (scan->state == SCAN_ESCAPE && strchr("]P^_X", byte)) {
		scan->state = SCAN_STRING;
	} else if (byte >= ' ' && byte <= '/') {
		scan->state = SCAN_BETWEEN;
	} else {
		escape_done(scan);
		item_done(scan);
	}
}

static void control_byte(struct scan *scan, char byte)
{
	keep(scan, byte);
	if (byte == ESCAPE || (unsigned char)byte < ' ')
		strange(scan, "a control sequence with a control character in it: %s", shown(scan));
	if (byte >= '@' && byte <= '~') {
		control_done(scan);
		item_done(scan);
	}
}

/* ---------------------------------------------------------------- text */

static size_t length_of(unsigned char first)
{
	return first < 0x80 ? 1 : first < 0xc0 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf8 ? 4 : 0;
}

static uint32_t decoded(const char *item, size_t length)
{
	uint32_t value = (unsigned char)item[0] & (0x7fu >> length);
	for (size_t i = 1; i < length; i++)
		value = value << 6 | ((unsigned char)item[i] & 0x3f);
	return value;
}

static bool turns_direction(uint32_t c)
{
	return c == 0x61c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static void wide_done(struct scan *scan)
{
	uint32_t c = decoded(scan->item, scan->length);
	if (c < 0xa0)
		strange(scan, "a control character, U+%04X, among the text", c);
	else if (turns_direction(c))
		strange(scan, "a character that turns the direction of writing, U+%04X", c);
	else {
		pass(scan, scan->item, scan->length);
		memcpy(scan->last, scan->item, scan->length);
		scan->last_length = scan->length;
	}
	item_done(scan);
}

static void wide_byte(struct scan *scan, unsigned char byte)
{
	bool follows = byte >= 0x80 && byte < 0xc0;
	if (scan->length > 0 ? !follows : length_of(byte) == 0) {
		strange(scan, "a byte that is no UTF-8, 0x%02X", byte);
		item_done(scan);
		return;
	}
	keep(scan, (char)byte);
	if (scan->length == length_of((unsigned char)scan->item[0]))
		wide_done(scan);
}

static void plain_byte(struct scan *scan, char byte)
{
	if (byte == '\0') /* padding */
		return;
	if (byte == '\a') {
		scan->bells++;
		return;
	}
	if (byte == 0x0e || byte == 0x0f)
		scan->shifted = byte == 0x0e;
	else if (((unsigned char)byte < ' ' && !strchr("\b\t\n\r", byte)) || byte == DELETE) {
		strange(scan, "a control character, 0x%02X, among the text", (unsigned)byte);
		return;
	}
	if (byte >= ' ') {
		scan->last[0] = byte;
		scan->last_length = 1;
	}
	pass(scan, &byte, 1);
}

static void text_byte(struct scan *scan, char byte)
{
	if (scan->length > 0 || (unsigned char)byte >= 0x80) {
		wide_byte(scan, (unsigned char)byte);
	} else if (byte == ESCAPE) {
		keep(scan, byte);
		scan->state = SCAN_ESCAPE;
	} else {
		plain_byte(scan, byte);
	}
}

void scan_bytes(struct scan *scan, const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		switch (scan->state) {
		case SCAN_TEXT:
			text_byte(scan, bytes[i]);
			break;
		case SCAN_ESCAPE:
		case SCAN_BETWEEN:
			escape_byte(scan, bytes[i]);
			break;
		case SCAN_CONTROL:
			control_byte(scan, bytes[i]);
			break;
		case SCAN_STRING:
		case SCAN_STRING_ESCAPE:
			string_byte(scan, bytes[i]);
			break;
		}
	}
}

void scan_init(struct scan *scan, struct scan_listener listener)
{
	*scan = (struct scan){.listener = listener};
}
