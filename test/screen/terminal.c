#include "terminal.h"

#include "keeper.h"
#include "keys.h"
#include "look.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { SHORT_WAIT = 1 /* milliseconds */, ENVIRONMENT_MOST = 40 };

#define GENEROUS_SECONDS 60.0
#define GENEROUS_BUDGET  10.0

struct terminal {
	int master, slave, channel;
	pid_t keeper, program;
	struct termios before;
	struct screen *screen;
	struct keys keys;
	double deadline, budget;
	unsigned long received;
	double first_byte, last_byte;
	bool answered; /* a byte came since the last key */
	bool stopped, ended;
	int status;
	double busy;
	/* A wait that goes on by itself, seen before: how often it had slept. */
	bool short_wait_seen;
	uint64_t waits;
};

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

/* ---------------------------------------------------------------- starting */

static void answer(const char *bytes, size_t length, void *target)
{
	terminal_type(target, bytes, length);
}

static bool open_terminal(struct terminal *terminal, const struct terminal_setting *setting, char path[64])
{
	struct winsize size = {.ws_row = (unsigned short)setting->rows, .ws_col = (unsigned short)setting->columns};
	terminal->master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
	if (terminal->master < 0 || grantpt(terminal->master) != 0 || unlockpt(terminal->master) != 0 ||
	    ptsname_r(terminal->master, path, 64) != 0)
		return false;
	terminal->slave = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
	if (terminal->slave < 0 || tcgetattr(terminal->slave, &terminal->before) != 0)
		return false;
	terminal->before.c_iflag |= IUTF8;
	return tcsetattr(terminal->slave, TCSANOW, &terminal->before) == 0 &&
	       ioctl(terminal->master, TIOCSWINSZ, &size) == 0;
}

static bool start_program(struct terminal *terminal, const struct terminal_setting *setting, const char *path,
			  const char *const *arguments)
{
	char term[64];
	const char *environment[ENVIRONMENT_MOST] = {term,      "LC_ALL=C.UTF-8", "LINES",
						     "COLUMNS", "NO_COLOR",       "COLORTERM"};
	size_t count = 6;
	snprintf(term, sizeof term, "TERM=%s", setting->term ? setting->term : "xterm-256color");
	for (const char *const *one = setting->environment; one && *one && count + 1 < ENVIRONMENT_MOST; one++)
		environment[count++] = *one;
	struct keeper_task task = {path, setting->folder, arguments, environment};
	terminal->keeper = keeper_start(&task, &terminal->channel);
	return terminal->keeper > 0;
}

/* Fails only where the test itself cannot run. */
static struct terminal *refuse(struct terminal *terminal, const char *why)
{
	fprintf(stderr, "no terminal: %s: %s\n", why, strerror(errno));
	terminal_free(terminal);
	return NULL;
}

struct terminal *terminal_start(const struct terminal_setting *setting, const char *const *arguments)
{
	struct terminal *terminal = calloc(1, sizeof *terminal);
	char path[64];
	terminal->master = terminal->slave = terminal->channel = -1;
	terminal->deadline = setting->deadline > 0 ? setting->deadline : GENEROUS_SECONDS;
	terminal->budget = setting->budget > 0 ? setting->budget : GENEROUS_BUDGET;
	terminal->screen = screen_new(setting->rows, setting->columns, answer, terminal);
	if (!keys_init(&terminal->keys, setting->term ? setting->term : "xterm-256color"))
		return refuse(terminal, setting->term);
	if (!open_terminal(terminal, setting, path))
		return refuse(terminal, "posix_openpt");
	if (!start_program(terminal, setting, path, arguments))
		return refuse(terminal, "fork");
	return terminal;
}

static void close_once(int *file)
{
	if (*file >= 0)
		close(*file);
	*file = -1;
}

void terminal_free(struct terminal *terminal)
{
	if (!terminal)
		return;
	close_once(&terminal->channel);
	/* Before the terminal, so that the keeper ends the program, and not a hang-up. */
	if (terminal->keeper > 0)
		waitpid(terminal->keeper, NULL, 0);
	close_once(&terminal->master);
	close_once(&terminal->slave);
	screen_free(terminal->screen);
	free(terminal);
}

