#include "trial.h"

#include "ui/keys.h"
#include "ui/looks.h"

#include <math.h>
#include <string.h>

/* The colours that terminals show for the numbers of the palette: of 256, from
 * 16 on, those of xterm; of 8, the darkest light and the lightest dark that
 * the usual terminals show (xterm, the Linux console, PuTTY). */
struct colour {
	double red, green, blue; /* 0 to 1 */
};

static struct colour of_256(uint8_t number)
{
	static const double levels[] = {0, 95, 135, 175, 215, 255};
	assert_true(number >= 16);
	if (number >= 232) {
		double grey = (8 + 10 * (number - 232)) / 255.0;
		return (struct colour){grey, grey, grey};
	}
	number -= 16;
	return (struct colour){levels[number / 36] / 255, levels[number / 6 % 6] / 255, levels[number % 6] / 255};
}

static struct colour of_8(uint8_t number)
{
	static const double full = 170 / 255.0; /* the Linux console's, the darkest of them */
	return (struct colour){number & 1 ? full : 0, number & 2 ? full : 0, number & 4 ? full : 0};
}

/* Relative luminance and contrast as WCAG 2.1 defines them. */
static double linear(double part)
{
	return part <= 0.03928 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4);
}

static double luminance(struct colour colour)
{
	return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
}

static double contrast(struct colour a, struct colour b)
{
	double one = luminance(a), other = luminance(b);
	double lighter = one > other ? one : other, darker = one > other ? other : one;
	return (lighter + 0.05) / (darker + 0.05);
}

static void contrast_is_as_defined(void **state)
{
	(void)state;
	assert_float_equal(contrast(of_256(16), of_256(231)), 21, 0.01);
	/* #767676 on white is the well-known border of 4.5; #777777 falls below. */
	struct colour grey = {0x76 / 255.0, 0x76 / 255.0, 0x76 / 255.0};
	assert_true(contrast(grey, of_256(231)) > 4.5 && contrast(grey, of_256(231)) < 4.6);
}

static void every_look_has_a_contrast_of_seven(void **state)
{
	(void)state;
	for (enum look look = 0; look < LOOK_COUNT; look++)
		for (enum background background = 0; background < BACKGROUNDS; background++) {
			struct ink many = looks[look].many[background], few = looks[look].few[background];
			if (contrast(of_256(many.front), of_256(many.back)) < 7)
				fail_msg("look %u of 256 colours: %.2f", look,
					 contrast(of_256(many.front), of_256(many.back)));
			if (contrast(of_8(few.front), of_8(few.back)) < 7)
				fail_msg("look %u of 8 colours: %.2f", look, contrast(of_8(few.front), of_8(few.back)));
		}
}

/* What is focused differs from what is not, also where there are no colours. */
static void the_focus_is_seen_without_colour(void **state)
{
	(void)state;
	assert_true(looks[LOOK_FOCUS].show_mono & SHOW_REVERSE);
	assert_false(looks[LOOK_PLAIN].show_mono & SHOW_REVERSE);
	assert_true(looks[LOOK_PASSED].show_mono != looks[LOOK_AHEAD].show_mono);
}

static void expect_all_keys(const struct key_row *row, const struct here *here)
{
	for (int k = 0; k < 4 && key_is_here(row, here) && row->keys[k] > 1; k++) {
		uint32_t number = 0;
		enum wish wish = key_wish_here(here, row->keys[k], &number);
		if (wish != row->wish)
			fail_msg("key %d in place %u, when %u: wish %u hides %u", row->keys[k], here->place, here->when,
				 wish, row->wish);
	}
}

static void no_key_has_two_meanings_in_one_place(void **state)
{
	(void)state;
	for (unsigned place = 1; place & AT_ANY; place <<= 1)
		for (unsigned when = WHEN_LEAVES; when <= WHEN_HIDDEN; when <<= 1)
			for (uint32_t i = 0; i < key_row_count; i++)
				expect_all_keys(&key_rows[i], &(struct here){(enum where)place, when, 0});
}

static void every_place_has_a_way_out_and_a_page_of_keys(void **state)
{
	(void)state;
	for (unsigned bit = 1; bit & AT_ANY; bit <<= 1) {
		enum where place = (enum where)bit;
		uint32_t number = 0;
		bool text = place & AT_TYPING; /* letters are what is sought */
		enum wish out = key_wish(place, text ? KEY_IS_ESCAPE : 'q', &number);
		assert_true(out == WISH_CLOSE || out == WISH_QUIT);
		if (!text && place != AT_HELP)
			assert_int_equal(key_wish(place, '?', &number), WISH_HELP);
	}
}

static void every_key_is_told_in_the_help_once(void **state)
{
	(void)state;
	for (uint32_t i = 0; i < key_row_count; i++) {
		uint32_t told = 0;
		for (uint32_t g = 0; g < key_group_count; g++)
			told += key_in_group(&key_rows[i], &key_groups[g]);
		if (key_rows[i].says && told != 1)
			fail_msg("row %u (%s) is told %u times", i, key_rows[i].says, told);
	}
}

static void digits_are_numbers(void **state)
{
	(void)state;
	uint32_t number = 0;
	assert_int_equal(key_wish(AT_WALK, '7', &number), WISH_CHOOSE);
	assert_int_equal(number, 7);
	assert_int_equal(key_wish(AT_WALK, '0', &number), WISH_OPENING);
	assert_int_equal(key_wish(AT_WALK, '!', &number), WISH_NONE);
}

int main(void)
{
	static const struct CMUnitTest trials[] = {
	    cmocka_unit_test(contrast_is_as_defined),
	    cmocka_unit_test(every_look_has_a_contrast_of_seven),
	    cmocka_unit_test(the_focus_is_seen_without_colour),
	    cmocka_unit_test(no_key_has_two_meanings_in_one_place),
	    cmocka_unit_test(every_place_has_a_way_out_and_a_page_of_keys),
	    cmocka_unit_test(every_key_is_told_in_the_help_once),
	    cmocka_unit_test(digits_are_numbers),
	};
	return cmocka_run_group_tests(trials, NULL, NULL);
}
