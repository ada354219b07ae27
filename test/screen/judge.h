/* What must hold of any program on a terminal, whatever it shows. Each says in
 * words what does not hold. */
#ifndef SCREEN_JUDGE_H
#define SCREEN_JUDGE_H

#include "terminal.h"

enum { JUDGE_SAYS = 512 };

/* How it should end: by this signal, or with this status where there is none. */
struct end_expected {
	int signal;
	int status;
	bool terminal_is_gone; /* hung up: there is nothing to be restored */
};

/* Waits for its end: in time, without spinning, as expected, the terminal as it
 * was, and nothing shown that has no place on a screen. */
bool judge_end(struct terminal *terminal, const struct end_expected *expected, char says[JUDGE_SAYS]);

/* What is on the screen is what the program draws when all of it is lost:
 * Ctrl-L brings it back over any rubbish. If not, what was there before is shown
 * in TAP comments. */
bool judge_redraw(struct terminal *terminal, char says[JUDGE_SAYS]);

/* Writes the screen as TAP comments, for who looks into a failure. */
void judge_show(const struct terminal *terminal);

#endif
