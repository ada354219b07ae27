/* In which order the places of a loop are taken out, and what that joins.
 *
 * Taking a place out joins whoever leads to it with whomever it leads to, so
 * those come first that join fewest pairs (Markowitz, Management Science 3,
 * 1957). Arcs keep their direction: most of a pathway leads forwards, so that a
 * place in its middle joins few, and a ring of 10,000 places costs 10,000 small
 * steps. Places with very many neighbours come last.
 */
#ifndef CAREPATH_ANALYSE_ORDER_H
#define CAREPATH_ANALYSE_ORDER_H

#include "carepath/arena.h"

/* Of each number (a place, or a rank) a list of others. */
struct pattern {
	uint32_t *first; /* count + 1 of them */
	uint32_t *at;
};

/* "Rank" is a place's turn. Once those before it are out, a rank leads to later
 * ranks only; what it led to before, as these were taken out one after another,
 * are earlier ones. Both lists are in order. */
struct order {
	uint32_t *place; /* of a rank */
	struct pattern later, earlier;
};

/* Numbers kept, and multiplications that one solution takes, at most. */
enum { LOOP_MOST = 2 << 20 };
#define LOOP_MOST_WORK 1e8

/* Work space for one loop after another, each of at most `count` places. Orders
 * live in `arena`. */
struct ordering *ordering_new(struct arena *arena, uint32_t count);

/* `arcs`: of a place, where it leads; itself left out, the same one maybe
 * several times. False when it takes more than LOOP_MOST or LOOP_MOST_WORK; the
 * work space is of no more use then. */
bool order_find(struct ordering *ordering, uint32_t count, struct pattern arcs, struct order *order);

/* Turned round: of each number those that have it in their lists, in order. */
struct pattern pattern_turned(struct arena *arena, uint32_t count, struct pattern pattern);

#endif
