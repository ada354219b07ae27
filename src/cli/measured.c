#include "cli/measured.h"

#include "cli/progress.h"
#include "cli/say.h"
#include "cli/terminal.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static int standard_error = STDERR_FILENO;

static void print_diagnostics(struct document *document, const struct request *request)
{
	struct writer writer;
	writer_init(&writer, writer_send_to_file, &standard_error);
	terminal_set_writer(&writer, standard_error, request);
	diagnostics_print(&document->diagnostics, &document->source, &writer);
	writer_finish(&writer);
}

/* Warnings are for whoever edits the file; others are told that there are some. */
static void count_warnings(const struct document *document)
{
	uint32_t warnings = document->diagnostics.warnings;
	if (warnings > 0)
		say_wrong("%s: %u warning%s: 'carepath check' shows %s", document->source.name, warnings,
			  warnings == 1 ? "" : "s", warnings == 1 ? "it" : "them");
}

enum { FEW_IDS = 8 };

/* " (there are: a, b and c)" where they are few. */
static void list_ids(char *room, size_t size, const char *const *ids, uint32_t count)
{
	size_t length = 0;
	if (count > FEW_IDS)
		return;
	if (count == 0)
		snprintf(room, size, " (it has none)");
	for (uint32_t i = 0; i < count && length < size; i++)
		length += (size_t)snprintf(room + length, size - length, "%s%s%s",
					   i == 0           ? " (there are: "
					   : i + 1 == count ? " and "
							    : ", ",
					   ids[i], i + 1 == count ? ")" : "");
}

/* `id_of` gives the ids that there are. */
static enum exit_code unknown_id(const struct pathway *pathway, const char *what, const char *id, uint32_t count,
				 const char *(*id_of)(const struct pathway *, uint32_t))
{
	const char **ids = calloc(count + 1u, sizeof *ids);
	if (!ids)
		return say_no_memory();
	for (uint32_t i = 0; i < count; i++)
		ids[i] = id_of(pathway, i);
	const char *const *near = ids;
	char list[500] = "";
	list_ids(list, sizeof list, near, count);
	enum exit_code code =
	    say_unknown(id, near, count, "%s has no %s '%s'%s", pathway->source->name, what, id, list);
	free(ids);
	return code;
}

static const char *scenario_id(const struct pathway *pathway, uint32_t index)
{
	return pathway->scenarios[index].id;
}

static const char *journey_id(const struct pathway *pathway, uint32_t index)
{
	return pathway->journeys[index].id;
}

static const char *step_id(const struct pathway *pathway, uint32_t index)
{
	return pathway->steps[index].id;
}

enum exit_code unknown_step(const struct pathway *pathway, const char *id)
{
	return unknown_id(pathway, "step", id, pathway->step_count, step_id);
}

enum exit_code unknown_journey(const struct pathway *pathway, const char *id)
{
	return unknown_id(pathway, "journey", id, pathway->journey_count, journey_id);
}

static enum exit_code apply_scenario(struct measured *measured, const char *id)
{
	if (!id)
		return EXIT_DONE;
	uint32_t scenario = pathway_find_scenario(measured->pathway, id);
	if (scenario == NONE)
		return unknown_id(measured->pathway, "scenario", id, measured->pathway->scenario_count, scenario_id);
	measured->pathway = document_under(measured->document, scenario);
	if (measured->pathway)
		return EXIT_DONE;
	return measured->document->diagnostics.errors > 0 ? EXIT_INPUT : say_no_memory();
}

static enum exit_code analyse(struct measured *measured, const struct request *request, bool findings_only)
{
	struct progress progress;
	struct analysis_options analysis_options = {
	    .people = request->people,
	    .seed = request->seed,
	    .threads = (uint32_t)request->threads,
	    .findings_only = findings_only,
	    .spread = request->command->bit & (FOR_COMPARE | FOR_WALK), /* a walk is compared when it was changed */
	    .exact_only = request->marks_only,
	    .marks_only = request->marks_only,
	    .subject = &progress,
	};
	if (progress_start(&progress))
		analysis_options.progress = progress_show;
	measured->analysis = analysis_new(measured->pathway, &analysis_options, &measured->document->diagnostics);
	progress_end(&progress);
	if (measured->analysis)
		return EXIT_DONE;
	return measured->document->diagnostics.errors > 0 ? EXIT_INPUT : say_no_memory();
}

enum exit_code measured_open(struct measured *measured, const char *file, const struct request *request,
			     enum warnings warnings)
{
	char room[PATH_MAX];
	/* First the status, then the text: a change between the two is noticed later. */
	*measured = (struct measured){.document = NULL};
	measured->has_status = stat(file, &measured->status) == 0;
	measured->document = document_read_on(file, (uint32_t)request->threads);
	if (!measured->document)
		return say_no_memory();
	if (!measured->document->pathway) {
		print_diagnostics(measured->document, request);
		const char *other = file_with_ending(file, room);
		return other ? say_wrong("did you mean '%s'?", other) : EXIT_INPUT;
	}
	measured->pathway = measured->document->pathway;
	enum exit_code code = apply_scenario(measured, request->scenario);
	if (code == EXIT_DONE)
		code = analyse(measured, request, warnings == WARNINGS_ALL);
	if (warnings == WARNINGS_ALL || measured->document->diagnostics.errors > 0)
		print_diagnostics(measured->document, request);
	else if (code == EXIT_DONE)
		count_warnings(measured->document);
	return code;
}

enum exit_code measured_anew(struct measured *measured, struct document *document, const struct request *request)
{
	*measured = (struct measured){.document = document, .pathway = document->pathway};
	enum exit_code code = apply_scenario(measured, request->scenario);
	return code == EXIT_DONE ? analyse(measured, request, false) : code;
}

void measured_close(struct measured *measured)
{
	analysis_free(measured->analysis);
	document_free(measured->document);
}
