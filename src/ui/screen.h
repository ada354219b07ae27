/* The terminal: showing a canvas on it, and what comes from it. screen.c is
 * the only user of curses.
 *
 * The terminal is given back as it was in every case: by screen_close(), by
 * leaving on a signal, and after a crash (the handlers of give_back.h). */
#ifndef UI_SCREEN_H
#define UI_SCREEN_H

#include "ui/canvas.h"
#include "ui/keys.h"

enum event_kind {
	EVENT_NOTHING, /* the time is over */
	EVENT_KEY,
	EVENT_PRESS, /* of the mouse */
	EVENT_WHEEL_UP,
	EVENT_WHEEL_DOWN,
	EVENT_RESIZE, /* or the terminal came back after Ctrl-Z: all has to be drawn */
	EVENT_END,    /* there is no memory for the screen any more */
	EVENT_SIGNAL, /* that asks us to leave; SIGHUP too where the terminal is gone and nobody said so */
};

struct event {
	enum event_kind kind;
	int32_t key; /* a code point, or KEY_IS_… */
	uint32_t column, row;
	int signal;
};

struct screen_options {
	bool ascii, no_colour;
};

struct screen;

/* NULL when the terminal cannot move its cursor, or is not known, or there is
 * no memory: then walk as text. */
struct screen *screen_open(const struct screen_options *options);
void screen_close(struct screen *screen);

void screen_size(const struct screen *screen, uint32_t *columns, uint32_t *rows);
bool screen_ascii(const struct screen *screen);
void screen_background(struct screen *screen, enum background background);

/* Sends what differs from what is shown. `whole` sends all. */
void screen_show(struct screen *screen, const struct canvas *canvas, bool whole);

/* Waits for the next event, at most so many milliseconds; -1: however long. */
struct event screen_wait(struct screen *screen, int milliseconds);

/* Around long work in which no events are read: signals then end the program at once. */
void screen_busy(struct screen *screen, bool busy);

#endif
