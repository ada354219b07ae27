/* The distributions that a duration can have.
 *
 * X is what the kind says, times the duration's factor. For each kind: the
 * mean E[X], the chance P(X > t), the mean excess E[max(0, X − t)], and the
 * quantile (the inverse of P(X <= x)), all in closed form, written down here
 * for a factor of 1 and t >= 0.
 */
#include "carepath/duration.h"

#include <math.h>

static double larger(double a, double b)
{
	return a > b ? a : b;
}

static double square(double x)
{
	return x * x;
}

/* P(Z <= x) of the standard normal distribution; erfc keeps the small ones exact. */
static double normal_below(double x)
{
	return erfc(-x * M_SQRT1_2) / 2;
}

/* ln P(Z <= x), also where the chance itself is too small for a double: then
 * by the asymptotic series (Abramowitz & Stegun 26.2.12). */
static double log_normal_below(double x)
{
	if (x > -35)
		return log(normal_below(x));
	double y = 1 / (x * x);
	double series = 1 - y * (1 - 3 * y * (1 - 5 * y * (1 - 7 * y)));
	return -x * x / 2 - log(-x) - log(2 * M_PI) / 2 + log(series);
}

/* c[0] + c[1]·x + … + c[7]·x⁷ */
static double polynomial(const double c[8], double x)
{
	double sum = c[7];

	for (int i = 6; i >= 0; i--)
		sum = sum * x + c[i];
	return sum;
}

/* Wichura's PPND16: one quotient of polynomials for the middle, one for the
 * tails, one for the far tails. */
static const struct quotient {
	double above[8], below[8];
} middle =
    {
	{3.3871328727963666080e0, 1.3314166789178437745e+2, 1.9715909503065514427e+3, 1.3731693765509461125e+4,
	 4.5921953931549871457e+4, 6.7265770927008700853e+4, 3.3430575583588128105e+4, 2.5090809287301226727e+3},
	{1.0, 4.2313330701600911252e+1, 6.8718700749205790830e+2, 5.3941960214247511077e+3, 2.1213794301586595867e+4,
	 3.9307895800092710610e+4, 2.8729085735721942674e+4, 5.2264952788528545610e+3},
},
  tail =
      {
	  {1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
	   1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4},
	  {1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
	   1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9},
},
  far_tail = {
      {6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
       2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7},
      {1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2, 7.86869131145613259100e-4,
       1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15},
};

static double divide(const struct quotient *quotient, double x)
{
	return polynomial(quotient->above, x) / polynomial(quotient->below, x);
}

double normal_quantile(double chance)
{
	double q = chance - 0.5;

	if (fabs(q) <= 0.425)
		return q * divide(&middle, 0.180625 - q * q);
	double outside = q < 0 ? chance : 1 - chance;
	if (outside <= 0)
		return copysign(INFINITY, q);
	double r = sqrt(-log(outside));
	double z = r <= 5 ? divide(&tail, r - 1.6) : divide(&far_tail, r - 5);
	return copysign(z, q);
}

/* Always a. */

static double constant_mean(const struct spread *d)
{
	return d->a;
}

static double constant_over(const struct spread *d, double t)
{
	return d->a > t;
}

static double constant_excess(const struct spread *d, double t)
{
	return larger(0, d->a - t);
}

static double constant_quantile(const struct spread *d, double chance)
{
	(void)chance;
	return d->a;
}

/* Equally likely between a and b. */

static double uniform_mean(const struct spread *d)
{
	return (d->a + d->b) / 2;
}

static double uniform_over(const struct spread *d, double t)
{
	if (t < d->a)
		return 1;
	return t < d->b ? (d->b - t) / (d->b - d->a) : 0;
}

static double uniform_excess(const struct spread *d, double t)
{
	if (t <= d->a)
		return uniform_mean(d) - t;
	return t < d->b ? square(d->b - t) / (2 * (d->b - d->a)) : 0;
}

static double uniform_quantile(const struct spread *d, double chance)
{
	return d->a + (d->b - d->a) * chance;
}

/* Rising in a straight line from a to b, falling from b to c; b may be a or c. */

static double triangular_mean(const struct spread *d)
{
	return (d->a + d->b + d->c) / 3;
}

static double triangular_over(const struct spread *d, double t)
{
	if (t <= d->a)
		return 1;
	if (t < d->b)
		return 1 - square(t - d->a) / ((d->c - d->a) * (d->b - d->a));
	return t < d->c ? square(d->c - t) / ((d->c - d->a) * (d->c - d->b)) : 0;
}

static double triangular_excess(const struct spread *d, double t)
{
	double falling_short = t - triangular_mean(d); /* E[X − t] = excess − E[max(0, t − X)] */

	if (t <= d->a)
		return -falling_short;
	if (t < d->b)
		return (t - d->a) * square(t - d->a) / (3 * (d->c - d->a) * (d->b - d->a)) - falling_short;
	return t < d->c ? (d->c - t) * square(d->c - t) / (3 * (d->c - d->a) * (d->c - d->b)) : 0;
}

