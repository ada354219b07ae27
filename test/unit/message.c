/* What is said at the bottom of the screen. */
#include "trial.h"

#include "carepath/text.h"
#include "ui/app.h"

#include <stdlib.h>
#include <string.h>

/* Whatever stands before it, no character is cut in two, and that there is more is told. */
static void what_has_no_room_is_left_out_by_whole_characters(void **state)
{
	(void)state;
	struct app *app = calloc(1, sizeof *app);
	char long_text[3 * MESSAGE_ROOM + 1] = "";
	assert_non_null(app);
	for (size_t i = 0; i < MESSAGE_ROOM; i++)
		strcpy(long_text + 3 * i, "\u20ac");
	for (size_t before = 0; before < 8; before++) {
		app_say(app, "%.*s%s", (int)before, "12345678", long_text);
		assert_true(text_is_fine(app->message, strlen(app->message)));
		assert_string_equal(app->message + strlen(app->message) - strlen("\u2026"), "\u2026");
		assert_true(strlen(app->message) + 4 > sizeof app->message - strlen("\u2026"));
	}
	app_say_more(app, "and more");
	assert_true(text_is_fine(app->message, strlen(app->message)));
	free(app);
}

static void what_fits_is_said_whole(void **state)
{
	(void)state;
	struct app *app = calloc(1, sizeof *app);
	char text[MESSAGE_ROOM];
	assert_non_null(app);
	memset(text, 'a', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	app_say(app, "%s", text);
	assert_string_equal(app->message, text);
	app_say(app, "Saved.");
	app_say_more(app, "%s is open now.", "hip.yaml");
	assert_string_equal(app->message, "Saved. hip.yaml is open now.");
	free(app);
}

int main(void)
{
	static const struct CMUnitTest trials[] = {
	    cmocka_unit_test(what_has_no_room_is_left_out_by_whole_characters),
	    cmocka_unit_test(what_fits_is_said_whole),
	};
	return cmocka_run_group_tests(trials, NULL, NULL);
}
