/* Loops solved by elimination, against the textbook method on the full matrix,
 * and against closed forms where the full matrix would be too large. */
#include "analyse/loop.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

enum { PLACES_MOST = 40 };

static uint64_t state;

static double chance(void)
{
	state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (double)(state >> 11) * 0x1p-53;
}

struct example {
	struct arena *arena;
	uint32_t count;
	double share[PLACES_MOST][PLACES_MOST]; /* before the network renumbers */
	struct network *network;
	double leaves[PLACES_MOST]; /* of a place of the network */
};

/* A ring, so that it is one component, with arcs at random across it. */
static void make(struct example *example, uint32_t count, double density)
{
	uint32_t first_arc[PLACES_MOST + 1] = {0}, arc_count = 0;
	static struct arc arcs[PLACES_MOST * PLACES_MOST];
	double leaves[PLACES_MOST];
	example->count = count;
	for (uint32_t i = 0; i < count; i++) {
		double total = 0, keep = 0.3 + 0.699999 * chance();
		for (uint32_t j = 0; j < count; j++) {
			example->share[i][j] = j == (i + 1) % count || chance() < density ? 0.1 + chance() : 0;
			total += example->share[i][j];
		}
		leaves[i] = 1;
		for (uint32_t j = 0; j < count; j++) {
			example->share[i][j] *= keep / total;
			leaves[i] -= example->share[i][j];
			if (example->share[i][j] > 0)
				arcs[arc_count++] = (struct arc){j, 0, example->share[i][j]};
		}
		first_arc[i + 1] = arc_count;
	}
	example->network = network_build(example->arena, example->arena, count, first_arc, arcs);
	for (uint32_t i = 0; i < count; i++)
		example->leaves[example->network->place[i]] = leaves[i];
}

/* Gauss-Jordan with pivots on v (I − P) = start: expected visits. */
static void solve_fully(const struct example *example, const bool *cut, const double *start, double *visits)
{
	static double matrix[PLACES_MOST][PLACES_MOST + 1];
	uint32_t n = example->count;
	for (uint32_t j = 0; j < n; j++) {
		for (uint32_t i = 0; i < n; i++)
			matrix[j][i] = (i == j) - (cut[i] ? 0 : example->share[i][j]);
		matrix[j][n] = start[j];
	}
	for (uint32_t k = 0; k < n; k++) {
		uint32_t pivot = k;
		for (uint32_t i = k; i < n; i++)
			pivot = fabs(matrix[i][k]) > fabs(matrix[pivot][k]) ? i : pivot;
		for (uint32_t j = 0; j <= n; j++) {
			double other = matrix[k][j];
			matrix[k][j] = matrix[pivot][j];
			matrix[pivot][j] = other;
		}
		for (uint32_t i = 0; i < n; i++)
			for (uint32_t j = n + 1; i != k && j-- > k;)
				matrix[i][j] -= matrix[i][k] / matrix[k][k] * matrix[k][j];
	}
	for (uint32_t i = 0; i < n; i++)
		visits[i] = matrix[i][n] / matrix[i][i];
}

static void assert_near(double found, double expected)
{
	if (fabs(found - expected) > 1e-9 * (1 + fabs(expected)))
		fail_msg("%.17g is not %.17g", found, expected);
}

static void compare_one(struct example *example)
{
	uint32_t n = example->count;
	const uint32_t *place = example->network->place;
	double start[PLACES_MOST], expected[PLACES_MOST];
	lanes visits[PLACES_MOST];
	uint8_t cut[PLACES_MOST] = {0};
	struct loop *loop = loop_new(example->arena, example->network, 0, example->leaves);
	for (uint32_t i = 0; i < n; i++) {
		start[i] = chance();
		cut[place[i]] = (uint8_t)(chance() < 0.3 ? (uint32_t)(chance() * 256) & 0xfe : 0);
		visits[place[i]] = start[i] - (lanes){0};
	}
	loop_solve(loop, loop_work_new(example->arena, &loop, 1), cut, visits);
	for (int lane = 0; lane < LANES; lane++) {
		bool cut_here[PLACES_MOST];
		for (uint32_t i = 0; i < n; i++)
			cut_here[i] = cut[place[i]] >> lane & 1;
		solve_fully(example, cut_here, start, expected);
		for (uint32_t i = 0; i < n; i++)
			assert_near(visits[place[i]][lane], expected[i]);
	}
	double returns[PLACES_MOST], one[PLACES_MOST];
	bool none[PLACES_MOST] = {0};
	loop_returns(example->arena, loop, returns);
	for (uint32_t i = 0; i < n; i++) {
		for (uint32_t j = 0; j < n; j++)
			one[j] = i == j;
		solve_fully(example, none, one, expected);
		assert_near(returns[place[i]], expected[i]);
	}
}

