#include "carepath/export.h"

#include "cli/measured.h"
#include "cli/out.h"
#include "cli/say.h"
#include "cli/terminal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* All files of the command line, measured. */
struct files {
	struct measured *measured;
	const struct analysis **analyses;
	struct journal **journals;
	uint32_t count;
};

static bool (*const writers[])(struct writer *, const struct analysis *const *, uint32_t,
			       const struct report_options *) = {
    [FORMAT_TEXT] = report_write_text, [FORMAT_MARKDOWN] = report_write_markdown, [FORMAT_HTML] = report_write_html,
    [FORMAT_JSON] = report_write_json, [FORMAT_CSV] = report_write_csv,
};

/* What the room said of the file. What cannot be read of it is told. */
static enum exit_code read_journal(const char *file, const struct analysis *analysis, struct journal **journal)
{
	char says[JOURNAL_SAYS];
	if (strcmp(file, "-") == 0)
		return EXIT_DONE;
	*journal = journal_read(file, says);
	if (!*journal || (analysis && !journal_settle_votes(*journal, analysis)))
		return say_no_memory();
	if (*says)
		say_wrong("%s", says);
	for (uint32_t i = 0; i < (*journal)->damages.count; i++)
		say_wrong("%s: line %u: %s", (*journal)->path, (*journal)->damages.at[i].line,
			  (*journal)->damages.at[i].what);
	return EXIT_DONE;
}

/* The people of a file that is given twice would be counted twice. */
static enum exit_code check_once(const struct request *request)
{
	struct stat *files = calloc(request->file_count, sizeof *files);
	enum exit_code code = EXIT_DONE;
	if (!files)
		return say_no_memory();
	for (uint32_t i = 0; i < request->file_count && code == EXIT_DONE; i++) {
		if (stat(request->files[i], &files[i]) != 0)
			continue;
		for (uint32_t j = 0; j < i && code == EXIT_DONE; j++)
			if (files[i].st_ino == files[j].st_ino && files[i].st_dev == files[j].st_dev)
				code = say_wrong("%s is given twice: its people would be counted twice",
						 request->files[i]);
	}
	free(files);
	return code;
}

static enum exit_code open_files(struct files *files, const struct request *request)
{
	enum exit_code code = EXIT_DONE;
	files->measured = calloc(request->file_count, sizeof *files->measured);
	files->analyses = calloc(request->file_count, sizeof *files->analyses);
	files->journals = calloc(request->file_count, sizeof *files->journals);
	if (!files->measured || !files->analyses || !files->journals)
		return say_no_memory();
	for (; files->count < request->file_count; files->count++) {
		struct measured *measured = &files->measured[files->count];
		code = worse(code, measured_open(measured, request->files[files->count], request, WARNINGS_COUNTED));
		files->analyses[files->count] = measured->analysis;
		code = worse(code, read_journal(request->files[files->count], measured->analysis,
						&files->journals[files->count]));
	}
	return code;
}

static void close_files(struct files *files)
{
	for (uint32_t i = 0; i < files->count; i++) {
		measured_close(&files->measured[i]);
		journal_free(files->journals[i]);
	}
	free(files->journals);
	free(files->measured);
	free(files->analyses);
}

/* One of the files must have the journey that is asked for; of the others it is said that they have none. */
static enum exit_code check_journey(const struct files *files, const char *id)
{
	uint32_t without = 0;
	if (!id || files->count == 0)
		return EXIT_DONE;
	for (uint32_t i = 0; i < files->count; i++)
		without += pathway_find_journey(files->measured[i].pathway, id) == NONE;
	if (without == files->count)
		return unknown_journey(files->measured[0].pathway, id);
	for (uint32_t i = 0; i < files->count && without > 0; i++)
		if (pathway_find_journey(files->measured[i].pathway, id) == NONE)
			say_wrong("%s has no journey '%s'", files->measured[i].pathway->source->name, id);
	return EXIT_DONE;
}

static enum exit_code write_report(const struct files *files, const struct request *request)
{
	struct out out;
	struct report_options options = {.kind = request->kind,
					 .journey = request->journey,
					 .journals = (const struct journal *const *)files->journals};
	enum exit_code code = out_open(&out, request->out, OUT_REPLACE, request);
	if (code != EXIT_DONE)
		return code;
	options.columns = terminal_columns(out.descriptor);
	bool done = (request->measures ? report_write_measures_csv : writers[request->format])(
	    &out.writer, files->analyses, files->count, &options);
	return out_close(&out, done ? EXIT_DONE : say_no_memory());
}

enum exit_code run_report(const struct request *request)
{
	struct files files = {0};
	if (request->measures && request->format != FORMAT_CSV)
		return say_wrong("--measures goes with --format csv");
	enum exit_code code = check_once(request);
	if (code == EXIT_DONE)
		code = open_files(&files, request);
	if (code == EXIT_DONE)
		code = check_journey(&files, request->journey);
	if (code == EXIT_DONE)
		code = write_report(&files, request);
	close_files(&files);
	return code;
}
