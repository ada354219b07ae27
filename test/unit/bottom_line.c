/* The keys that are told in the last line: which, and what a press on them does. */
#include "trial.h"

#include "ui/bottom_line.h"

#include <string.h>

/* The line as it is drawn there. */
struct line {
	struct canvas canvas;
	struct here here;
};

static void draw_line(struct line *line, uint32_t columns)
{
	assert_true(canvas_resize(&line->canvas, columns, 1));
	canvas_clear(&line->canvas);
	bottom_line_draw(&line->here, canvas_area(&line->canvas));
}

static bool is_told_at(const struct line *line, uint32_t column, const char *text)
{
	for (; *text != '\0' && column < line->canvas.columns; column++) {
		const char *cell = line->canvas.cells[column].text;
		if (strncmp(cell, text, strlen(cell)) != 0)
			return false;
		text += strlen(cell);
	}
	return *text == '\0';
}

/* NONE where it is not told. */
static uint32_t column_of(const struct line *line, const char *text)
{
	for (uint32_t column = 0; column < line->canvas.columns; column++)
		if (is_told_at(line, column, text))
			return column;
	return UINT32_MAX;
}

/* What a press does that is so many columns behind the start of the text. */
static void expect_press(const struct line *line, const char *text, uint32_t behind, int32_t key)
{
	uint32_t column = column_of(line, text);
	if (column == UINT32_MAX)
		fail_msg("not told: %s", text);
	struct area area = canvas_area(&((struct line *)line)->canvas);
	assert_int_equal(bottom_line_key(&line->here, area, column + behind), key);
}

static void expect_told(const struct line *line, const char *text, bool told)
{
	if (told != (column_of(line, text) != UINT32_MAX))
		fail_msg("%s: %s", told ? "not told" : "told", text);
}

static void on_the_walk_the_arrows_and_the_flags_are_told(void **state)
{
	(void)state;
	struct line line = {.here = {AT_WALK, WHEN_LEAVES | WHEN_GOES_ON | WHEN_SHOWN, 1}};
	draw_line(&line, 120);
	expect_told(&line, "v hide flags", true);
	expect_told(&line, "z zoom", true);
	expect_told(&line, "1-", false);
	expect_press(&line, "→ ← walk", 0, KEY_IS_RIGHT);
	expect_press(&line, "→ ← walk", 2, KEY_IS_LEFT);
	expect_press(&line, "→ ← walk", 5, KEY_IS_RIGHT);
	expect_press(&line, "f findings", 0, 'f');
	expect_press(&line, "f findings", 9, 'f');
	expect_press(&line, "f findings", 10, 0);
	expect_press(&line, "q quit", 0, 'q');
	line.here.when = WHEN_LEAVES | WHEN_GOES_ON | WHEN_HIDDEN;
	draw_line(&line, 120);
	expect_told(&line, "v show flags", true);
	canvas_free(&line.canvas);
}

static void where_it_has_to_be_chosen_the_numbers_are_told(void **state)
{
	(void)state;
	struct line line = {.here = {AT_WALK, WHEN_FROM_LIST | WHEN_ASKED | WHEN_SHOWN, 3}};
	draw_line(&line, 80);
	expect_told(&line, "→", false);
	expect_press(&line, "1-3 which way", 0, '1');
	expect_press(&line, "1-3 which way", 2, '3');
	expect_press(&line, "1-3 which way", 6, 0);
	expect_press(&line, "← back", 3, KEY_IS_LEFT);
	expect_press(&line, "Esc back to the list", 6, KEY_IS_ESCAPE);
	canvas_free(&line.canvas);
}

/* Only from a page that was opened from no other. */
static void q_leads_out_of_the_program_only_from_a_first_page(void **state)
{
	(void)state;
	static const enum where pages[] = {AT_LIST, AT_OPENING, AT_WALK};
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
		for (unsigned when = WHEN_LEAVES; when <= WHEN_LOOKING; when <<= 1) {
			uint32_t number = 0;
			const struct here here = {pages[i], when, 0};
			enum wish out = when == WHEN_LEAVES ? WISH_QUIT : WISH_CLOSE;
			assert_int_equal(key_wish_here(&here, 'q', &number), out);
			assert_int_equal(key_wish_here(&here, KEY_IS_ESCAPE, &number), WISH_CLOSE);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(on_the_walk_the_arrows_and_the_flags_are_told),
	    cmocka_unit_test(where_it_has_to_be_chosen_the_numbers_are_told),
	    cmocka_unit_test(q_leads_out_of_the_program_only_from_a_first_page),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
