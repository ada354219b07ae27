#include "trial.h"

#include "carepath/load.h"
#include "ui/lines.h"
#include "ui/menu.h"
#include "ui/walking.h"

static struct canvas canvas;

static struct area start(uint32_t columns, uint32_t rows)
{
	assert_true(canvas_resize(&canvas, columns, rows));
	canvas_clear(&canvas);
	return canvas_area(&canvas);
}

/* A row of the canvas as text; the right half of a wide character is nothing. */
static const char *row_text(uint32_t row)
{
	static char text[2000];
	size_t length = 0;
	for (uint32_t i = 0; i < canvas.columns; i++) {
		const char *cell = canvas.cells[row * canvas.columns + i].text;
		memcpy(text + length, cell, strlen(cell));
		length += strlen(cell);
	}
	text[length] = '\0';
	return text;
}

TRIAL(text_is_cut_by_columns_and_says_so)
{
	(void)arena;
	struct area area = start(8, 1);
	area_text(area, 0, 0, LOOK_PLAIN, "Orthopaedics");
	assert_string_equal(row_text(0), "Orthopa…");
	area = start(8, 1);
	area_text(area, 0, 0, LOOK_PLAIN, "just fit");
	assert_string_equal(row_text(0), "just fit");
}

TRIAL(wide_characters_are_never_halved)
{
	(void)arena;
	struct area area = start(6, 1);
	area_text(area, 0, 0, LOOK_PLAIN, "医院护理"); /* eight columns */
	assert_string_equal(row_text(0), "医院… ");    /* the third would not fit before the dots */
	area = start(4, 1);
	area_text(area, 0, 0, LOOK_PLAIN, "医院");
	area_text(area, 1, 0, LOOK_PLAIN, "x");
	assert_string_equal(row_text(0), " x院");
}

TRIAL(marks_stay_with_their_letter)
{
	(void)arena;
	struct area area = start(4, 1);
	area_text(area, 0, 0, LOOK_PLAIN, "e\xCC\x81yx");
	assert_string_equal(canvas.cells[0].text, "e\xCC\x81");
	assert_string_equal(canvas.cells[1].text, "y");
}

TRIAL(what_could_drive_a_terminal_is_replaced)
{
	(void)arena;
	struct area area = start(10, 1);
	area_text(area, 0, 0, LOOK_PLAIN, "a\033[31mb\xE2\x80\xAE");
	assert_string_equal(row_text(0), "a\xEF\xBF\xBD[31mb\xEF\xBF\xBD  ");
}

TRIAL(areas_keep_to_themselves)
{
	(void)arena;
	struct area area = start(6, 3), top = area_take_top(&area, 1), bottom = area_take_bottom(&area, 5);
	area_text(top, 0, 0, LOOK_PLAIN, "top");
	area_text(top, 0, 1, LOOK_PLAIN, "below it");
	area_text(bottom, 4, 1, LOOK_PLAIN, "xyz");
	assert_int_equal(bottom.rows, 2);
	assert_int_equal(area.rows, 0);
	assert_string_equal(row_text(0), "top   ");
	assert_string_equal(row_text(1), "      ");
	assert_string_equal(row_text(2), "    x…");
}

TRIAL(pages_are_caught_with_their_looks)
{
	struct lines *lines = lines_new(arena, 30, false);
	page_heading(&lines->page, "Head");
	page_item(&lines->page, kind_mark(KIND_HANDOFF, false), "is handed over, and so on");
	assert_int_equal(lines_count(lines), 4);
	struct area area = start(30, 4);
	lines_draw(lines, area, 0);
	assert_string_equal(row_text(1), " Head                         ");
	assert_int_equal(canvas.cells[30 + 1].look, LOOK_STRONG);
	assert_string_equal(row_text(2), "   ⇄  is handed over, and so  ");
	assert_int_equal(canvas.cells[60 + 3].look, LOOK_HANDOFF);
	assert_int_equal(canvas.cells[60 + 6].look, LOOK_PLAIN);
}

/* Rows of three lines each. */
static void write_three_lines(void *subject, const struct page *page, uint32_t row)
{
	(void)subject;
	writer_format(page->writer, "   row %u\n   second\n   third\n", row);
}

TRIAL(the_chosen_row_is_always_in_sight)
{
	struct menu menu;
	menu_start(&menu, 100);
	struct area area = start(20, 10);
	for (uint32_t i = 0; i < 40; i++) {
		menu_act(&menu, WISH_DOWN, 0);
		canvas_clear(&canvas);
		menu_draw(&menu, arena, area, write_three_lines, NULL);
		assert_int_equal(menu.chosen, i + 1);
		const struct cell *cell = &canvas.cells[(size_t)canvas.cursor_row * 20];
		assert_int_equal(cell->look, LOOK_FOCUS);
		assert_string_equal(cell->text, "▶");
		assert_int_equal(cell[40].look, LOOK_FOCUS); /* its third line */
	}
	menu_act(&menu, WISH_LAST, 0);
	menu_draw(&menu, arena, area, write_three_lines, NULL);
	assert_int_equal(menu.chosen, 99);
	menu_act(&menu, WISH_DOWN, 0);
	assert_int_equal(menu.chosen, 99);
	assert_false(menu_act(&menu, WISH_CHOOSE, 101));
}

