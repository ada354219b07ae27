/* The parts of the text report, in the order in which they come. */
#ifndef EXPORT_TEXT_PARTS_H
#define EXPORT_TEXT_PARTS_H

#include "export/lines.h"

struct text_report {
	struct writer *writer;
	const struct analysis *analysis;
	const struct report_options *options;
	size_t columns;
	const struct journal *journal; /* or NULL */
};

/* Figures in groups, outcomes, who pays and standards: of the pathway … */
void text_measures(const struct page *page, const struct analysis *analysis);
/* … and along one journey. */
void text_journey_measures(const struct page *page, const struct pathway *pathway, const struct figures *figures);
void text_goals(const struct page *page, const struct analysis *analysis);
/* What is estimated, and how many people were sampled. */
void text_how_sure(const struct page *page, const struct analysis *analysis);

/* Findings kind by kind, or all of one kind. */
bool text_findings(const struct text_report *report);
void text_fault_lines(const struct page *page, const struct analysis *analysis);

/* "26 days from start to end; waits add up to 22 days; 3 hand-offs, …" */
const char *journey_in_words(struct arena *arena, const struct analysis *analysis, const struct figures *figures);

/* All journeys in short, or one in full. */
bool text_journeys(const struct text_report *report);
bool text_journey(const struct text_report *report, uint32_t journey);

/* What several files come to together. */
struct place;
void text_place(const struct page *page, const struct place *place);

#endif
