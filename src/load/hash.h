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

/* The first eight bytes at a place, or four of them. */
static inline uint64_t view_eight(const char *bytes)
{
	uint64_t eight;
	memcpy(&eight, bytes, sizeof eight);
	return eight;
}

static inline uint32_t view_four(const char *bytes)
{
	uint32_t four;
	memcpy(&four, bytes, sizeof four);
	return four;
}

/* Most are short, and two looks at them, which may overlap, are quicker than a
 * call. */
static inline bool view_same(struct view a, struct view b)
{
	uint32_t length = a.length;

	if (length != b.length)
		return false;
	if (length > 16)
		return memcmp(a.bytes, b.bytes, length) == 0;
	if (length >= 8)
		return view_eight(a.bytes) == view_eight(b.bytes) &&
		       view_eight(a.bytes + length - 8) == view_eight(b.bytes + length - 8);
	if (length >= 4)
		return view_four(a.bytes) == view_four(b.bytes) &&
		       view_four(a.bytes + length - 4) == view_four(b.bytes + length - 4);
	while (length > 0 && a.bytes[length - 1] == b.bytes[length - 1])
		length--;
	return length == 0;
}

/* Two numbers folded into one through their 128-bit product. */
static inline uint64_t hash_fold(uint64_t a, uint64_t b)
{
	unsigned __int128 product = (unsigned __int128)a * b;
	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static inline struct view view_of(const char *text)
{
	return (struct view){text, (uint32_t)strlen(text)};
}

static inline bool view_is(struct view view, const char *text)
{
	return view_same(view, view_of(text));
}

/* A number for a text of any length, spread by a seed. */
static inline uint64_t view_code(struct view view, uint64_t seed)
{
	const uint64_t odd = 0x9e3779b97f4a7c15u;
	uint64_t code = hash_fold(seed, odd ^ view.length), last = 0;
	uint32_t length = view.length, at = 0;

	for (; at + 8 < length; at += 8)
		code = hash_fold(code ^ view_eight(view.bytes + at), seed | 1);
	if (length >= 8) /* what is left, and some of what was before */
		last = view_eight(view.bytes + length - 8);
	else if (length >= 4)
		last = (uint64_t)view_four(view.bytes) << 32 | view_four(view.bytes + length - 4);
	else
		for (at = 0; at < length; at++)
			last = last << 8 | (unsigned char)view.bytes[at];
	return hash_fold(code ^ last, seed ^ odd);
}

/* Makes room for so many keys at once. */
void hash_reserve(struct arena *arena, struct hash *hash, uint32_t count);

/* The value kept for the key, or NULL. Valid until something is added. */
uint32_t *hash_find(const struct hash *hash, struct view key, uint32_t space);

/* Asks for the place where a key will be looked up soon: a large table is not
 * at hand, and what it takes to fetch it can pass meanwhile. */
void hash_fetch(const struct hash *hash, struct view key, uint32_t space);

/* The same, adding `value` for a key that is new; *is_new tells. */
uint32_t *hash_add(struct arena *arena, struct hash *hash, struct view key, uint32_t space, uint32_t value,
		   bool *is_new);

#endif
