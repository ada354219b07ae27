/* Fields to fill in: lines of text and choices. It knows no screen but the
 * area that it is drawn in, and nothing of what is filled in. */
#ifndef UI_FORM_H
#define UI_FORM_H

#include "ui/canvas.h"

enum { FORM_FIELDS = 40, FORM_TEXT_ROOM = 2000, FORM_STEM_ROOM = 80 };

/* What may be typed, and what that is called; NULL: as it is typed. */
struct form_offer {
	const char *text, *name;
};

struct form_field {
	const char *label;
	const char *help;           /* under the field while it is filled in; may be NULL */
	const char *const *choices; /* ends with NULL; NULL: a text */
	unsigned choice;
	bool hidden;
	bool fixed;                /* is only shown */
	char text[FORM_TEXT_ROOM]; /* UTF-8, ended by NUL */
	uint32_t caret;            /* a byte of the text */
	const char *fault;         /* what is wrong with the text; NULL: nothing */

	/* Of a text: what Tab offers for it; one without a text ends them. */
	const struct form_offer *offers;
	bool several;              /* words with commas between; an offer is for the one at the caret */
	bool typed;                /* by hand, so that only what goes with it is offered */
	bool offering;             /* the last key was Tab */
	char stem[FORM_STEM_ROOM]; /* what stood there before it */
};

struct form {
	struct form_field fields[FORM_FIELDS];
	uint32_t count, current, top;
};

/* Adds a field; `text` is what stands in it at first. */
struct form_field *form_add(struct form *form, const char *label, const char *text);
struct form_field *form_add_choice(struct form *form, const char *label, const char *const *choices, unsigned choice);

/* True where the key was for the form: letters, moving, choosing. Tab goes to
 * the next field, or where something is offered to the next offer. */
bool form_type(struct form *form, int32_t key);

/* The cursor stands where the next letter comes. */
void form_draw(struct form *form, struct area area);

#endif
