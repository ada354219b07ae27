/* What a field offers: Tab puts one after the other in. */
#ifndef UI_FORM_OFFERS_H
#define UI_FORM_OFFERS_H

#include "ui/form.h"

/* True where the key was Tab and something is offered. */
bool offers_type(struct form_field *field, int32_t key);

/* Draws what goes with the text, and gives how many rows that took. */
uint32_t offers_draw(const struct form_field *field, struct area area);

#endif
