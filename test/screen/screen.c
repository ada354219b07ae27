#include "screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <vterm.h>

enum { MAIN, ALTERNATE, SCREENS, COLUMNS_LEAST = 2, STYLES_MOST = 26 };

struct screen {
	VTerm *terminals[SCREENS];
	int shown; /* which of them */
	int rows, columns;
	struct scan scan;
};

/* ---------------------------------------------------------------- feeding */

static int columns_of(int columns)
{
	return columns < COLUMNS_LEAST ? COLUMNS_LEAST : columns;
}

static VTermScreen *cells_of(const struct screen *screen)
{
	return vterm_obtain_screen(screen->terminals[screen->shown]);
}

/* Colours, character sets and modes are the terminal's, not the one screen's. */
static bool is_shared(const char *bytes, size_t length)
{
	char last = bytes[length - 1];
	if (bytes[0] == 0x0e || bytes[0] == 0x0f)
		return true;
	return length > 2 && bytes[0] == 0x1b &&
	       (bytes[1] == '(' || (bytes[1] == '[' && (last == 'm' || last == 'h' || last == 'l')));
}

static void feed_shown(void *target, const char *bytes, size_t length)
{
	struct screen *screen = target;
	vterm_input_write(screen->terminals[screen->shown], bytes, length);
	if (is_shared(bytes, length))
		vterm_input_write(screen->terminals[!screen->shown], bytes, length);
}

static void change_screen(void *target, bool alternate)
{
	struct screen *screen = target;
	screen->shown = alternate ? ALTERNATE : MAIN;
	if (alternate)
		feed_shown(screen, "\x1b[H\x1b[2J", 7);
}

static VTerm *new_terminal(int rows, int columns, VTermOutputCallback *answer, void *target)
{
	VTerm *terminal = vterm_new(rows, columns_of(columns));
	vterm_set_utf8(terminal, 1);
	vterm_output_set_callback(terminal, answer, target);
	vterm_screen_reset(vterm_obtain_screen(terminal), 1);
	return terminal;
}

struct screen *screen_new(int rows, int columns, void (*answer)(const char *bytes, size_t length, void *target),
			  void *target)
{
	struct screen *screen = calloc(1, sizeof *screen);
	screen->rows = rows;
	screen->columns = columns;
	for (int i = 0; i < SCREENS; i++)
		screen->terminals[i] = new_terminal(rows, columns, answer, target);
	scan_init(&screen->scan, (struct scan_listener){feed_shown, change_screen, screen});
	scan_set_rows(&screen->scan, rows);
	return screen;
}

void screen_free(struct screen *screen)
{
	if (!screen)
		return;
	for (int i = 0; i < SCREENS; i++)
		vterm_free(screen->terminals[i]);
	free(screen);
}

void screen_feed(struct screen *screen, const char *bytes, size_t length)
{
	scan_bytes(&screen->scan, bytes, length);
}

/* As other terminals do at a resize; libvterm keeps it. */
static void forget_region(VTerm *terminal)
{
	char bytes[48];
	VTermPos place;
	vterm_state_get_cursorpos(vterm_obtain_state(terminal), &place);
	int length = snprintf(bytes, sizeof bytes, "\x1b[r\x1b[%d;%dH", place.row + 1, place.col + 1);
	vterm_input_write(terminal, bytes, (size_t)length);
}

void screen_resize(struct screen *screen, int rows, int columns)
{
	screen->rows = rows;
	screen->columns = columns;
	scan_set_rows(&screen->scan, rows);
	for (int i = 0; i < SCREENS; i++) {
		vterm_set_size(screen->terminals[i], rows, columns_of(columns));
		forget_region(screen->terminals[i]);
	}
}

void screen_smudge(struct screen *screen)
{
	for (int row = 1; row <= screen->rows; row++) {
		char place[32];
		feed_shown(screen, place, (size_t)snprintf(place, sizeof place, "\x1b[%d;1H", row));
		for (int column = 0; column < screen->columns; column++)
			feed_shown(screen, "#", 1);
	}
}

/* ---------------------------------------------------------------- looking */

int screen_rows(const struct screen *screen)
{
	return screen->rows;
}

int screen_columns(const struct screen *screen)
{
	return screen->columns;
}

const struct scan *screen_scan(const struct screen *screen)
{
	return &screen->scan;
}

void screen_cursor(const struct screen *screen, int *row, int *column)
{
	VTermPos place;
	vterm_state_get_cursorpos(vterm_obtain_state(screen->terminals[screen->shown]), &place);
	*row = place.row;
	*column = place.col;
}

