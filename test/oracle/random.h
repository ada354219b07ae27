/* Random numbers of the tests' own: splitmix64 (Steele, Lea & Flood, 2014).
 * Nothing here is shared with the library, which is what is being checked. */
#ifndef ORACLE_RANDOM_H
#define ORACLE_RANDOM_H

#include <stdbool.h>
#include <stdint.h>

struct random {
	uint64_t state;
};

static inline uint64_t random_bits(struct random *random)
{
	uint64_t z = random->state += 0x9e3779b97f4a7c15u;
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

/* 0 … bound - 1. */
static inline uint32_t random_below(struct random *random, uint32_t bound)
{
	return (uint32_t)(random_bits(random) % bound);
}

/* Above 0 and below 1. */
static inline double random_unit(struct random *random)
{
	return ((double)(random_bits(random) >> 11) + 0.5) * 0x1p-53;
}

/* least … most, both included. */
static inline int random_between(struct random *random, int least, int most)
{
	return least + (int)(random_bits(random) % (uint64_t)(most - least + 1));
}

static inline bool random_chance(struct random *random, double chance)
{
	return random_unit(random) < chance;
}

#endif
