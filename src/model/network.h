/* Places and weighted arcs between them, put into an order in which they can be
 * worked through: an arc leads to a later place, or to one of the same
 * component. A component is a set of places that lead to one another; what
 * does not go round is a component of one place without an arc to itself.
 */
#ifndef CAREPATH_MODEL_NETWORK_H
#define CAREPATH_MODEL_NETWORK_H

#include "carepath/arena.h"

struct arc {
	uint32_t to;      /* a place */
	uint32_t subject; /* what it stands for; the maker's own number */
	double share;     /* above 0 */
};

struct network {
	uint32_t place_count;
	uint32_t *first_arc; /* of a place; place_count + 1 of them */
	struct arc *arcs;
	uint32_t component_count;
	uint32_t *first_place; /* of a component; component_count + 1 of them */
	uint32_t *component;   /* of a place */
	uint32_t *place;       /* where a place went, by the number that its maker gave it */
};

/* `first_arc` (count + 1) and `arcs` are numbered by the maker; what comes back
 * is renumbered, shares nothing with them and lives in `arena`; what it takes to
 * build it lives in `scratch`, which may be the same. Within a component, and
 * where the arcs leave it open, the maker's order is kept. */
struct network *network_build(struct arena *arena, struct arena *scratch, uint32_t count, const uint32_t *first_arc,
			      const struct arc *arcs);

/* True when the component goes round: several places, or one with an arc to itself. */
bool network_is_loop(const struct network *network, uint32_t component);

#endif
