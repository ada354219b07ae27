#include "cli/measured.h"
#include "cli/out.h"
#include "cli/say.h"
#include "cli/talk.h"
#include "cli/terminal.h"
#include "cli/wall.h"

#include "export/lines.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Steps that were named on the command line, as in --route a,b,c. */
struct route {
	uint32_t *steps;
	uint32_t count;
};

/* `list` is cut into its ids. */
static enum exit_code read_ids(const struct pathway *pathway, char *list, struct route *route)
{
	char *rest = list;
	for (const char *id; (id = strsep(&rest, ","));) {
		uint32_t step = pathway_find_step(pathway, id);
		if (step == NONE)
			return unknown_step(pathway, id);
		route->steps[route->count++] = step;
	}
	return EXIT_DONE;
}

static enum exit_code read_route(const struct pathway *pathway, const char *text, struct route *route)
{
	size_t length = strlen(text);
	char *list = strdup(text);
	route->steps = calloc(length + 1, sizeof *route->steps);
	enum exit_code code = list && route->steps ? read_ids(pathway, list, route) : say_no_memory();
	free(list);
	return code;
}

static enum exit_code walk_given_route(const struct measured *measured, const char *text,
				       const struct walked_journey **walked)
{
	struct route route = {0};
	enum exit_code code = read_route(measured->pathway, text, &route);
	if (code == EXIT_DONE) {
		*walked = analysis_walk(measured->analysis, route.steps, route.count);
		code = *walked ? EXIT_DONE : say_no_memory();
	}
	free(route.steps);
	return code;
}

static enum exit_code walk_journey(const struct measured *measured, const char *id,
				   const struct walked_journey **walked)
{
	uint32_t journey = pathway_find_journey(measured->pathway, id);
	if (journey == NONE)
		return unknown_journey(measured->pathway, id);
	*walked = &measured->analysis->journeys[journey];
	return EXIT_DONE;
}

/* The walk that was asked for; *walked stays NULL where none was. */
static enum exit_code find_walk(const struct measured *measured, const struct request *request,
				const struct walked_journey **walked)
{
	*walked = NULL;
	if ((request->journey != NULL) + (request->route != NULL) + request->likeliest > 1)
		return say_wrong("only one of --journey, --route and --likeliest can be walked at a time");
	if (request->journey)
		return walk_journey(measured, request->journey, walked);
	if (request->route)
		return walk_given_route(measured, request->route, walked);
	if (!request->likeliest)
		return EXIT_DONE;
	*walked = analysis_walk_likeliest(measured->analysis);
	return *walked ? EXIT_DONE : say_no_memory();
}

/* Everything at once, for where no one sits at a terminal. */
struct whole_walk {
	struct page page;
	const struct measured *measured;
	const struct walked_journey *walked;
};

/* A heading that says whose walk this is. */
static void write_whose(const struct whole_walk *walk)
{
	uint32_t journey = walk->walked->journey;
	const struct journey *journeys = walk->measured->pathway->journeys;
	page_heading(&walk->page, journey == NONE ? "One way through" : journeys[journey].name);
	if (journey != NONE && journeys[journey].about)
		page_text(&walk->page, 1, journeys[journey].about);
}

static void write_opening(void *subject)
{
	const struct whole_walk *walk = subject;
	opening_write(&walk->page, walk->measured->analysis);
	write_whose(walk);
}

static bool write_whole_walk(struct writer *writer, const struct measured *measured,
			     const struct walked_journey *walked)
{
	size_t columns = terminal_columns(STDOUT_FILENO);
	if (!walked)
		walked = measured->pathway->journey_count > 0 ? &measured->analysis->journeys[0]
							      : analysis_walk_likeliest(measured->analysis);
	struct whole_walk walk = {{writer, arena_new(), columns, NULL}, measured, walked};
	bool done = walk.page.arena && walked && arena_try(walk.page.arena, write_opening, &walk) &&
		    walk_write(writer, measured->analysis, walked, columns);
	arena_free(walk.page.arena);
	return done;
}

static bool at_terminal(const char *file)
{
	return strcmp(file, "-") != 0 && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

static enum exit_code walk_in_lines(struct measured *measured, const struct request *request,
				    const struct walked_journey *walked)
{
	struct out out;
	enum exit_code code = out_open(&out, NULL, OUT_REPLACE, request);
	if (code != EXIT_DONE)
		return code;
	bool done = at_terminal(request->files[0]) ? talk(&out.writer, measured, request, walked)
						   : write_whole_walk(&out.writer, measured, walked);
	return out_close(&out, done ? EXIT_DONE : say_no_memory());
}

/* Whether the command line names something that must be in the file. */
static bool names_something(const struct request *request)
{
	return request->journey || request->route || request->scenario;
}

/* The screen reads the file itself. False where there is none. */
static bool walk_on_screen(const struct request *request, const struct measured *measured,
			   const struct walked_journey *walked, enum exit_code *code)
{
	struct ui_options options = {
	    .file = request->files[0], .journey = request->journey, .likeliest = request->likeliest};
	const char **route = NULL;
	if (!at_terminal(request->files[0]) || !wall_wanted(request))
		return false;
	if (request->route && walked) {
		route = calloc(walked->stop_count + 1u, sizeof *route);
		for (uint32_t i = 0; route && i < walked->stop_count; i++)
			route[i] = measured->pathway->steps[walked->stops[i].step].id;
		options.route_count = route ? walked->stop_count : 0;
	}
	options.route = route;
	bool shown = wall_show(request, &options, code);
	free(route);
	return shown;
}

static enum exit_code walk_measured(struct measured *measured, const struct request *request)
{
	const struct walked_journey *walked;
	enum exit_code code = find_walk(measured, request, &walked);
	if (code != EXIT_DONE || (names_something(request) && walk_on_screen(request, measured, walked, &code)))
		return code;
	return walk_in_lines(measured, request, walked);
}

enum exit_code run_walk(const struct request *request)
{
	struct measured measured;
	enum exit_code code;
	if (!names_something(request) && walk_on_screen(request, NULL, NULL, &code))
		return code;
	code = measured_open(&measured, request->files[0], request, WARNINGS_COUNTED);
	if (code == EXIT_DONE)
		code = walk_measured(&measured, request);
	measured_close(&measured);
	return code;
}