/* ---------------------------------------------------------------- what comes */

/* Asking whether there is something makes the system hand over what is under way. */
static bool is_readable(int file)
{
	struct pollfd one = {file, POLLIN, 0};
	return file >= 0 && poll(&one, 1, 0) > 0 && (one.revents & POLLIN);
}

/* What has arrived, and when; 0: nothing. */
static size_t receive(struct terminal *terminal, char *bytes, size_t room)
{
	if (!is_readable(terminal->master))
		return 0;
	ssize_t length = read(terminal->master, bytes, room);
	if (length <= 0)
		return 0;
	terminal->received += (unsigned long)length;
	terminal->last_byte = now();
	if (!terminal->answered)
		terminal->first_byte = terminal->last_byte;
	terminal->answered = true;
	terminal->short_wait_seen = false;
	return (size_t)length;
}

/* True when something had arrived. */
static bool take_output(struct terminal *terminal)
{
	char bytes[1 << 16];
	size_t length = receive(terminal, bytes, sizeof bytes);
	screen_feed(terminal->screen, bytes, length);
	return length > 0;
}

static void take_message(struct terminal *terminal, const struct keeper_message *message)
{
	terminal->program = message->program;
	terminal->stopped = message->event == KEEPER_STOPPED;
	if (message->event == KEEPER_FAILED)
		fprintf(stderr, "the program could not be started: %s\n", strerror(message->status));
	if (message->event != KEEPER_ENDED)
		return;
	terminal->ended = true;
	terminal->status = message->status;
	terminal->busy = message->busy;
}

static bool take_messages(struct terminal *terminal)
{
	struct keeper_message message;
	bool any = false;
	while (recv(terminal->channel, &message, sizeof message, MSG_DONTWAIT) == (ssize_t)sizeof message) {
		take_message(terminal, &message);
		any = true;
	}
	return any;
}

/* Returns as soon as something comes, and soon if nothing does. */
static void wait_shortly(struct terminal *terminal)
{
	struct pollfd both[] = {{terminal->channel, POLLIN, 0}, {terminal->master, POLLIN, 0}};
	poll(both, terminal->master >= 0 ? 2 : 1, SHORT_WAIT);
}

void terminal_listen(struct terminal *terminal)
{
	char bytes[1 << 16];
	size_t length = 0, more;
	do {
		wait_shortly(terminal);
		length += more = receive(terminal, bytes + length, sizeof bytes - length);
	} while (more > 0);
	screen_feed(terminal->screen, bytes, length);
}

/* ---------------------------------------------------------------- rest */

/* A short wait counts when it was over once and nothing came of it. That is two
 * waits on: who is seen going to sleep may not have been counted yet. */
static bool waited_in_vain(struct terminal *terminal, uint64_t waits)
{
	if (terminal->short_wait_seen)
		return waits > terminal->waits + 1;
	terminal->short_wait_seen = true;
	terminal->waits = waits;
	return false;
}

/* In this order: a key that is gone from the queue has been read by a program
 * which is not at rest before it has dealt with it; and what it wrote before
 * it came to rest arrives with the last question. */
static bool is_at_rest(struct terminal *terminal)
{
	uint64_t waits = 0;
	if (terminal->program == 0 || is_readable(terminal->slave))
		return false;
	enum doing doing = look_at(terminal->program, &waits);
	if (doing != WAITS && doing != WAITS_A_WHILE) {
		terminal->short_wait_seen = terminal->short_wait_seen && doing == WORKS;
		return false;
	}
	if (take_output(terminal))
		return false;
	return doing == WAITS || waited_in_vain(terminal, waits);
}

struct wish {
	terminal_condition *condition; /* NULL: none */
	void *subject;
	bool holds;
};

