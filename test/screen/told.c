/* Whatever a walk says of a step can be read on the screen.
 *
 *     told PROGRAM FOLDER
 *
 * Each journey of each file in FOLDER/pathways, and the likeliest way, is walked at several sizes.
 * At each step the text is read to its end with the down arrow: every line that
 * `walk` writes at this width must have been there, and no line that is there
 * may have something else written over its end. Prints TAP. */
#include "judge.h"

#include "carepath/analysis.h"
#include "carepath/export.h"
#include "carepath/load.h"

#include <glob.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	int rows, columns;
} sizes[] = {{16, 60}, {24, 80}, {30, 100}};

enum { SIZES = sizeof sizes / sizeof *sizes, MOST_LINES = 1000 };

/* Few people: it is the screen that is tried out. */
static const char people[] = "100";

/* One walk of one file at one size. */
struct walk {
	const char *program, *folder, *file;
	const char *journey; /* id; NULL: the likeliest way */
	int rows, columns;
	struct terminal *terminal;
	char *told; /* what `walk` writes of all of it */
};

static bool send_to_stream(void *stream, const char *bytes, size_t length)
{
	return fwrite(bytes, 1, length, stream) == length;
}

static char *tell(const struct analysis *analysis, const struct walked_journey *walked, int columns)
{
	struct writer writer;
	char *text = NULL;
	size_t size;
	FILE *stream = open_memstream(&text, &size);
	writer_init(&writer, send_to_stream, stream);
	walk_write(&writer, analysis, walked, (size_t)columns);
	writer_finish(&writer);
	fclose(stream);
	return text;
}

/* All that is on the screen, one picture behind the other, while the down arrow
 * brings more. */
static char *read_to_the_end(struct walk *walk)
{
	char *text = NULL;
	size_t size;
	FILE *stream = open_memstream(&text, &size);
	for (int i = 0; i < MOST_LINES; i++) {
		terminal_settle(walk->terminal);
		char *shown = screen_text(terminal_screen(walk->terminal));
		bool more = strstr(shown, "↓ more");
		fprintf(stream, "\n%s", shown);
		free(shown);
		if (!more)
			break;
		terminal_key(walk->terminal, "Down");
	}
	fclose(stream);
	return text;
}

/* A line of the walk as a whole line of the screen; the first is a heading,
 * which the screen writes in its own way. */
static bool each_line_is_in(const char *shown, const char *told, const char *end)
{
	const char *at = memchr(told, '\n', (size_t)(end - told));
	while (at && at < end) {
		size_t length = 1 + strcspn(at + 1, "\n");
		char line[1024];
		snprintf(line, sizeof line, "%.*s\n", (int)length, at);
		if (length > 1 && !strstr(shown, line)) {
			printf("# not on the screen: %s", line + 1);
			return false;
		}
		at += length;
	}
	return true;
}

/* Stop by stop: in what is told, each begins with an empty line and its heading. */
static bool walk_along(struct walk *walk)
{
	const char *next = NULL;
	for (const char *at = walk->told; at; at = next) {
		next = strstr(at + 1, "\n\n");
		char *shown = read_to_the_end(walk);
		bool fine = each_line_is_in(shown, at + 2, next ? next : at + strlen(at));
		free(shown);
		if (!fine)
			return false;
		terminal_key(walk->terminal, "Right");
	}
	return true;
}

static bool try_walk(struct walk walk)
{
	const char *arguments[] = {walk.program, "walk", walk.file,
				   "--people",   people, walk.journey ? "--journey" : "--likeliest",
				   walk.journey, NULL};
	walk.terminal = terminal_start(
	    &(struct terminal_setting){.rows = walk.rows, .columns = walk.columns, .folder = walk.folder}, arguments);
	bool fine = walk.terminal && terminal_settle(walk.terminal) == SETTLED && walk_along(&walk);
	if (!fine) {
		printf("# %s, %s\n", walk.file, walk.journey ? walk.journey : "the likeliest way");
		if (walk.terminal)
			judge_show(walk.terminal);
	}
	terminal_free(walk.terminal);
	free(walk.told);
	return fine;
}

static bool try_journeys(struct walk walk, struct analysis *analysis)
{
	const struct pathway *pathway = analysis->pathway;
	bool fine = true;
	for (uint32_t i = 0; i < pathway->journey_count && fine; i++) {
		walk.journey = pathway->journeys[i].id;
		walk.told = tell(analysis, &analysis->journeys[i], walk.columns);
		fine = try_walk(walk);
	}
	walk.journey = NULL;
	walk.told = tell(analysis, analysis_walk_likeliest(analysis), walk.columns);
	return try_walk(walk) && fine;
}

static bool try_file(struct walk walk)
{
	const struct analysis_options options = {.people = (uint64_t)atoi(people), .seed = 1, .threads = 1};
	struct document *document = document_read(walk.file);
	struct analysis *analysis =
	    document && document->pathway ? analysis_new(document->pathway, &options, NULL) : NULL;
	bool fine = analysis && try_journeys(walk, analysis);
	analysis_free(analysis);
	document_free(document);
	return fine;
}

static void try_sizes(struct walk walk, int *number)
{
	for (int i = 0; i < SIZES; i++) {
		walk.rows = sizes[i].rows;
		walk.columns = sizes[i].columns;
		bool fine = try_file(walk);
		printf("%s %d - %s at %dx%d\n", fine ? "ok" : "not ok", ++*number, strrchr(walk.file, '/') + 1,
		       walk.columns, walk.rows);
		fflush(stdout);
	}
}

/* What the room said of a pathway lies beside it, and is none. */
static bool is_journal(const char *file)
{
	return strstr(file, ".journal.");
}

int main(int argc, char **argv)
{
	char pattern[PATH_MAX];
	glob_t files;
	if (argc != 3) {
		fprintf(stderr, "usage: told PROGRAM FOLDER\n");
		return 2;
	}
	snprintf(pattern, sizeof pattern, "%s/pathways/*.yaml", argv[2]);
	if (glob(pattern, 0, NULL, &files) != 0)
		return 2;
	int number = 0;
	for (size_t i = 0; i < files.gl_pathc; i++)
		if (!is_journal(files.gl_pathv[i]))
			try_sizes((struct walk){.program = argv[1], .folder = argv[2], .file = files.gl_pathv[i]},
				  &number);
	printf("1..%d\n", number);
	globfree(&files);
	return 0;
}