static double triangular_quantile(const struct spread *d, double chance)
{
	double width = d->c - d->a;

	if (chance * width < d->b - d->a)
		return d->a + sqrt(chance * width * (d->b - d->a));
	return d->c - sqrt((1 - chance) * width * (d->c - d->b));
}

/* With the mean a. */

static double exponential_over(const struct spread *d, double t)
{
	return exp(-t / d->a);
}

static double exponential_excess(const struct spread *d, double t)
{
	return d->a * exp(-t / d->a);
}

static double exponential_quantile(const struct spread *d, double chance)
{
	return -d->a * log1p(-chance);
}

/* min(exp(a + b·Z), c) with Z standard normal. */

/* E[min(X, limit)] before the cap c: exp(a + b²/2)·Φ(u − b) + limit·Φ(−u) with
 * u = (ln limit − a) / b. The first term by its logarithm: its factors can be
 * too large and too small for a double where the product is not. */
static double log_normal_limited(const struct spread *d, double limit)
{
	double logarithm = d->a + square(d->b) / 2;

	if (isinf(limit))
		return exp(logarithm);
	double u = (log(limit) - d->a) / d->b;
	return exp(logarithm + log_normal_below(u - d->b)) + limit * normal_below(-u);
}

static double log_normal_mean(const struct spread *d)
{
	return log_normal_limited(d, d->c);
}

static double log_normal_over(const struct spread *d, double t)
{
	if (t >= d->c)
		return 0;
	return t <= 0 ? 1 : normal_below((d->a - log(t)) / d->b);
}

/* E[max(0, min(X, c) − t)] = E[min(X, c)] − E[min(X, t)] */
static double log_normal_excess(const struct spread *d, double t)
{
	if (t >= d->c)
		return 0;
	return t <= 0 ? log_normal_mean(d) : larger(0, log_normal_mean(d) - log_normal_limited(d, t));
}

static double log_normal_quantile(const struct spread *d, double chance)
{
	return fmin(exp(d->a + d->b * normal_quantile(chance)), d->c);
}

static const struct distribution {
	double (*mean)(const struct spread *d);
	double (*over)(const struct spread *d, double t);
	double (*excess)(const struct spread *d, double t);
	double (*quantile)(const struct spread *d, double chance);
} distributions[] = {
    [DURATION_NONE] = {constant_mean, constant_over, constant_excess, constant_quantile},
    [DURATION_CONSTANT] = {constant_mean, constant_over, constant_excess, constant_quantile},
    [DURATION_UNIFORM] = {uniform_mean, uniform_over, uniform_excess, uniform_quantile},
    [DURATION_TRIANGULAR] = {triangular_mean, triangular_over, triangular_excess, triangular_quantile},
    [DURATION_EXPONENTIAL] = {constant_mean, exponential_over, exponential_excess, exponential_quantile},
    [DURATION_LOG_NORMAL] = {log_normal_mean, log_normal_over, log_normal_excess, log_normal_quantile},
};

/* Whether it is always zero: not given, or a factor of nothing. */
static bool is_nothing(const struct duration *duration)
{
	return !duration_given(duration) || duration->factor <= 0;
}

double duration_mean(const struct duration *duration)
{
	const struct spread *d = duration->spread;

	return is_nothing(duration) ? 0 : duration->factor * distributions[d->kind].mean(d);
}

/* The same with a factor of 1. What is compared with a length must be multiplied
 * and not that length divided: a constant must not be over itself by rounding. */
static struct spread scaled(const struct duration *duration)
{
	struct spread d = *duration->spread;
	double factor = duration->factor;
	bool by_logarithm = d.kind == DURATION_LOG_NORMAL;

	if (factor == 1)
		return d;
	d.a = by_logarithm ? d.a + log(factor) : d.a * factor;
	d.b = by_logarithm ? d.b : d.b * factor;
	d.c *= factor;
	return d;
}

double duration_chance_over(const struct duration *duration, double seconds)
{
	if (seconds < 0)
		return 1;
	if (is_nothing(duration))
		return 0;
	struct spread d = scaled(duration);
	return distributions[d.kind].over(&d, seconds);
}

double duration_mean_excess(const struct duration *duration, double seconds)
{
	if (seconds < 0)
		return duration_mean(duration) - seconds;
	if (is_nothing(duration))
		return 0;
	struct spread d = scaled(duration);
	return distributions[d.kind].excess(&d, seconds);
}

double duration_quantile(const struct duration *duration, double chance)
{
	const struct spread *d = duration->spread;

	return is_nothing(duration) ? 0 : duration->factor * distributions[d->kind].quantile(d, chance);
}
