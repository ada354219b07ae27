/* People who walk a pathway one by one, and what each of them lives through
 * counted as findings.md words it: nothing is solved, everything is drawn. */
#ifndef ORACLE_WALK_H
#define ORACLE_WALK_H

#include "map.h"
#include "tally.h"

/* What is counted, each family by an index of its own. */
enum family {
	FAMILY_MEASURE, /* enum measure: those that are plain sums */
	FAMILY_HELP,    /* enum help */
	FAMILY_PAYER,
	FAMILY_OUTCOME,
	FAMILY_VISITS,
	FAMILY_REACHED,
	FAMILY_TRAVERSED,     /* arrow */
	FAMILY_WAITED,        /* arrow: its waits, in time */
	FAMILY_SAVED,         /* arrow in a block: how much earlier `then` would start if its waits were nil */
	FAMILY_HANDOFF,       /* pair of steps, as all that follow with "pair" */
	FAMILY_BADLY,         /* pair: with nothing passed on */
	FAMILY_NOT_SAID,      /* pair */
	FAMILY_UNTOLD,        /* pair: nobody was told */
	FAMILY_BOUNCE,        /* three steps */
	FAMILY_AGAIN,         /* (use, word, step) */
	FAMILY_AGAIN_IN_ALL,  /* (use, word) */
	FAMILY_TOGETHER,      /* (block, word): at the same time */
	FAMILY_LINE_HANDOFFS, /* (organisation, organisation), the lower first, as all lines */
	FAMILY_LINE_BADLY,
	FAMILY_LINE_WAITED,
	FAMILY_LINE_ASKED,
	FAMILY_LOOP_TIMES,
	FAMILY_LOOP_TIME,
	FAMILY_NO_NEXT, /* step */
	FAMILY_DROPPED, /* step */
	FAMILY_CLOCK_FROM,
	FAMILY_CLOCK_DONE,
	FAMILY_CLOCK_TIME,
	FAMILY_CLOCK_WITHIN,
	FAMILY_CLOCK_OVER,
	FAMILY_CLOCK_EXCESS,
	FAMILY_COUNT
};

enum help {
	HELP_WAITED_OR_LASTED,
	HELP_PLANNED,
	HELP_ESTIMATED,
	HELP_FEELING,
	HELP_FEELINGS,
	HELP_LEAD_LESS_PLANNED,
	HELP_LINE_WAITED, /* on hand-offs between organisations, all pairs */
	HELP_COUNT
};

/* Ratios of measures, and of clocks (after these, in fives). */
enum walk_ratio {
	RATIO_WAITING_SHARE,
	RATIO_FLOW_EFFICIENCY,
	RATIO_ESTIMATED,
	RATIO_FEELING,
	RATIO_CLOCKS,
};
enum clock_ratio { CLOCK_MEAN, CLOCK_WITHIN, CLOCK_COMPLETED, CLOCK_OVER, CLOCK_EXCESS, CLOCK_RATIOS };

struct times {
	double *at;
	uint64_t count;
};

struct walked {
	const struct map *map;
	struct tally tally;
	uint32_t first[FAMILY_COUNT + 1];
	struct times lead;    /* each person's */
	struct times *clocks; /* of those who completed them */
	bool unbounded;       /* last steps multiplied beyond counting: hand-offs have no mean that could be found */
	double visits;        /* a person, on average */
};

/* Walks that many people. Free with walked_free(). */
struct walked *walk_people(const struct map *map, uint64_t people, uint64_t seed);
void walked_free(struct walked *walked);

/* The index of a pair of steps, of three steps, of a word at a step … */
uint32_t index_pair(const struct map *map, uint32_t from, uint32_t to);
uint32_t index_bounce(const struct map *map, uint32_t a, uint32_t b, uint32_t c);
uint32_t index_again(const struct map *map, enum use use, uint32_t word, uint32_t step);
uint32_t index_again_in_all(const struct map *map, enum use use, uint32_t word);
uint32_t index_together(const struct map *map, uint32_t block, uint32_t word);
uint32_t index_line(const struct map *map, uint32_t one, uint32_t other);

uint32_t walked_figure(const struct walked *walked, enum family family, uint32_t index);
struct estimate walked_estimate(const struct walked *walked, enum family family, uint32_t index);
struct estimate walked_clock(const struct walked *walked, uint32_t clock, enum clock_ratio ratio);

#endif
