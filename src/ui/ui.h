/* The screen: the map on the wall, and walking people through it.
 *
 * It shows what the library measures and says, and decides nothing itself. */
#ifndef UI_UI_H
#define UI_UI_H

#include <stdbool.h>
#include <stdint.h>

struct ui_options {
	const char *file;     /* NULL: choose among the pathways at hand */
	const char *scenario; /* id; NULL: as it is */
	/* What to walk at once: one of them, or none to begin with the opening page. */
	const char *journey;      /* id */
	const char *const *route; /* ids of steps */
	uint32_t route_count;
	bool likeliest;
	uint64_t people, seed;
	uint32_t threads;
	bool ascii, no_colour;
	const char *const *folders; /* where pathways are looked for; ends with NULL */
};

enum ui_end {
	UI_DONE,
	UI_NO_SCREEN, /* the terminal cannot show it: nothing was shown, walk as text */
	UI_NO_MEMORY,
};

/* A signal that asked to leave ends the process by that signal, after the
 * terminal was given back. */
enum ui_end ui_run(const struct ui_options *options);

#endif
