/* Anything at all, in any order: random keys, clicks and sizes.
 *
 *     mash PROGRAM FOLDER FILE SEED ACTIONS
 *
 * FILE is in FOLDER/pathways. It plays in a copy, for some keys write files.
 * It must not crash, hang, or end other than by q; now and then all of the screen
 * is drawn anew, which must change nothing; and at its end the terminal is given
 * back and, in a build that checks memory, none is lost. Prints TAP: a case. */
#include "../oracle/random.h"
#include "judge.h"
#include "keys.h"

#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ROWS_MOST = 60, COLUMNS_MOST = 200, RECALLED = 60, NAME = 32 };

static struct mash {
	const char *program, *folder, *file;
	struct terminal *terminal;
	struct random random;
	char recalled[RECALLED][NAME]; /* the last actions, for who looks into a failure */
	unsigned long actions, starts, redraws;
	char says[JUDGE_SAYS];
} mash;

static uint32_t below(uint32_t bound)
{
	return random_below(&mash.random, bound);
}

__attribute__((format(printf, 1, 2))) static void recall(const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(mash.recalled[mash.actions % RECALLED], NAME, format, arguments);
	va_end(arguments);
}

static bool start(void)
{
	const char *arguments[] = {mash.program, "walk", mash.file, NULL};
	terminal_free(mash.terminal);
	mash.starts++;
	mash.terminal =
	    terminal_start(&(struct terminal_setting){.rows = 24, .columns = 80, .folder = mash.folder}, arguments);
	return mash.terminal && terminal_settle(mash.terminal) == SETTLED;
}

/* ---------------------------------------------------------------- what is done */

static void press_named(void)
{
	const char *name = keys_name(below(KEYS_NAMED));
	if (!name)
		return;
	recall("%s", name);
	terminal_key(mash.terminal, name);
}

/* Those with which one gets about, so that all places are visited. */
static void press_useful(void)
{
	static const char *const useful[] = {"Right", "Right", "Right", "Left", "Enter", "Escape", "1", "2",
					     "3",     "f",     "b",     "j",    "g",     "z",      "v", "/",
					     "?",     "0",     "p",     "Down", "c",     "Tab"};
	const char *name = useful[below(sizeof useful / sizeof *useful)];
	recall("%s", name);
	terminal_key(mash.terminal, name);
}

/* Any byte of ASCII but those that the terminal turns into signals or stops at,
 * and characters of more bytes and columns than one. */
static void press_byte(void)
{
	static const char never[] = {0x03, 0x1a, 0x1c, 0x11, 0x13, 0x19};
	static const char *const wide[] = {"é", "漢", "e\u0301", "🏥"};
	char byte = (char)(below(8) ? below(128) : 0);
	if (byte == 0) {
		const char *text = wide[below(sizeof wide / sizeof *wide)];
		recall("%s", text);
		terminal_type(mash.terminal, text, strlen(text));
	} else if (!memchr(never, byte, sizeof never)) {
		recall("byte 0x%02x", (unsigned char)byte);
		terminal_type(mash.terminal, &byte, 1);
	}
}

static void press_letter(void)
{
	char name[] = {(char)(' ' + below(95)), '\0'};
	recall("%s", name);
	terminal_key(mash.terminal, name);
}

static void click(void)
{
	static const enum mouse_button buttons[] = {BUTTON_LEFT, BUTTON_LEFT, BUTTON_RIGHT, WHEEL_UP, WHEEL_DOWN};
	const struct screen *screen = terminal_screen(mash.terminal);
	int row = (int)below((uint32_t)screen_rows(screen)), column = (int)below((uint32_t)screen_columns(screen));
	enum mouse_button button = buttons[below(sizeof buttons / sizeof *buttons)];
	recall("click %d %d, %d", row, column, button);
	terminal_click(mash.terminal, row, column, button, MOUSE_AS_ASKED);
}

