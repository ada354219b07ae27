/* The parts of the report as a page, in the order in which they come. */
#ifndef EXPORT_PAGE_PARTS_H
#define EXPORT_PAGE_PARTS_H

#include "export/lines.h"

struct report_page {
	struct writer *writer;
	const struct analysis *analysis;
	const struct report_options *options;
	size_t columns;
	struct form *form;             /* of Markdown and HTML; NULL: plain text */
	const struct journal *journal; /* or NULL */
};

struct page report_part(const struct report_page *report, struct arena *arena);

/* Figures in groups, outcomes, who pays and standards: of the pathway … */
void page_measures(const struct page *page, const struct analysis *analysis);
/* … and along one journey. */
void page_journey_measures(const struct page *page, const struct pathway *pathway, const struct figures *figures);
void page_goals(const struct page *page, const struct analysis *analysis);
/* What is estimated, and how many people were sampled. */
void page_how_sure(const struct page *page, const struct analysis *analysis);

/* Findings kind by kind, or all of one kind. */
bool page_findings(const struct report_page *report);
/* "The hospital and the council: 70 hand-offs; 274 days of waiting on them …", for every 100 people. */
const char *fault_line_says(struct arena *arena, const struct pathway *pathway, const struct fault_line *line);
void page_fault_lines(const struct page *page, const struct analysis *analysis);

/* "26 days from start to end; waits add up to 22 days; 3 hand-offs, …" */
const char *journey_in_words(struct arena *arena, const struct analysis *analysis, const struct figures *figures);

/* All journeys in short, or one in full. */
bool page_journeys(const struct report_page *report);
bool page_journey(const struct report_page *report, uint32_t journey);

/* What several files come to together. */
struct place;
const char *place_title(struct arena *arena, uint32_t file_count); /* "2 pathways together" */
void page_place(const struct page *page, const struct place *place);

#endif
