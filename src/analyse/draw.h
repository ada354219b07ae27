/* Random numbers that depend on who and where, not on what was drawn before:
 * (seed, person, step id, target id, visit number). So a result is the same
 * with any number of threads, and an edit elsewhere in the file leaves every
 * other draw as it was. The generator is Philox 4x32-10 (Salmon and others,
 * SC11), from Random123. */
#ifndef CAREPATH_ANALYSE_DRAW_H
#define CAREPATH_ANALYSE_DRAW_H

#include <Random123/philox.h>
#include <stdint.h>

struct draw {
	philox4x32_ctr_t words;
};

/* `place` stands for (step id, target id); see draw_place(). */
static inline struct draw draw_at(uint64_t seed, uint32_t person, uint64_t place, uint32_t visit)
{
	philox4x32_ctr_t counter = {{person, visit, (uint32_t)place, (uint32_t)(place >> 32)}};
	philox4x32_key_t key = {{(uint32_t)seed, (uint32_t)(seed >> 32)}};
	return (struct draw){philox4x32(counter, key)};
}

/* Between 0 and 1, never either; `which` from 0 to 3. */
static inline double draw_share(const struct draw *draw, int which)
{
	return (draw->words.v[which] + 0.5) * 0x1p-32;
}

/* The same to 53 bits, from words 0 and 1. */
static inline double draw_fine_share(const struct draw *draw)
{
	uint64_t bits = (uint64_t)draw->words.v[0] << 21 ^ draw->words.v[1] >> 11;
	return ((double)bits + 0.5) * 0x1p-53;
}

/* Of a step (target and outcome ""), of an arrow to a step, or of one to an
 * outcome. FNV-1a over all three, with a separator that none of them holds. */
static inline uint64_t draw_place(const char *step, const char *target, const char *outcome)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325);
	const char *parts[] = {step, target, outcome};
	for (int i = 0; i < 3; i++) {
		for (const char *at = parts[i]; *at != '\0'; at++)
			hash = (hash ^ (unsigned char)*at) * UINT64_C(0x100000001b3);
		hash = (hash ^ 0xff) * UINT64_C(0x100000001b3);
	}
	return hash;
}

#endif
