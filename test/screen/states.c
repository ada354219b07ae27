#include "states.h"

#include "judge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS = 24, COLUMNS = 80 };

/* Few people: it is the screen that is tried out. */
#define WALK                                                                                                           \
	{                                                                                                              \
		"walk", "pathways/hip-fracture.yaml", "--people", "100"                                                \
	}

// clang-format off
const struct state states[] = {
    {"opening page", WALK, {NULL}, "Whose journey shall we walk?"},
    {"first step", WALK, {"1"}, "step 1 of 27"},
    {"middle of the walk", WALK, {"1", "Right", "Right", "Right", "Right", "Right", "Right", "Right"}, "step 8 of 27"},
    {"findings", WALK, {"1", "f"}, "findings: 1 of"},
    {"boundaries", WALK, {"1", "b"}, "between organisations, for every 100 people"},
    {"journeys", WALK, {"1", "j", "Down"}, "At each fork the way that most people take."},
    {"find prompt", WALK, {"1", "/", "w", "a"}, "wa"},
    {"before and after", WALK, {"1", "Right", "c", "Enter"}, "before and after: figures"},
    {"both maps", WALK, {"1", "Right", "c", "Enter", "Tab", "Tab"}, "before and after: maps"},
    {"what to compare with", WALK, {"c"}, "compare with which pathway?"},
    {"help", WALK, {"1", "?"}, "On the walk"},
    {"zoomed", WALK, {"1", "Right", "z"}, "2 999 call, 999 control room"},
    {"just clicked", WALK, {"1", "Click"}, "step 1 of 27"},
    {"list of files", {NULL}, {"Down"}, "which pathway?"},
};
// clang-format on

const int state_count = sizeof states / sizeof *states;

const struct state *state_find(const char *name)
{
	for (int i = 0; i < state_count; i++)
		if (strcmp(states[i].name, name) == 0)
			return &states[i];
	abort();
}

struct terminal *state_open(const struct state *state, const char *program, const char *folder)
{
	const char *arguments[STATE_ARGUMENTS + 2] = {program};
	for (int i = 0; i < STATE_ARGUMENTS && state->arguments[i]; i++)
		arguments[i + 1] = state->arguments[i];
	struct terminal *terminal =
	    terminal_start(&(struct terminal_setting){.rows = ROWS, .columns = COLUMNS, .folder = folder}, arguments);
	bool fine = terminal && terminal_settle(terminal) == SETTLED;
	for (int i = 0; fine && i < STATE_KEYS && state->keys[i]; i++) {
		if (strcmp(state->keys[i], "Click") == 0)
			terminal_click(terminal, ROWS / 2, COLUMNS / 2, BUTTON_LEFT, MOUSE_AS_ASKED);
		else
			terminal_key(terminal, state->keys[i]);
		fine = terminal_settle(terminal) == SETTLED;
	}
	if (fine && terminal_sees(terminal, state->sees))
		return terminal;
	printf("# the %s is not reached: no '%s'\n", state->name, state->sees);
	if (terminal)
		judge_show(terminal);
	terminal_free(terminal);
	return NULL;
}
