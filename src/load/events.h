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

#include <stdatomic.h>

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

/* Where a stretch is with its reader. */
enum stretch_state {
	STRETCH_WAITS,   /* for its thread to begin, or for the stretch before it to go on through it */
	STRETCH_READ,    /* or being read */
	STRETCH_USELESS, /* it failed: only the first stretch says what is wrong with a file */
	STRETCH_LEFT,    /* to the stretch before it: its thread came too late */
};

/* One of the stretches of a file that are read side by side (stretches.h). Any but
 * the first starts with a key of a mapping that is a value of the root's: so it
 * is a guess, until the stretch before it comes to that key and finds it there.
 *
 * In the tree of such a stretch the nodes 1 and 2 stand for the root and for that
 * mapping. In them, and in what is open at its end, `count` is of this stretch
 * alone; `behind` is 0 while they are open. */
struct stretch {
	uint32_t line, key;        /* bytes: of its first line, and of the key there; 0 for the first stretch */
	struct stretch *following; /* the stretch behind it, whatever came of that */
	struct stretch *next;      /* the one that it may end at; NULL: it goes to the end of the file */
	atomic_bool stopped;       /* it is not needed any more */
	_Atomic enum stretch_state state;
	bool met;         /* it ended where `next` starts */
	uint32_t section; /* then: the mapping that goes on there */
};

/* Reads from a stretch's start to where it ends; may run beside other stretches'
 * readers, each with an arena of its own. False when it failed or was stopped;
 * what is wrong with the file is the fault of the first stretch alone. */
bool events_read_stretch(struct arena *arena, const struct scanned *scanned, struct stretch *stretch, struct tree *tree,
			 struct syntax_fault *fault);

/* The file in one. False on a fault; then the tree is of no use. */
bool events_read(struct arena *scratch, const struct scanned *scanned, struct tree *tree, struct syntax_fault *fault);

#endif
