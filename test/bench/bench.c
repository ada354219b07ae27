/* Runs the programs of the bench in pairs, one beside the other, and prints
 * what was reached of what is allowed.
 *
 *     bench BUILD_DIR PATHWAYS SCRATCH [--short|--smoke]
 *
 * Every figure is a ratio of two things done one after the other on the same
 * machine, the median of several such pairs: so it says the same on a quick
 * machine and on a slow one. Time is that of the processor where one thread
 * works, and the time that passes where several do. Exit 1 when a figure is
 * over what is allowed, 3 when there is nothing to measure. */
#include "child.h"
#include "median.h"

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PAIRS_MOST = 400, ARGUMENTS = 8 };

/* How much is done. */
struct extent {
	const char *option;
	unsigned steps; /* of the smallest generated file; the others have ten and a hundred times as many */
	unsigned pairs, quick_pairs, start_pairs;
	const char *sample_pairs, *people;
	bool judged;
};

static const struct extent extents[] = {
    {"", 1000, 7, 15, 201, "7", "300000", true},
    {"--short", 100, 7, 15, 101, "5", "100000", true},
    {"--smoke", 20, 1, 1, 1, "1", "300", false},
};

static const char *const shipped[] = {"hip-fracture", "stroke",      "falls", "discharge-to-assess",
				      "dementia",     "end-of-life", "copd",  "mental-health"};

enum size { SMALL, MIDDLE, LARGE, SIZES };

static struct bench {
	const struct extent *extent;
	char generate[PATH_MAX], bare[PATH_MAX], exact[PATH_MAX], sample[PATH_MAX], empty[PATH_MAX], carepath[PATH_MAX];
	char pathways[sizeof shipped / sizeof *shipped][PATH_MAX];
	char plain[SIZES][PATH_MAX], loop[SIZES][PATH_MAX]; /* generated files */
	bool over;
} bench;

/* A program to run, and which of the numbers that it says is meant; NULL: the
 * time from its start to its end. */
struct probe {
	const char *arguments[ARGUMENTS];
	const char *value;
};

struct comparison {
	double ratio, one, other; /* medians */
};

/* ---- Measuring ------------------------------------------------------------------------ */

static double run_probe(const struct probe *probe)
{
	struct child child;
	child_run(probe->arguments, probe->value ? OUTPUT_KEPT : OUTPUT_DROPPED, &child);
	return probe->value ? child_value(&child, probe->value) : child.passed;
}

static struct comparison compare(struct probe one, struct probe other, unsigned pairs)
{
	double ones[PAIRS_MOST], others[PAIRS_MOST], ratios[PAIRS_MOST];
	for (unsigned i = 0; i < pairs; i++) {
		others[i] = run_probe(&other);
		ones[i] = run_probe(&one);
		ratios[i] = ones[i] / others[i];
	}
	return (struct comparison){median(ratios, pairs), median(ones, pairs), median(others, pairs)};
}

/* ---- The table ------------------------------------------------------------------------ */

static void print_head(void)
{
	printf("%-58s %8s %8s\n", "", "reached", "allowed");
}

/* `beside`: the two things themselves, which do depend on the machine. */
static void print_row(const char *figure, double reached, double allowed, const char *beside)
{
	bool over = !(reached <= allowed);
	const char *verdict = !bench.extent->judged ? "-" : over ? "over" : "ok";
	printf("%-58s %8.2f %8.1f  %-4s  %s\n", figure, reached, allowed, verdict, beside);
	fflush(stdout);
	bench.over |= over;
}

static void row_of_times(const char *figure, double allowed, struct comparison times)
{
	char beside[80];
	bool short_ones = times.other < 0.01;
	snprintf(beside, sizeof beside, "%.3g %s beside %.3g", times.one * (short_ones ? 1e3 : 1),
		 short_ones ? "ms" : "s", times.other * (short_ones ? 1e3 : 1));
	print_row(figure, times.ratio, allowed, beside);
}

/* ---- Large files ---------------------------------------------------------------------- */

static struct probe parsing(const char *file)
{
	return (struct probe){{bench.bare, file}, "passed"};
}

static struct probe loading(const char *file)
{
	return (struct probe){{bench.exact, file, "load"}, "passed"};
}

static struct probe measuring(const char *file)
{
	return (struct probe){{bench.exact, file, "measure"}, "passed"};
}

static void bench_memory(const char *file)
{
	struct child child;
	struct probe probe = loading(file);
	char beside[80];
	child_run(probe.arguments, OUTPUT_KEPT, &child);
	double memory = child_value(&child, "memory"), bytes = child_value(&child, "bytes");
	snprintf(beside, sizeof beside, "%.0f MB for %.1f MB", memory / 1e6, bytes / 1e6);
	print_row("loading: memory, of the size of the file", memory / bytes, 12, beside);
}

/* Loading, measuring and the report work on all cores: so time that passes is compared. */
static void bench_large(const char *file)
{
	struct probe report = {{bench.carepath, "report", "--format", "json", file}, NULL};
	unsigned pairs = bench.extent->pairs;
	row_of_times("loading, beside bare parsing", 1.5, compare(loading(file), parsing(file), pairs));
	bench_memory(file);
	row_of_times("all exact measures and findings, beside bare parsing", 1,
		     compare(measuring(file), parsing(file), pairs));
	row_of_times("report --format json, beside bare parsing", 4, compare(report, parsing(file), pairs));
}

