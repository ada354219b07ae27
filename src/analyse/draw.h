/* Random numbers that depend on who and where, not on what was drawn before:
 * (seed, person, step id, target id, visit number). So a result is the same
 * with any number of threads, and an edit elsewhere in the file leaves every
 * other draw as it was. The generator is Philox 2x64-7 (Salmon and others,
 * SC11; by their table 2 the 2x64 form passes every test from 6 rounds on), from
 * Random123. */
#ifndef CAREPATH_ANALYSE_DRAW_H
#define CAREPATH_ANALYSE_DRAW_H

#include <Random123/philox.h>
#include <stdint.h>

struct draw {
	philox2x64_ctr_t words;
};

/* `place` stands for (step id, target id); see draw_place(). */
static inline struct draw draw_at(uint64_t seed, uint32_t person, uint64_t place, uint32_t visit)
{
	philox2x64_ctr_t counter = {{(uint64_t)visit << 32 | person, place}};
	philox2x64_key_t key = {{seed}};
	return (struct draw){philox2x64_R(7, counter, key)};
}

/* Three numbers between 0 and 1, never either: the first to 53 bits, for the way
 * that is chosen, the others to 32, for lengths of time. */
static inline double draw_choice(const struct draw *draw)
{
	return ((double)(draw->words.v[0] >> 11) + 0.5) * 0x1p-53;
}

static inline double draw_first(const struct draw *draw)
{
	return ((double)(uint32_t)draw->words.v[1] + 0.5) * 0x1p-32;
}

static inline double draw_second(const struct draw *draw)
{
	return ((double)(draw->words.v[1] >> 32) + 0.5) * 0x1p-32;
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