static void resize(void)
{
	int rows = 1 + (int)below(ROWS_MOST), columns = 1 + (int)below(COLUMNS_MOST);
	if (below(2)) { /* sizes that are used */
		rows = 20 + (int)below(20);
		columns = 70 + (int)below(60);
	}
	recall("%dx%d", columns, rows);
	terminal_resize(mash.terminal, rows, columns);
}

static const struct {
	void (*act)(void);
	uint32_t weight;
} acts[] = {{press_useful, 50}, {press_named, 20}, {press_letter, 12}, {press_byte, 6}, {click, 8}, {resize, 4}};

enum { WEIGHTS = 100 };

static void act(void)
{
	uint32_t chance = below(WEIGHTS);
	size_t i = 0;
	for (; chance >= acts[i].weight; i++)
		chance -= acts[i].weight;
	acts[i].act();
	mash.actions++;
}

/* ---------------------------------------------------------------- what must hold */

/* It only ends by itself when q was pressed, and then well. */
static bool check_end(void)
{
	return judge_end(mash.terminal, &(struct end_expected){.status = 0}, mash.says) && start();
}

static bool check(void)
{
	enum settled settled = terminal_settle(mash.terminal);
	if (settled == ENDED)
		return check_end();
	if (settled != SETTLED) {
		snprintf(mash.says, sizeof mash.says, "it does not come to rest");
		return false;
	}
	if (terminal_strange(mash.terminal)[0]) {
		snprintf(mash.says, sizeof mash.says, "it shows %s", terminal_strange(mash.terminal));
		return false;
	}
	if (below(10) != 0)
		return true;
	mash.redraws++;
	return judge_redraw(mash.terminal, mash.says);
}

/* From anywhere: out of a prompt, to the opening page, out of the program, with
 * what is begun and not saved. */
static bool leave(void)
{
	static const char *const ways[] = {"Escape", "0", "q", "q", "q"};
	for (unsigned long i = 0; i < 100 && terminal_settle(mash.terminal) == SETTLED; i++)
		terminal_key(mash.terminal, ways[i % 5]);
	return judge_end(mash.terminal, &(struct end_expected){.status = 0}, mash.says);
}

static void tell(void)
{
	unsigned long first = mash.actions > RECALLED ? mash.actions - RECALLED : 0;
	printf("# after %lu actions: %s\n# the last ones:", mash.actions, mash.says);
	for (unsigned long i = first; i < mash.actions; i++)
		printf(" [%s]", mash.recalled[i % RECALLED]);
	printf("\n");
	if (mash.terminal)
		judge_show(mash.terminal);
}

static void run(const char *const *arguments)
{
	pid_t child = fork();
	if (child == 0) {
		execvp(arguments[0], (char *const *)arguments);
		_exit(127);
	}
	waitpid(child, NULL, 0);
}

static void copy_pathways(const char *folder, const char *scratch)
{
	char pathways[PATH_MAX];
	snprintf(pathways, sizeof pathways, "%s/pathways", folder);
	run((const char *const[]){"cp", "-R", pathways, scratch, NULL});
}

int main(int argc, char **argv)
{
	if (argc != 6) {
		fprintf(stderr, "usage: mash PROGRAM FOLDER FILE SEED ACTIONS\n");
		return 2;
	}
	mash.program = argv[1];
	char scratch[] = "/tmp/carepath-mash.XXXXXX";
	if (!mkdtemp(scratch))
		return 2;
	copy_pathways(argv[2], scratch);
	mash.folder = scratch;
	mash.file = argv[3];
	mash.random.state = strtoull(argv[4], NULL, 10);
	unsigned long actions = strtoul(argv[5], NULL, 10);
	bool fine = start();
	while (fine && mash.actions < actions) {
		act();
		if (below(4) == 0)
			fine = check();
	}
	fine = fine && check() && leave();
	if (!fine)
		tell();
	terminal_free(mash.terminal);
	run((const char *const[]){"rm", "-rf", "--", scratch, NULL});
	printf("1..1\n%s 1 - seed %s: %lu actions, %lu starts, drawn anew %lu times\n", fine ? "ok" : "not ok", argv[4],
	       mash.actions, mash.starts, mash.redraws);
	return !fine;
}
