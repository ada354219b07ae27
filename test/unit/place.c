/* Where a walk stands is found again on the map as it was changed. */
#include "trial.h"

#include "carepath/load.h"
#include "ui/place.h"

#include <stdio.h>

#define HEAD                                                                                                           \
	"carepath: 1\nname: x\n"                                                                                       \
	"organisations: { nhs: { name: NHS, sector: acute } }\nteams: { ed: { name: ED, organisation: nhs } }\n"       \
	"steps:\n"
#define A        "  a: { team: ed, next: [{ to: b, share: 60% }, { to: c, share: 40% }] }\n"
#define C        "  c: { team: ed, next: d }\n"
#define D        "  d: { team: ed, outcome: home }\n"
#define JOURNEYS "journeys: { ann: { name: Ann, route: [a, c, d] } }\n"

/* A map, measured, and a walk on it. */
struct map {
	struct document *document;
	struct analysis *analysis;
	struct walking walking;
};

static void read_map(struct map *map, struct arena *arena, const char *steps)
{
	const struct analysis_options options = {.people = 10, .seed = 1, .threads = 1};
	char text[2000];
	int length = snprintf(text, sizeof text, "%s%s", HEAD, steps);
	map->document = document_from_text("x.yaml", arena_copy(arena, text, (size_t)length), (size_t)length);
	assert_non_null(map->document);
	assert_non_null(map->document->pathway);
	map->analysis = analysis_new(map->document->pathway, &options, &map->document->diagnostics);
	assert_non_null(map->analysis);
	walking_start(&map->walking, arena, map->analysis);
}

static void forget_map(struct map *map)
{
	analysis_free(map->analysis);
	document_free(map->document);
}

static const char *stands_at(const struct map *map)
{
	uint32_t step = walking_step(&map->walking);
	return step == NONE ? "" : map->document->pathway->steps[step].id;
}

/* The walk of the first map goes on, on the second. */
static void move_over(const struct map *from, struct map *to)
{
	struct place place;
	assert_true(place_keep(&place, &from->walking, from->document->pathway));
	place_find(&place, &to->walking, to->document->pathway);
	place_forget(&place);
}

static void expect_place(struct arena *arena, const char *before, uint32_t stops, const char *after, const char *step)
{
	struct map one, other;
	read_map(&one, arena, before);
	read_map(&other, arena, after);
	walking_journey(&one.walking, 0);
	for (uint32_t i = 0; i < stops; i++)
		assert_true(walking_on(&one.walking));
	move_over(&one, &other);
	assert_string_equal(stands_at(&other), step);
	forget_map(&one);
	forget_map(&other);
}

TRIAL(a_journey_stands_where_it_stood)
{
	static const char before[] = A "  b: { team: ed, next: d }\n" C D JOURNEYS;
	expect_place(arena, before, 1, before, "c");
	/* A step that came in between is walked, and does not move it. */
	expect_place(arena, before, 1,
		     "  a: { team: ed, next: e }\n"
		     "  e: { team: ed, next: [{ to: b, share: 60% }, { to: c, share: 40% }] }\n"
		     "  b: { team: ed, next: d }\n" C D "journeys: { ann: { name: Ann, route: [a, e, c, d] } }\n",
		     "c");
	/* Where its step is gone, what came in its place. */
	expect_place(arena, before, 1,
		     "  a: { team: ed, next: [{ to: b, share: 60% }, { to: d, share: 40% }] }\n"
		     "  b: { team: ed, next: d }\n" D "journeys: { ann: { name: Ann, route: [a, d] } }\n",
		     "d");
}

/* Of the second time at a step, not the first. */
TRIAL(the_second_time_at_a_step_is_not_the_first)
{
	static const char round[] =
	    "  a: { team: ed, next: [{ to: c, share: 50% }, { to: d, share: 50% }] }\n"
	    "  c: { team: ed, next: a }\n" D "journeys: { ann: { name: Ann, route: [a, c, a, d] } }\n";
	struct map one, other;
	read_map(&one, arena, round);
	read_map(&other, arena, round);
	walking_journey(&one.walking, 0);
	assert_true(walking_on(&one.walking) && walking_on(&one.walking));
	move_over(&one, &other);
	assert_string_equal(stands_at(&other), "a");
	assert_int_equal(other.walking.stop, 2);
	forget_map(&one);
	forget_map(&other);
}

/* Without the journey, the same steps; with a step put between two, that too. */
TRIAL(a_walk_whose_journey_is_gone_has_its_steps)
{
	struct map one, other;
	read_map(&one, arena, A "  b: { team: ed, next: d }\n" C D JOURNEYS);
	read_map(&other, arena,
		 "  a: { team: ed, next: [{ to: b, share: 60% }, { to: e, share: 40% }] }\n"
		 "  b: { team: ed, next: d }\n  e: { team: ed, next: c }\n" C D);
	walking_journey(&one.walking, 0);
	walking_last(&one.walking);
	move_over(&one, &other);
	const struct walked_journey *walked = other.walking.walked;
	assert_int_equal(walked->stop_count, 4);
	assert_string_equal(other.document->pathway->steps[walked->stops[1].step].id, "e");
	forget_map(&one);
	forget_map(&other);
}

