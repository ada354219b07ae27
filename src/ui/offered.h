/* What can be chosen for a value: the words, teams, steps and sources of a file. */
#ifndef UI_OFFERED_H
#define UI_OFFERED_H

#include "carepath/edit.h"
#include "carepath/pathway.h"
#include "ui/form.h"

/* What is offered for a field of the form; NULL: nothing. All of it lives in
 * the arena, for the form may outlive the pathway. Only inside arena_try(). */
const struct form_offer *offered(struct arena *arena, const struct pathway *pathway, const struct edit_field *field);

#endif
