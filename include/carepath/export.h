/* A measured pathway for people and for other programs: as plain text, as
 * Markdown and HTML, as JSON, as CSV, as a walk told step by step, and its map
 * as text.
 *
 * Everything is written to a writer, piece by piece, so that a pathway of
 * 100,000 steps needs no more memory than a small one. A write that failed
 * stays in the writer; what returns a bool is false when memory ran out.
 *
 * A person's words appear where their consent allows it, and nowhere else.
 */
#ifndef CAREPATH_EXPORT_H
#define CAREPATH_EXPORT_H

#include "carepath/compare.h"
#include "carepath/journal.h"
#include "carepath/map.h"

/* Where text goes, and how wide its lines may be. `arena` is for what is put
 * together on the way. */
struct page {
	struct writer *writer;
	struct arena *arena;
	size_t columns;
	struct form *form; /* of Markdown and HTML, inside the library; NULL: plain text */
};

/* The opening page: what a room should know before the first step. Sentences,
 * "" where there is nothing to say. Only inside arena_try(). */
const char *opening_numbers(struct arena *arena, const struct analysis *analysis); /* "420 people a year. Half …" */
const char *opening_shares(struct arena *arena, const struct analysis *analysis);  /* "Two thirds of that time …" */
/* What hurts most; under each a question for the room. */
void opening_write_short_list(const struct page *page, const struct analysis *analysis);
/* Title, numbers, shares, what hurts most and what to change first. */
void opening_write(const struct page *page, const struct analysis *analysis);
/* The name at the left, the place at the right. */
void opening_title(const struct page *page, const struct pathway *pathway);

/* The map as text, in strips of at most so many columns one below the other;
 * the last line says how often arrows cross. */
enum { MAP_TEXT_LEAST = 40 };
bool map_write_text(struct writer *writer, const struct map *map, const struct pathway *pathway, size_t columns);

struct report_options {
	enum kind kind;      /* only findings of this kind; KIND_COUNT: all */
	const char *journey; /* only the journey with this id; NULL: all */
	size_t columns;      /* of text; 0: 100 */
	/* Of each file what the room said, or NULL; NULL: of none. On pages, not in JSON and CSV. */
	const struct journal *const *journals;
};

/* The report on one file or on several. */
bool report_write_text(struct writer *writer, const struct analysis *const *files, uint32_t count,
		       const struct report_options *options);
bool report_write_markdown(struct writer *writer, const struct analysis *const *files, uint32_t count,
			   const struct report_options *options);
/* One page by itself, which fetches and runs nothing. */
bool report_write_html(struct writer *writer, const struct analysis *const *files, uint32_t count,
		       const struct report_options *options);
bool report_write_json(struct writer *writer, const struct analysis *const *files, uint32_t count,
		       const struct report_options *options);
/* One row a finding. */
bool report_write_csv(struct writer *writer, const struct analysis *const *files, uint32_t count,
		      const struct report_options *options);
/* One row a measure. */
bool report_write_measures_csv(struct writer *writer, const struct analysis *const *files, uint32_t count,
			       const struct report_options *options);

/* Two pathways beside each other; `columns` of text, 0: 100. */
bool comparison_write_text(struct writer *writer, const struct comparison *comparison, size_t columns);
bool comparison_write_markdown(struct writer *writer, const struct comparison *comparison, size_t columns);
bool comparison_write_html(struct writer *writer, const struct comparison *comparison, size_t columns);
bool comparison_write_json(struct writer *writer, const struct comparison *comparison, size_t columns);

/* How much a finding comes to, "" where that is in its sentence: "Each person:
 * 0.7 times, 3 days 18 hours. A year: 294 times, 1,583 days." Only inside arena_try(). */
const char *finding_says_how_much(struct arena *arena, const struct analysis *analysis, const struct finding *finding);

/* What is said at a stop of a walk, in this order. */
enum walk_part {
	WALK_WHERE,    /* who does it, with whom, and where */
	WALK_ARRIVAL,  /* how the person came there, after which wait */
	WALK_FLAGS,    /* what is wrong here */
	WALK_VOICES,   /* what people said, where they agreed to it; what the journey notes of this stop */
	WALK_QUESTION, /* for the room */
	WALK_BLOCK,    /* what runs side by side from here on */
	WALK_COUNTERS, /* what has come together so far */
	WALK_PARTS
};

/* One part, wrapped to the page; nothing where there is nothing to say. Only
 * inside arena_try() of the page's arena, as the two below. */
void walk_write_part(const struct page *page, const struct analysis *analysis, const struct walked_journey *walked,
		     uint32_t stop, enum walk_part part);

/* All parts of a stop, under a heading that says of how many it is; `of` is 0
 * where that is not known yet. Without `flags` neither what is wrong nor the
 * question: so that the room says it first. */
void walk_write_stop(const struct page *page, const struct analysis *analysis, const struct walked_journey *walked,
		     uint32_t stop, uint32_t of, bool flags);

/* A step that is only looked at: who and where, and with `flags` everything
 * that is flagged there. */
void walk_write_place(const struct page *page, const struct analysis *analysis, uint32_t step, bool flags);

/* What the whole walk came to. */
void walk_write_end(const struct page *page, const struct analysis *analysis, const struct walked_journey *walked);

/* The walk from the first stop to the end. */
bool walk_write(struct writer *writer, const struct analysis *analysis, const struct walked_journey *walked,
		size_t columns);

#endif