TRIAL(the_mouse_chooses_the_row_under_it)
{
	struct menu menu;
	menu_start(&menu, 100);
	struct area area = start(20, 10), below = area;
	(void)area_take_top(&below, 2);
	menu_draw(&menu, arena, below, write_three_lines, NULL);
	assert_true(menu_press(&menu, 5, 2 + 4)); /* the second line of the second row */
	assert_int_equal(menu.chosen, 1);
	assert_false(menu_press(&menu, 5, 0));
}

/* A fork after a; c is walked by the journey, b is likelier; d may be skipped. */
static const char forked[] =
    "carepath: 1\nname: n\n"
    "organisations: { h: { name: H, sector: acute } }\n"
    "teams: { t: { name: T, organisation: h } }\n"
    "steps:\n"
    "  a: { name: A, team: t, setting: ward, next: [ { to: b, share: 70% }, { to: c, share: 30% } ] }\n"
    "  b: { name: B, team: t, setting: ward, outcome: home }\n"
    "  c: { name: C, team: t, setting: ward, next: { to: d } }\n"
    "  d: { name: D, team: t, setting: ward, outcome: home }\n"
    "journeys: { j: { name: J, route: [a, c, d] } }\n";

struct opened_text {
	struct document *document;
	struct analysis *analysis;
};

static struct opened_text open_text(const char *text)
{
	const struct analysis_options options = {.people = 10, .threads = 1};
	struct opened_text opened = {document_from_text("t.yaml", text, strlen(text)), NULL};
	assert_non_null(opened.document->pathway);
	opened.analysis = analysis_new(opened.document->pathway, &options, NULL);
	assert_non_null(opened.analysis);
	return opened;
}

static void close_text(struct opened_text opened)
{
	analysis_free(opened.analysis);
	document_free(opened.document);
}

TRIAL(a_journey_is_walked_to_its_end_and_back)
{
	struct opened_text opened = open_text(forked);
	struct walking walking;
	walking_start(&walking, arena, opened.analysis);
	walking_journey(&walking, 0);
	assert_int_equal(walking_step(&walking), 0);
	assert_int_equal(walking_next_step(&walking), 2);
	assert_int_equal(walking_ways(&walking), 2);
	assert_true(walking_on(&walking));
	assert_int_equal(walking_step(&walking), 2);
	assert_true(walking.passed[0] && walking.passed[2] && !walking.passed[1]);
	assert_true(walking_on(&walking) && walking_on(&walking));
	assert_true(walking_at_end(&walking));
	assert_false(walking_on(&walking));
	assert_int_equal(walking_step(&walking), 3);
	for (int i = 0; i < 3; i++)
		assert_true(walking_back(&walking));
	assert_false(walking_back(&walking));
	assert_true(walking.passed[0] && !walking.passed[2]);
	close_text(opened);
}

TRIAL(another_way_can_be_taken_at_a_fork_of_a_journey)
{
	struct opened_text opened = open_text(forked);
	struct walking walking;
	walking_start(&walking, arena, opened.analysis);
	walking_journey(&walking, 0);
	assert_false(walking_take(&walking, 2));
	assert_true(walking_take(&walking, 0));
	assert_true(walking.by_hand);
	assert_int_equal(walking_step(&walking), 1);
	assert_true(walking_on(&walking));
	assert_true(walking_at_end(&walking));
	assert_true(walking_back(&walking));
	assert_int_equal(walking_step(&walking), 1);
	walking_first(&walking);
	assert_int_equal(walking_step(&walking), 0);
	walking_last(&walking);
	assert_true(walking_at_end(&walking));
	close_text(opened);
}

TRIAL(a_step_off_the_walk_is_only_looked_at)
{
	struct opened_text opened = open_text(forked);
	struct walking walking;
	walking_start(&walking, arena, opened.analysis);
	walking_journey(&walking, 0);
	walking_go_to(&walking, 3);
	assert_int_equal(walking.looking, NONE);
	assert_int_equal(walking.stop, 2);
	walking_go_to(&walking, 1);
	assert_int_equal(walking.looking, 1);
	assert_int_equal(walking_step(&walking), 1);
	assert_int_equal(walking.stop, 2);
	close_text(opened);
}

int main(void)
{
	static const struct CMUnitTest trials[] = {
	    cmocka_unit_test(text_is_cut_by_columns_and_says_so),
	    cmocka_unit_test(wide_characters_are_never_halved),
	    cmocka_unit_test(marks_stay_with_their_letter),
	    cmocka_unit_test(what_could_drive_a_terminal_is_replaced),
	    cmocka_unit_test(areas_keep_to_themselves),
	    cmocka_unit_test(pages_are_caught_with_their_looks),
	    cmocka_unit_test(the_chosen_row_is_always_in_sight),
	    cmocka_unit_test(the_mouse_chooses_the_row_under_it),
	    cmocka_unit_test(a_journey_is_walked_to_its_end_and_back),
	    cmocka_unit_test(another_way_can_be_taken_at_a_fork_of_a_journey),
	    cmocka_unit_test(a_step_off_the_walk_is_only_looked_at),
	};
	int failed = cmocka_run_group_tests(trials, NULL, NULL);
	canvas_free(&canvas);
	return failed;
}
