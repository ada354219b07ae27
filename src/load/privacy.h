/* Words of people who have not agreed that they are shown. Messages show lines
 * of the file, so which bytes these are must be known before anything else is
 * said: from the raw tree, whatever else is wrong with the file. */
#ifndef LOAD_PRIVACY_H
#define LOAD_PRIVACY_H

#include "load/loading.h"

/* Whether a key is, or was meant to be, `says` or `consent`. */
bool privacy_is_key(struct view key);

/* Of every mapping with `says` or `consent` where consent is not a plain yes
 * (or published): all texts but the consent itself and who it was. */
void privacy_from_tree(struct load *load);

/* Where there is no tree: whatever follows a `says:`. */
void privacy_from_text(struct load *load, const char *text, uint32_t length);

#endif
