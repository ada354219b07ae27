#include "ui/screen.h"

#include "carepath/text.h"
#include "ui/give_back.h"

#include <langinfo.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* Wide characters are declared only so. */
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <term.h>
#undef columns /* term.h takes these words from everyone */
#undef lines

struct screen {
	SCREEN *terminal;
	struct cell *shown; /* what the terminal shows, as far as we know */
	cchar_t *run;       /* one row of cells for curses */
	uint32_t columns, rows;
	bool ascii, colour, few;
	enum background background;
};

enum { NO_LOOK = 0xFF, SLOWEST_ESCAPE = 25 /* milliseconds */ };

/* ------------------------------------------------------------- opening */

static bool terminal_can_move(void)
{
	int error;
	const char *name = getenv("TERM");
	if (!name || !*name || setupterm(name, STDOUT_FILENO, &error) != OK)
		return false;
	const char *move = tigetstr("cup"), *clear = tigetstr("clear");
	bool can = move && move != (char *)-1 && clear && clear != (char *)-1;
	del_curterm(cur_term);
	return can;
}

static int keep_byte(int byte)
{
	char one = (char)byte;
	give_back_bytes(&one, 1);
	return byte;
}

/* What a crash has to send; the terminal's own strings, so only when it is open. */
static void keep_leaving_bytes(void)
{
	static const char *const names[] = {"sgr0", "op", "rmacs", "rmkx", "cnorm", "rmcup"};
	static const char mouse_off[] = "\033[?1006l\033[?1002l\033[?1000l";
	if (has_mouse())
		give_back_bytes(mouse_off, sizeof mouse_off - 1);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *text = tigetstr(names[i]);
		if (text && text != (char *)-1)
			tputs(text, 1, keep_byte);
	}
	if (!tigetstr("rmcup"))
		give_back_bytes("\r\n", 2);
}

static void set_inks(const struct screen *screen)
{
	for (short look = 0; look < LOOK_COUNT; look++) {
		const struct look_entry *entry = &looks[look];
		struct ink ink = screen->few ? entry->few[screen->background] : entry->many[screen->background];
		init_pair((short)(look + 1), ink.front, ink.back);
	}
}

static bool colour_wanted(const struct screen_options *options)
{
	const char *no_colour = getenv("NO_COLOR");
	return !options->no_colour && !(no_colour && *no_colour) && has_colors();
}

static void set_up(struct screen *screen, const struct screen_options *options)
{
	cbreak();
	noecho();
	nonl();
	nodelay(stdscr, TRUE);
	keypad(stdscr, TRUE);
	set_escdelay(SLOWEST_ESCAPE);
	typeahead(-1); /* a picture is sent in one piece, not looked up from at every row */
	scrollok(stdscr, FALSE);
	mouseinterval(0);
	mousemask(ALL_MOUSE_EVENTS, NULL);
	screen->colour = colour_wanted(options) && start_color() == OK && COLORS >= 8 && COLOR_PAIRS > LOOK_COUNT;
	screen->few = COLORS < 256;
	if (screen->colour)
		set_inks(screen);
	keep_leaving_bytes();
}

/* The Linux console has line characters, and none of the marks. */
static bool ascii_needed(const struct screen_options *options)
{
	const char *name = getenv("TERM");
	return options->ascii || strcmp(nl_langinfo(CODESET), "UTF-8") != 0 || strncmp(name, "linux", 5) == 0;
}

static void forget_shown(struct screen *screen)
{
	size_t count = (size_t)screen->columns * screen->rows;
	for (size_t i = 0; i < count; i++)
		screen->shown[i].look = NO_LOOK;
}

static bool take_size(struct screen *screen)
{
	uint32_t columns = COLS > 0 ? (uint32_t)COLS : 1, rows = LINES > 0 ? (uint32_t)LINES : 1;
	struct cell *shown = realloc(screen->shown, (size_t)columns * rows * sizeof *shown);
	if (shown)
		screen->shown = shown;
	cchar_t *run = realloc(screen->run, columns * sizeof *run);
	if (run)
		screen->run = run;
	if (!shown || !run)
		return false;
	screen->columns = columns;
	screen->rows = rows;
	forget_shown(screen);
	return true;
}

struct screen *screen_open(const struct screen_options *options)
{
	if (!terminal_can_move())
		return NULL;
	struct screen *screen = calloc(1, sizeof *screen);
	if (!screen)
		return NULL;
	give_back_start();
	screen->terminal = newterm(NULL, stdout, stdin);
	if (!screen->terminal) {
		give_back_stop();
		free(screen);
		return NULL;
	}
	give_back_again();
	screen->ascii = ascii_needed(options);
	set_up(screen, options);
	if (take_size(screen))
		return screen;
	screen_close(screen);
	return NULL;
}

void screen_close(struct screen *screen)
{
	if (!screen)
		return;
	endwin();
	delscreen(screen->terminal);
	give_back_stop();
	free(screen->shown);
	free(screen->run);
	free(screen);
}