TRIAL(a_step_that_was_looked_at_is_looked_at)
{
	static const char steps[] = A "  b: { team: ed, next: d }\n" C D JOURNEYS;
	struct map one, other;
	read_map(&one, arena, steps);
	read_map(&other, arena, steps);
	walking_journey(&one.walking, 0);
	walking_look(&one.walking, pathway_find_step(one.document->pathway, "b"));
	move_over(&one, &other);
	assert_string_equal(stands_at(&other), "b");
	forget_map(&one);
	forget_map(&other);
}

/* And one returns to where the walk was. */
TRIAL(a_step_that_was_gone_to_only_to_look_at_it_is_looked_at)
{
	static const char steps[] = A "  b: { team: ed, next: d }\n" C D JOURNEYS;
	static const char *const looked_at[] = {"b", "d"};
	for (int i = 0; i < 2; i++) {
		struct map one, other;
		read_map(&one, arena, steps);
		read_map(&other, arena, steps);
		walking_journey(&one.walking, 0);
		assert_true(walking_on(&one.walking));
		walking_visit(&one.walking, pathway_find_step(one.document->pathway, looked_at[i]));
		move_over(&one, &other);
		assert_string_equal(stands_at(&other), looked_at[i]);
		assert_true(walking_return(&other.walking));
		assert_string_equal(stands_at(&other), "c");
		assert_false(walking_return(&other.walking));
		forget_map(&one);
		forget_map(&other);
	}
}

/* Looking at one step after another does not lose the first place; walking on does. */
TRIAL(whoever_walks_on_from_a_step_that_was_looked_at_stays)
{
	struct map map;
	read_map(&map, arena, A "  b: { team: ed, next: d }\n" C D JOURNEYS);
	walking_journey(&map.walking, 0);
	walking_visit(&map.walking, pathway_find_step(map.document->pathway, "c"));
	walking_visit(&map.walking, pathway_find_step(map.document->pathway, "b"));
	walking_visit(&map.walking, pathway_find_step(map.document->pathway, "d"));
	assert_true(walking_return(&map.walking));
	assert_string_equal(stands_at(&map), "a");
	walking_visit(&map.walking, pathway_find_step(map.document->pathway, "c"));
	assert_true(walking_on(&map.walking));
	assert_false(walking_return(&map.walking));
	assert_string_equal(stands_at(&map), "d");
	forget_map(&map);
}

static uint32_t number_of(const struct map *map, const char *step)
{
	uint32_t numbers[10];
	walking_number(&map->walking, numbers);
	return numbers[pathway_find_step(map->document->pathway, step)];
}

/* Along a journey a step has the number of its stop, by hand that of the map. */
TRIAL(a_step_has_one_number)
{
	struct map map;
	read_map(&map, arena,
		 "  a: { team: ed, next: [{ to: b, share: 20% }, { to: c, share: 50% }, { to: d, share: 30% }] }\n"
		 "  b: { team: ed, next: d }\n  c: { team: ed, next: a }\n" D
		 "journeys: { ann: { name: Ann, route: [a, c, a, d] } }\n");
	walking_journey(&map.walking, 0);
	assert_int_equal(number_of(&map, "a"), 1);
	assert_int_equal(number_of(&map, "c"), 2);
	assert_int_equal(number_of(&map, "d"), 4);
	assert_int_equal(number_of(&map, "b"), 5);
	assert_true(walking_on(&map.walking) && walking_on(&map.walking));
	assert_int_equal(number_of(&map, "a"), 3);
	walking_by_choice(&map.walking);
	assert_int_equal(number_of(&map, "b"), 2);
	assert_int_equal(number_of(&map, "d"), 4);
	forget_map(&map);
}

static void without_a_walk_there_is_no_place(void **state)
{
	(void)state;
	struct place place;
	assert_true(place_keep(&place, NULL, NULL));
	assert_int_equal(place.count, 0);
	assert_null(place.journey);
	place_forget(&place);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_journey_stands_where_it_stood),
	    cmocka_unit_test(the_second_time_at_a_step_is_not_the_first),
	    cmocka_unit_test(a_walk_whose_journey_is_gone_has_its_steps),
	    cmocka_unit_test(a_step_that_was_looked_at_is_looked_at),
	    cmocka_unit_test(a_step_that_was_gone_to_only_to_look_at_it_is_looked_at),
	    cmocka_unit_test(whoever_walks_on_from_a_step_that_was_looked_at_stays),
	    cmocka_unit_test(a_step_has_one_number),
	    cmocka_unit_test(without_a_walk_there_is_no_place),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
