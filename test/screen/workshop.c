/* A workshop at the real screen: 200 notes of all kinds at various steps, with
 * changes, undo, saves and windows of other sizes in between.
 *
 *     workshop PROGRAM FOLDER
 *
 * It plays in a copy of FOLDER/pathways/hip-fracture.yaml. Afterwards each note
 * must be in the journal once, on the screen of a fresh start, and in the report;
 * and of the file one line must have changed, to what was chosen last. Prints TAP. */
#include "judge.h"
#include "workplace.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NOTES = 200, KINDS = 6, PLACES = 14, SIZES = 4, NOTE_ROOM = 32 };

static const char file[] = "hip-fracture.yaml", journal[] = "hip-fracture.journal.yaml";

/* Their first letters choose them, and they are asked in this order. */
static const char *const kinds[KINDS] = {"note", "voice", "idea", "question", "action", "obstacle"};

/* As the form offers them. */
static const char *const places[PLACES] = {"home",    "community",  "gp surgery",         "pharmacy",
					   "clinic",  "day centre", "ambulance",          "emergency department",
					   "ward",    "theatre",    "community hospital", "care home",
					   "hospice", "other"};

static const struct {
	int rows, columns;
} sizes[SIZES] = {{24, 80}, {40, 120}, {30, 100}, {60, 200}};

static struct workshop {
	const char *program;
	struct workplace workplace;
	struct terminal *terminal;
	unsigned place, before; /* of the first step: now, and before the last change */
	bool changed;           /* since the last undo */
	char says[JUDGE_SAYS];
} workshop;

__attribute__((format(printf, 1, 2))) static bool wrong(const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(workshop.says, sizeof workshop.says, format, arguments);
	va_end(arguments);
	return false;
}

static void keys(const char *const *names)
{
	for (; *names; names++)
		terminal_key(workshop.terminal, *names);
}

#define KEYS(...) keys((const char *const[]){__VA_ARGS__, NULL})

static bool sees(const char *text)
{
	terminal_settle(workshop.terminal);
	return terminal_sees(workshop.terminal, text) || wrong("'%s' is not on the screen", text);
}

static bool start(int rows, int columns)
{
	const char *arguments[] = {workshop.program, "walk", "--likeliest", file, NULL};
	terminal_free(workshop.terminal);
	workshop.terminal = terminal_start(
	    &(struct terminal_setting){.rows = rows, .columns = columns, .folder = workshop.workplace.folder},
	    arguments);
	return (workshop.terminal && terminal_settle(workshop.terminal) == SETTLED) || wrong("it does not start");
}

/* Out of whatever is open. */
static bool leave(void)
{
	KEYS("q", "q", "q");
	return judge_end(workshop.terminal, &(struct end_expected){.status = 0}, workshop.says);
}

/* ---------------------------------------------------------------- what is done */

static const char *words_of(unsigned number, char room[NOTE_ROOM])
{
	snprintf(room, NOTE_ROOM, "said as number %03u.", number);
	return room;
}

static bool take_note(unsigned number)
{
	const char *kind = kinds[number % KINDS];
	char words[NOTE_ROOM], letter[] = {kind[0], '\0'};
	KEYS("n");
	words_of(number, words);
	terminal_type(workshop.terminal, words, strlen(words));
	KEYS("Enter", letter);
	if (strcmp(kind, "voice") == 0)
		KEYS("Enter", "y");
	KEYS("Enter");
	return sees("Saved in");
}

static bool change_place(void)
{
	KEYS("Home", "x", "6", "Right", "Enter");
	workshop.before = workshop.place;
	workshop.place = (workshop.place + 1) % PLACES;
	workshop.changed = true;
	return sees("Changed, not saved yet");
}

static bool take_back(void)
{
	if (!workshop.changed)
		return true;
	KEYS("u");
	workshop.place = workshop.before;
	workshop.changed = false;
	return sees("Taken back");
}

static bool save(void)
{
	KEYS("s");
	return sees(file);
}

static bool resize(unsigned number)
{
	terminal_resize(workshop.terminal, sizes[number % SIZES].rows, sizes[number % SIZES].columns);
	return terminal_settle(workshop.terminal) == SETTLED;
}