static void bench_growth_between(const char *small, const char *large, const char *what, enum size size)
{
	char figure[80];
	unsigned steps = size == SMALL ? bench.extent->steps : 10 * bench.extent->steps;
	unsigned pairs = size == SMALL ? bench.extent->quick_pairs : bench.extent->pairs;
	snprintf(figure, sizeof figure, "ten times %u steps%s: loading", steps, what);
	row_of_times(figure, 11, compare(loading(large), loading(small), pairs));
	snprintf(figure, sizeof figure, "ten times %u steps%s: measuring", steps, what);
	row_of_times(figure, 11, compare(measuring(large), measuring(small), pairs));
}

static void bench_growth(void)
{
	for (enum size size = SMALL; size < LARGE; size++)
		bench_growth_between(bench.plain[size], bench.plain[size + 1], "", size);
	bench_growth_between(bench.loop[SMALL], bench.loop[MIDDLE], " in one loop", SMALL);
}

/* ---- Sampling ------------------------------------------------------------------------- */

static void bench_sampling_of(const char *name, const char *file, bool all)
{
	const char *const arguments[] = {
	    bench.sample, file, bench.extent->people, all ? "0" : "1", bench.extent->sample_pairs, NULL};
	char figure[80], beside[80];
	struct child child;
	child_run(arguments, OUTPUT_KEPT, &child);
	snprintf(figure, sizeof figure, "sampling %s, %s", name, all ? "all threads" : "one thread");
	snprintf(beside, sizeof beside, "%.3g million people a second beside %.3g",
		 child_value(&child, "people_a_second") * 1e-6, child_value(&child, "drawn_a_second") * 1e-6);
	print_row(figure, child_value(&child, "ratio"), 4, beside);
}

static void bench_sampling(void)
{
	for (size_t i = 0; i < sizeof shipped / sizeof *shipped; i++)
		for (int all = 0; all < 2; all++)
			bench_sampling_of(shipped[i], bench.pathways[i], all);
}

/* ---- Start-up ------------------------------------------------------------------------- */

static void bench_start(void)
{
	const struct probe empty = {{bench.empty}, NULL};
	const char *file = bench.pathways[0];
	unsigned pairs = bench.extent->start_pairs;
	row_of_times("--version, beside an empty program", 1.5,
		     compare((struct probe){{bench.carepath, "--version"}, NULL}, empty, pairs));
	row_of_times("check hip-fracture, beside an empty program", 3,
		     compare((struct probe){{bench.carepath, "check", file}, NULL}, empty, pairs));
	row_of_times("report hip-fracture, beside an empty program", 10,
		     compare((struct probe){{bench.carepath, "report", file}, NULL}, empty, pairs));
}

/* ---- Setting out ---------------------------------------------------------------------- */

static void set_path(char path[PATH_MAX], const char *folder, const char *name, const char *ending)
{
	if (snprintf(path, PATH_MAX, "%s/%s%s", folder, name, ending) >= PATH_MAX) {
		fprintf(stderr, "bench: the name of that folder is too long\n");
		exit(2);
	}
}

static void set_paths(const char *build, const char *pathways)
{
	set_path(bench.generate, build, "test/bench/generate", "");
	set_path(bench.bare, build, "test/bench/bare", "");
	set_path(bench.exact, build, "test/bench/exact", "");
	set_path(bench.sample, build, "test/bench/sample", "");
	set_path(bench.empty, build, "test/bench/empty", "");
	set_path(bench.carepath, build, "src/cli/carepath", "");
	for (size_t i = 0; i < sizeof shipped / sizeof *shipped; i++)
		set_path(bench.pathways[i], pathways, shipped[i], ".yaml");
}

static void generate(const char *scratch)
{
	unsigned steps = bench.extent->steps;
	for (enum size size = SMALL; size < SIZES; size++, steps *= 10) {
		char count[16];
		snprintf(count, sizeof count, "%u", steps);
		set_path(bench.plain[size], scratch, count, ".yaml");
		set_path(bench.loop[size], scratch, count, "-loop.yaml");
		child_write((const char *const[]){bench.generate, count, NULL}, bench.plain[size]);
		if (size < LARGE)
			child_write((const char *const[]){bench.generate, count, "--loop", NULL}, bench.loop[size]);
	}
}

static const struct extent *find_extent(const char *option)
{
	for (size_t i = 0; i < sizeof extents / sizeof *extents; i++)
		if (strcmp(extents[i].option, option) == 0)
			return &extents[i];
	return NULL;
}

int main(int argc, char **argv)
{
	bench.extent = argc == 4 || argc == 5 ? find_extent(argc == 5 ? argv[4] : "") : NULL;
	if (!bench.extent) {
		fprintf(stderr, "usage: bench BUILD_DIR PATHWAYS SCRATCH [--short|--smoke]\n");
		return 2;
	}
	set_paths(argv[1], argv[2]);
	generate(argv[3]);
	print_head();
	bench_large(bench.plain[LARGE]);
	bench_growth();
	bench_sampling();
	bench_start();
	return bench.over && bench.extent->judged;
}
