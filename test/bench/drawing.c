/* How long the map of a pathway takes beside dot(1) with the same steps and
 * arrows, each as a whole process from its start to its end.
 *
 *     drawing BUILD_DIR SCRATCH [--short|--smoke]
 *
 * As in bench.c a figure is the median of pairs run one after the other.
 * --smoke: an empty program stands in for dot, and nothing is judged. */
#include "child.h"
#include "median.h"

#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PAIRS_MOST = 41 };

static const struct row {
	const char *steps;
	unsigned pairs;
	double wanted;       /* times as quick as dot */
	double milliseconds; /* that it may take; 0: as many as it likes */
	bool smoke, brief;   /* part of --smoke, of --short */
} rows[] = {
    {"50", 41, 5, 0, true, true},
    {"200", 21, 10, 5, false, true},
    {"1000", 3, 20, 0, false, true},
    {"5000", 1, 100, 0, false, false},
};

static struct {
	char generate[PATH_MAX], graph[PATH_MAX], carepath[PATH_MAX], empty[PATH_MAX];
	const char *scratch;
	bool smoke, brief, over;
} drawing;

static void set_path(char path[PATH_MAX], const char *folder, const char *name)
{
	if (snprintf(path, PATH_MAX, "%s/%s", folder, name) >= PATH_MAX) {
		fprintf(stderr, "drawing: the name of that folder is too long\n");
		exit(2);
	}
}

/* Whether there is a dot. */
static void find_dot(void)
{
	char path[PATH_MAX];
	char folders[PATH_MAX];
	const char *given = getenv("PATH");
	snprintf(folders, sizeof folders, "%s", given ? given : "/usr/bin");
	for (char *rest = folders, *folder; (folder = strsep(&rest, ":"));) {
		set_path(path, folder, "dot");
		if (access(path, X_OK) == 0)
			return;
	}
	fprintf(stderr, "drawing: there is no dot here (the package is called graphviz)\n");
	exit(3);
}

/* dot is stopped after a minute: over 5,000 steps it took nine. */
static const char dot[] = "timeout 60 dot -Tplain \"$0\" || test $? = 124";

static double time_of(const char *const *arguments)
{
	struct child child;
	child_run(arguments, OUTPUT_DROPPED, &child);
	return child.passed;
}

static void print_row(const struct row *row, double ratio, double ours, double others)
{
	bool late = row->milliseconds > 0 && ours * 1e3 > row->milliseconds;
	bool over = ratio < row->wanted || late;
	char limit[32] = "";
	if (row->milliseconds > 0)
		snprintf(limit, sizeof limit, " (%.0f allowed)", row->milliseconds);
	printf("drawing %-5s steps, times as quick as dot -Tplain %*s %8.1f %8.0f  %-4s  %.3g ms%s beside %.3g ms\n",
	       row->steps, 7, "", ratio, row->wanted,
	       drawing.smoke ? "-"
	       : over        ? "over"
			     : "ok",
	       ours * 1e3, limit, others * 1e3);
	fflush(stdout);
	drawing.over |= over;
}

static void run_row(const struct row *row)
{
	char file[PATH_MAX], graph[PATH_MAX];
	double ours[PAIRS_MOST], others[PAIRS_MOST], ratios[PAIRS_MOST];
	unsigned pairs = drawing.smoke ? 1 : row->pairs;
	set_path(file, drawing.scratch, "drawing.yaml");
	set_path(graph, drawing.scratch, "drawing.dot");
	child_write((const char *const[]){drawing.generate, row->steps, NULL}, file);
	child_write((const char *const[]){drawing.graph, file, NULL}, graph);
	const char *const other[] = {"/bin/sh", "-c", dot, graph, NULL};
	for (unsigned i = 0; i < pairs; i++) {
		others[i] = time_of(drawing.smoke ? (const char *const[]){drawing.empty, NULL} : other);
		ours[i] = time_of((const char *const[]){drawing.carepath, "draw", file, NULL});
		ratios[i] = others[i] / ours[i];
	}
	print_row(row, median(ratios, pairs), median(ours, pairs), median(others, pairs));
	unlink(file);
	unlink(graph);
}

int main(int argc, char **argv)
{
	if (argc != 3 && argc != 4) {
		fprintf(stderr, "usage: drawing BUILD_DIR SCRATCH [--short|--smoke]\n");
		return 2;
	}
	drawing.smoke = argc == 4 && strcmp(argv[3], "--smoke") == 0;
	drawing.brief = argc == 4 && strcmp(argv[3], "--short") == 0;
	drawing.scratch = argv[2];
	set_path(drawing.generate, argv[1], "test/bench/generate");
	set_path(drawing.graph, argv[1], "test/bench/graph");
	set_path(drawing.carepath, argv[1], "src/cli/carepath");
	set_path(drawing.empty, argv[1], "test/bench/empty");
	if (!drawing.smoke)
		find_dot();
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (drawing.smoke ? rows[i].smoke : rows[i].brief || !drawing.brief)
			run_row(&rows[i]);
	return drawing.over && !drawing.smoke;
}
