/* What is said of a walk as a whole: its days, what runs side by side on it, and
 * how it ends. Sentences; only inside arena_try(). */
#ifndef EXPORT_WALK_WORDS_H
#define EXPORT_WALK_WORDS_H

#include "carepath/analysis.h"

/* "5th day", which is no name of a step, as "Day 5" can be; where branches side by
 * side are walked one after the other and the next one begins, "Meanwhile, back
 * on the 3rd day", and until it has caught up "Meanwhile, 4th day"; "Day not known". */
const char *walk_day(struct arena *arena, const struct walked_journey *walked, uint32_t stop);

/* "st" of 1st, "nd" of 2nd … */
const char *ordinal_ending(uint32_t number);

/* "side by side" in a branch of a block that has several, "meanwhile" where the
 * day goes back; else "". */
const char *walk_beside(const struct pathway *pathway, const struct walked_journey *walked, uint32_t stop);

/* "From here 2 things run side by side: … We walk them one after the other …":
 * at the holder of a block, and which of them are needed on this walk. `walked`
 * is NULL where a step is only looked at. */
const char *walk_block(struct arena *arena, const struct pathway *pathway, const struct step *step,
		       const struct walked_journey *walked, uint32_t stop);

/* "Life goes on, and after 16 days it starts again.", where a new episode starts; else "". */
const char *walk_life_goes_on(struct arena *arena, const struct arrow *arrow);

/* "It ends here: home.", or where the map goes on, to what. */
const char *walk_end(struct arena *arena, const struct pathway *pathway, const struct walked_journey *walked);

/* What is said of each flag that shows at a stop; "" where another of them says
 * it. Each hand-off is one line. `walked` is NULL where a step is only looked at. */
const char *const *walk_flags(struct arena *arena, const struct analysis *analysis, const struct walked_journey *walked,
			      uint32_t number, const struct walked_stop *stop);

/* What is asked at a step whose flags are hidden. */
extern const char walk_say_it_first[];

/* All ways on from a step: to what, whose it is, how many of those who come here
 * go there, the wait, and with `flags` the marks of what is flagged on it. */
struct page;
void walk_write_ways_on(const struct page *page, const struct analysis *analysis, uint32_t number, bool flags);

#endif
