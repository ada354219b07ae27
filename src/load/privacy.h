/* Words of people who have not agreed that they are shown. Messages show lines
 * of the file, so which bytes these are must be known before anything else is
 * said: from the raw tree, whatever else is wrong with the file. */
#ifndef LOAD_PRIVACY_H
#define LOAD_PRIVACY_H

#include "load/loading.h"

/* Whether a key is, or was meant to be, `says` or `consent`. */
bool privacy_is_key(struct view key);

/* Sorts out nearly all other keys: one slip spoils one end at most. */
static inline bool privacy_may_be_key(struct view key)
{
	if (key.length - 3 > 5)
		return false;
	char first = key.bytes[0], last = key.bytes[key.length - 1];
	return key.length < 6 ? first == 's' || last == 's' : first == 'c' || last == 't';
}

/* Of every mapping with `says` or `consent` where consent is not a plain yes
 * (or published): all texts but the consent itself and who it was. */
void privacy_from_tree(struct load *load);

/* Where there is no tree: whatever follows a `says:`. */
void privacy_from_text(struct load *load, const char *text, uint32_t length);

#endif
