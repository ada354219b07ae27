#include "ui/screen.h"

#include "carepath/writer.h"
#include "ui/give_back.h"
#include "ui/painter.h"

#include <langinfo.h>
#include <poll.h>
#include <stdint.h>
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
	WINDOW *input; /* nothing is ever drawn on it: what is shown is the painter's */
	struct painter painter;
	bool ascii, colour, few;
	enum background background;
};

enum { SLOWEST_ESCAPE = 25 /* milliseconds */ };

/* ------------------------------------------------------------- opening */

static const char *terminal_name(void)
{
	const char *name = getenv("TERM");
	return name ? name : "";
}

/* NULL where terminfo says that the terminal has no such text. */
static const char *said(const char *text)
{
	return (intptr_t)text == -1 ? NULL : text;
}

static bool terminal_can_move(void)
{
	int error;
	const char *name = terminal_name();
	if (!*name || setupterm(name, STDOUT_FILENO, &error) != OK)
		return false;
	bool can = said(tigetstr("cup")) && said(tigetstr("clear"));
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
		const char *text = said(tigetstr(names[i]));
		if (text)
			tputs(text, 1, keep_byte);
	}
	if (!said(tigetstr("rmcup")))
		give_back_bytes("\r\n", 2);
}

/* ------------------------------------------------------------- sequences */

/* A sequence without the pauses that terminals of old needed in it: "$<2>". */
static void look_up(struct sequence *sequence, const char *text)
{
	char kept[SEQUENCE_ROOM + 1];
	size_t count = 0;
	sequence_set(sequence, "");
	text = said(text);
	if (!text)
		return;
	while (*text && count < SEQUENCE_ROOM) {
		const char *end = text[0] == '$' && text[1] == '<' ? strchr(text, '>') : NULL;
		if (!end)
			kept[count++] = *text;
		text = end ? end + 1 : text + 1;
	}
	kept[count] = '\0';
	if (!*text)
		sequence_set(sequence, kept);
}

static size_t move_as_terminal_has_it(char to[SEQUENCE_ROOM], uint32_t row, uint32_t column)
{
	struct sequence sequence;
	look_up(&sequence, tiparm(cursor_address, (int)row, (int)column));
	memcpy(to, sequence.bytes, sequence.length);
	return sequence.length;
}

/* Where a mark takes a cell of its own there can be none, nor colours with what they exclude. */
static uint8_t shown_of(const struct screen *screen, enum look look)
{
	enum { EXCLUDES_BOLD = 32 };
	if (magic_cookie_glitch > 0)
		return 0;
	if (!screen->colour)
		return looks[look].show_mono;
	return no_color_video > 0 && no_color_video & EXCLUDES_BOLD ? looks[look].show & ~SHOW_BOLD : looks[look].show;
}

static void set_tints(struct screen *screen)
{
	for (enum look look = 0; look < LOOK_COUNT; look++) {
		const struct look_entry *entry = &looks[look];
		struct ink ink = screen->few ? entry->few[screen->background] : entry->many[screen->background];
		struct tint *tint = &screen->painter.words.tints[look];
		*tint = (struct tint){.show = shown_of(screen, look)};
		if (!screen->colour)
			continue;
		look_up(&tint->front, tiparm(set_a_foreground, ink.front));
		look_up(&tint->back, tiparm(set_a_background, ink.back));
	}
}

static void set_words(struct screen *screen)
{
	static const char ansi_move[] = "\033[%i%p1%d;%p2%dH";
	struct vocabulary *words = &screen->painter.words;
	look_up(&words->clear, clear_screen);
	look_up(&words->clear_behind, clr_eol);
	look_up(&words->plain, exit_attribute_mode);
	look_up(&words->bold, enter_bold_mode);
	look_up(&words->reverse, enter_reverse_mode);
	look_up(&words->underline, enter_underline_mode);
	words->clears_in_colour = back_color_erase;
	words->moves_plainly = !move_standout_mode;
	words->scrolls_at_end = auto_right_margin && !eat_newline_glitch;
	words->ascii = screen->ascii;
	words->move = strcmp(cursor_address, ansi_move) == 0 ? NULL : move_as_terminal_has_it;
	set_tints(screen);
}

