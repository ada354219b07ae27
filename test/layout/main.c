/* Maps, without a terminal.
 *
 *     layout FOLDER PATHWAYS [--update]
 *
 * FOLDER/shapes/NAME.yaml are pathways of one difficult shape each; beside each
 * lies its map as text, and those of the shipped pathways too: after a change
 * that is meant, --update writes what they are now. Each of these and 1,000
 * random pathways are looked at by check.c; faults.c spoils a map in every way
 * that it looks for. */
#include "../oracle/generate.h"
#include "../oracle/random.h"
#include "../text_file.h"
#include "check.h"
#include "faults.h"

#include "carepath/export.h"
#include "carepath/load.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RANDOM = 1000, RANDOM_EACH = 100, WINDOWS = 12, TEXT_COLUMNS = 200, MOST_SHAPES = 200 };

static unsigned cases, failed;

static void say_case(bool fine, const char *name, const char *why)
{
	printf("%sok %u - %s\n", fine ? "" : "not ", ++cases, name);
	if (!fine)
		printf("# %s\n", why);
	failed += !fine;
	fflush(stdout);
}

/* ---- A map to look at ----------------------------------------------------------------- */

struct view {
	struct document *document;
	struct analysis *analysis;
	struct map *map;
	struct sight sight;
};

static void draw(struct view *view, const struct map_options *options)
{
	view->map = map_new(view->analysis, options);
	if (!view->map)
		stop("map");
	view->sight = (struct sight){
	    .pathway = view->document->pathway,
	    .map = view->map,
	    .cells = paint_whole(view->map),
	    .numbers = options && options->names == MAP_NUMBERS,
	    .name_columns = options && options->name_columns ? options->name_columns : 24,
	};
}

static void erase(struct view *view)
{
	map_free(view->map);
	free((void *)view->sight.cells);
}

static void open_view(struct view *view, struct document *document)
{
	struct analysis_options options = {.exact_only = true, .threads = 1};
	if (!document || !document->pathway) {
		fprintf(stderr, "layout: a pathway cannot be read\n");
		exit(2);
	}
	view->document = document;
	view->analysis = analysis_new(document->pathway, &options, NULL);
	if (!view->analysis)
		stop("analysis");
	draw(view, NULL);
}

static void close_view(struct view *view)
{
	erase(view);
	analysis_free(view->analysis);
	document_free(view->document);
}

static bool check_windows(struct sight *sight, uint64_t seed)
{
	struct random random = {seed};
	for (uint32_t i = 0; i < WINDOWS; i++) {
		struct map_point corner = {random_below(&random, sight->map->columns + 4),
					   random_below(&random, sight->map->rows + 4)};
		if (!check_window(sight, corner, 1 + random_below(&random, 90), 1 + random_below(&random, 12)) ||
		    !check_rows(sight, corner.column, 1 + random_below(&random, 90), 1 + random_below(&random, 12)))
			return false;
	}
	return true;
}

static bool check_again(struct view *view)
{
	struct view again = {.document = view->document, .analysis = view->analysis};
	draw(&again, NULL);
	bool same = check_same(&view->sight, &again.sight);
	erase(&again);
	return same;
}

/* The same pathway with other options. */
static bool check_with(struct view *view, const struct map_options *options)
{
	struct view other = {.document = view->document, .analysis = view->analysis};
	draw(&other, options);
	bool fine = check_map(&other.sight);
	if (!fine)
		memcpy(view->sight.fault, other.sight.fault, sizeof view->sight.fault);
	erase(&other);
	return fine;
}

static bool check_all(struct view *view, uint64_t seed)
{
	static const struct map_options others[] = {
	    {.names = MAP_NUMBERS}, {.bare = true}, {.name_columns = 7}, {.names = MAP_NUMBERS, .bare = true}};
	bool fine = check_map(&view->sight) && check_windows(&view->sight, seed) && check_again(view);
	for (size_t i = 0; fine && i < sizeof others / sizeof *others; i++)
		fine = check_with(view, &others[i]);
	return fine;
}