void screen_size(const struct screen *screen, uint32_t *columns, uint32_t *rows)
{
	*columns = screen->columns;
	*rows = screen->rows;
}

bool screen_ascii(const struct screen *screen)
{
	return screen->ascii;
}

void screen_background(struct screen *screen, enum background background)
{
	screen->background = background;
	if (screen->colour)
		set_inks(screen);
	forget_shown(screen);
}

void screen_busy(struct screen *screen, bool busy)
{
	(void)screen;
	give_back_busy(busy);
}

/* ------------------------------------------------------------- showing */

static attr_t attributes_of(const struct screen *screen, uint8_t look)
{
	uint8_t show = screen->colour ? looks[look].show : looks[look].show_mono;
	attr_t attributes = A_NORMAL;
	if (show & SHOW_BOLD)
		attributes |= A_BOLD;
	if (show & SHOW_REVERSE)
		attributes |= A_REVERSE;
	if (show & SHOW_UNDERLINE)
		attributes |= A_UNDERLINE;
	return attributes;
}

/* A cell's text for curses: at most what one of its cells holds. */
static void spell(const struct screen *screen, const struct cell *cell, wchar_t *wide)
{
	size_t bytes = strlen(cell->text), taken, count = 0;
	for (size_t at = 0; at < bytes && count < CCHARW_MAX; at += taken) {
		int32_t point = text_decode(cell->text + at, bytes - at, &taken);
		wide[count++] = screen->ascii && point >= 0x80 ? L'?' : (wchar_t)point;
		if (screen->ascii && point >= 0x80)
			break;
	}
	wide[count] = L'\0';
}

static void hand_over(const struct screen *screen, const struct cell *cell, cchar_t *to)
{
	wchar_t wide[CCHARW_MAX + 1];
	spell(screen, cell, wide);
	setcchar(to, wide, attributes_of(screen, cell->look), screen->colour ? (short)(cell->look + 1) : 0, NULL);
}

static bool is_blank(const struct cell *cell)
{
	return cell->text[0] == ' ' && cell->text[1] == '\0';
}

/* Whether a blank in this look is like any other blank: then it need not be
 * sent again. */
static bool has_plain_ground(const struct screen *screen, uint8_t look)
{
	if (look == NO_LOOK)
		return false;
	if (!screen->colour)
		return !(looks[look].show_mono & (SHOW_REVERSE | SHOW_UNDERLINE));
	const struct look_entry *entry = &looks[look], *plain = &looks[LOOK_PLAIN];
	enum background ground = screen->background;
	return screen->few ? entry->few[ground].back == plain->few[ground].back
			   : entry->many[ground].back == plain->many[ground].back;
}

static bool differs(const struct screen *screen, const struct cell *a, const struct cell *b)
{
	if (is_blank(a) && is_blank(b) && has_plain_ground(screen, a->look) && has_plain_ground(screen, b->look))
		return false;
	return memcmp(a, b, sizeof *a) != 0;
}

/* Hands the cells from … up to end, not included, to curses. */
static void show_run(struct screen *screen, uint32_t row, const struct cell *cells, uint32_t from, uint32_t end)
{
	int count = 0;
	for (uint32_t column = from; column < end; column++)
		if (cells[column].columns > 0)
			hand_over(screen, &cells[column], &screen->run[count++]);
	mvadd_wchnstr((int)row, (int)from, screen->run, count);
}

static void show_row(struct screen *screen, uint32_t row, const struct cell *cells)
{
	struct cell *shown = &screen->shown[(size_t)row * screen->columns];
	for (uint32_t from = 0; from < screen->columns;) {
		if (!differs(screen, &cells[from], &shown[from])) {
			from++;
			continue;
		}
		uint32_t end = from + 1;
		while (end < screen->columns && (differs(screen, &cells[end], &shown[end]) || cells[end].columns == 0))
			end++;
		if (cells[from].columns == 0 && from > 0)
			from--; /* a wide character is handed over whole */
		show_run(screen, row, cells, from, end);
		memcpy(&shown[from], &cells[from], (end - from) * sizeof *cells);
		from = end;
	}
}

void screen_show(struct screen *screen, const struct canvas *canvas, bool whole)
{
	if (canvas->columns != screen->columns || canvas->rows != screen->rows)
		return;
	if (whole) {
		forget_shown(screen);
		clearok(curscr, TRUE);
	}
	for (uint32_t row = 0; row < screen->rows; row++)
		show_row(screen, row, &canvas->cells[(size_t)row * screen->columns]);
	move((int)canvas->cursor_row, (int)canvas->cursor_column);
	refresh();
}

/* ------------------------------------------------------------- waiting */

