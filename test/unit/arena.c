#include "trial.h"

/* AddressSanitizer: more than there is gives NULL, as it does without it. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
	return "allocator_may_return_null=1";
}

TRIAL(memory_is_zeroed_and_aligned)
{
	for (size_t size = 0; size < 70000; size = size * 5 / 4 + 1) {
		unsigned char *piece = arena_take(arena, size);
		assert_non_null(piece);
		assert_int_equal((uintptr_t)piece % _Alignof(max_align_t), 0);
		for (size_t i = 0; i < size; i++)
			assert_int_equal(piece[i], 0);
		memset(piece, 0xAA, size);
	}
}

TRIAL(reserved_room_may_be_large)
{
	static const size_t sizes[] = {1, 100000, 3u << 20, (size_t)1 << 30};

	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		unsigned char *room = arena_reserve(arena, sizes[i]);
		size_t used = sizes[i] < 2u << 20 ? sizes[i] : 2u << 20;
		assert_int_equal((uintptr_t)room % _Alignof(max_align_t), 0);
		if (sizes[i] >= 2u << 20)
			arena_expect(room + 1000, (2u << 20) - 1000);
		memset(room, 7, used);
		room[sizes[i] - 1] = 7;
	}
}

TRIAL(an_arena_that_was_cleared_gives_zeroed_memory_anew)
{
	for (unsigned round = 0; round < 5; round++) {
		for (unsigned i = 0; i < 300; i++) {
			size_t size = i % 100 == 7 ? 50000 : i * 7 % 1000 + 1;
			unsigned char *piece = arena_take(arena, size);
			for (size_t at = 0; at < size; at++)
				assert_int_equal(piece[at], 0);
			memset(piece, 0xEE, size);
		}
		arena_clear(arena);
	}
	arena_clear(arena);
}

TRIAL(pieces_do_not_overlap)
{
	unsigned char *pieces[2000];

	for (unsigned i = 0; i < 2000; i++) {
		pieces[i] = arena_take(arena, i % 97 + 1);
		memset(pieces[i], (int)(i % 251), i % 97 + 1);
	}
	for (unsigned i = 0; i < 2000; i++)
		for (unsigned j = 0; j < i % 97 + 1; j++)
			assert_int_equal(pieces[i][j], i % 251);
}

TRIAL(nothing_can_be_taken_first)
{
	assert_non_null(arena_take(arena, 0));
	assert_non_null(arena_take_array(arena, 0, 8));
}

TRIAL(a_copy_ends_in_nul)
{
	assert_string_equal(arena_copy(arena, "abcdef", 3), "abc");
	assert_string_equal(arena_copy(arena, NULL, 0), "");
}

/* Grows a piece through these sizes and looks at all of it each time. */
static void grow_through(struct arena *arena, const size_t *sizes, size_t count, bool crowded)
{
	unsigned char *piece = arena_grow(arena, NULL, 0, sizes[0]);

	memset(piece, 7, sizes[0]);
	for (size_t i = 1; i < count; i++) {
		if (crowded)
			memset(arena_take(arena, 24), 0xEE, 24);
		piece = arena_grow(arena, piece, sizes[i - 1], sizes[i]);
		for (size_t j = 0; j < sizes[i]; j++)
			assert_int_equal(piece[j], j < sizes[i - 1] ? 7 : 0);
		memset(piece, 7, sizes[i]);
	}
}

TRIAL(a_piece_keeps_what_it_holds_when_it_grows)
{
	static const size_t sizes[] = {1, 16, 17, 1000, 32767, 32768, 40000, 300000, 3000000};

	grow_through(arena, sizes, sizeof sizes / sizeof *sizes, false);
	grow_through(arena, sizes, sizeof sizes / sizeof *sizes, true);
}

TRIAL(the_last_piece_grows_in_place)
{
	char *piece = arena_take(arena, 100);

	assert_ptr_equal(arena_grow(arena, piece, 100, 1000), piece);
	arena_take(arena, 1);
	assert_ptr_not_equal(arena_grow(arena, piece, 1000, 2000), piece);
}

