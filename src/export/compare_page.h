/* Two pathways beside each other, on a page. */
#ifndef EXPORT_COMPARE_PAGE_H
#define EXPORT_COMPARE_PAGE_H

#include "carepath/compare.h"
#include "export/lines.h"

struct compare_page {
	struct writer *writer;
	const struct comparison *comparison;
	size_t columns;
	struct form *form; /* NULL: plain text */
};

/* The parts, in the order in which they come; only the first has anything to
 * say where nothing changes. At most `most` steps or findings of a kind. Only
 * inside arena_try() of the page's arena. */

/* The first line, which are compared, and what a reader has to know of them. */
void compare_write_subject(const struct page *page, const struct comparison *comparison, const char *before,
			   const char *after);
/* Of that, only what a reader has to know. */
void compare_write_warnings(const struct page *page, const struct comparison *comparison);
/* For people, how it ends, who pays, goals. */
void compare_write_figures(const struct page *page, const struct comparison *comparison);
void compare_write_steps(const struct page *page, const struct comparison *comparison, uint32_t most);
void compare_write_findings(const struct page *page, const struct comparison *comparison, uint32_t most);
void compare_write_how_sure(const struct page *page, const struct comparison *comparison);

/* All of them. */
void compare_write_page(const struct page *page, const struct comparison *comparison, const char *before,
			const char *after);

/* "A broken hip, as it could be (hip-fracture-to-be.yaml)". */
const char *compare_says_pathway(struct arena *arena, const struct pathway *pathway);
/* The same file before and after it was changed: "hip.yaml, as it was when it was opened". */
const char *compare_says_as_opened(struct arena *arena, const char *path);
const char *compare_says_as_now(struct arena *arena, const char *path, bool saved);

/* "39 days → 30 days, 9 days less", "12.17 → 10.83, 1.34 fewer"; a change of 0 is
 * no more than chance explains. */
const char *compare_pair_in_words(const struct page *page, enum unit unit, double before, double after, double change);

void compare_write_costs(const struct page *page, const struct comparison *comparison);

#endif
