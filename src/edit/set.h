/* Giving keys values, for the changes that are made of several of them. */
#ifndef EDIT_SET_H
#define EDIT_SET_H

#include "edit/change.h"
#include "edit/keys.h"

/* Gives a key a value as the form writes it, "" takes it away; nothing where it
 * says so already. */
bool set_key(struct change *change, const struct keys *keys, const char *key, const char *text);

/* How a new value is written. */
const char *new_value(struct arena *arena, const struct field *field, const char *text, bool brackets);

/* "There is no step 'x'." and the like; whether there is one that can be changed here. */
bool can_change(struct change *change, const struct keys *keys, struct edit_place place);

#endif