bool screen_pen_is_plain(const struct screen *screen)
{
	static const VTermAttr flags[] = {VTERM_ATTR_BOLD, VTERM_ATTR_UNDERLINE, VTERM_ATTR_REVERSE, VTERM_ATTR_BLINK};
	const VTermState *state = vterm_obtain_state(screen->terminals[screen->shown]);
	VTermValue value;
	for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
		vterm_state_get_penattr(state, flags[i], &value);
		if (value.number != 0)
			return false;
	}
	vterm_state_get_penattr(state, VTERM_ATTR_FOREGROUND, &value);
	bool plain = VTERM_COLOR_IS_DEFAULT_FG(&value.color);
	vterm_state_get_penattr(state, VTERM_ATTR_BACKGROUND, &value);
	return plain && VTERM_COLOR_IS_DEFAULT_BG(&value.color);
}

static size_t put_character(char *to, uint32_t c)
{
	if (c < 0x80) {
		to[0] = (char)c;
		return 1;
	}
	size_t length = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	for (size_t i = length; i-- > 1; c >>= 6)
		to[i] = (char)(0x80 | (c & 0x3f));
	to[0] = (char)((0xf00u >> length & 0xff) | c);
	return length;
}

static int colour_of(const VTermColor *colour)
{
	if (VTERM_COLOR_IS_DEFAULT_FG(colour) || VTERM_COLOR_IS_DEFAULT_BG(colour))
		return COLOUR_DEFAULT;
	if (VTERM_COLOR_IS_INDEXED(colour))
		return colour->indexed.idx;
	return COLOUR_RGB | colour->rgb.red << 16 | colour->rgb.green << 8 | colour->rgb.blue;
}

/* Of a blank, only what is behind it can be seen; of a cell that a wide
 * character covers, nothing. */
static void leave_out_unseen(struct cell *cell)
{
	if (!cell->text[0])
		*cell = (struct cell){.foreground = COLOUR_DEFAULT, .background = COLOUR_DEFAULT};
	if (strcmp(cell->text, " ") != 0 || cell->reverse || cell->underline)
		return;
	cell->foreground = COLOUR_DEFAULT;
	cell->bold = cell->italic = cell->blink = false;
}

void screen_cell(const struct screen *screen, int row, int column, struct cell *cell)
{
	VTermScreenCell from;
	size_t length = 0;
	memset(cell, 0, sizeof *cell);
	vterm_screen_get_cell(cells_of(screen), (VTermPos){row, column}, &from);
	bool covered = from.chars[0] == UINT32_MAX;
	for (int i = 0; !covered && i < VTERM_MAX_CHARS_PER_CELL && from.chars[i]; i++)
		length += put_character(cell->text + length, from.chars[i]);
	if (length == 0 && !covered)
		cell->text[0] = ' ';
	cell->width = from.width;
	cell->bold = from.attrs.bold;
	cell->underline = from.attrs.underline;
	cell->reverse = from.attrs.reverse;
	cell->blink = from.attrs.blink;
	cell->italic = from.attrs.italic;
	cell->foreground = colour_of(&from.fg);
	cell->background = colour_of(&from.bg);
	leave_out_unseen(cell);
}

/* ---------------------------------------------------------------- text */

static void cut_blanks(FILE *out, char *row)
{
	size_t length = strlen(row);
	while (length > 0 && row[length - 1] == ' ')
		length--;
	fwrite(row, 1, length, out);
	putc('\n', out);
}

static char *row_text(const struct screen *screen, int row)
{
	struct cell cell;
	char *text = malloc((size_t)screen->columns * sizeof cell.text + 1), *end = text;
	for (int column = 0; column < screen->columns; column++) {
		screen_cell(screen, row, column, &cell);
		end = stpcpy(end, cell.text);
	}
	*end = '\0';
	return text;
}

char *screen_text(const struct screen *screen)
{
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);
	for (int row = 0; row < screen->rows; row++) {
		char *line = row_text(screen, row);
		cut_blanks(out, line);
		free(line);
	}
	fclose(out);
	return text;
}

/* The column at which byte `at` of row `row`'s text stands. */
static int column_of(const struct screen *screen, int row, size_t at)
{
	struct cell cell;
	size_t passed = 0;
	int column = 0;
	for (; column < screen->columns; column++) {
		screen_cell(screen, row, column, &cell);
		passed += strlen(cell.text);
		if (passed > at)
			break;
	}
	return column;
}

/* The byte of row `row`'s text at which `wanted` begins; -1 where it does not. */
static ptrdiff_t place_in_row(const struct screen *screen, int row, const char *wanted)
{
	char *line = row_text(screen, row);
	const char *at = strstr(line, wanted);
	ptrdiff_t place = at ? at - line : -1;
	free(line);
	return place;
}

bool screen_find(const struct screen *screen, const char *text, int *row, int *column)
{
	for (*row = 0; *row < screen->rows; ++*row) {
		ptrdiff_t place = place_in_row(screen, *row, text);
		if (place < 0)
			continue;
		*column = column_of(screen, *row, (size_t)place);
		return true;
	}
	return false;
}

/* ---------------------------------------------------------------- styles */

struct styles {
	struct cell seen[STYLES_MOST];
	int count;
};