static bool walk_on(unsigned number)
{
	if (number % 23 == 22)
		KEYS("Home");
	else
		KEYS("Right");
	return true;
}

static bool hold(void)
{
	for (unsigned i = 0; i < NOTES; i++) {
		bool fine = take_note(i) && walk_on(i) && (i % 10 != 3 || resize(i / 10)) &&
			    (i % 20 != 5 || change_place()) && (i % 40 != 9 || take_back()) && (i % 50 != 30 || save());
		if (!fine)
			return false;
	}
	return change_place() && save() && leave();
}

/* ---------------------------------------------------------------- what must be there */

static unsigned count_of(const char *text, const char *part)
{
	unsigned count = 0;
	for (const char *at = text; (at = strstr(at, part)); at++)
		count++;
	return count;
}

static bool each_is_in(const char *text, const char *where, unsigned most)
{
	char words[NOTE_ROOM];
	for (unsigned i = 0; i < NOTES; i++) {
		unsigned count = count_of(text, words_of(i, words));
		if (count == 0 || count > most)
			return wrong("'%s' stands %u times in %s", words, count, where);
	}
	return true;
}

static bool check_journal(void)
{
	char *text = workplace_read(&workshop.workplace, journal);
	bool fine = text ? each_is_in(text, "the journal", 1) : wrong("there is no journal");
	free(text);
	return fine;
}

static bool check_file(void)
{
	unsigned gone, new;
	char wanted[80];
	snprintf(wanted, sizeof wanted, "\n    setting: %s\n", places[workshop.place]);
	char *text = workplace_read(&workshop.workplace, file);
	bool fine = text && strstr(text, wanted);
	free(text);
	if (!fine)
		return wrong("%s has no '%s'", file, wanted + 1);
	return (workplace_compare(&workshop.workplace, file, &gone, &new) && gone == 1 && new == 1) ||
	       wrong("of %s %u lines are gone and %u new", file, gone, new);
}

static bool check_screen(void)
{
	char words[NOTE_ROOM];
	if (!start(40, 120))
		return false;
	KEYS("m", "End");
	if (!sees(words_of(NOTES - 1, words)))
		return false;
	KEYS("Home");
	return sees(words_of(0, words)) && leave();
}

static bool check_report(void)
{
	char command[2 * PATH_MAX], line[4096], *text = NULL;
	size_t size;
	snprintf(command, sizeof command, "'%s' report '%s/%s'", workshop.program, workshop.workplace.folder, file);
	FILE *out = popen(command, "r"), *whole = open_memstream(&text, &size);
	while (out && fgets(line, sizeof line, out))
		fputs(line, whole);
	fclose(whole);
	bool fine = out && pclose(out) == 0 ? each_is_in(text, "the report", NOTES) : wrong("there is no report");
	free(text);
	return fine;
}

static const struct {
	const char *name;
	bool (*check)(void);
} cases[] = {
    {"the workshop is held", hold},
    {"each note is in the journal, once", check_journal},
    {"of the file one line was changed", check_file},
    {"a fresh start shows the first note and the last", check_screen},
    {"the report has them all", check_report},
};

int main(int argc, char **argv)
{
	char from[PATH_MAX], program[PATH_MAX];
	if (argc != 3 || !realpath(argv[1], program)) {
		fprintf(stderr, "usage: workshop PROGRAM FOLDER\n");
		return 2;
	}
	workshop.program = program;
	snprintf(from, sizeof from, "%s/pathways/%s", argv[2], file);
	bool fine = workplace_copy(&workshop.workplace, from) && start(24, 80);
	printf("1..%zu\n", sizeof cases / sizeof *cases);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		bool held = fine && cases[i].check();
		printf("%s %zu - %s\n", held ? "ok" : "not ok", i + 1, cases[i].name);
		if (!held && fine && workshop.terminal)
			judge_show(workshop.terminal);
		if (!held)
			printf("# %s\n", workshop.says);
		fine = fine && (held || i > 0);
		fflush(stdout);
	}
	terminal_free(workshop.terminal);
	workplace_clear(&workshop.workplace);
	return 0;
}