/* Until the wish holds, or nothing more can change. */
static enum settled settle(struct terminal *terminal, struct wish *wish)
{
	double end = now() + terminal->deadline;
	terminal->short_wait_seen = false;
	for (;;) {
		bool came = take_messages(terminal);
		came = take_output(terminal) || came;
		wish->holds = wish->condition && wish->condition(terminal, wish->subject);
		if (wish->holds)
			return SETTLED;
		if (came)
			continue;
		if (terminal->ended || terminal->stopped)
			return terminal->ended ? ENDED : STOPPED;
		if (is_at_rest(terminal)) {
			wish->holds = wish->condition && wish->condition(terminal, wish->subject);
			return SETTLED;
		}
		if (now() > end)
			return RESTLESS;
		wait_shortly(terminal);
	}
}

enum settled terminal_settle(struct terminal *terminal)
{
	return settle(terminal, &(struct wish){.condition = NULL});
}

bool terminal_wait(struct terminal *terminal, terminal_condition *condition, void *subject)
{
	struct wish wish = {condition, subject, false};
	settle(terminal, &wish);
	return wish.holds;
}

static bool has_text(const struct terminal *terminal, void *subject)
{
	int row, column;
	return screen_find(terminal->screen, subject, &row, &column);
}

bool terminal_sees(struct terminal *terminal, const char *text)
{
	return terminal_wait(terminal, has_text, (void *)(uintptr_t)text);
}

bool terminal_lacks(struct terminal *terminal, const char *text)
{
	return terminal_settle(terminal) != RESTLESS && !has_text(terminal, (void *)(uintptr_t)text);
}

/* A program that stops waits for input until the signal is there: so rest
 * says nothing here, and time must. */
bool terminal_wait_stopped(struct terminal *terminal)
{
	double end = now() + terminal->deadline;
	while (!terminal->stopped && !terminal->ended && now() < end) {
		take_messages(terminal);
		if (!take_output(terminal))
			wait_shortly(terminal);
	}
	while (take_output(terminal))
		;
	return terminal->stopped;
}

enum ending terminal_wait_end(struct terminal *terminal)
{
	double end = now() + terminal->deadline, before = look_busy(terminal->program);
	enum ending ending = ENDS;
	while (!terminal->ended && ending == ENDS) {
		take_messages(terminal);
		if (terminal->ended)
			break;
		if (!take_output(terminal))
			wait_shortly(terminal);
		if (terminal->program && look_busy(terminal->program) > before + terminal->budget)
			ending = ENDS_SPINNING;
		else if (now() > end)
			ending = ENDS_LATE;
	}
	if (ending != ENDS && terminal->program)
		kill(terminal->program, SIGKILL);
	while (take_output(terminal))
		;
	return ending;
}

/* ---------------------------------------------------------------- what is done */

void terminal_type(struct terminal *terminal, const char *bytes, size_t length)
{
	double end = now() + terminal->deadline;
	while (length > 0 && terminal->master >= 0 && now() < end) {
		ssize_t written = write(terminal->master, bytes, length);
		if (written > 0) {
			bytes += written;
			length -= (size_t)written;
		} else if (errno == EAGAIN) {
			/* Its queue is full, perhaps because it waits for us to read. */
			take_messages(terminal);
			if (terminal->ended)
				return;
			if (!take_output(terminal))
				wait_shortly(terminal);
		} else {
			return;
		}
	}
}

bool terminal_key(struct terminal *terminal, const char *name)
{
	char bytes[KEY_BYTES];
	size_t length = keys_bytes(&terminal->keys, name, bytes);
	terminal->answered = false;
	terminal_type(terminal, bytes, length);
	return length > 0;
}

/* Where the older form says only that a button was let go, not which. */
enum { X10_RELEASE = 3 };

static void send_mouse(struct terminal *terminal, bool sgr, int button, bool pressed, int row, int column)
{
	char bytes[64];
	int length;
	if (sgr)
		length =
		    snprintf(bytes, sizeof bytes, "\x1b[<%d;%d;%d%c", button, column + 1, row + 1, pressed ? 'M' : 'm');
	else
		length = snprintf(bytes, sizeof bytes, "\x1b[M%c%c%c", ' ' + (pressed ? button : X10_RELEASE),
				  '!' + column, '!' + row);
	terminal_type(terminal, bytes, (size_t)length);
}

