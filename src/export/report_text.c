#include "export/text_parts.h"

#include "carepath/plain.h"
#include "export/place.h"
#include "export/room.h"
#include "export/scratch.h"

static struct page page_of(const struct text_report *report, struct arena *arena)
{
	return (struct page){report->writer, arena, report->columns, NULL};
}

static void write_title(struct arena *arena, const void *subject)
{
	const struct text_report *report = subject;
	const struct page page = page_of(report, arena);
	opening_title(&page, report->analysis->pathway);
}

static void write_opening(struct arena *arena, const void *subject)
{
	const struct text_report *report = subject;
	const struct page page = page_of(report, arena);
	opening_write(&page, report->analysis);
	text_measures(&page, report->analysis);
	text_goals(&page, report->analysis);
}

static void write_fault_lines(struct arena *arena, const void *subject)
{
	const struct text_report *report = subject;
	const struct page page = page_of(report, arena);
	text_fault_lines(&page, report->analysis);
}

static void write_how_sure(struct arena *arena, const void *subject)
{
	const struct text_report *report = subject;
	const struct page page = page_of(report, arena);
	text_how_sure(&page, report->analysis);
}

static void write_room(struct arena *arena, const void *subject)
{
	const struct text_report *report = subject;
	const struct page page = page_of(report, arena);
	if (report->journal)
		room_write(&page, report->journal, report->analysis->pathway);
}

static bool write_everything(const struct text_report *report)
{
	return scratch_run(write_opening, report) && scratch_run(write_room, report) && text_findings(report) && scratch_run(write_fault_lines, report) &&
	       text_journeys(report) && scratch_run(write_how_sure, report);
}

static bool write_one_kind(const struct text_report *report)
{
	return scratch_run(write_title, report) && text_findings(report) &&
	       (report->options->kind != KIND_FAULT_LINE || scratch_run(write_fault_lines, report));
}

static bool write_file(const struct text_report *report)
{
	const struct report_options *options = report->options;
	if (options->journey) {
		uint32_t journey = pathway_find_journey(report->analysis->pathway, options->journey);
		return scratch_run(write_title, report) && (journey == NONE || text_journey(report, journey));
	}
	return options->kind == KIND_COUNT ? write_everything(report) : write_one_kind(report);
}

struct together {
	const struct text_report *report;
	const struct analysis *const *files;
	uint32_t count;
};

static void write_place(struct arena *arena, const void *subject)
{
	const struct together *together = subject;
	const struct page page = page_of(together->report, arena);
	text_place(&page, place_new(arena, together->files, together->count));
}

static void write_divider(const struct text_report *report)
{
	const struct page page = page_of(report, NULL);
	page_blank(&page);
	page_rule(&page);
	page_blank(&page);
}

bool report_write_text(struct writer *writer, const struct analysis *const *files, uint32_t count,
		       const struct report_options *options)
{
	struct text_report report = {writer, NULL, options, options->columns ? options->columns : REPORT_COLUMNS, NULL};
	const struct together together = {&report, files, count};
	bool whole = options->kind == KIND_COUNT && !options->journey;
	if (count > 1 && whole && !scratch_run(write_place, &together))
		return false;
	for (uint32_t i = 0; i < count; i++) {
		report.analysis = files[i];
		report.journal = options->journals ? options->journals[i] : NULL;
		if (i > 0 || (count > 1 && whole))
			write_divider(&report);
		if (!write_file(&report))
			return false;
	}
	return true;
}
