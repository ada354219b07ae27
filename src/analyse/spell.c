#include "analyse/spell.h"

static struct spell constant(double seconds)
{
	return (struct spell){.kind = DURATION_CONSTANT, .a = seconds};
}

/* The square under each root is what lies on that side of the likeliest value. */
static struct spell triangular(const struct duration *duration)
{
	double a = duration->factor * duration->a, b = duration->factor * duration->b;
	double c = duration->factor * duration->c;
	return (struct spell){duration->kind, a, (c - a) * (b - a), c, (c - a) * (c - b)};
}

struct spell spell_of(const struct duration *duration)
{
	double factor = duration->factor;
	if (factor <= 0)
		return constant(0);
	switch (duration->kind) {
	case DURATION_UNIFORM:
		return (struct spell){
		    .kind = duration->kind, .a = factor * duration->a, .b = factor * (duration->b - duration->a)};
	case DURATION_TRIANGULAR:
		return triangular(duration);
	case DURATION_EXPONENTIAL:
		return (struct spell){.kind = duration->kind, .a = -factor * duration->a};
	case DURATION_LOG_NORMAL:
		return (struct spell){duration->kind, duration->a, duration->b, duration->c, factor};
	default:
		return constant(duration_mean(duration));
	}
}