TRIAL(large_pieces_move_freely_among_others)
{
	unsigned char *pieces[9];
	size_t size = 40000;

	for (size_t i = 0; i < 9; i++)
		memset(pieces[i] = arena_take(arena, size), (int)i, size);
	for (int round = 0; round < 5; round++) {
		for (size_t i = 0; i < 9; i++) {
			pieces[i] = arena_grow(arena, pieces[i], size, size * 2);
			assert_int_equal(pieces[i][size], 0);
			memset(pieces[i] + size, (int)i, size);
		}
		size *= 2;
	}
	for (size_t i = 0; i < 9; i++)
		assert_int_equal(pieces[i][0] + pieces[i][size - 1], 2 * i);
}

struct three {
	uint32_t a, b, c;
};

TRIAL(a_list_grows)
{
	LIST(struct three) list = {0};

	for (uint32_t i = 0; i < 200000; i++) {
		assert_int_equal(list_add(arena, &list)->a, 0);
		list.at[i].a = list.at[i].c = i;
	}
	assert_int_equal(list.count, 200000);
	for (uint32_t i = 0; i < list.count; i++)
		assert_true(list.at[i].a == i && list.at[i].b == 0 && list.at[i].c == i);
}

/* Work that cannot be done, for arena_try(). */
struct impossible {
	struct arena *arena;
	int what;
	int reached;
};

static void inner(void *subject)
{
	arena_fail(((struct impossible *)subject)->arena);
}

static void do_impossible(void *subject)
{
	struct impossible *work = subject;
	uint32_t room = UINT32_MAX - 1;

	work->reached++;
	switch (work->what) {
	case 0:
		arena_take(work->arena, SIZE_MAX);
		break;
	case 1:
		arena_take(work->arena, SIZE_MAX - 8);
		break;
	case 2:
		arena_take_array(work->arena, SIZE_MAX / 2, 3);
		break;
	case 3:
		arena_grow(work->arena, arena_take(work->arena, 50000), 50000, SIZE_MAX - 4);
		break;
	case 4:
		list_grow(work->arena, NULL, &room, 8);
		break;
	case 5:
		arena_take(work->arena, SIZE_MAX / 2);
		break;
	default:
		assert_false(arena_try(work->arena, inner, work));
		work->reached++;
		arena_fail(work->arena);
	}
	work->reached = -1;
}

TRIAL(what_cannot_be_had_abandons_the_work)
{
	for (int what = 0; what < 7; what++) {
		struct impossible work = {arena, what, 0};
		assert_false(arena_try(arena, do_impossible, &work));
		assert_int_equal(work.reached, what == 6 ? 2 : 1);
		memset(arena_take(arena, 100), 1, 100);
	}
}

static void nothing(void *subject)
{
	++*(int *)subject;
}

TRIAL(what_can_be_done_is_done)
{
	int count = 0;

	assert_true(arena_try(arena, nothing, &count));
	assert_int_equal(count, 1);
	arena_free(NULL);
}

static void take_some(void *subject)
{
	struct arena *other = subject;

	arena_take(other, 100);
	arena_take(other, 3u << 20);
}

/* What was taken from the other grows on, and goes with the arena that it was given to. */
TRIAL(what_was_taken_from_another_is_given_over)
{
	struct arena *other = arena_new();
	unsigned char *large = arena_take(arena, 2u << 20);

	assert_non_null(other);
	assert_true(arena_try(other, take_some, other));
	arena_join(arena, other);
	large = arena_grow(arena, large, 2u << 20, 5u << 20);
	memset(large, 1, 5u << 20);
	memset(arena_take(arena, 100000), 2, 100000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(memory_is_zeroed_and_aligned),
	    cmocka_unit_test(reserved_room_may_be_large),
	    cmocka_unit_test(an_arena_that_was_cleared_gives_zeroed_memory_anew),
	    cmocka_unit_test(pieces_do_not_overlap),
	    cmocka_unit_test(nothing_can_be_taken_first),
	    cmocka_unit_test(a_copy_ends_in_nul),
	    cmocka_unit_test(a_piece_keeps_what_it_holds_when_it_grows),
	    cmocka_unit_test(the_last_piece_grows_in_place),
	    cmocka_unit_test(large_pieces_move_freely_among_others),
	    cmocka_unit_test(a_list_grows),
	    cmocka_unit_test(what_cannot_be_had_abandons_the_work),
	    cmocka_unit_test(what_can_be_done_is_done),
	    cmocka_unit_test(what_was_taken_from_another_is_given_over),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
