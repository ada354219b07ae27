/* Everything that a file says of its steps and arrows, key by key. */
#ifndef TEST_EDIT_VIEW_H
#define TEST_EDIT_VIEW_H

#include "carepath/edit.h"

struct said {
	struct edit_place place;
	struct edit_field field;
};

struct said_list {
	LIST(struct said) at;
};

struct said_list all_said(struct arena *arena, const struct draft *draft, const struct pathway *pathway);

/* Whether the loaded pathway says of this key what was asked, for the keys where
 * that can be compared as text; true for others. */
bool pathway_says(const struct pathway *pathway, struct edit_place place, const char *key, const char *text);

#endif
