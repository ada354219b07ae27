/* What the room said (carepath/journal.h), in lines. Words of people who did
 * not agree to it are not shown. All only inside arena_try(). */
#ifndef EXPORT_ROOM_H
#define EXPORT_ROOM_H

#include "carepath/export.h"
#include "carepath/journal.h"

const char *room_mark(bool ascii);

/* "Idea: one assessment for both - Ann (Ward stay) [3 votes]"; where it was said only with `where`. */
const char *entry_says(struct arena *arena, const struct journal *journal, const struct pathway *pathway,
		       const struct entry *entry, bool where);

/* What was said at a step, and on the ways to it. */
void room_write_at(const struct page *page, const struct journal *journal, const struct pathway *pathway,
		   uint32_t step);

/* The findings voted for, most votes first; behind them what was voted for and is
 * no finding of today. */
struct voted {
	uint32_t finding, votes; /* finding: NONE where there is none */
	uint32_t called;         /* so many findings of today were called so when several shared a key */
	const char *on;
};
struct all_voted {
	LIST(struct voted) list;
};
struct all_voted room_voted(struct arena *arena, const struct journal *journal, const struct analysis *analysis);

/* One of them: "2 votes: …"; and behind the mark of its kind. */
const char *vote_says(struct arena *arena, const struct analysis *analysis, struct voted voted);
void room_write_vote(const struct page *page, const struct analysis *analysis, struct voted voted);

/* All of it, kind by kind, then the findings voted for, most votes first, and
 * then the actions. */
void room_write(const struct page *page, const struct journal *journal, const struct analysis *analysis);

#endif
