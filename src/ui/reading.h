/* Which file is open: reading it, reading it again, and taking what a change
 * made of it. All of that replaces what the views show, and so is only asked for
 * while they are at work, and done when the wish is over. */
#ifndef UI_READING_H
#define UI_READING_H

#include "ui/opened.h"

struct app;

/* What is to be done when the wish is over. */
struct to_do {
	const char *open;    /* a path, which lives on; NULL */
	const char *compare; /* the same, of another file */
	bool reread;
	const char *go_on_with; /* a path to read in the place of what is open; NULL */
	struct document *take;  /* what a change made of the file; ours */
	int changes;            /* of the draft that led to it: below 0, so many were taken back */
	const char *says;       /* of them; a text that lives on */
	const char *go_to;      /* id of a step of it, to which the walk goes; NULL: it stays */
};

/* Opens `app->options->file`, or the list of those at hand, and begins with
 * what the options ask for. */
void reading_begin(struct app *app);

/* Has a file opened: then its opening page, or what is wrong with it. */
void reading_open(struct app *app, const char *path);

/* Has another file read, to compare the open one with: then the page that
 * does, or what is wrong with it. */
void reading_compare(struct app *app, const char *path);

/* Has what a change made of the file taken in its place. `changes` and `says`
 * as in struct to_do. */
void reading_take(struct app *app, struct document *document, int changes, const char *says);

/* Has the walk go to this step of the last one taken; its id lives in that document. */
void reading_go_to(struct app *app, const char *step);

/* Has the same map read from another file, to which it was just saved; the walk
 * stays where it stands. Both texts live until the next picture. */
void reading_go_on_with(struct app *app, const char *path, const char *says);

/* Does what is to be done. */
void reading_do(struct app *app);

/* A change is shown as soon as the exact figures are worked out; what must be
 * sampled follows when no key is waiting, or before it is needed. */
bool reading_is_to_measure(const struct app *app);
void reading_measure_whole(struct app *app);

/* Looks anew what pathways are at hand. */
void reading_find_pathways(struct app *app);

/* Says so, once, when the file on disk is no longer the one that was read. */
void reading_notice_change(struct app *app);

#endif
