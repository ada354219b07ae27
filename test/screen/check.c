/* Whether the harness can see: a program with one fault planted in it must be
 * complained of, and the same program without it must not.
 *
 *     check PLANTED
 *
 * Prints TAP. */
#include "judge.h"
#include "script.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *planted;

/* ---------------------------------------------------------------- sessions */

static struct terminal *begin(const char *fault, const struct terminal_setting *setting, char says[JUDGE_SAYS])
{
	struct terminal *terminal = terminal_start(setting, (const char *[]){planted, fault, NULL});
	if (!terminal)
		exit(2);
	says[0] = '\0';
	if (!terminal_sees(terminal, "Page 1"))
		snprintf(says, JUDGE_SAYS, "there is no first page");
	return terminal;
}

static void session_quit(struct terminal *terminal, char says[JUDGE_SAYS])
{
	terminal_key(terminal, "q");
	judge_end(terminal, &(struct end_expected){.status = 0}, says);
}

static void session_term(struct terminal *terminal, char says[JUDGE_SAYS])
{
	terminal_settle(terminal);
	terminal_signal(terminal, SIGTERM);
	judge_end(terminal, &(struct end_expected){.signal = SIGTERM}, says);
}

static void session_segv(struct terminal *terminal, char says[JUDGE_SAYS])
{
	terminal_settle(terminal);
	terminal_signal(terminal, SIGSEGV);
	judge_end(terminal, &(struct end_expected){.signal = SIGSEGV}, says);
}

static void session_hang_up(struct terminal *terminal, char says[JUDGE_SAYS])
{
	terminal_settle(terminal);
	terminal_hang_up(terminal, true);
	judge_end(terminal, &(struct end_expected){.signal = SIGHUP, .terminal_is_gone = true}, says);
}

static void session_end_of_input(struct terminal *terminal, char says[JUDGE_SAYS])
{
	terminal_settle(terminal);
	terminal_hang_up(terminal, false);
	judge_end(terminal, &(struct end_expected){.signal = SIGHUP, .terminal_is_gone = true}, says);
}

static void session_resize(struct terminal *terminal, char says[JUDGE_SAYS])
{
	terminal_settle(terminal);
	terminal_resize(terminal, 30, 100);
	judge_redraw(terminal, says);
}

static void session_turn(struct terminal *terminal, char says[JUDGE_SAYS])
{
	terminal_key(terminal, "Right");
	judge_redraw(terminal, says);
}

/* The page must be there at rest, not some time after. */
static void expect_page(struct terminal *terminal, const char *page, char says[JUDGE_SAYS])
{
	int row, column;
	if (terminal_settle(terminal) != SETTLED || !screen_find(terminal_screen(terminal), page, &row, &column))
		snprintf(says, JUDGE_SAYS, "%s is not there", page);
}

static void session_keys(struct terminal *terminal, char says[JUDGE_SAYS])
{
	terminal_key(terminal, "Right");
	expect_page(terminal, "Page 2", says);
	terminal_key(terminal, "Escape");
	expect_page(terminal, "Page 1", says);
}

static void click_and_expect(struct terminal *terminal, enum mouse_form form, char says[JUDGE_SAYS])
{
	terminal_settle(terminal);
	terminal_click(terminal, 6, 11, BUTTON_LEFT, form);
	expect_page(terminal, "at 7,12", says);
}

static void session_click(struct terminal *terminal, char says[JUDGE_SAYS])
{
	click_and_expect(terminal, MOUSE_AS_ASKED, says);
}

/* It does not understand the older form. */
static void session_click_x10(struct terminal *terminal, char says[JUDGE_SAYS])
{
	click_and_expect(terminal, MOUSE_X10, says);
}

