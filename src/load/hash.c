#include "load/hash.h"

/* Two 64-bit numbers folded into one through their 128-bit product. */
static uint64_t fold(uint64_t a, uint64_t b)
{
	unsigned __int128 product = (unsigned __int128)a * b;
	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint32_t hash_of(const struct hash *hash, struct view key, uint32_t space)
{
	const uint64_t odd = 0x9e3779b97f4a7c15u;
	uint64_t seed = fold((uint64_t)(uintptr_t)hash->slots ^ odd, 0xd6e8feb86659fd93u);
	uint64_t value = fold(seed ^ space, odd ^ key.length);
	uint32_t at = 0;
	for (; at + 8 <= key.length; at += 8) {
		uint64_t part;
		memcpy(&part, key.bytes + at, 8);
		value = fold(value ^ part, seed | 1);
	}
	uint64_t last = 0;
	memcpy(&last, key.bytes + at, key.length - at);
	return (uint32_t)fold(value ^ last, seed ^ odd);
}

/* The slot of the key, or the free one where it would stand. */
static struct hash_slot *slot_of(const struct hash *hash, struct view key, uint32_t space, uint32_t code)
{
	for (uint32_t at = code & (hash->room - 1);; at = (at + 1) & (hash->room - 1)) {
		struct hash_slot *slot = &hash->slots[at];
		if (!slot->bytes)
			return slot;
		if (slot->hash == code && slot->space == space &&
		    view_same((struct view){slot->bytes, slot->length}, key))
			return slot;
	}
}

uint32_t *hash_find(const struct hash *hash, struct view key, uint32_t space)
{
	if (hash->room == 0)
		return NULL;
	struct hash_slot *slot = slot_of(hash, key, space, hash_of(hash, key, space));
	return slot->bytes ? &slot->value : NULL;
}

static void grow(struct arena *arena, struct hash *hash)
{
	struct hash old = *hash;
	hash->room = old.room ? old.room * 2 : 16;
	hash->slots = ARENA_ARRAY(arena, struct hash_slot, hash->room);
	for (uint32_t i = 0; i < old.room; i++) {
		struct hash_slot slot = old.slots[i];
		if (!slot.bytes)
			continue;
		struct view key = {slot.bytes, slot.length};
		slot.hash = hash_of(hash, key, slot.space);
		*slot_of(hash, key, slot.space, slot.hash) = slot;
	}
}

uint32_t *hash_add(struct arena *arena, struct hash *hash, struct view key, uint32_t space, uint32_t value,
		   bool *is_new)
{
	if ((hash->count + 1) * 4ull > hash->room * 3ull)
		grow(arena, hash);
	uint32_t code = hash_of(hash, key, space);
	struct hash_slot *slot = slot_of(hash, key, space, code);
	*is_new = !slot->bytes;
	if (*is_new) {
		*slot = (struct hash_slot){key.bytes, key.length, space, code, value};
		hash->count++;
	}
	return &slot->value;
}
