/* A length of time made ready to be drawn often: what duration_quantile() gives
 * but for rounding, with everything that does not change worked out before. */
#ifndef CAREPATH_ANALYSE_SPELL_H
#define CAREPATH_ANALYSE_SPELL_H

#include "carepath/duration.h"

#include <math.h>
#include <stdint.h>

struct spell {
	enum duration_kind kind; /* DURATION_CONSTANT where there is nothing to draw */
	double a, b, c, d;       /* as spell_length() uses them */
};

struct spell spell_of(const struct duration *duration);

static inline bool spell_drawn(const struct spell *spell)
{
	return spell->kind != DURATION_CONSTANT;
}

/* `chance` from 0 to 1, never either. */
static inline double spell_length(const struct spell *spell, double chance)
{
	switch (spell->kind) {
	case DURATION_UNIFORM:
		return spell->a + spell->b * chance;
	case DURATION_TRIANGULAR:
		if (chance * (spell->b + spell->d) < spell->b)
			return spell->a + sqrt(chance * spell->b);
		return spell->c - sqrt((1 - chance) * spell->d);
	case DURATION_EXPONENTIAL:
		return spell->a * log(1 - chance); /* the chance has 33 bits: nothing is rounded off */
	case DURATION_LOG_NORMAL:
		return spell->d * fmin(exp(spell->a + spell->b * normal_quantile(chance)), spell->c);
	default:
		return spell->a;
	}
}

/* The same for as many chances at once, which the lengths replace; where there is
 * nothing to draw they are not looked at. */
void spell_lengths(const struct spell *spell, double *chances, uint32_t count);

#endif
