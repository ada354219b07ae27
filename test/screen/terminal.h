/* A program on a real pseudo-terminal, and who sits before it.
 *
 *   struct terminal *terminal = terminal_start(&(struct terminal_setting){.rows = 24, .columns = 80},
 *                                              (const char *[]){"carepath", "walk", "a.yaml", NULL});
 *   terminal_sees(terminal, "Day 1");
 *   terminal_key(terminal, "Right");
 *   terminal_sees(terminal, "Day 2");
 *   terminal_key(terminal, "q");
 *   terminal_wait_end(terminal);
 *   terminal_free(terminal);
 *
 * Nothing sleeps. Whether a redraw is over is read off the system: the
 * terminal's queue of keys is empty, the program (all its threads) is blocked in
 * a call that waits for input, and nothing that it wrote is under way. A
 * program that waits with a limit (for the rest of an escape sequence, say) has
 * to wait once more in vain. What cannot become true any more is thus known
 * at once, and the deadline is only for programs that do not come to rest. */
#ifndef SCREEN_TERMINAL_H
#define SCREEN_TERMINAL_H

#include "screen.h"

#include <sys/types.h>

struct terminal_setting {
	int rows, columns;
	const char *term;               /* NULL: xterm-256color */
	const char *folder;             /* in which the program starts; NULL: this one */
	const char *const *environment; /* NAME=VALUE, or NAME to take it away; NULL ends */
	double deadline;                /* seconds for whatever is waited for; 0: a generous one */
	double budget;                  /* seconds of the processor that ending may take; 0: generous */
};

/* NULL, with the reason on standard error, where there are no terminals. */
struct terminal *terminal_start(const struct terminal_setting *setting, const char *const *arguments);

/* Kills what still runs. */
void terminal_free(struct terminal *terminal);

/* ---- What is done to the program */

/* A key by its name, see keys.h; false where such a terminal has none. */
bool terminal_key(struct terminal *terminal, const char *name);
void terminal_type(struct terminal *terminal, const char *bytes, size_t length);

enum mouse_form { MOUSE_AS_ASKED, MOUSE_X10, MOUSE_SGR };
enum mouse_button { BUTTON_LEFT = 0, BUTTON_MIDDLE = 1, BUTTON_RIGHT = 2, WHEEL_UP = 64, WHEEL_DOWN = 65 };

/* Pressed and let go, in the form that the program asked for or the given one. */
void terminal_click(struct terminal *terminal, int row, int column, enum mouse_button button, enum mouse_form form);

void terminal_resize(struct terminal *terminal, int rows, int columns);
void terminal_signal(struct terminal *terminal, int signal);

/* The terminal goes away. The shell passes SIGHUP on, or does not (nohup). */
void terminal_hang_up(struct terminal *terminal, bool passed_on);

/* As `fg` does. */
void terminal_continue(struct terminal *terminal);

/* ---- What is waited for */

enum settled {
	SETTLED, /* it waits for the next key, and all that it wrote is on the screen */
	STOPPED,
	ENDED,
	RESTLESS, /* none of it within the deadline */
};

enum settled terminal_settle(struct terminal *terminal);

/* Takes what comes until a millisecond passes without any, and only then puts it on
 * the screen: for who wants to know when it came. To look whether a program is at
 * rest takes a while, and one that writes little and often would seem slower for it. */
void terminal_listen(struct terminal *terminal);

typedef bool terminal_condition(const struct terminal *terminal, void *subject);

/* True as soon as the condition holds; false when it cannot any more. */
bool terminal_wait(struct terminal *terminal, terminal_condition *condition, void *subject);

/* Text is there in one row; is not there when all has settled. */
bool terminal_sees(struct terminal *terminal, const char *text);
bool terminal_lacks(struct terminal *terminal, const char *text);

bool terminal_wait_stopped(struct terminal *terminal);

enum ending { ENDS, ENDS_LATE, ENDS_SPINNING };

/* Until it has ended; with the reason where it does not: then it is killed. */
enum ending terminal_wait_end(struct terminal *terminal);

/* ---- What can be told of it */

const struct screen *terminal_screen(const struct terminal *terminal);

/* Of the screen itself, for tests of redrawing. */
void terminal_smudge(struct terminal *terminal);

pid_t terminal_program(const struct terminal *terminal);
unsigned long terminal_received(const struct terminal *terminal); /* bytes so far */
double terminal_last_byte(const struct terminal *terminal);       /* seconds, CLOCK_MONOTONIC */
double terminal_first_byte(const struct terminal *terminal);      /* of those since the last key */

/* Once it has ended: as waitpid() has it, and seconds of the processor in all. */
int terminal_status(const struct terminal *terminal);
double terminal_busy(const struct terminal *terminal);

enum { TERMINAL_SAYS = 256 };

/* Whether the terminal is as it was before the program: line settings, screen,
 * cursor, colours, mouse; what is not, in words. */
bool terminal_is_restored(const struct terminal *terminal, char says[TERMINAL_SAYS]);

/* The first thing received that has no place on a screen; "" if there is none. */
const char *terminal_strange(const struct terminal *terminal);

#endif
