/* How soon a key's effect is on the screen, and how many bytes that takes,
 * beside other programs that redraw a screen.
 *
 *     screen CAREPATH PATHWAY LARGE_PATHWAY REPOSITORY [--smoke]
 *
 * Each key is pressed when the screen has come to rest; its time ends with the
 * last byte of what is drawn for it; of a change, which shows the exact figures
 * first, the time to the first byte is judged. Times depend on the machine: so the
 * others are measured in the same run. Exit 1 when carepath takes longer. How many cells a key changes is told beside,
 * for programs do not show the same: a list moves its bar, a map its window. */
#include "screen/terminal.h"

#include "clock.h"
#include "median.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS = 40, COLUMNS = 120, KEYS_MOST = 1000, ARGUMENTS = 8, LINE = 25, CHANGES = 100 };

/* A frame of a projector; and what a change of the large pathway may take until
 * its exact figures are shown. */
#define FRAME_MILLISECONDS  16.0
#define CHANGE_MILLISECONDS 100.0

/* The step where the walk begins is done in another place; undone and done
 * again; and saved, so that it is not offered to the next who opens the file. */
static const char *const a_change[] = {"x", "6", "Right", "Enter", NULL};
static const char *const a_journey[] = {"1", NULL};
static const char *const the_findings[] = {"f", NULL};
static const char *const saving[] = {"s", NULL};

struct subject {
	const char *name;
	const char *arguments[ARGUMENTS];
	const char *const *first; /* keys that lead to what is measured; NULL: none */
	const char *there, *back; /* each is pressed `line` times, in turn */
	unsigned line, keys;
	const char *const *last; /* keys that end it; NULL: none */
	double most;             /* milliseconds: 0: not judged */
	bool first_picture;      /* what is judged: to the first byte of what a key draws, not to the last */
};

struct figures {
	double seconds[KEYS_MOST], first[KEYS_MOST];
	unsigned count; /* of keys that changed something */
	double bytes, cells;
	struct cell shown[ROWS * COLUMNS];
};

/* In milliseconds. */
static double share_below(const struct figures *figures, const double *seconds, double share)
{
	return seconds[(unsigned)((figures->count - 1) * share + 0.5)] * 1e3;
}

static bool same_cell(const struct cell *one, const struct cell *other)
{
	return strcmp(one->text, other->text) == 0 && one->foreground == other->foreground &&
	       one->background == other->background && one->bold == other->bold && one->reverse == other->reverse &&
	       one->underline == other->underline;
}

static unsigned long count_cells(const struct screen *screen, struct cell *shown)
{
	unsigned long changed = 0;
	for (int i = 0; i < ROWS * COLUMNS; i++) {
		struct cell cell;
		screen_cell(screen, i / COLUMNS, i % COLUMNS, &cell);
		changed += !same_cell(&cell, &shown[i]);
		shown[i] = cell;
	}
	return changed;
}

static void measure_key(struct terminal *terminal, const char *key, struct figures *figures)
{
	unsigned long before = terminal_received(terminal);
	double pressed = clock_passed();
	terminal_key(terminal, key);
	terminal_listen(terminal);
	terminal_settle(terminal);
	unsigned long bytes = terminal_received(terminal) - before;
	if (bytes == 0)
		return;
	figures->first[figures->count] = terminal_first_byte(terminal) - pressed;
	figures->seconds[figures->count++] = terminal_last_byte(terminal) - pressed;
	figures->bytes += (double)bytes;
	figures->cells += (double)count_cells(terminal_screen(terminal), figures->shown);
}

static void press(struct terminal *terminal, const char *const *keys)
{
	for (; keys && *keys; keys++) {
		terminal_key(terminal, *keys);
		terminal_settle(terminal);
	}
}

static void measure(struct terminal *terminal, const struct subject *subject, unsigned keys, struct figures *figures)
{
	press(terminal, subject->first);
	(void)count_cells(terminal_screen(terminal), figures->shown);
	for (unsigned i = 0; i < keys; i++)
		measure_key(terminal, i / subject->line % 2 ? subject->back : subject->there, figures);
	press(terminal, subject->last);
	sort_figures(figures->seconds, figures->count);
	sort_figures(figures->first, figures->count);
}

