#include "export/page_parts.h"

#include "carepath/plain.h"
#include "export/form.h"
#include "export/place.h"
#include "export/room.h"
#include "export/scratch.h"

struct page report_part(const struct report_page *report, struct arena *arena)
{
	return (struct page){report->writer, arena, report->columns, report->form};
}

static void write_title(struct arena *arena, const void *subject)
{
	const struct report_page *report = subject;
	const struct page page = report_part(report, arena);
	opening_title(&page, report->analysis->pathway);
}

static void write_opening(struct arena *arena, const void *subject)
{
	const struct report_page *report = subject;
	const struct page page = report_part(report, arena);
	opening_write(&page, report->analysis);
	page_measures(&page, report->analysis);
	page_goals(&page, report->analysis);
}

static void write_fault_lines(struct arena *arena, const void *subject)
{
	const struct report_page *report = subject;
	const struct page page = report_part(report, arena);
	page_fault_lines(&page, report->analysis);
}

static void write_how_sure(struct arena *arena, const void *subject)
{
	const struct report_page *report = subject;
	const struct page page = report_part(report, arena);
	page_how_sure(&page, report->analysis);
}

static void write_room(struct arena *arena, const void *subject)
{
	const struct report_page *report = subject;
	const struct page page = report_part(report, arena);
	if (report->journal)
		room_write(&page, report->journal, report->analysis);
}

static bool write_everything(const struct report_page *report)
{
	return scratch_run(write_opening, report) && scratch_run(write_room, report) && page_findings(report) &&
	       scratch_run(write_fault_lines, report) && page_journeys(report) && scratch_run(write_how_sure, report);
}

static bool write_one_kind(const struct report_page *report)
{
	return scratch_run(write_title, report) && page_findings(report) &&
	       (report->options->kind != KIND_FAULT_LINE || scratch_run(write_fault_lines, report));
}

static bool write_file(const struct report_page *report)
{
	const struct report_options *options = report->options;
	if (options->journey) {
		uint32_t journey = pathway_find_journey(report->analysis->pathway, options->journey);
		return scratch_run(write_title, report) && (journey == NONE || page_journey(report, journey));
	}
	return options->kind == KIND_COUNT ? write_everything(report) : write_one_kind(report);
}

struct together {
	const struct report_page *report;
	const struct analysis *const *files;
	uint32_t count;
};

static void write_place(struct arena *arena, const void *subject)
{
	const struct together *together = subject;
	const struct page page = report_part(together->report, arena);
	page_place(&page, place_new(arena, together->files, together->count));
}

static void write_divider(const struct report_page *report)
{
	const struct page page = report_part(report, NULL);
	page_blank(&page);
	page_rule(&page);
	page_blank(&page);
}

/* Two files may be of the same name and place. */
static void write_file_name(struct arena *arena, const void *subject)
{
	const struct report_page *report = subject;
	const struct page page = report_part(report, arena);
	page_text(&page, 1, plain_format(arena, "From the file %s:", report->analysis->pathway->source->name));
	page_blank(&page);
}

/* All files one after another, and before them, where they are several, what they come to together. */
static bool write_files(struct report_page *report, const struct together *together)
{
	bool several = together->count > 1 && report->options->kind == KIND_COUNT && !report->options->journey;
	if (several && !scratch_run(write_place, together))
		return false;
	for (uint32_t i = 0; i < together->count; i++) {
		report->analysis = together->files[i];
		report->journal = report->options->journals ? report->options->journals[i] : NULL;
		if (i > 0 || several)
			write_divider(report);
		if (together->count > 1 && !scratch_run(write_file_name, report))
			return false;
		if (!write_file(report))
			return false;
	}
	return true;
}

bool report_write_text(struct writer *writer, const struct analysis *const *files, uint32_t count,
		       const struct report_options *options)
{
	size_t columns = options->columns ? options->columns : REPORT_COLUMNS;
	struct report_page report = {.writer = writer, .options = options, .columns = columns};
	const struct together together = {&report, files, count};
	return write_files(&report, &together);
}

struct titled {
	const struct together *together;
	const struct form_marks *marks;
};

/* The page is called as its pathway is, or as all of them. */
static void write_head(struct arena *arena, const void *subject)
{
	const struct titled *titled = subject;
	const struct together *together = titled->together;
	const char *title =
	    together->count == 1 ? together->files[0]->pathway->name : place_title(arena, together->count);
	form_start(together->report->form, titled->marks, together->report->writer, title);
}

static bool write_form(struct writer *writer, const struct analysis *const *files, uint32_t count,
		       const struct report_options *options, const struct form_marks *marks)
{
	struct form form;
	struct report_page report = {.writer = writer, .options = options, .columns = REPORT_COLUMNS, .form = &form};
	const struct together together = {&report, files, count};
	const struct titled titled = {&together, marks};
	if (!scratch_run(write_head, &titled))
		return false;
	bool done = write_files(&report, &together);
	form_end(&form, writer);
	return done;
}

bool report_write_markdown(struct writer *writer, const struct analysis *const *files, uint32_t count,
			   const struct report_options *options)
{
	return write_form(writer, files, count, options, &form_markdown);
}

bool report_write_html(struct writer *writer, const struct analysis *const *files, uint32_t count,
		       const struct report_options *options)
{
	return write_form(writer, files, count, options, &form_html);
}
