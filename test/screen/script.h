/* A session at a terminal as a text file: one action a line.
 *
 *   # What the file is about
 *   start 80x24 xterm-256color walk pathways/hip-fracture.yaml
 *   see "What hurts most"
 *   key Right Right
 *   golden walk-second-step
 *   key q
 *   expect-exit 0
 *
 * `start` runs the program under test, `run` any other; actions[] in script.c
 * has all of them. A script ends well only if its program has ended, the terminal is
 * as it was, and nothing was shown that has no place on a screen. */
#ifndef SCREEN_SCRIPT_H
#define SCREEN_SCRIPT_H

#include <stdbool.h>

enum { SCRIPT_SAYS = 1024 };

struct script_setting {
	const char *program; /* that `start` runs */
	const char *folder;  /* in which programs start */
	const char *golden;  /* the folder of screens to compare with */
	bool update;         /* write them instead */
	bool quiet;          /* do not show the screen where something does not hold */
};

/* False with what does not hold, and in which line. The screen is shown in TAP
 * comments on standard output then, unless that is not wanted. */
bool script_run(const struct script_setting *setting, const char *path, char says[SCRIPT_SAYS]);

/* All actions and what they do, for people. */
void script_help(void);

#endif
