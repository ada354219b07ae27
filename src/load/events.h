/* From text to tree by libyaml's events: the only user of yaml.h.
 *
 * libyaml has no bounds of its own, so they are kept here while its events
 * come in: how many values there are and how deep they nest, how many anchors,
 * how much aliases unfold to, and how much text is looked at without anything
 * coming of it.
 */
#ifndef LOAD_EVENTS_H
#define LOAD_EVENTS_H

#include "load/scan.h"
#include "load/tree.h"

enum {
	MOST_NESTING = 64,
	MOST_ANCHORS = 10000,
	LONGEST_TEXT = 64 << 10,
	MOST_WITHOUT_EVENT = 1 << 20,
	MOST_ENTRIES = 1000000, /* of one list; keys and values of one mapping */
	MOST_VALUES = 10000000, /* more than the largest pathway has */
	/* Aliases may make this many values more than four times those written. */
	MOST_UNFOLDED = 1000000,
};

/* The one thing for which a file could not be read to its end. */
struct syntax_fault {
	const char *message, *help; /* help may be NULL */
	struct span span;
	const char *second_says; /* NULL: no second place */
	struct span second;
};

/* False on a fault; then the tree is of no use. */
bool events_read(struct arena *scratch, const struct scanned *scanned, struct tree *tree, struct syntax_fault *fault);

#endif
