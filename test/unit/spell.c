/* Lengths of time drawn for many at once, against one by one and against the
 * quantiles of the durations. */
#include "analyse/spell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { CHANCES = 1000 };

static const struct spread spreads[] = {
    {.kind = DURATION_NONE},
    {.kind = DURATION_CONSTANT, .a = 7},
    {.kind = DURATION_UNIFORM, .a = 2, .b = 5},
    {.kind = DURATION_TRIANGULAR, .a = 1, .b = 4, .c = 6},
    {.kind = DURATION_TRIANGULAR, .a = 1, .b = 1, .c = 6},
    {.kind = DURATION_TRIANGULAR, .a = 1, .b = 6, .c = 6},
    {.kind = DURATION_EXPONENTIAL, .a = 3},
    {.kind = DURATION_LOG_NORMAL, .a = 1, .b = 0.5, .c = 8},
};

static double chance(int i)
{
	return (i + 0.5) / CHANCES;
}

static void test_many_at_once_as_one_by_one(void **unused)
{
	(void)unused;
	for (size_t s = 0; s < sizeof spreads / sizeof *spreads; s++) {
		struct spell spell = spell_of(&(struct duration){.spread = &spreads[s], .factor = 1.5});
		double lengths[CHANCES];
		for (int i = 0; i < CHANCES; i++)
			lengths[i] = chance(i);
		spell_lengths(&spell, lengths, CHANCES);
		for (int i = 0; i < CHANCES; i++)
			assert_true(lengths[i] == spell_length(&spell, chance(i)));
	}
}

static void test_quantiles(void **unused)
{
	(void)unused;
	for (size_t s = 0; s < sizeof spreads / sizeof *spreads; s++) {
		struct duration duration = {.spread = &spreads[s], .factor = 1.5};
		struct spell spell = spell_of(&duration);
		for (int i = 0; i < CHANCES; i++) {
			double expected = duration_quantile(&duration, chance(i));
			assert_true(fabs(spell_length(&spell, chance(i)) - expected) <= 1e-12 * expected);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_many_at_once_as_one_by_one),
	    cmocka_unit_test(test_quantiles),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