static void send_bytes(const char *bytes, size_t length)
{
	int output = STDOUT_FILENO;
	(void)writer_send_to_file(&output, bytes, length); /* that it is gone is told by the next wait */
}

static void send_sequence(const char *text)
{
	struct sequence sequence;
	look_up(&sequence, text);
	send_bytes(sequence.bytes, sequence.length);
}

/* Before curses leaves the screen: it does not know what we did there. */
static void leave_plain(const struct screen *screen)
{
	send_sequence(exit_attribute_mode);
	if (screen->colour)
		send_sequence(orig_pair);
}

/* ------------------------------------------------------------- setting up */

static bool colour_wanted(const struct screen_options *options)
{
	const char *no_colour = getenv("NO_COLOR");
	return !options->no_colour && !(no_colour && *no_colour) && set_a_foreground && set_a_background &&
	       max_colors >= 8;
}

static void set_up(struct screen *screen, const struct screen_options *options)
{
	cbreak();
	noecho();
	nonl();
	nodelay(screen->input, TRUE);
	keypad(screen->input, TRUE);
	set_escdelay(SLOWEST_ESCAPE);
	mouseinterval(0);
	mousemask(ALL_MOUSE_EVENTS, NULL);
	refresh(); /* goes to the screen, empty, so that nothing is under way any more */
	screen->colour = colour_wanted(options);
	screen->few = max_colors < 256;
	screen->painter.send = send_bytes;
	set_words(screen);
	keep_leaving_bytes();
}

/* The Linux console has line characters, and none of the marks. */
static bool ascii_needed(const struct screen_options *options)
{
	return options->ascii || strcmp(nl_langinfo(CODESET), "UTF-8") != 0 ||
	       strncmp(terminal_name(), "linux", 5) == 0;
}

static bool take_size(struct screen *screen)
{
	return painter_resize(&screen->painter, COLS > 0 ? (uint32_t)COLS : 1, LINES > 0 ? (uint32_t)LINES : 1);
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
	screen->input = newpad(1, 1);
	if (screen->input) {
		set_up(screen, options);
		if (take_size(screen))
			return screen;
	}
	screen_close(screen);
	return NULL;
}

void screen_close(struct screen *screen)
{
	if (!screen)
		return;
	leave_plain(screen);
	if (screen->input)
		delwin(screen->input);
	endwin();
	delscreen(screen->terminal);
	give_back_stop();
	painter_clear(&screen->painter);
	free(screen);
}

void screen_size(const struct screen *screen, uint32_t *columns, uint32_t *rows)
{
	*columns = screen->painter.columns;
	*rows = screen->painter.rows;
}

bool screen_ascii(const struct screen *screen)
{
	return screen->ascii;
}

void screen_background(struct screen *screen, enum background background)
{
	screen->background = background;
	set_tints(screen);
	painter_forget(&screen->painter);
}

void screen_busy(struct screen *screen, bool busy)
{
	(void)screen;
	give_back_busy(busy);
}

void screen_show(struct screen *screen, const struct canvas *canvas, bool whole)
{
	painter_show(&screen->painter, canvas, whole);
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
	case 0x15:
		return key_event(KEY_IS_CLEAR);
	default:
		return key_event((int32_t)code);
	}
}

/* False when curses has nothing. */
static bool take_key(const struct screen *screen, struct event *event)
{
	wint_t code;
	switch (wget_wch(screen->input, &code)) {
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
	return (struct event){.kind = take_size(screen) ? EVENT_RESIZE : EVENT_END};
}

/* Ctrl-Z: the terminal is given back, and taken again when we go on. */
static struct event suspend(struct screen *screen)
{
	leave_plain(screen);
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
	if (take_key(screen, &event)) /* what curses already holds, poll() cannot see */
		return event;
	struct event before = signalled(screen);
	if (before.kind != EVENT_NOTHING)
		return before;
	int ready = ppoll(&input, 1, milliseconds < 0 ? NULL : &time, give_back_open_mask());
	struct event signal = signalled(screen);
	if (signal.kind != EVENT_NOTHING)
		return signal;
	if (ready > 0 && !take_key(screen, &event) && input_ended())
		return (struct event){.kind = EVENT_SIGNAL, .signal = SIGHUP};
	return event;
}
