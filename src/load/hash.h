/* Where a text was seen before: finding ids, words and anchors in a moment,
 * however many there are.
 *
 * A key is a text and a number (its space), so that one table can hold pairs
 * too. Keys are not copied: their bytes must stay where they are. The hash is
 * seeded with where the table lies, so that no file can be made to collide.
 *
 * What is kept of the keys stands in the order in which they came, and the
 * slots say only where: so slots are small, and keys that are looked up one
 * after the other, as those of steps that lead to one another, lie together.
 */
#ifndef LOAD_HASH_H
#define LOAD_HASH_H

#include "carepath/arena.h"

#include <string.h>

struct view {
	const char *bytes;
	uint32_t length;
};

struct hash_slot {
	uint32_t code, entry; /* entry: one more than its index; 0: free */
};

struct hash_entry {
	const char *bytes;
	uint32_t length, space, value;
};

struct hash {
	struct hash_slot *slots;
	uint32_t room; /* slots: a power of two, or 0 */
	uint64_t seed;
	LIST(struct hash_entry) entries;
};

static inline bool view_same(struct view a, struct view b)
{
	return a.length == b.length && (a.length == 0 || memcmp(a.bytes, b.bytes, a.length) == 0);
}

static inline struct view view_of(const char *text)
{
	return (struct view){text, (uint32_t)strlen(text)};
}

static inline bool view_is(struct view view, const char *text)
{
	return view_same(view, view_of(text));
}

/* Makes room for so many keys at once. */
void hash_reserve(struct arena *arena, struct hash *hash, uint32_t count);

/* The value kept for the key, or NULL. Valid until something is added. */
uint32_t *hash_find(const struct hash *hash, struct view key, uint32_t space);

/* The same, adding `value` for a key that is new; *is_new tells. */
uint32_t *hash_add(struct arena *arena, struct hash *hash, struct view key, uint32_t space, uint32_t value,
		   bool *is_new);

#endif
