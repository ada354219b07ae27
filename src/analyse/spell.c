#include "analyse/spell.h"

static struct spell constant(double seconds)
{
	return (struct spell){.kind = DURATION_CONSTANT, .a = seconds};
}

/* The square under each root is what lies on that side of the likeliest value. */
static struct spell triangular(const struct spread *spread, double factor)
{
	double a = factor * spread->a, b = factor * spread->b, c = factor * spread->c;
	return (struct spell){spread->kind, a, (c - a) * (b - a), c, (c - a) * (c - b)};
}

struct spell spell_of(const struct duration *duration)
{
	const struct spread *spread = duration->spread;
	double factor = duration->factor;
	if (factor <= 0)
		return constant(0);
	switch (duration_kind(duration)) {
	case DURATION_UNIFORM:
		return (struct spell){
		    .kind = spread->kind, .a = factor * spread->a, .b = factor * (spread->b - spread->a)};
	case DURATION_TRIANGULAR:
		return triangular(spread, factor);
	case DURATION_EXPONENTIAL:
		return (struct spell){.kind = spread->kind, .a = -factor * spread->a};
	case DURATION_LOG_NORMAL:
		return (struct spell){spread->kind, spread->a, spread->b, spread->c, factor};
	default:
		return constant(duration_mean(duration));
	}
}

static void same_lengths(const struct spell *spell, double *chances, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		chances[i] = spell->a;
}

static void uniform_lengths(const struct spell *spell, double *chances, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		chances[i] = spell->a + spell->b * chances[i];
}

/* Both sides are worked out, and one is taken: nothing to guess. */
static void triangular_lengths(const struct spell *spell, double *chances, uint32_t count)
{
	const double a = spell->a, b = spell->b, c = spell->c, d = spell->d;
	for (uint32_t i = 0; i < count; i++) {
		double rising = a + sqrt(chances[i] * b), falling = c - sqrt((1 - chances[i]) * d);
		chances[i] = chances[i] * (b + d) < b ? rising : falling;
	}
}

static void other_lengths(const struct spell *spell, double *chances, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		chances[i] = spell_length(spell, chances[i]);
}

void spell_lengths(const struct spell *spell, double *chances, uint32_t count)
{
	if (!spell_drawn(spell))
		same_lengths(spell, chances, count);
	else if (spell->kind == DURATION_UNIFORM)
		uniform_lengths(spell, chances, count);
	else if (spell->kind == DURATION_TRIANGULAR)
		triangular_lengths(spell, chances, count);
	else
		other_lengths(spell, chances, count);
}
