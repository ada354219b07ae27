/* A program with a screen and one fault, for the tests of the tests: each fault
 * must be noticed, and without one there must be nothing to notice.
 *
 *     planted [FAULT]
 *
 * It shows a page; Right and Left turn it, Escape goes to the first, a click
 * says where it was, Ctrl-L draws anew, q ends. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { FULL_WAIT = -1, ESCAPE_WAIT = 40 /* milliseconds */ };

static struct planted {
	const char *fault;
	struct termios before;
	int rows, columns, page, clicked_row, clicked_column;
	bool done;
	int signals[2];
} planted;

static bool has(const char *fault)
{
	return strcmp(planted.fault, fault) == 0;
}

/* ---------------------------------------------------------------- the terminal */

static void say(const char *bytes)
{
	size_t length = strlen(bytes);
	while (length > 0) {
		ssize_t written = write(STDOUT_FILENO, bytes, length);
		if (written <= 0)
			return;
		bytes += written;
		length -= (size_t)written;
	}
}

static void take_terminal(void)
{
	struct termios raw;
	tcgetattr(STDIN_FILENO, &planted.before);
	raw = planted.before;
	raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
	tcsetattr(STDIN_FILENO, TCSADRAIN, &raw);
	say("\x1b[?1049h\x1b[?25l\x1b[?1h\x1b=\x1b[?1000h\x1b[?1006h\x1b[31m");
}

static void give_back(void)
{
	if (!has("raw"))
		tcsetattr(STDIN_FILENO, TCSADRAIN, &planted.before);
	if (!has("mouse"))
		say("\x1b[?1006l\x1b[?1000l");
	if (!has("keypad"))
		say("\x1b[?1l\x1b>");
	if (!has("colour"))
		say("\x1b[m");
	if (!has("cursor"))
		say("\x1b[?25h");
	if (!has("alternate"))
		say("\x1b[?1049l");
}

/* ---------------------------------------------------------------- drawing */

static void draw(bool anew)
{
	char line[256];
	struct winsize size;
	ioctl(STDIN_FILENO, TIOCGWINSZ, &size);
	planted.rows = size.ws_row;
	planted.columns = size.ws_col;
	if (anew)
		say("\x1b[2J");
	snprintf(line, sizeof line, "\x1b[1;1HPage %d \x1b[1m%dx%d\x1b[22m at %d,%d\x1b[K", planted.page,
		 planted.columns, planted.rows, planted.clicked_row, planted.clicked_column);
	say(line);
	snprintf(line, sizeof line, "\x1b[%d;1H\xe2\x86\x90\xe2\x86\x92 turn   q quit\x1b[K", planted.rows);
	say(line);
	if (has("control"))
		say("\x1b[2;1Ha \xc2\x9b character");
	if (has("bidi"))
		say("\x1b[2;1H\xe2\x80\xae"
		    "a character");
	if (has("title"))
		say("\x1b]0;a title\a");
	/* A line that only turning a page draws: lost with the screen. */
	if (has("forgetful") && !anew && planted.page > 1)
		say("\x1b[3;1Hdrawn once");
}

static void compute(void)
{
	struct timespec while_it_computes = {0, 300000000};
	if (has("slow"))
		nanosleep(&while_it_computes, NULL);
}

/* ---------------------------------------------------------------- keys */

/* A byte; -1 where none comes in time or at all. */
static int next_byte(int wait)
{
	struct pollfd both[] = {{STDIN_FILENO, POLLIN, 0}, {planted.signals[0], POLLIN, 0}};
	unsigned char byte;
	if (poll(both, 2, wait) <= 0)
		return -1;
	if (both[1].revents && read(planted.signals[0], &byte, 1) == 1)
		return 0;
	if (read(STDIN_FILENO, &byte, 1) != 1) {
		while (has("spin"))
			;
		while (has("stays"))
			pause();
		planted.done = true;
		if (!has("leaves"))
			raise(SIGHUP); /* which may come of itself, sooner or later */
		return -1;
	}
	return byte;
}

static void turn(int pages)
{
	compute();
	if (!has("unturned") || pages < 0)
		planted.page += pages;
}

static void click(void)
{
	char text[32] = "";
	for (size_t i = 0; i + 1 < sizeof text; i++) {
		int byte = next_byte(ESCAPE_WAIT);
		text[i] = (char)byte;
		if (byte < 0 || byte == 'M' || byte == 'm')
			break;
	}
	sscanf(text, "%*d;%d;%d", &planted.clicked_column, &planted.clicked_row);
}

static void escape(void)
{
	int first = next_byte(ESCAPE_WAIT);
	if (first < 0) {
		turn(1 - planted.page);
		return;
	}
	int second = next_byte(ESCAPE_WAIT);
	if (second == 'C')
		turn(1);
	else if (second == 'D')
		turn(-1);
	else if (second == '<')
		click();
}

static void act(void)
{
	int byte = next_byte(FULL_WAIT);
	if (byte == 'q')
		planted.done = true;
	else if (byte == 0x1b)
		escape();
	if (byte < 0 && has("undrawn"))
		return;
	if (!planted.done)
		draw(byte == 12 || (byte == 0 && !has("stale")));
}

/* ---------------------------------------------------------------- signals */

static void on_resize(int signal)
{
	(void)signal;
	int kept = errno;
	(void)!write(planted.signals[1], "", 1);
	errno = kept;
}

static void on_end(int signal)
{
	while (has("deaf"))
		pause();
	if (!has("abrupt"))
		give_back();
	if (has("status"))
		_exit(0);
	struct sigaction plain = {.sa_handler = SIG_DFL};
	sigaction(signal, &plain, NULL);
	raise(signal);
}

static void on_stop(int number)
{
	if (!has("stops-raw"))
		give_back();
	struct sigaction plain = {.sa_handler = SIG_DFL}, kept;
	sigset_t set;
	sigaction(number, &plain, &kept);
	sigemptyset(&set);
	sigaddset(&set, number);
	raise(number);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
	sigaction(number, &kept, NULL);
	take_terminal();
	if (!has("undrawn"))
		on_resize(SIGWINCH);
}

static void set_signals(void)
{
	static const int ends[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGSEGV, SIGABRT};
	(void)!pipe2(planted.signals, O_CLOEXEC | O_NONBLOCK);
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		sigaction(ends[i], &(struct sigaction){.sa_handler = on_end, .sa_flags = SA_NODEFER}, NULL);
	sigaction(SIGTSTP, &(struct sigaction){.sa_handler = on_stop}, NULL);
	sigaction(SIGWINCH, &(struct sigaction){.sa_handler = on_resize}, NULL);
}

int main(int argc, char **argv)
{
	planted = (struct planted){.fault = argc > 1 ? argv[1] : "none", .page = 1};
	set_signals();
	take_terminal();
	draw(true);
	while (!planted.done)
		act();
	give_back();
	return has("failure") ? 3 : 0;
}
