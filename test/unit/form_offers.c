/* What Tab puts into a field, and which of the offers goes with what was typed. */
#include "trial.h"

#include "ui/form_offers.h"
#include "ui/keys.h"

#include <stdio.h>

static const struct form_offer teams[] = {
    {"ed", "Emergency department"}, {"ward-7", "Ward 7"}, {"social", "Hospital social work"}, {NULL, NULL}};

static struct form_field field_with(const char *text, uint32_t caret)
{
	struct form_field field = {.offers = teams, .caret = caret};
	snprintf(field.text, sizeof field.text, "%s", text);
	return field;
}

static void expect_tabs(struct form_field *field, int32_t key, const char *const *texts, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		assert_true(offers_type(field, key));
		assert_string_equal(field->text, texts[i]);
	}
}

static void tab_goes_round_and_back(void **state)
{
	(void)state;
	static const char *const round[] = {"social", "ed", "ward-7"}, *const back[] = {"ed", "social", "ward-7"};
	struct form_field field = field_with("ward-7", 6);
	expect_tabs(&field, KEY_IS_TAB, round, 3);
	expect_tabs(&field, KEY_IS_BACK_TAB, back, 3);
}

static void an_empty_field_starts_at_either_end(void **state)
{
	(void)state;
	struct form_field forward = field_with("", 0), backward = field_with("", 0);
	expect_tabs(&forward, KEY_IS_TAB, (const char *const[]){"ed"}, 1);
	expect_tabs(&backward, KEY_IS_BACK_TAB, (const char *const[]){"social"}, 1);
}

/* By the id, or by any word of the name, in small letters or capitals. */
static void only_what_goes_with_what_was_typed_is_offered(void **state)
{
	(void)state;
	struct form_field work = field_with("WORK", 4), e = field_with("e", 1);
	work.typed = e.typed = true;
	expect_tabs(&work, KEY_IS_TAB, (const char *const[]){"social", "social"}, 2);
	expect_tabs(&e, KEY_IS_TAB, (const char *const[]){"ed", "ed"}, 2);
}

static void where_nothing_goes_with_it_all_is_offered(void **state)
{
	(void)state;
	struct form_field field = field_with("xyz", 3);
	field.typed = true;
	expect_tabs(&field, KEY_IS_TAB, (const char *const[]){"ed", "ward-7"}, 2);
}

/* Another letter begins anew. */
static void a_key_that_is_no_tab_ends_offering(void **state)
{
	(void)state;
	struct form_field field = field_with("", 0);
	assert_true(offers_type(&field, KEY_IS_TAB));
	assert_true(field.offering);
	assert_false(offers_type(&field, 'x'));
	assert_false(field.offering);
	field.offers = NULL;
	assert_false(offers_type(&field, KEY_IS_TAB));
}

static void of_several_words_the_one_at_the_caret_gives_way(void **state)
{
	(void)state;
	struct form_field field = field_with("ed, so, ward-7", 6);
	field.several = field.typed = true;
	expect_tabs(&field, KEY_IS_TAB, (const char *const[]){"ed, social, ward-7"}, 1);
	assert_int_equal(field.caret, strlen("ed, social"));
}

/* What would not fit is not put in. */
static void an_offer_without_room_changes_nothing(void **state)
{
	(void)state;
	struct form_field field = field_with("", 0);
	memset(field.text, 'x', FORM_TEXT_ROOM - 1);
	field.text[1] = ',';
	field.several = true;
	assert_true(offers_type(&field, KEY_IS_TAB));
	assert_int_equal(strlen(field.text), FORM_TEXT_ROOM - 1);
	assert_int_equal(field.text[0], 'x');
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(tab_goes_round_and_back),
	    cmocka_unit_test(an_empty_field_starts_at_either_end),
	    cmocka_unit_test(only_what_goes_with_what_was_typed_is_offered),
	    cmocka_unit_test(where_nothing_goes_with_it_all_is_offered),
	    cmocka_unit_test(a_key_that_is_no_tab_ends_offering),
	    cmocka_unit_test(of_several_words_the_one_at_the_caret_gives_way),
	    cmocka_unit_test(an_offer_without_room_changes_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
