/* What a program sends to a terminal, item by item: what it switches on and
 * off, and what has no place in it. A screen library shows what comes of the
 * bytes; this sees what a picture does not show: a mode left on, a control
 * character that came out of a file. */
#ifndef SCREEN_SCAN_H
#define SCREEN_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SCAN_ITEM = 256, SCAN_MODES = 64, SCAN_SAYS = 160, SCAN_HEIGHTS = 1024 };

enum scan_state { SCAN_TEXT, SCAN_ESCAPE, SCAN_BETWEEN, SCAN_CONTROL, SCAN_STRING, SCAN_STRING_ESCAPE };

/* Who is told. */
struct scan_listener {
	void (*bytes)(void *target, const char *bytes, size_t length); /* whole items, in order */
	void (*alternate)(void *target, bool on);                      /* in place of the bytes that ask for it */
	void *target;
};

struct scan {
	struct scan_listener listener;
	enum scan_state state;
	uint64_t heights[SCAN_HEIGHTS / 64]; /* that the screen has had, a bit each */
	char item[SCAN_ITEM];
	size_t length;
	char last[8]; /* the last character shown, for "again so many times" */
	size_t last_length;
	struct {
		unsigned number;
		bool on;
	} modes[SCAN_MODES]; /* of DEC's private ones, those that were mentioned */
	unsigned mode_count;
	bool keypad, inserts, graphic, shifted, region; /* other things that can be left on */
	unsigned long bells;
	char strange[SCAN_SAYS]; /* the first thing that has no place; "" where there is none */
};

void scan_init(struct scan *scan, struct scan_listener listener);

/* The screen has so many rows from now on. */
void scan_set_rows(struct scan *scan, int rows);

/* A sequence that is cut off by the end is gone on with next time. */
void scan_bytes(struct scan *scan, const char *bytes, size_t length);

/* Whether DEC private mode `number` is on; as a terminal starts if nothing was said. */
bool scan_mode(const struct scan *scan, unsigned number);

/* What is not as it was when the program started, in words; false where nothing is. */
bool scan_left_on(const struct scan *scan, char says[SCAN_SAYS]);

#endif