/* ---- Shapes --------------------------------------------------------------------------- */

static struct text text_of(const struct view *view)
{
	struct text text = text_new();
	struct writer writer;
	writer_init(&writer, text_keep, &text);
	if (!map_write_text(&writer, view->map, view->document->pathway, TEXT_COLUMNS) || !writer_finish(&writer))
		stop("text");
	return text;
}

static void check_shape(const char *file, const char *expected, const char *name, bool update)
{
	struct view view;
	open_view(&view, document_read(file));
	bool fine = check_all(&view, 1);
	struct text text = text_of(&view);
	if (update)
		text_write(expected, &text);
	struct text wanted = text_read(expected);
	if (fine && strcmp(text.at, wanted.at) != 0) {
		fine = false;
		snprintf(view.sight.fault, sizeof view.sight.fault, "another map than in %.100s", expected);
	}
	say_case(fine, name, view.sight.fault);
	free(text.at);
	free(wanted.at);
	close_view(&view);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Those of a folder that end in .yaml. */
static uint32_t list_pathways(const char *folder, char *names[MOST_SHAPES])
{
	uint32_t count = 0;
	DIR *open = opendir(folder);
	if (!open)
		stop(folder);
	for (struct dirent *entry; (entry = readdir(open)) && count < MOST_SHAPES;) {
		size_t length = strlen(entry->d_name);
		if (length > 5 && strcmp(entry->d_name + length - 5, ".yaml") == 0)
			names[count++] = strndup(entry->d_name, length - 5);
	}
	closedir(open);
	qsort(names, count, sizeof *names, by_name);
	return count;
}

static void check_shapes(const char *folder, const char *expected_folder, bool update)
{
	char *names[MOST_SHAPES], file[4096], expected[4096];
	uint32_t count = list_pathways(folder, names);
	for (uint32_t i = 0; i < count; i++) {
		snprintf(file, sizeof file, "%s/%s.yaml", folder, names[i]);
		snprintf(expected, sizeof expected, "%s/%s.txt", expected_folder, names[i]);
		check_shape(file, expected, names[i], update);
		free(names[i]);
	}
}

/* ---- Random pathways ------------------------------------------------------------------ */

static void check_random(uint64_t from)
{
	char name[64], why[300] = "";
	bool fine = true;
	for (uint64_t seed = from; seed < from + RANDOM_EACH; seed++) {
		struct view view;
		char *text = generate_pathway(seed, GENERATE_PLAIN);
		open_view(&view, document_from_text("random.yaml", text, strlen(text)));
		if (!check_all(&view, seed) && fine) {
			fine = false;
			snprintf(why, sizeof why, "pathway %llu: %s", (unsigned long long)seed, view.sight.fault);
		}
		close_view(&view);
		free(text);
	}
	snprintf(name, sizeof name, "random pathways from %llu", (unsigned long long)from);
	say_case(fine, name, why);
}

/* ---- Faults --------------------------------------------------------------------------- */

static void check_faults(const char *file)
{
	struct view view;
	open_view(&view, document_read(file));
	for (size_t i = 0; i < fault_count; i++) {
		char why[300];
		bool seen = fault_is_seen(&view.sight, &faults[i]);
		snprintf(why, sizeof why, "not seen, but: %s", view.sight.fault);
		say_case(seen, faults[i].name, why);
	}
	close_view(&view);
}

int main(int argc, char **argv)
{
	char path[4096];
	if (argc < 3) {
		fprintf(stderr, "usage: layout FOLDER PATHWAYS [--update]\n");
		return 2;
	}
	bool update = argc > 3 && strcmp(argv[3], "--update") == 0;
	snprintf(path, sizeof path, "%s/shapes", argv[1]);
	check_shapes(argv[2], path, update);
	check_shapes(path, path, update);
	snprintf(path, sizeof path, "%s/hip-fracture.yaml", argv[2]);
	check_faults(path);
	for (uint64_t seed = 1; seed <= RANDOM; seed += RANDOM_EACH)
		check_random(seed);
	printf("1..%u\n", cases);
	return failed > 0;
}