static bool same_style(const struct cell *one, const struct cell *other)
{
	return one->bold == other->bold && one->underline == other->underline && one->reverse == other->reverse &&
	       one->blink == other->blink && one->italic == other->italic && one->foreground == other->foreground &&
	       one->background == other->background;
}

static char letter_of(struct styles *styles, const struct cell *cell)
{
	static const struct cell plain = {.foreground = COLOUR_DEFAULT, .background = COLOUR_DEFAULT};
	if (same_style(cell, &plain))
		return ' ';
	int i = 0;
	while (i < styles->count && !same_style(cell, &styles->seen[i]))
		i++;
	if (i == STYLES_MOST)
		return '?';
	if (i == styles->count)
		styles->seen[styles->count++] = *cell;
	return (char)('a' + i);
}

static void say_colour(FILE *out, const char *name, int colour)
{
	if (colour >= COLOUR_RGB)
		fprintf(out, " %s #%06x", name, (unsigned)(colour & 0xffffff));
	else if (colour != COLOUR_DEFAULT)
		fprintf(out, " %s %d", name, colour);
}

static void say_style(FILE *out, char letter, const struct cell *cell)
{
	fprintf(out, "%c:%s%s%s%s%s", letter, cell->bold ? " bold" : "", cell->underline ? " underline" : "",
		cell->reverse ? " reverse" : "", cell->blink ? " blink" : "", cell->italic ? " italic" : "");
	say_colour(out, "colour", cell->foreground);
	say_colour(out, "on", cell->background);
	putc('\n', out);
}

char *screen_styles(const struct screen *screen)
{
	char *text = NULL;
	size_t size;
	struct styles styles = {.count = 0};
	FILE *out = open_memstream(&text, &size);
	for (int row = 0; row < screen->rows; row++) {
		char *letters = calloc(1, (size_t)screen->columns + 1);
		for (int column = 0; column < screen->columns; column++) {
			struct cell cell;
			screen_cell(screen, row, column, &cell);
			letters[column] = letter_of(&styles, &cell);
		}
		cut_blanks(out, letters);
		free(letters);
	}
	for (int i = 0; i < styles.count; i++)
		say_style(out, (char)('a' + i), &styles.seen[i]);
	fclose(out);
	return text;
}

/* ---------------------------------------------------------------- pictures */

struct picture {
	int rows, columns, cursor_row, cursor_column;
	bool cursor_shown;
	struct cell cells[];
};

struct picture *picture_take(const struct screen *screen)
{
	size_t cells = (size_t)screen->rows * (size_t)screen->columns;
	struct picture *picture = calloc(1, sizeof *picture + cells * sizeof *picture->cells);
	picture->rows = screen->rows;
	picture->columns = screen->columns;
	picture->cursor_shown = scan_mode(&screen->scan, 25);
	screen_cursor(screen, &picture->cursor_row, &picture->cursor_column);
	for (int row = 0; row < screen->rows; row++)
		for (int column = 0; column < screen->columns; column++)
			screen_cell(screen, row, column, &picture->cells[row * screen->columns + column]);
	return picture;
}

void picture_free(struct picture *picture)
{
	free(picture);
}

void picture_show(const struct picture *picture)
{
	for (int row = 0; row < picture->rows; row++) {
		printf("# |");
		for (int column = 0; column < picture->columns; column++)
			fputs(picture->cells[row * picture->columns + column].text, stdout);
		printf("\n");
	}
}

static bool cells_differ(const struct picture *before, const struct picture *after, char *says, size_t size)
{
	for (int i = 0; i < before->rows * before->columns; i++) {
		const struct cell *one = &before->cells[i], *other = &after->cells[i];
		int row = i / before->columns, column = i % before->columns;
		if (strcmp(one->text, other->text) != 0) {
			snprintf(says, size, "row %d, column %d: '%s' has become '%s'", row, column, one->text,
				 other->text);
			return true;
		}
		if (!same_style(one, other)) {
			snprintf(says, size, "row %d, column %d: '%s' has another colour or weight", row, column,
				 one->text);
			return true;
		}
	}
	return false;
}

bool picture_differs(const struct picture *before, const struct picture *after, char *says, size_t size)
{
	if (before->rows != after->rows || before->columns != after->columns) {
		snprintf(says, size, "the sizes differ");
		return true;
	}
	if (cells_differ(before, after, says, size))
		return true;
	bool moved = before->cursor_shown &&
		     (before->cursor_row != after->cursor_row || before->cursor_column != after->cursor_column);
	if (moved || before->cursor_shown != after->cursor_shown) {
		snprintf(says, size, "the cursor was at row %d, column %d (%s), and is at row %d, column %d (%s)",
			 before->cursor_row, before->cursor_column, before->cursor_shown ? "shown" : "hidden",
			 after->cursor_row, after->cursor_column, after->cursor_shown ? "shown" : "hidden");
		return true;
	}
	return false;
}