static void session_stop(struct terminal *terminal, char says[JUDGE_SAYS])
{
	char unrestored[TERMINAL_SAYS];
	terminal_settle(terminal);
	terminal_signal(terminal, SIGTSTP);
	if (!terminal_wait_stopped(terminal))
		snprintf(says, JUDGE_SAYS, "it does not stop");
	else if (!terminal_is_restored(terminal, unrestored))
		snprintf(says, JUDGE_SAYS, "%s", unrestored);
	if (says[0])
		return;
	terminal_continue(terminal);
	expect_page(terminal, "Page 1", says);
}

/* ---------------------------------------------------------------- the table */

static const struct trial {
	const char *fault;
	void (*session)(struct terminal *terminal, char says[JUDGE_SAYS]);
	const char *complaint;   /* NULL: it is no fault, and all is well */
	double deadline, budget; /* with the fault; 0: generous */
} trials[] = {
    {"none", session_quit, NULL, 0, 0},
    {"none", session_term, NULL, 0, 0},
    {"none", session_segv, NULL, 0, 0},
    {"none", session_hang_up, NULL, 0, 0},
    {"none", session_end_of_input, NULL, 0, 0},
    {"none", session_resize, NULL, 0, 0},
    {"none", session_turn, NULL, 0, 0},
    {"none", session_keys, NULL, 0, 0},
    {"slow", session_keys, NULL, 0, 0},
    {"none", session_click, NULL, 0, 0},
    {"none", session_stop, NULL, 0, 0},
    {"raw", session_quit, "left raw", 0, 0},
    {"raw", session_term, "left raw", 0, 0},
    {"alternate", session_quit, "alternate screen", 0, 0},
    {"cursor", session_quit, "cursor is left hidden", 0, 0},
    {"mouse", session_quit, "mouse is left on", 0, 0},
    {"keypad", session_quit, "application mode", 0, 0},
    {"colour", session_quit, "colour or weight", 0, 0},
    {"failure", session_quit, "with status 3, not with status 0", 0, 0},
    {"control", session_quit, "U+009B", 0, 0},
    {"bidi", session_quit, "U+202E", 0, 0},
    {"title", session_quit, "message to the terminal", 0, 0},
    {"abrupt", session_term, "left raw", 0, 0},
    {"abrupt", session_segv, "left raw", 0, 0},
    {"status", session_term, "with status 0, not by SIGTERM", 0, 0},
    {"deaf", session_term, "does not end", 0.3, 0},
    {"deaf", session_hang_up, "does not end", 0.3, 0},
    {"spin", session_end_of_input, "spins", 0, 0.1},
    {"stays", session_end_of_input, "does not end", 0.3, 0},
    {"leaves", session_end_of_input, "with status 0, not by SIGHUP", 0, 0},
    {"stale", session_resize, "row 23, column 0", 0, 0},
    {"forgetful", session_turn, "row 2, column 0", 0, 0},
    {"unturned", session_keys, "Page 2 is not there", 0, 0},
    {"none", session_click_x10, "at 7,12 is not there", 0, 0},
    {"stops-raw", session_stop, "left raw", 0, 0},
    {"undrawn", session_stop, "Page 1 is not there", 0, 0},
};

enum { TRIALS = sizeof trials / sizeof *trials };

static bool run_trial(const struct trial *trial, int number)
{
	char says[JUDGE_SAYS];
	struct terminal_setting setting = {
	    .rows = 24, .columns = 80, .deadline = trial->deadline, .budget = trial->budget};
	struct terminal *terminal = begin(trial->fault, &setting, says);
	if (!says[0])
		trial->session(terminal, says);
	bool fine = trial->complaint ? strstr(says, trial->complaint) != NULL : !says[0];
	if (!fine) {
		judge_show(terminal);
		printf("# said: %s\n", says);
	}
	terminal_free(terminal);
	printf("%s %d - fault '%s': %s\n", fine ? "ok" : "not ok", number, trial->fault,
	       trial->complaint ? trial->complaint : "no complaint");
	return fine;
}

/* ---------------------------------------------------------------- scripts */

#define START "run 80x24 xterm-256color PLANTED\n"