static const struct {
	int curses;
	int32_t ours;
} special[] = {
    {KEY_UP, KEY_IS_UP},         {KEY_DOWN, KEY_IS_DOWN},           {KEY_LEFT, KEY_IS_LEFT},
    {KEY_RIGHT, KEY_IS_RIGHT},   {KEY_HOME, KEY_IS_HOME},           {KEY_END, KEY_IS_END},
    {KEY_PPAGE, KEY_IS_PAGE_UP}, {KEY_NPAGE, KEY_IS_PAGE_DOWN},     {KEY_ENTER, KEY_IS_ENTER},
    {KEY_F(1), KEY_IS_HELP},     {KEY_BACKSPACE, KEY_IS_BACKSPACE}, {KEY_FIND, KEY_IS_HOME},
    {KEY_SELECT, KEY_IS_END},    {KEY_DC, KEY_IS_DELETE},           {KEY_BTAB, KEY_IS_BACK_TAB},
};

static struct event key_event(int32_t key)
{
	return (struct event){.kind = EVENT_KEY, .key = key};
}

static struct event mouse_event(void)
{
	MEVENT mouse;
	struct event event = {.kind = EVENT_NOTHING};
	if (getmouse(&mouse) != OK || mouse.x < 0 || mouse.y < 0)
		return event;
	event.column = (uint32_t)mouse.x;
	event.row = (uint32_t)mouse.y;
	if (mouse.bstate & BUTTON1_PRESSED)
		event.kind = EVENT_PRESS;
	else if (mouse.bstate & BUTTON4_PRESSED)
		event.kind = EVENT_WHEEL_UP;
	else if (mouse.bstate & BUTTON5_PRESSED)
		event.kind = EVENT_WHEEL_DOWN;
	return event;
}

static struct event special_event(wint_t code)
{
	if (code == KEY_MOUSE)
		return mouse_event();
	if (code == KEY_RESIZE) /* curses repeats what the signal told */
		return (struct event){.kind = EVENT_NOTHING};
	for (size_t i = 0; i < sizeof special / sizeof *special; i++)
		if (special[i].curses == (int)code)
			return key_event(special[i].ours);
	return key_event(KEY_IS_UNKNOWN);
}

static struct event plain_event(wint_t code)
{
	switch (code) {
	case '\r':
	case '\n':
		return key_event(KEY_IS_ENTER);
	case 0x7F:
	case '\b':
		return key_event(KEY_IS_BACKSPACE);
	case '\t':
		return key_event(KEY_IS_TAB);
	case 0x1B:
		return key_event(KEY_IS_ESCAPE);
	default:
		return key_event((int32_t)code);
	}
}

/* False when curses has nothing. */
static bool take_key(struct event *event)
{
	wint_t code;
	switch (get_wch(&code)) {
	case KEY_CODE_YES:
		*event = special_event(code);
		return true;
	case OK:
		*event = plain_event(code);
		return true;
	default:
		return false;
	}
}

/* That it can be read and there is nothing means the end of a terminal. The
 * system says so before it sends SIGHUP, and a shell may pass that on later or
 * never: whichever we see first, it is a hang-up. */
static bool input_ended(void)
{
	struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
	int waiting = 0;
	if (poll(&input, 1, 0) <= 0)
		return false;
	if (input.revents & (POLLHUP | POLLERR | POLLNVAL))
		return true;
	return ioctl(STDIN_FILENO, FIONREAD, &waiting) != 0 || waiting == 0;
}

static struct event resized(struct screen *screen)
{
	struct winsize size;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_row > 0)
		resizeterm(size.ws_row, size.ws_col);
	clearok(curscr, TRUE);
	return (struct event){.kind = take_size(screen) ? EVENT_RESIZE : EVENT_END};
}

/* Ctrl-Z: the terminal is given back, and taken again when we go on. */
static struct event suspend(struct screen *screen)
{
	def_prog_mode();
	endwin();
	give_back_suspend();
	reset_prog_mode();
	refresh();
	return resized(screen);
}

/* What signals told; EVENT_NOTHING when they told nothing. */
static struct event signalled(struct screen *screen)
{
	int number = give_back_leave_asked();
	if (number)
		return (struct event){.kind = EVENT_SIGNAL, .signal = number};
	if (give_back_stop_asked())
		return suspend(screen);
	if (give_back_resized())
		return resized(screen);
	return (struct event){.kind = EVENT_NOTHING};
}

struct event screen_wait(struct screen *screen, int milliseconds)
{
	struct timespec time = {milliseconds / 1000, milliseconds % 1000 * 1000000L};
	struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
	struct event event = {.kind = EVENT_NOTHING};
	if (take_key(&event)) /* what curses already holds, poll() cannot see */
		return event;
	struct event before = signalled(screen);
	if (before.kind != EVENT_NOTHING)
		return before;
	int ready = ppoll(&input, 1, milliseconds < 0 ? NULL : &time, give_back_open_mask());
	struct event signal = signalled(screen);
	if (signal.kind != EVENT_NOTHING)
		return signal;
	if (ready > 0 && !take_key(&event) && input_ended())
		return (struct event){.kind = EVENT_SIGNAL, .signal = SIGHUP};
	return event;
}
