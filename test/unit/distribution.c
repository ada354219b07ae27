/* The closed forms, against numerical integration of the quantile function.
 *
 * With Q the quantile function and U uniform on (0, 1), X = Q(U); so
 *
 *   E[g(X)] = ∫ g(Q(p)) dp over (0, 1) = ∫ g(Q(Φ(z))) φ(z) dz over the real line,
 *
 * where p = Φ(z) is the standard normal distribution function. In z the
 * integrand falls off like exp(−z²/2), so the plain sum over an even grid
 * (the trapezoidal rule) converges very quickly where g(Q(·)) is smooth, and
 * with the square of the step at a kink (a `max`, the corner of a triangle,
 * the t of an excess). The grid goes to |z| = 8: beyond that 1 − Φ(z) is below
 * 1e-15. P(X > t) is the measure of {p: Q(p) > t}: one minus the p at which Q
 * passes t, found by bisection.
 */
#include "trial.h"

#include "carepath/duration.h"

#include <math.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *const texts[] = {
    "3d",
    "1d..10d",
    "0..1s",
    "1d..3d..10d",
    "1d..1d..10d",
    "1d..10d..10d",
    "0..1min..200 years",
    "mean 3d",
    "median 3d p90 10d",
    "p52 4h p90 20h",
    "p60 30min p88 11h max 3d",
    "median 3d p90 10d max 4d",
    "p10 1d p99 1.1d",
    "median 4h p95 4.5h max 5h",
};

static const double factors[] = {1, 2.2, 0.25};

static double integrate(const struct duration *duration, double threshold)
{
	const int steps = 1 << 15;
	const double end = 8, step = 2 * end / steps;
	double sum = 0;

	for (int i = 0; i <= steps; i++) {
		double z = -end + i * step, density = exp(-z * z / 2) / sqrt(2 * M_PI);
		double value = duration_quantile(duration, erfc(-z * M_SQRT1_2) / 2) - threshold;
		sum += value > 0 ? value * density * step : 0;
	}
	return sum;
}

/* The share of people with more than t seconds. */
static double measure_over(const struct duration *duration, double t)
{
	double low = 1e-12, high = 1 - 1e-12;

	if (duration_quantile(duration, low) > t)
		return 1;
	if (duration_quantile(duration, high) <= t)
		return 0;
	while (high - low > 1e-13) {
		double middle = (low + high) / 2;
		if (duration_quantile(duration, middle) > t)
			high = middle;
		else
			low = middle;
	}
	return 1 - low;
}

static void assert_close(const char *text, const char *what, double got, double expected, double tolerance)
{
	if (!(fabs(got - expected) <= tolerance))
		fail_msg("%s of '%s': %.12g, by integration %.12g", what, text, got, expected);
}

static void check_thresholds(const char *text, const struct duration *duration, double mean)
{
	static const double chances[] = {0.001, 0.1, 0.3, 0.5, 0.8, 0.9, 0.99, 0.9999};

	for (size_t i = 0; i < COUNT(chances); i++) {
		double t = duration_quantile(duration, chances[i]);
		for (double shift = 0.9; shift < 1.2; shift += 0.1) {
			double at = t * shift;
			assert_close(text, "chance", duration_chance_over(duration, at), measure_over(duration, at),
				     1e-9);
			assert_close(text, "excess", duration_mean_excess(duration, at), integrate(duration, at),
				     2e-6 * mean);
		}
	}
}

TRIAL(closed_forms_agree_with_integration)
{
	struct duration duration;

	for (size_t i = 0; i < COUNT(texts); i++) {
		assert_null(duration_read(arena, texts[i], true, &duration).message);
		for (size_t j = 0; j < COUNT(factors); j++) {
			duration.factor = factors[j];
			double mean = duration_mean(&duration);
			assert_close(texts[i], "mean", mean, integrate(&duration, 0), 1e-6 * mean);
			check_thresholds(texts[i], &duration, mean);
		}
	}
}

static struct duration read(struct arena *arena, const char *text)
{
	struct duration duration;

	assert_null(duration_read(arena, text, true, &duration).message);
	return duration;
}