static const struct script_trial {
	const char *text;
	const char *complaint; /* NULL: none */
} script_trials[] = {
    {START "see \"Page 1\"\nkey q\nexpect-exit 0\n", NULL},
    {START "golden first styles\nkey q\nexpect-exit 0\n", NULL}, /* as the row before it was written */
    {START "key Right\ngolden first\nkey q\nexpect-exit 0\n", "from line 1 on"},
    {START "golden absent\nkey q\nexpect-exit 0\n", "from line 1 on"},
    {START "see \"Page 2\"\nkey q\nexpect-exit 0\n", ":2: 'Page 2' is not on the screen"},
    {START "lack \"Page 1\"\nkey q\nexpect-exit 0\n", ":2: 'Page 1' is on the screen"},
    {START "key q\nexpect-exit 1\n", ":3: it ends with status 0, not with status 1"},
    {START "key q\nexpect-signal TERM\n", ":3: it ends with status 0, not by SIGTERM"},
    {START "key q\n", "ends without expect-exit"},
    {START "cursor-on \"Page\"\nkey q\nexpect-exit 0\n", ":2: the cursor is at row 23"},
    {START "cursor-on \"turn\"\nkey q\nexpect-exit 0\n", NULL},
    {START "leap\nkey q\nexpect-exit 0\n", ":2: there is no action 'leap'"},
    {START "key F99\nkey q\nexpect-exit 0\n", ":2: this terminal has no key F99"},
    {"see \"Page 1\"\n", ":1: nothing has been started"},
    {"run 80x24 xterm-256color /nowhere\nexpect-exit 0\n", "with status 127, not with status 0"},
};

enum { SCRIPT_TRIALS = sizeof script_trials / sizeof *script_trials };

static void write_script(const char *path, const char *text)
{
	FILE *out = fopen(path, "w");
	const char *name = strstr(text, "PLANTED");
	if (!out)
		exit(2);
	if (name)
		fprintf(out, "%.*s%s%s", (int)(name - text), text, planted, name + strlen("PLANTED"));
	else
		fputs(text, out);
	fclose(out);
}

static bool run_script(const struct script_trial *trial, const char *folder, int number)
{
	char path[512], says[SCRIPT_SAYS] = "";
	struct script_setting setting = {.program = planted, .golden = folder, .quiet = true};
	snprintf(path, sizeof path, "%s/script", folder);
	write_script(path, trial->text);
	bool went = script_run(&setting, path, says);
	bool fine = trial->complaint ? !went && strstr(says, trial->complaint) : went;
	if (!fine)
		printf("# said: %s\n", says);
	unlink(path);
	printf("%s %d - script: %s\n", fine ? "ok" : "not ok", number,
	       trial->complaint ? trial->complaint : "no complaint");
	return fine;
}

static bool run_scripts(int number)
{
	char folder[] = "/tmp/carepath-check.XXXXXX", path[512], says[SCRIPT_SAYS];
	bool fine = mkdtemp(folder) != NULL;
	snprintf(path, sizeof path, "%s/script", folder);
	write_script(path, START "golden first styles\nkey q\nexpect-exit 0\n");
	fine = fine &&
	       script_run(&(struct script_setting){.program = planted, .golden = folder, .update = true}, path, says);
	for (int i = 0; i < SCRIPT_TRIALS; i++)
		fine = run_script(&script_trials[i], folder, number++) && fine;
	snprintf(path, sizeof path, "%s/first.txt", folder);
	unlink(path);
	rmdir(folder);
	return fine;
}

int main(int argc, char **argv)
{
	if (argc != 2) {
		fprintf(stderr, "usage: check PLANTED\n");
		return 2;
	}
	planted = argv[1];
	bool fine = true;
	printf("1..%d\n", TRIALS + SCRIPT_TRIALS);
	for (int i = 0; i < TRIALS; i++)
		fine = run_trial(&trials[i], i + 1) && fine;
	fine = run_scripts(TRIALS + 1) && fine;
	return !fine;
}
