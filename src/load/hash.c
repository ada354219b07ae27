#include "load/hash.h"

enum { LEAST_ROOM = 16 };

static uint32_t code_of(const struct hash *hash, struct view key, uint32_t space)
{
	return (uint32_t)view_code(key, hash->seed ^ space);
}

/* The slot of the key, or the free one where it would stand. */
static struct hash_slot *slot_of(const struct hash *hash, struct view key, uint32_t space, uint32_t code)
{
	for (uint32_t at = code & (hash->room - 1);; at = (at + 1) & (hash->room - 1)) {
		struct hash_slot *slot = &hash->slots[at];
		if (!slot->entry)
			return slot;
		const struct hash_entry *entry = &hash->entries.at[slot->entry - 1];
		if (slot->code == code && entry->space == space &&
		    view_same((struct view){entry->bytes, entry->length}, key))
			return slot;
	}
}

static uint32_t *value_in(const struct hash *hash, const struct hash_slot *slot)
{
	return &hash->entries.at[slot->entry - 1].value;
}

uint32_t *hash_find(const struct hash *hash, struct view key, uint32_t space)
{
	if (hash->room == 0)
		return NULL;
	const struct hash_slot *slot = slot_of(hash, key, space, code_of(hash, key, space));
	return slot->entry ? value_in(hash, slot) : NULL;
}

void hash_fetch(const struct hash *hash, struct view key, uint32_t space)
{
	if (hash->room)
		__builtin_prefetch(&hash->slots[code_of(hash, key, space) & (hash->room - 1)]);
}

/* The slots are dealt out anew by the codes that they keep. */
static void set_room(struct arena *arena, struct hash *hash, uint32_t room)
{
	const struct hash_slot *old = hash->slots;
	uint32_t old_room = hash->room;

	hash->room = room;
	hash->slots = ARENA_ARRAY(arena, struct hash_slot, room);
	if (!old)
		hash->seed = hash_fold((uint64_t)(uintptr_t)hash->slots ^ 0x9e3779b97f4a7c15u, 0xd6e8feb86659fd93u);
	for (uint32_t i = 0; old && i < old_room; i++) {
		uint32_t at = old[i].code & (room - 1);
		while (old[i].entry && hash->slots[at].entry)
			at = (at + 1) & (room - 1);
		if (old[i].entry)
			hash->slots[at] = old[i];
	}
}

static bool is_full(const struct hash *hash, uint32_t count)
{
	return count * 4ull > hash->room * 3ull;
}

void hash_reserve(struct arena *arena, struct hash *hash, uint32_t count)
{
	uint32_t room = hash->room ? hash->room : LEAST_ROOM;

	while (count * 4ull > room * 3ull && room <= UINT32_MAX / 2)
		room *= 2;
	if (room > hash->room)
		set_room(arena, hash, room);
	if (hash->entries.room == 0 && count > 0) {
		hash->entries.at = ARENA_ARRAY(arena, struct hash_entry, count);
		hash->entries.room = count;
	}
}

uint32_t *hash_add(struct arena *arena, struct hash *hash, struct view key, uint32_t space, uint32_t value,
		   bool *is_new)
{
	if (is_full(hash, hash->entries.count + 1))
		set_room(arena, hash, hash->room ? hash->room * 2 : LEAST_ROOM);
	uint32_t code = code_of(hash, key, space);
	struct hash_slot *slot = slot_of(hash, key, space, code);
	*is_new = !slot->entry;
	if (*is_new) {
		*list_add(arena, &hash->entries) = (struct hash_entry){key.bytes, key.length, space, value};
		*slot = (struct hash_slot){code, hash->entries.count};
	}
	return value_in(hash, slot);
}
