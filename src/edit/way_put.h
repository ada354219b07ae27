/* An arrow's text, put where the others are. */
#ifndef EDIT_WAY_PUT_H
#define EDIT_WAY_PUT_H

#include "edit/change.h"

/* The arrow that is to be written. */
struct arrow_text {
	const char *end;   /* "to: ward" */
	const char *share; /* "30%"; NULL: only the id of a step, which is all of `end` */
};

/* Behind the last of them. `ways` is the key that has them: a list, or one that
 * stands for it. */
bool put_way(struct change *change, struct spot ways, struct arrow_text arrow);

/* What is written in the nodes [first, behind) is not meant somewhere else, too. */
bool is_its_own(struct change *change, uint32_t first, uint32_t behind);

#endif
