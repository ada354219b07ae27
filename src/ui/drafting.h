/* Changing the file that is open: the draft of its text, what a change did,
 * undo, and saving. */
#ifndef UI_DRAFTING_H
#define UI_DRAFTING_H

#include "carepath/edit.h"

struct app;

/* Sees to it that there is a draft of the file that is open. */
bool drafting_start(struct app *app);
void drafting_end(struct app *app);

enum { FAULT_ROOM = EDIT_SAYS };

/* Whether the draft still has the text that the pathway was read from. */
bool drafting_changed_nothing(const struct app *app);

/* The document becomes what is open, once the wish is over; and what it
 * changed for people is said, and behind that `says`: what went with it. */
void drafting_take(struct app *app, struct document *document, const char *says);

/* Has a draft of changes that an earlier session did not save taken in the place of
 * what is open. False, having said why, where that is not possible. */
bool drafting_put_back(struct app *app, struct draft *draft, uint32_t changes);

/* Puts into the journal what has become of the draft, and adds to the message
 * what there is to know of that. */
void drafting_keep(struct app *app);

void drafting_undo(struct app *app);
void drafting_redo(struct app *app);
void drafting_save(struct app *app);

/* Whether there are changes that are not saved. */
bool drafting_unsaved(const struct app *app);

#endif