/* False where it took too long. */
static bool bench(const struct subject *subject, const char *repository, unsigned keys, bool judged)
{
	static struct figures figures;
	figures = (struct figures){.count = 0};
	struct terminal *terminal = terminal_start(
	    &(struct terminal_setting){.rows = ROWS, .columns = COLUMNS, .folder = repository}, subject->arguments);
	if (!terminal || terminal_settle(terminal) != SETTLED) {
		printf("%-40s cannot be run here\n", subject->name);
		terminal_free(terminal);
		return subject->most == 0;
	}
	measure(terminal, subject, keys, &figures);
	terminal_free(terminal);
	if (figures.count == 0) {
		printf("%-40s draws nothing\n", subject->name);
		return subject->most == 0;
	}
	double late = share_below(&figures, subject->first_picture ? figures.first : figures.seconds, 0.99);
	bool over = subject->most > 0 && late > subject->most;
	printf("%-40s %7.2f %7.2f %7.2f %7.2f %7.0f %6.0f %5u ", subject->name,
	       share_below(&figures, figures.first, 0.5), share_below(&figures, figures.first, 0.99),
	       share_below(&figures, figures.seconds, 0.5), share_below(&figures, figures.seconds, 0.99),
	       figures.bytes / figures.count, figures.cells / figures.count, figures.count);
	if (subject->most > 0 && judged)
		printf("%4.0f %s\n", subject->most, over ? "over" : "ok");
	else
		printf("   -\n");
	fflush(stdout);
	return !over;
}

int main(int argc, char **argv)
{
	if (argc != 5 && argc != 6) {
		fprintf(stderr, "usage: screen CAREPATH PATHWAY LARGE_PATHWAY REPOSITORY [--smoke]\n");
		return 2;
	}
	bool smoke = argc == 6 && strcmp(argv[5], "--smoke") == 0, fine = true;
	// clang-format off
	const struct subject subjects[] = {
	    {"carepath, hip-fracture", {argv[1], "walk", argv[2]}, a_journey, "Right", "Left", LINE, KEYS_MOST, NULL, FRAME_MILLISECONDS, false},
	    {"carepath, the large one", {argv[1], "walk", "--likeliest", argv[3]}, NULL, "Right", "Left", LINE, KEYS_MOST, NULL, FRAME_MILLISECONDS, false},
	    {"carepath, findings of the large one", {argv[1], "walk", argv[3]}, the_findings, "Down", "Up", LINE, KEYS_MOST, NULL, FRAME_MILLISECONDS, false},
	    {"carepath, a change of hip-fracture", {argv[1], "walk", "--likeliest", argv[2]}, a_change, "u", "U", 1, CHANGES, saving, FRAME_MILLISECONDS, true},
	    {"carepath, a change of the large one", {argv[1], "walk", "--likeliest", argv[3]}, a_change, "u", "U", 1, CHANGES, saving, CHANGE_MILLISECONDS, true},
	    {"tig, the log of this repository", {"tig"}, NULL, "Down", "Up", LINE, KEYS_MOST, NULL, 0, false},
	    {"tig, a page at a time", {"tig"}, NULL, "PageDown", "PageUp", LINE, KEYS_MOST, NULL, 0, false},
	    {"htop, its list of processes", {"htop", "--delay=100"}, NULL, "Down", "Up", LINE, KEYS_MOST, NULL, 0, false},
	};
	// clang-format on
	printf("%-40s %15s %15s\n", "a key to what is drawn for it (ms)", "first byte", "last byte");
	printf("%-40s %7s %7s %7s %7s %7s %6s %5s %s\n", "", "p50", "p99", "p50", "p99", "bytes", "cells", "keys",
	       "p99 at most");
	for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++)
		fine = bench(&subjects[i], argv[4], smoke ? 4 : subjects[i].keys, !smoke) && fine;
	return !fine && !smoke;
}