void terminal_click(struct terminal *terminal, int row, int column, enum mouse_button button, enum mouse_form form)
{
	bool sgr = form == MOUSE_SGR || (form == MOUSE_AS_ASKED && scan_mode(screen_scan(terminal->screen), 1006));
	send_mouse(terminal, sgr, button, true, row, column);
	if (button >= WHEEL_UP)
		return;
	/* No finger is so quick that both come at once. */
	terminal_settle(terminal);
	send_mouse(terminal, sgr, button, false, row, column);
}

void terminal_resize(struct terminal *terminal, int rows, int columns)
{
	struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
	while (take_output(terminal))
		;
	screen_resize(terminal->screen, rows, columns);
	ioctl(terminal->master, TIOCSWINSZ, &size);
}

void terminal_signal(struct terminal *terminal, int signal)
{
	take_messages(terminal);
	if (terminal->program && !terminal->ended)
		kill(terminal->program, signal);
}

static void order(struct terminal *terminal, char what)
{
	(void)!send(terminal->channel, &what, 1, MSG_NOSIGNAL);
}

void terminal_hang_up(struct terminal *terminal, bool passed_on)
{
	if (!passed_on)
		order(terminal, KEEPER_KEEP_HANG_UP);
	close_once(&terminal->slave);
	close_once(&terminal->master);
}

void terminal_continue(struct terminal *terminal)
{
	terminal->stopped = false;
	order(terminal, KEEPER_CONTINUE);
}

void terminal_smudge(struct terminal *terminal)
{
	screen_smudge(terminal->screen);
}

/* ---------------------------------------------------------------- what can be told */

const struct screen *terminal_screen(const struct terminal *terminal)
{
	return terminal->screen;
}

pid_t terminal_program(const struct terminal *terminal)
{
	return terminal->program;
}

unsigned long terminal_received(const struct terminal *terminal)
{
	return terminal->received;
}

double terminal_first_byte(const struct terminal *terminal)
{
	return terminal->first_byte;
}

double terminal_last_byte(const struct terminal *terminal)
{
	return terminal->last_byte;
}

int terminal_status(const struct terminal *terminal)
{
	return terminal->status;
}

double terminal_busy(const struct terminal *terminal)
{
	return terminal->busy;
}

static const char *changed_settings(const struct terminal *terminal)
{
	const struct termios *before = &terminal->before;
	struct termios after;
	if (tcgetattr(terminal->slave, &after) != 0)
		return "its settings cannot be read";
	if (after.c_lflag != before->c_lflag)
		return after.c_lflag & ICANON ? "the terminal's local settings are changed"
					      : "the terminal is left raw: typed lines are not edited";
	if (after.c_iflag != before->c_iflag)
		return "the terminal's input settings are changed";
	if (after.c_oflag != before->c_oflag)
		return "the terminal's output settings are changed";
	if (after.c_cflag != before->c_cflag)
		return "the terminal's line settings are changed";
	if (memcmp(after.c_cc, before->c_cc, sizeof after.c_cc) != 0)
		return "the terminal's control keys are changed";
	return NULL;
}

bool terminal_is_restored(const struct terminal *terminal, char says[TERMINAL_SAYS])
{
	char left[SCAN_SAYS];
	const char *changed = changed_settings(terminal);
	if (changed)
		snprintf(says, TERMINAL_SAYS, "%s", changed);
	else if (scan_left_on(screen_scan(terminal->screen), left))
		snprintf(says, TERMINAL_SAYS, "%s", left);
	else if (!screen_pen_is_plain(terminal->screen))
		snprintf(says, TERMINAL_SAYS, "what is written next has colour or weight");
	else
		says[0] = '\0';
	return !says[0];
}

const char *terminal_strange(const struct terminal *terminal)
{
	return screen_scan(terminal->screen)->strange;
}
