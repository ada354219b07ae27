#include "trial.h"

#include "ui/painter.h"

enum { COLUMNS = 20, ROWS = 3 };

static struct canvas canvas;
static struct painter painter;
static char sent[1 << 14];
static size_t sent_length;

static void keep(const char *bytes, size_t length)
{
	assert_true(sent_length + length < sizeof sent);
	memcpy(sent + sent_length, bytes, length);
	sent_length += length;
	sent[sent_length] = '\0';
}

/* A terminal whose sequences can be read. Of the looks only the title stands on another ground. */
static void start_on(struct vocabulary words)
{
	painter_clear(&painter);
	painter = (struct painter){.words = words, .send = keep};
	sequence_set(&painter.words.clear, "<clear>");
	sequence_set(&painter.words.clear_behind, "<K>");
	sequence_set(&painter.words.plain, "<0>");
	sequence_set(&painter.words.bold, "<b>");
	for (int look = 0; look < LOOK_COUNT; look++) {
		struct tint *tint = &painter.words.tints[look];
		sequence_set(&tint->front, (char[]){'<', (char)('A' + look), '>', '\0'});
		sequence_set(&tint->back, look == LOOK_TITLE ? "<blue>" : "<black>");
		tint->show = looks[look].show;
	}
	assert_true(canvas_resize(&canvas, COLUMNS, ROWS) && painter_resize(&painter, COLUMNS, ROWS));
	canvas_clear(&canvas);
	painter_show(&painter, &canvas, true);
}

static void start(void)
{
	start_on((struct vocabulary){.clears_in_colour = true});
}

static struct area area(void)
{
	return canvas_area(&canvas);
}

/* What showing the canvas sends now; the cursor stands at its start at the end. */
static const char *shown(void)
{
	sent_length = 0;
	sent[0] = '\0';
	painter_show(&painter, &canvas, false);
	return sent;
}

TRIAL(what_is_there_already_is_not_sent)
{
	start();
	assert_string_equal(sent, "<0><A><black><clear>\033[1;1H");
	area_text(area(), 4, 1, LOOK_PLAIN, "word");
	assert_string_equal(shown(), "\033[2;5Hword\033[1;1H");
	assert_string_equal(shown(), "");
	area_text(area(), 4, 1, LOOK_PLAIN, "ward");
	assert_string_equal(shown(), "\033[2;6Ha\033[1;1H");
	area_cursor(area(), 9, 2);
	assert_string_equal(shown(), "\033[3;10H");
}

TRIAL(what_is_near_is_sent_again_and_what_is_far_is_skipped)
{
	start();
	area_text(area(), 0, 0, LOOK_PLAIN, "abcdefghijklmnop");
	(void)shown();
	area_text(area(), 0, 0, LOOK_PLAIN, "AbcdEfghijklmnoP");
	assert_string_equal(shown(), "AbcdE\033[1;16HP\033[1;1H");
	area_look(area(), 2, 0, 1, LOOK_DELAY);
	area_text(area(), 0, 0, LOOK_PLAIN, "a");
	area_text(area(), 4, 0, LOOK_PLAIN, "e");
	assert_string_equal(shown(), "ab<b><J>c\033[1;5H<0><A><black>e\033[1;1H");
}

TRIAL(a_blank_takes_any_look_of_its_ground)
{
	start();
	area_text(area(), 0, 0, LOOK_FAINT, "a");
	area_text(area(), 2, 0, LOOK_FAINT, "b");
	area_look(area(), 1, 0, 1, LOOK_KEY);
	assert_string_equal(shown(), "<C>a b\033[1;1H");
	area_look(area(), 1, 0, 1, LOOK_STRONG);
	assert_string_equal(shown(), "");
	area_look(area(), 1, 0, 1, LOOK_TITLE);
	assert_string_equal(shown(), "a<b><D><blue> \033[1;1H");
}

TRIAL(underlined_and_reversed_blanks_are_seen)
{
	start();
	painter.words.tints[LOOK_KEY].show = SHOW_UNDERLINE;
	sequence_set(&painter.words.underline, "<u>");
	painter_show(&painter, &canvas, true);
	area_look(area(), 9, 0, 1, LOOK_KEY);
	assert_string_equal(shown(), "\033[1;10H<u><E> \033[1;1H");
}

TRIAL(the_rest_of_a_row_is_cleared_where_that_has_the_right_ground)
{
	start();
	area_text(area(), 0, 1, LOOK_PLAIN, "a long sentence");
	(void)shown();
	area_text(area(), 0, 1, LOOK_PLAIN, "a lone         ");
	assert_string_equal(shown(), "\033[2;6He<K>\033[1;1H");
	start_on((struct vocabulary){.clears_in_colour = false});
	area_text(area(), 0, 1, LOOK_PLAIN, "a long sentence");
	(void)shown();
	area_text(area(), 0, 1, LOOK_PLAIN, "a lone         ");
	assert_string_equal(shown(), "\033[2;6He         \033[1;1H");
}