static void compare_many(void *subject)
{
	struct example *example = subject;
	for (uint32_t round = 0; round < 300; round++) {
		make(example, 2 + (uint32_t)(chance() * (PLACES_MOST - 2)), round % 3 == 0 ? 0.5 : 0.08);
		compare_one(example);
	}
}

static void test_against_the_full_matrix(void **unused)
{
	static struct example example;
	(void)unused;
	example.arena = arena_new();
	assert_non_null(example.arena);
	assert_true(arena_try(example.arena, compare_many, &example));
	arena_free(example.arena);
}

/* A ring of n places: everybody goes on, but at the last one a share e leaves.
 * Starting at the first, each place is visited 1/e times on average, and from
 * itself likewise 1/e times. */
static void walk_ring(void *subject)
{
	struct arena *arena = subject;
	enum { RING = 10000 };
	const double leaving = 1e-9;
	uint32_t *first_arc = ARENA_ARRAY(arena, uint32_t, RING + 1);
	struct arc *arcs = ARENA_ARRAY(arena, struct arc, RING);
	double *leaves = ARENA_ARRAY(arena, double, RING), *returns = ARENA_ARRAY(arena, double, RING);
	lanes *visits = ARENA_ARRAY(arena, lanes, RING);
	for (uint32_t i = 0; i < RING; i++) {
		arcs[i] = (struct arc){(i + 1) % RING, 0, i + 1 == RING ? 1 - leaving : 1};
		first_arc[i + 1] = i + 1;
	}
	struct network *network = network_build(arena, arena, RING, first_arc, arcs);
	leaves[network->place[RING - 1]] = leaving;
	visits[network->place[0]] = 1 - (lanes){0};
	struct loop *loop = loop_new(arena, network, 0, leaves);
	loop_solve(loop, loop_work_new(arena, &loop, 1), NULL, visits);
	loop_returns(arena, loop, returns);
	for (uint32_t i = 0; i < RING; i++) {
		assert_near(visits[i][0] * leaving, 1);
		assert_near(returns[i] * leaving, 1);
	}
}

static void test_ring_that_hardly_anyone_leaves(void **unused)
{
	(void)unused;
	struct arena *arena = arena_new();
	assert_true(arena_try(arena, walk_ring, arena));
	arena_free(arena);
}

/* Every place leads back to the first: one with 3,000 neighbours must not join
 * all the others. Share 1/2 on, 1/4 back to the first, 1/4 leaves; the first
 * is visited 1 + (visits to all others)/4 times, place i is visited v/2^i:
 * v = 1 + v/4 · (1/2 + 1/4 + …) = 1 + v/4, so v = 4/3. */
static void walk_star(void *subject)
{
	struct arena *arena = subject;
	enum { STAR = 3000 };
	uint32_t *first_arc = ARENA_ARRAY(arena, uint32_t, STAR + 1), count = 0;
	struct arc *arcs = ARENA_ARRAY(arena, struct arc, 2 * STAR);
	double *leaves = ARENA_ARRAY(arena, double, STAR);
	lanes *visits = ARENA_ARRAY(arena, lanes, STAR);
	for (uint32_t i = 0; i < STAR; i++) {
		if (i + 1 < STAR)
			arcs[count++] = (struct arc){i + 1, 0, 0.5};
		if (i > 0)
			arcs[count++] = (struct arc){0, 0, 0.25};
		first_arc[i + 1] = count;
	}
	struct network *network = network_build(arena, arena, STAR, first_arc, arcs);
	for (uint32_t i = 0; i < STAR; i++)
		leaves[network->place[i]] = 1 - (i + 1 < STAR ? 0.5 : 0) - (i > 0 ? 0.25 : 0);
	visits[network->place[0]] = 1 - (lanes){0};
	struct loop *loop = loop_new(arena, network, 0, leaves);
	assert_non_null(loop);
	loop_solve(loop, loop_work_new(arena, &loop, 1), NULL, visits);
	assert_near(visits[network->place[0]][0], 4.0 / 3);
	assert_near(visits[network->place[1]][0], 2.0 / 3);
}

static void test_one_place_that_all_lead_to(void **unused)
{
	(void)unused;
	struct arena *arena = arena_new();
	assert_true(arena_try(arena, walk_star, arena));
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_against_the_full_matrix),
	    cmocka_unit_test(test_ring_that_hardly_anyone_leaves),
	    cmocka_unit_test(test_one_place_that_all_lead_to),
	};
	state = 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
