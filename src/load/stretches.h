/* A file that is not small is read in stretches, side by side: one a core. The tree and
 * what is said of a fault are those of the file read in one, whatever the stretches.
 *
 * A stretch starts at a line in the midst of the file, as if that were a key of a
 * mapping in the root's mapping (a step, in most files). The stretch before it is
 * the judge: where it comes to that very key and stands in such a mapping, all
 * that libyaml knows of what went before is the same for both, so what follows
 * is too. Where it passes the line by in another way (the line is in the midst
 * of a text, say), it goes on itself. Where a stretch that counts finds fault, the
 * file is read again in one: so there is one way to say what is wrong.
 */
#ifndef LOAD_STRETCHES_H
#define LOAD_STRETCHES_H

#include "load/events.h"

enum { STRETCHES_MOST = 16 };

/* As events_read(), on so many threads at most, or with 0 one for each core. A small
 * file is read in one; so is any where no thread can be had. A stretch whose thread
 * is late is not waited for. */
bool stretches_read(struct arena *scratch, const struct scanned *scanned, uint32_t threads, struct tree *tree,
		    struct syntax_fault *fault);

/* The same with stretches behind the first that start at these bytes, in their
 * order, STRETCHES_MOST - 1 at most: those in which no line with a key starts
 * are left out, and each of the others is waited for. `count` becomes the number
 * of those that were of use. */
bool stretches_read_at(struct arena *scratch, const struct scanned *scanned, const uint32_t *lines, uint32_t *count,
		       struct tree *tree, struct syntax_fault *fault);

#endif