TRIAL(what_was_cleared_without_colour_is_painted)
{
	start_on((struct vocabulary){.clears_in_colour = false});
	char blanks[COLUMNS + 1];
	memset(blanks, ' ', COLUMNS);
	blanks[COLUMNS] = '\0';
	assert_non_null(strstr(sent, blanks));
}

TRIAL(a_terminal_that_would_scroll_is_spared_its_last_cell)
{
	start_on((struct vocabulary){.clears_in_colour = true, .scrolls_at_end = true});
	area_fill(area(), 1, LOOK_PLAIN, "-");
	area_fill(area(), 2, LOOK_PLAIN, "-");
	assert_string_equal(shown(), "\033[2;1H--------------------\033[3;1H-------------------\033[1;1H");
}

TRIAL(the_cursor_moves_plainly_where_it_must)
{
	start_on((struct vocabulary){.clears_in_colour = true, .moves_plainly = true});
	area_text(area(), 4, 1, LOOK_FAINT, "x");
	assert_string_equal(shown(), "<0>\033[2;5H<0><C><black>x<0>\033[1;1H");
}

TRIAL(a_wide_character_is_sent_whole_and_its_neighbour_given_a_place)
{
	start();
	area_text(area(), 0, 0, LOOK_PLAIN, "医x");
	assert_string_equal(shown(), "医\033[1;3Hx\033[1;1H");
	area_text(area(), 0, 0, LOOK_PLAIN, "ab");
	assert_string_equal(shown(), "ab\033[1;1H");
	area_text(area(), 0, 0, LOOK_PLAIN, "e\xCC\x81y");
	assert_string_equal(shown(), "e\xCC\x81\033[1;2Hy\033[1;1H");
	area_text(area(), 0, 0, LOOK_PLAIN, "“é”");
	assert_string_equal(shown(), "“é”\033[1;1H");
}

TRIAL(nothing_goes_out_that_could_drive_a_terminal)
{
	start();
	area_put(area(), 0, 0, LOOK_PLAIN, "\033", 1, 1);
	area_put(area(), 1, 0, LOOK_PLAIN, "\xC2\x9B", 2, 1);
	area_put(area(), 2, 0, LOOK_PLAIN, "\x7F", 1, 1);
	area_put(area(), 3, 0, LOOK_PLAIN, "x\n", 2, 1);
	area_put(area(), 4, 0, LOOK_PLAIN, "\xFF", 1, 1);
	const char *now = shown();
	assert_null(strpbrk(now, "\n\x7F\x9B\xFF"));
	for (const char *at = now; (at = strchr(at, '\033')); at++)
		assert_int_equal(at[1], '[');
	start_on((struct vocabulary){.clears_in_colour = true, .ascii = true});
	area_text(area(), 0, 0, LOOK_PLAIN, "│…");
	now = shown();
	assert_null(strpbrk(now, "\xE2\x94\x80"));
	assert_non_null(strchr(now, '?'));
}

TRIAL(a_large_picture_is_sent_in_parts)
{
	start();
	assert_true(canvas_resize(&canvas, 120, 100) && painter_resize(&painter, 120, 100));
	for (uint32_t row = 0; row < 99; row++)
		area_fill(area(), row, row % 2 ? LOOK_PLAIN : LOOK_TITLE, "a");
	assert_true(strlen(shown()) > 99 * 120);
	assert_string_equal(shown(), "");
}

int main(void)
{
	const struct CMUnitTest trials[] = {
	    cmocka_unit_test(what_is_there_already_is_not_sent),
	    cmocka_unit_test(what_is_near_is_sent_again_and_what_is_far_is_skipped),
	    cmocka_unit_test(a_blank_takes_any_look_of_its_ground),
	    cmocka_unit_test(underlined_and_reversed_blanks_are_seen),
	    cmocka_unit_test(the_rest_of_a_row_is_cleared_where_that_has_the_right_ground),
	    cmocka_unit_test(what_was_cleared_without_colour_is_painted),
	    cmocka_unit_test(a_terminal_that_would_scroll_is_spared_its_last_cell),
	    cmocka_unit_test(the_cursor_moves_plainly_where_it_must),
	    cmocka_unit_test(a_wide_character_is_sent_whole_and_its_neighbour_given_a_place),
	    cmocka_unit_test(nothing_goes_out_that_could_drive_a_terminal),
	    cmocka_unit_test(a_large_picture_is_sent_in_parts),
	};
	int failed = cmocka_run_group_tests(trials, NULL, NULL);
	canvas_free(&canvas);
	painter_clear(&painter);
	return failed;
}
