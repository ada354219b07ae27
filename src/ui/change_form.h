/* Changing the map where the walk stands: the form in which it is told what each
 * change has to know (edit/map_change.h). */
#ifndef UI_CHANGE_FORM_H
#define UI_CHANGE_FORM_H

#include "edit/map_change.h"
#include "ui/drafting.h"
#include "ui/form.h"

struct app;

enum { PREVIEW_ROOM = 600 };

/* The form while it is filled in. */
struct change_form {
	const struct map_change *change;
	struct form form;
	struct arena *arena; /* of what is chosen from */
	struct choices choices[ASKS_MOST];
	char fault[FAULT_ROOM];     /* of the change as a whole */
	char preview[PREVIEW_ROOM]; /* what a share would make of the others */
};

/* Makes the change, or opens the form where it has to be told more. */
void change_begin(struct app *app, const struct map_change *change);
void change_clear(struct change_form *form);

/* Fills the fields in; only inside arena_try() of the form's arena. */
void change_ask(struct change_form *form, const struct pathway *pathway, uint32_t step);

#endif
