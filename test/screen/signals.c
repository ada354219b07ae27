/* Every way in which the screen can be made to end, in every state of it: the
 * terminal is given back, the program ends soon, and as whoever started it
 * expects.
 *
 *     signals PROGRAM FOLDER
 *
 * Prints TAP. */
#include "judge.h"
#include "states.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

struct way_out;

static bool by_signal(struct terminal *terminal, const struct way_out *way, char says[JUDGE_SAYS]);
static bool by_key(struct terminal *terminal, const struct way_out *way, char says[JUDGE_SAYS]);
static bool by_hang_up(struct terminal *terminal, const struct way_out *way, char says[JUDGE_SAYS]);
static bool by_end_of_input(struct terminal *terminal, const struct way_out *way, char says[JUDGE_SAYS]);
static bool stop_and_go_on(struct terminal *terminal, const struct way_out *way, char says[JUDGE_SAYS]);
static bool survive(struct terminal *terminal, const struct way_out *way, char says[JUDGE_SAYS]);

static const struct way_out {
	const char *name;
	bool (*take)(struct terminal *terminal, const struct way_out *way, char says[JUDGE_SAYS]);
	int signal;      /* that is sent, or that it should end by */
	const char *key; /* that sends it */
} ways_out[] = {
    {"SIGTERM", by_signal, SIGTERM, NULL},
    {"SIGHUP", by_signal, SIGHUP, NULL},
    {"SIGINT", by_signal, SIGINT, NULL},
    {"SIGQUIT", by_signal, SIGQUIT, NULL},
    {"SIGABRT", by_signal, SIGABRT, NULL},
    {"SIGSEGV", by_signal, SIGSEGV, NULL},
    {"Ctrl-C", by_key, SIGINT, "C-c"},
    {"the terminal hung up", by_hang_up, SIGHUP, NULL},
    {"the end of input", by_end_of_input, SIGHUP, NULL},
    {"SIGTSTP, then fg", stop_and_go_on, SIGTSTP, NULL},
    {"Ctrl-Z, then fg", stop_and_go_on, SIGTSTP, "C-z"},
    {"SIGPIPE", survive, SIGPIPE, NULL},
};

enum { WAYS_OUT = sizeof ways_out / sizeof *ways_out };

static bool by_signal(struct terminal *terminal, const struct way_out *way, char says[JUDGE_SAYS])
{
	terminal_signal(terminal, way->signal);
	return judge_end(terminal, &(struct end_expected){.signal = way->signal}, says);
}

static bool by_key(struct terminal *terminal, const struct way_out *way, char says[JUDGE_SAYS])
{
	terminal_key(terminal, way->key);
	return judge_end(terminal, &(struct end_expected){.signal = way->signal}, says);
}

static bool by_hang_up(struct terminal *terminal, const struct way_out *way, char says[JUDGE_SAYS])
{
	terminal_hang_up(terminal, true);
	return judge_end(terminal, &(struct end_expected){.signal = way->signal, .terminal_is_gone = true}, says);
}

/* Nobody is told: it has to see for itself that nothing can be read any more.
 * It ends as if it had been told, since which comes first is chance. */
static bool by_end_of_input(struct terminal *terminal, const struct way_out *way, char says[JUDGE_SAYS])
{
	terminal_hang_up(terminal, false);
	return judge_end(terminal, &(struct end_expected){.signal = way->signal, .terminal_is_gone = true}, says);
}

static bool finish(struct terminal *terminal, char says[JUDGE_SAYS])
{
	terminal_signal(terminal, SIGTERM);
	return judge_end(terminal, &(struct end_expected){.signal = SIGTERM}, says);
}

/* What was there is drawn again over what the shell wrote meanwhile. */
static bool comes_back(struct terminal *terminal, struct picture *before, char says[JUDGE_SAYS])
{
	terminal_smudge(terminal);
	terminal_continue(terminal);
	if (terminal_settle(terminal) != SETTLED) {
		snprintf(says, JUDGE_SAYS, "it does not come to rest after fg");
		return false;
	}
	struct picture *after = picture_take(terminal_screen(terminal));
	bool fine = !picture_differs(before, after, says, JUDGE_SAYS);
	picture_free(after);
	return fine && finish(terminal, says);
}

static bool stop_and_go_on(struct terminal *terminal, const struct way_out *way, char says[JUDGE_SAYS])
{
	char unrestored[TERMINAL_SAYS];
	struct picture *before = picture_take(terminal_screen(terminal));
	bool fine = false;
	if (way->key)
		terminal_key(terminal, way->key);
	else
		terminal_signal(terminal, way->signal);
	if (!terminal_wait_stopped(terminal))
		snprintf(says, JUDGE_SAYS, "it does not stop");
	else if (!terminal_is_restored(terminal, unrestored))
		snprintf(says, JUDGE_SAYS, "stopped: %s", unrestored);
	else
		fine = comes_back(terminal, before, says);
	picture_free(before);
	return fine;
}

/* It may go on or end, but the terminal is given back in any case. */
static bool survive(struct terminal *terminal, const struct way_out *way, char says[JUDGE_SAYS])
{
	terminal_signal(terminal, way->signal);
	if (terminal_settle(terminal) == SETTLED)
		return finish(terminal, says);
	return judge_end(terminal, &(struct end_expected){.signal = way->signal}, says);
}

/* ---------------------------------------------------------------- all of them */

static bool try(const struct state *state, const struct way_out *way, char **arguments)
{
	char says[JUDGE_SAYS] = "";
	struct terminal *terminal = state_open(state, arguments[1], arguments[2]);
	bool fine = terminal && way->take(terminal, way, says);
	if (terminal && !fine)
		judge_show(terminal);
	if (says[0])
		printf("# %s\n", says);
	terminal_free(terminal);
	return fine;
}

int main(int argc, char **argv)
{
	if (argc != 3) {
		fprintf(stderr, "usage: signals PROGRAM FOLDER\n");
		return 2;
	}
	bool all_fine = true;
	printf("1..%d\n", state_count * WAYS_OUT);
	for (int i = 0; i < state_count * WAYS_OUT; i++) {
		const struct state *state = &states[i / WAYS_OUT];
		const struct way_out *way = &ways_out[i % WAYS_OUT];
		bool fine = try(state, way, argv);
		printf("%s %d - %s: %s\n", fine ? "ok" : "not ok", i + 1, state->name, way->name);
		fflush(stdout);
		all_fine = all_fine && fine;
	}
	return !all_fine;
}
