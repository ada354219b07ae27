/* Every size, and sizes that change faster than anyone can draw.
 *
 *     storm PROGRAM FOLDER STRIDE RESIZES
 *
 * Sizes from 1x1 to 200x60, every STRIDE-th of them; then so many resizes without
 * a pause. In several states: whatever the size, what is drawn is what is drawn
 * anew, and back at the first size it is the same place. Prints TAP. */
#include "../oracle/random.h"
#include "judge.h"
#include "states.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS = 24, COLUMNS = 80, ROWS_MOST = 60, COLUMNS_MOST = 200 };

static const char *const tried[] = {"opening page", "middle of the walk", "findings", "find prompt"};

enum { TRIED = sizeof tried / sizeof *tried };

static bool back_at_first(struct terminal *terminal, const struct state *state, char says[JUDGE_SAYS])
{
	terminal_resize(terminal, ROWS, COLUMNS);
	bool fine = terminal_settle(terminal) == SETTLED && terminal_sees(terminal, state->sees);
	if (!fine)
		snprintf(says, JUDGE_SAYS, "back at the first size, there is no '%s'", state->sees);
	return fine;
}

static bool every_size(struct terminal *terminal, int stride, char says[JUDGE_SAYS])
{
	for (int size = 0; size < ROWS_MOST * COLUMNS_MOST; size += stride) {
		int rows = size / COLUMNS_MOST + 1, columns = size % COLUMNS_MOST + 1;
		terminal_resize(terminal, rows, columns);
		if (!judge_redraw(terminal, says)) {
			printf("# at %dx%d\n", columns, rows);
			return false;
		}
	}
	return true;
}

static void many_sizes(struct terminal *terminal, int resizes)
{
	struct random random = {1};
	for (int i = 0; i < resizes; i++)
		terminal_resize(terminal, 1 + (int)random_below(&random, ROWS_MOST),
				1 + (int)random_below(&random, COLUMNS_MOST));
}

static bool leave(struct terminal *terminal, char says[JUDGE_SAYS])
{
	for (int i = 0; i < 10 && terminal_settle(terminal) == SETTLED; i++)
		terminal_key(terminal, i % 3 ? "q" : "Escape");
	return judge_end(terminal, &(struct end_expected){.status = 0}, says);
}

static bool storm(const char *name, char **arguments, char says[JUDGE_SAYS])
{
	const struct state *state = state_find(name);
	struct terminal *terminal = state_open(state, arguments[1], arguments[2]);
	if (!terminal)
		return false;
	bool fine = every_size(terminal, atoi(arguments[3]), says) && back_at_first(terminal, state, says);
	if (fine)
		many_sizes(terminal, atoi(arguments[4]));
	fine = fine && back_at_first(terminal, state, says) && judge_redraw(terminal, says) && leave(terminal, says);
	if (!fine)
		judge_show(terminal);
	terminal_free(terminal);
	return fine;
}

int main(int argc, char **argv)
{
	if (argc != 5 || atoi(argv[3]) < 1) {
		fprintf(stderr, "usage: storm PROGRAM FOLDER STRIDE RESIZES\n");
		return 2;
	}
	bool all_fine = true;
	printf("1..%d\n", TRIED);
	for (int i = 0; i < TRIED; i++) {
		char says[JUDGE_SAYS] = "";
		bool fine = storm(tried[i], argv, says);
		if (says[0])
			printf("# %s\n", says);
		printf("%s %d - %s\n", fine ? "ok" : "not ok", i + 1, tried[i]);
		fflush(stdout);
		all_fine = all_fine && fine;
	}
	return !all_fine;
}
