#include "length.h"

#include <math.h>

/* Each kind without its factor: how one is drawn, which share is longer than
 * x, and after which value none is longer. */
struct kind {
	double (*draw)(const struct spread *d, struct random *random);
	double (*longer)(const struct spread *d, double x);
	double (*end)(const struct spread *d);
};

static double draw_nothing(const struct spread *d, struct random *random)
{
	(void)d;
	(void)random;
	return 0;
}

static double longer_nothing(const struct spread *d, double x)
{
	(void)d;
	return x < 0;
}

static double end_nothing(const struct spread *d)
{
	(void)d;
	return 0;
}

static double draw_constant(const struct spread *d, struct random *random)
{
	(void)random;
	return d->a;
}

static double longer_constant(const struct spread *d, double x)
{
	return x < d->a;
}

static double end_a(const struct spread *d)
{
	return d->a;
}

static double draw_uniform(const struct spread *d, struct random *random)
{
	return d->a + (d->b - d->a) * random_unit(random);
}

static double longer_uniform(const struct spread *d, double x)
{
	return x < d->a ? 1 : x >= d->b ? 0 : (d->b - x) / (d->b - d->a);
}

static double end_b(const struct spread *d)
{
	return d->b;
}

static double draw_triangular(const struct spread *d, struct random *random)
{
	double u = random_unit(random), rising = (d->b - d->a) / (d->c - d->a);
	if (u < rising)
		return d->a + sqrt(u * (d->c - d->a) * (d->b - d->a));
	return d->c - sqrt((1 - u) * (d->c - d->a) * (d->c - d->b));
}

static double longer_triangular(const struct spread *d, double x)
{
	double whole = d->c - d->a;
	if (x < d->a)
		return 1;
	if (x < d->b)
		return 1 - (x - d->a) * (x - d->a) / (whole * (d->b - d->a));
	return x >= d->c ? 0 : (d->c - x) * (d->c - x) / (whole * (d->c - d->b));
}

static double end_c(const struct spread *d)
{
	return d->c;
}

static double draw_exponential(const struct spread *d, struct random *random)
{
	return -d->a * log(random_unit(random));
}

static double longer_exponential(const struct spread *d, double x)
{
	return x < 0 ? 1 : exp(-x / d->a);
}

static double end_exponential(const struct spread *d)
{
	return 60 * d->a;
}

/* Box and Muller's way to a normal number. */
static double draw_log_normal(const struct spread *d, struct random *random)
{
	double z = sqrt(-2 * log(random_unit(random))) * cos(2 * M_PI * random_unit(random));
	return fmin(exp(d->a + d->b * z), d->c);
}

static double longer_log_normal(const struct spread *d, double x)
{
	if (x <= 0)
		return 1;
	return x >= d->c ? 0 : 0.5 * erfc((log(x) - d->a) / (d->b * M_SQRT2));
}

static double end_log_normal(const struct spread *d)
{
	return fmin(d->c, exp(d->a + 12 * d->b));
}

static const struct kind kinds[] = {
    [DURATION_NONE] = {draw_nothing, longer_nothing, end_nothing},
    [DURATION_CONSTANT] = {draw_constant, longer_constant, end_a},
    [DURATION_UNIFORM] = {draw_uniform, longer_uniform, end_b},
    [DURATION_TRIANGULAR] = {draw_triangular, longer_triangular, end_c},
    [DURATION_EXPONENTIAL] = {draw_exponential, longer_exponential, end_exponential},
    [DURATION_LOG_NORMAL] = {draw_log_normal, longer_log_normal, end_log_normal},
};

double length_draw(const struct duration *duration, struct random *random)
{
	return kinds[duration_kind(duration)].draw(duration->spread, random) * duration->factor;
}

double length_chance_over(const struct duration *duration, double seconds)
{
	if (!duration_given(duration) || duration->factor <= 0)
		return seconds < 0;
	return kinds[duration_kind(duration)].longer(duration->spread, seconds / duration->factor);
}

/* Simpson's rule on the share that is longer; exact for straight lines and
 * parabolas. */
static double area(const struct spread *d, double from, double to, int pieces)
{
	double sum = 0, width = (to - from) / pieces;
	if (!(to > from))
		return 0;
	for (int i = 0; i < pieces; i++) {
		double x = from + i * width, last = i + 1 == pieces ? nextafter(to, from) : x + width;
		sum += kinds[d->kind].longer(d, i ? x : nextafter(x, to)) +
		       4 * kinds[d->kind].longer(d, x + width / 2) + kinds[d->kind].longer(d, last);
	}
	return sum * width / 6;
}

/* The same on a scale of logarithms, for what has a long tail: x = exp(y). */
static double area_of_tail(const struct spread *d, double from, double to)
{
	enum { PIECES = 600 };
	double low = log(from), width = (log(to) - low) / PIECES, sum = 0;
	if (!(to > from))
		return 0;
	for (int i = 0; i <= 2 * PIECES; i++) {
		double x = exp(low + i * width / 2);
		int weight = i == 0 || i == 2 * PIECES ? 1 : i % 2 ? 4 : 2;
		sum += weight * x * kinds[d->kind].longer(d, fmin(x, to * (1 - 1e-15)));
	}
	return sum * width / 6;
}

/* The mean of what is over x is the area under the share that is longer. */
static double excess(const struct spread *d, double x)
{
	double end = kinds[d->kind].end(d);
	double low = exp(d->a - 12 * d->b);
	switch (d->kind) {
	case DURATION_LOG_NORMAL:
		return fmax(0, fmin(low, end) - x) + area_of_tail(d, fmax(low, x), end);
	case DURATION_EXPONENTIAL:
		return d->a * exp(-x / d->a);
	case DURATION_TRIANGULAR:
		return fmax(0, d->a - x) + area(d, fmax(x, d->a), d->b, 1) + area(d, fmax(x, d->b), d->c, 1);
	case DURATION_UNIFORM:
		return fmax(0, d->a - x) + area(d, fmax(x, d->a), d->b, 1);
	default:
		return fmax(0, end - x);
	}
}

double length_mean_excess(const struct duration *duration, double seconds)
{
	if (!duration_given(duration) || duration->factor <= 0)
		return 0;
	return excess(duration->spread, seconds / duration->factor) * duration->factor;
}

double length_mean(const struct duration *duration)
{
	return length_mean_excess(duration, 0);
}
