/* Counting over people: each figure's mean and standard error, and those of
 * ratios of two figures. */
#ifndef ORACLE_TALLY_H
#define ORACLE_TALLY_H

#include <stdbool.h>
#include <stdint.h>

struct ratio {
	uint32_t above, below; /* figures */
	double product;        /* over people */
};

enum { TALLY_RATIOS_MOST = 64 };

struct tally {
	uint32_t figures;
	uint64_t people;
	double *sum, *square, *now, *largest; /* largest: of one person */
	uint32_t *touched, touched_count;     /* by this person */
	bool *is_touched;
	struct ratio ratios[TALLY_RATIOS_MOST];
	uint32_t ratio_count;
};

/* A figure as estimated. */
struct estimate {
	double mean, error;
	double largest; /* that one person had */
};

void tally_init(struct tally *tally, uint32_t figures);
void tally_clear(struct tally *tally);

/* Has the ratio followed from now on; its number. */
uint32_t tally_add_ratio(struct tally *tally, uint32_t above, uint32_t below);

/* For the person being walked. */
static inline void tally_count(struct tally *tally, uint32_t figure, double amount)
{
	if (amount == 0)
		return;
	if (!tally->is_touched[figure])
		tally->touched[tally->touched_count++] = figure;
	tally->is_touched[figure] = true;
	tally->now[figure] += amount;
}

void tally_person_done(struct tally *tally);

struct estimate tally_estimate(const struct tally *tally, uint32_t figure);

/* NAN where nothing is below the line. */
struct estimate tally_ratio(const struct tally *tally, uint32_t ratio);

#endif