TRIAL(worked_by_hand)
{
	struct duration d = read(arena, "2h..4h");
	assert_true(duration_mean(&d) == 3 * 3600);
	assert_true(duration_chance_over(&d, 2.5 * 3600) == 0.75);
	assert_true(duration_mean_excess(&d, 3 * 3600) == 900); /* half an hour on average for a half */
	d = read(arena, "0..2h..4h");
	assert_true(duration_mean(&d) == 2 * 3600);
	assert_true(duration_chance_over(&d, 3 * 3600) == 0.125);
	d = read(arena, "mean 1h");
	assert_true(fabs(duration_chance_over(&d, 3600) - exp(-1)) < 1e-15);
	assert_true(fabs(duration_quantile(&d, 0.5) - 3600 * M_LN2) < 1e-9);
	d = read(arena, "median 1h p84 2h");
	double sigma = M_LN2 / normal_quantile(0.84);
	assert_true(fabs(duration_mean(&d) - 3600 * exp(sigma * sigma / 2)) < 1e-8);
}

TRIAL(more_than_means_more)
{
	struct duration d = read(arena, "4h");
	assert_true(duration_chance_over(&d, 4 * 3600) == 0);
	assert_true(duration_chance_over(&d, 4 * 3600 - 0.001) == 1);
	d.factor = 2;
	assert_true(duration_chance_over(&d, 8 * 3600) == 0);
	d = read(arena, "median 3d p90 10d max 20d");
	assert_true(duration_chance_over(&d, 20 * 86400) == 0);
	assert_true(duration_chance_over(&d, 19.999 * 86400) > 0.01);
	assert_true(duration_mean_excess(&d, 20 * 86400) == 0);
}

TRIAL(below_zero_and_nothing)
{
	struct duration none = {0}, d;

	assert_false(duration_given(&none));
	assert_true(duration_mean(&none) == 0 && duration_quantile(&none, 0.5) == 0);
	assert_true(duration_chance_over(&none, 0) == 0 && duration_chance_over(&none, -1) == 1);
	assert_true(duration_mean_excess(&none, 0) == 0 && duration_mean_excess(&none, -5) == 5);
	for (size_t i = 0; i < COUNT(texts); i++) {
		d = read(arena, texts[i]);
		assert_true(duration_given(&d));
		double mean = duration_mean(&d);
		assert_true(duration_chance_over(&d, -1) == 1);
		assert_true(fabs(duration_mean_excess(&d, -10) - mean - 10) <= 1e-12 * mean);
		assert_true(fabs(duration_mean_excess(&d, 0) - mean) <= 1e-12 * mean);
		d.factor = 0;
		assert_true(duration_mean(&d) == 0 && duration_chance_over(&d, 0) == 0 &&
			    duration_quantile(&d, 0.9) == 0);
	}
}

/* A spread so wide that exp(b²/2) is beyond a double: `max` bounds it. */
TRIAL(a_bounded_log_normal_has_a_mean_however_wide)
{
	struct duration d = read(arena, "p50 1s p51 100 years max 200 years");
	double mean = duration_mean(&d), top = 200 * 365.25 * 86400;

	/* It is nearly all or nothing: about 49 % reach the top. */
	assert_true(mean > 0.48 * top && mean < 0.50 * top);
	assert_true(duration_chance_over(&d, top / 2) > 0.48);
	double excess = duration_mean_excess(&d, top / 2);
	assert_true(excess > 0.24 * top && excess < 0.25 * top);
}

/* Reference values to 16 digits from tables of the normal distribution; and
 * back through erfc, also far out. */
TRIAL(the_normal_quantile)
{
	assert_true(normal_quantile(0.5) == 0);
	assert_true(fabs(normal_quantile(0.9) - 1.2815515655446004) < 4e-16);
	assert_true(fabs(normal_quantile(0.95) - 1.6448536269514722) < 1e-15);
	assert_true(fabs(normal_quantile(0.975) - 1.9599639845400545) < 1e-15);
	assert_true(fabs(normal_quantile(1e-10) + 6.3613409024040557) < 2e-15);
	assert_true(isinf(normal_quantile(0)) && isinf(normal_quantile(1)));
	for (double exponent = -300; exponent < -0.31; exponent += 0.37) {
		double chance = pow(10, exponent), z = normal_quantile(chance);
		double back = erfc(-z * M_SQRT1_2) / 2;
		/* An error of dz in z changes the chance by about |z|·dz of itself. */
		assert_true(fabs(back / chance - 1) < 1e-15 * (2 + z * z));
	}
	for (double chance = 0.01; chance < 0.995; chance += 0.01)
		assert_true(fabs(normal_quantile(chance) + normal_quantile(1 - chance)) < 1e-14);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(closed_forms_agree_with_integration),
	    cmocka_unit_test(worked_by_hand),
	    cmocka_unit_test(more_than_means_more),
	    cmocka_unit_test(below_zero_and_nothing),
	    cmocka_unit_test(a_bounded_log_normal_has_a_mean_however_wide),
	    cmocka_unit_test(the_normal_quantile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
