#include "ui/opened.h"

#include <stdlib.h>
#include <string.h>

struct no_scenario {
	struct opened *opened;
	const char *id;
};

static void say_no_scenario(void *subject)
{
	const struct no_scenario *no = subject;
	diagnostic_error(&no->opened->document->diagnostics, no->opened->pathway->name_at,
			 "this pathway has no scenario '%s'", no->id);
}

static bool take_scenario(struct opened *opened, const char *id)
{
	if (!id)
		return true;
	uint32_t scenario = pathway_find_scenario(opened->pathway, id);
	if (scenario == NONE) {
		bool said = arena_try(opened->document->arena, say_no_scenario, &(struct no_scenario){opened, id});
		opened->pathway = NULL;
		return said;
	}
	opened->pathway = document_under(opened->document, scenario);
	return opened->pathway || opened->document->diagnostics.errors > 0;
}

static bool measure(struct opened *opened, const struct ui_options *options,
		    void (*progress)(void *subject, double done), void *subject)
{
	const struct analysis_options analysis_options = {
	    .people = options->people,
	    .seed = options->seed,
	    .threads = options->threads,
	    .exact_only = opened->exact_only,
	    .spread = true, /* any file that is open may be compared */
	    .progress = progress,
	    .subject = subject,
	};
	opened->pathway = opened->document->pathway;
	if (!opened->pathway)
		return true;
	if (!take_scenario(opened, options->scenario))
		return false;
	if (!opened->pathway)
		return true;
	opened->analysis = analysis_new(opened->pathway, &analysis_options, &opened->document->diagnostics);
	if (!opened->analysis)
		return opened->document->diagnostics.errors > 0;
	opened->journal = journal_read(opened->path, opened->journal_says);
	if (!opened->journal || !journal_settle_votes(opened->journal, opened->analysis))
		return false;
	const struct map_options names = {.names = MAP_NAMES};
	opened->map = map_new(opened->analysis, &names);
	return opened->map != NULL;
}

struct opened *opened_read(const char *path, const struct ui_options *options,
			   void (*progress)(void *subject, double done), void *subject)
{
	struct opened *opened = calloc(1, sizeof *opened);
	if (!opened)
		return NULL;
	/* First the status, then the text: a change between the two is noticed later. */
	opened->has_status = stat(path, &opened->status) == 0;
	opened->path = strdup(path);
	opened->document = opened->path ? document_read_on(opened->path, options->threads) : NULL;
	if (opened->document)
		file_mark_take(path, opened->document->source.text, opened->document->source.length, &opened->mark);
	if (opened->document && measure(opened, options, progress, subject))
		return opened;
	opened_free(opened);
	return NULL;
}

struct opened *opened_anew(const struct opened *before, struct document *document, const struct ui_options *options,
			   bool exact_only)
{
	struct opened *opened = calloc(1, sizeof *opened);
	if (!opened) {
		document_free(document);
		return NULL;
	}
	opened->document = document;
	opened->exact_only = exact_only;
	opened->status = before->status;
	opened->has_status = before->has_status;
	opened->mark = before->mark;
	opened->path = strdup(before->path);
	if (opened->path && measure(opened, options, NULL, NULL))
		return opened;
	opened_free(opened);
	return NULL;
}

void opened_free(struct opened *opened)
{
	if (!opened)
		return;
	map_free(opened->map);
	map_free(opened->whole);
	free(opened->whole_numbers);
	journal_free(opened->journal);
	analysis_free(opened->analysis);
	document_free(opened->document);
	free(opened->path);
	free(opened);
}

const struct map *opened_whole(struct opened *opened, const uint32_t *numbers)
{
	const struct map_options options = {.names = MAP_NUMBERS, .bare = true, .numbers = numbers};
	size_t size = opened->pathway->step_count * sizeof *numbers;
	if (!opened->whole_numbers && !(opened->whole_numbers = malloc(size)))
		return NULL;
	if (opened->whole && memcmp(opened->whole_numbers, numbers, size) == 0)
		return opened->whole;
	map_free(opened->whole);
	memcpy(opened->whole_numbers, numbers, size);
	return opened->whole = map_new(opened->analysis, &options);
}

bool opened_changed(const struct opened *opened)
{
	return opened->has_status && file_changed(opened->path, &opened->status);
}
