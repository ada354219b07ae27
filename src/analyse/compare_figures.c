/* The figures of two pathways beside each other, and what of their change is
 * more than chance. */
#include "analyse/comparing.h"
#include "analyse/figures.h"

#include <math.h>
#include <string.h>

/* ---- Names of both -------------------------------------------------------------------- */

struct union_of_texts {
	const char **texts;
	uint32_t count;
};

static void add_text(struct union_of_texts *both, const char *text)
{
	for (uint32_t i = 0; i < both->count; i++)
		if (strcmp(both->texts[i], text) == 0)
			return;
	both->texts[both->count++] = text;
}

static struct union_of_texts unite(struct arena *arena, const char *const *one, uint32_t ones, const char *const *other,
				   uint32_t others)
{
	struct union_of_texts both = {ARENA_ARRAY(arena, const char *, ones + others), 0};
	for (uint32_t i = 0; i < ones; i++)
		add_text(&both, one[i]);
	for (uint32_t i = 0; i < others; i++)
		add_text(&both, other[i]);
	return both;
}

static void add_clocks(struct pathway *names, const struct pathway *pathway)
{
	uint32_t before = names->clock_count;
	for (uint32_t i = 0; i < pathway->clock_count; i++) {
		uint32_t known = 0;
		while (known < before && strcmp(names->clocks[known].id, pathway->clocks[i].id) != 0)
			known++;
		if (known == before)
			names->clocks[names->clock_count++] = pathway->clocks[i];
	}
}

static const struct pathway *names_of_both(struct arena *arena, const struct pathway *one, const struct pathway *other)
{
	struct pathway *names = ARENA_NEW(arena, struct pathway);
	struct union_of_texts payers = unite(arena, one->payers, one->payer_count, other->payers, other->payer_count);
	struct union_of_texts outcomes =
	    unite(arena, one->outcomes, one->outcome_count, other->outcomes, other->outcome_count);
	names->payers = payers.texts;
	names->payer_count = payers.count;
	names->outcomes = outcomes.texts;
	names->outcome_count = outcomes.count;
	names->clocks = ARENA_ARRAY(arena, struct clock, one->clock_count + other->clock_count);
	add_clocks(names, one);
	add_clocks(names, other);
	return names;
}

static struct figures figures_for(struct arena *arena, const struct pathway *names)
{
	return (struct figures){
	    .by_payer = ARENA_ARRAY(arena, double, names->payer_count),
	    .outcomes = ARENA_ARRAY(arena, double, names->outcome_count),
	    .clocks = ARENA_ARRAY(arena, struct clock_figures, names->clock_count),
	};
}

/* ---- Chance --------------------------------------------------------------------------- */

/* One measure in both; the index is NONE where a map has no such payer,
 * outcome or clock. */
struct figure_pair {
	const struct analysis *before, *after;
	enum measure measure;
	uint32_t index_before, index_after;
};

static double value_of(const struct figures *figures, enum measure measure, uint32_t index)
{
	if (index != NONE)
		return figures_value(figures, measure, index);
	return measure == MEASURE_COST_PAYER || measure == MEASURE_OUTCOME ? 0 : NAN;
}

/* The standard error of a mean over parts. */
struct scatter {
	double sum, squares;
	uint32_t count;
};

static void scatter_add(struct scatter *scatter, double value, double origin)
{
	if (!isfinite(value))
		return;
	scatter->sum += value - origin;
	scatter->squares += (value - origin) * (value - origin);
	scatter->count++;
}

/* With fewer parts the error cannot be told; nor where all are alike by accident. */
enum { PARTS_LEAST = 8 };

static double scatter_error(const struct scatter *scatter)
{
	double count = scatter->count;
	if (scatter->count < PARTS_LEAST)
		return INFINITY;
	double variance = fmax(0, scatter->squares - scatter->sum * scatter->sum / count) / (count - 1);
	return sqrt(variance / count);
}

static bool is_exact(const struct analysis *analysis, enum measure measure, uint32_t index)
{
	double whole = value_of(&analysis->figures, measure, index);
	for (uint32_t i = 0; i < analysis->part_count; i++)
		if (value_of(&analysis->parts[i], measure, index) != whole)
			return false;
	return true;
}

static double error_alone(const struct analysis *analysis, enum measure measure, uint32_t index)
{
	struct scatter scatter = {0};
	double origin = value_of(&analysis->figures, measure, index);
	if (is_exact(analysis, measure, index))
		return 0;
	for (uint32_t i = 0; i < analysis->part_count; i++)
		scatter_add(&scatter, value_of(&analysis->parts[i], measure, index), origin);
	return scatter_error(&scatter);
}

/* Part for part the same people: what chance did to them alike falls out. */
static double error_of_difference(const struct figure_pair *pair)
{
	struct scatter scatter = {0};
	double before = value_of(&pair->before->figures, pair->measure, pair->index_before);
	double after = value_of(&pair->after->figures, pair->measure, pair->index_after);
	for (uint32_t i = 0; i < pair->before->part_count; i++)
		scatter_add(&scatter,
			    value_of(&pair->after->parts[i], pair->measure, pair->index_after) -
				value_of(&pair->before->parts[i], pair->measure, pair->index_before),
			    after - before);
	return scatter_error(&scatter);
}

static double error_of_pair(const struct figure_pair *pair)
{
	const struct analysis *before = pair->before, *after = pair->after;
	if (before->part_count == 0 || after->part_count == 0)
		return pair->measure == MEASURE_LEAD_TIME
			   ? hypot(before->figures.lead_time_error, after->figures.lead_time_error)
			   : 0;
	if (is_exact(before, pair->measure, pair->index_before) && is_exact(after, pair->measure, pair->index_after))
		return 0;
	if (before->seed == after->seed && before->sampled_people == after->sampled_people)
		return error_of_difference(pair);
	return hypot(error_alone(before, pair->measure, pair->index_before),
		     error_alone(after, pair->measure, pair->index_after));
}

/* ---- Figures -------------------------------------------------------------------------- */

static uint32_t index_in(const struct pathway *pathway, enum measure measure, const char *part)
{
	for (uint32_t i = 0; i < measure_part_count(pathway, measure); i++)
		if (strcmp(measure_part(pathway, measure, i), part) == 0)
			return i;
	return NONE;
}

/* Who is within another time than before has not become better or worse. */
static bool is_comparable(const struct figure_pair *pair)
{
	if (pair->measure != MEASURE_CLOCK_WITHIN || pair->index_before == NONE || pair->index_after == NONE)
		return true;
	const struct target *before = &pair->before->pathway->clocks[pair->index_before].target;
	const struct target *after = &pair->after->pathway->clocks[pair->index_after].target;
	return before->kind == after->kind && before->seconds == after->seconds;
}

static double change_of(const struct figure_pair *pair, double before, double after)
{
	double change = after - before, rounding = 1e-9 * fmax(fabs(before), fabs(after));
	if (!is_comparable(pair))
		return NAN;
	return fabs(change) <= rounding ? 0 : change;
}

static int better_of(enum measure measure, double change)
{
	static const int sign[] = {[BETTER_NEITHER] = 0, [BETTER_LESS] = -1, [BETTER_MORE] = 1};
	return change > 0 ? sign[measures[measure].better] : -sign[measures[measure].better];
}

/* Three standard errors: with some fifteen sampled measures on a page, two
 * would call chance a change on every other page. */
static const double errors_of_chance = 3;

static void compare_measure(struct comparison *comparison, enum measure measure, uint32_t index)
{
	const char *part = measure_part(comparison->names, measure, index);
	const struct figure_pair pair = {comparison->before, comparison->after, measure,
					 index_in(comparison->before->pathway, measure, part),
					 index_in(comparison->after->pathway, measure, part)};
	double before = value_of(&pair.before->figures, measure, pair.index_before);
	double after = value_of(&pair.after->figures, measure, pair.index_after);
	double change = change_of(&pair, before, after);
	*figures_place(&comparison->figures_before, measure, index) = before;
	*figures_place(&comparison->figures_after, measure, index) = after;
	*figures_place(&comparison->change, measure, index) = change;
	*figures_place(&comparison->noise, measure, index) =
	    isfinite(change) ? errors_of_chance * error_of_pair(&pair) : NAN;
	*figures_place(&comparison->better, measure, index) =
	    comparison_changed(comparison, measure, index) ? better_of(measure, change) : 0;
}

void compare_figures(struct comparing *comparing)
{
	struct comparison *comparison = comparing->comparison;
	const struct analysis *before = comparison->before, *after = comparison->after;
	comparison->names = names_of_both(comparing->arena, before->pathway, after->pathway);
	struct figures *const sets[] = {&comparison->figures_before, &comparison->figures_after, &comparison->change,
					&comparison->noise, &comparison->better};
	for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
		*sets[i] = figures_for(comparing->arena, comparison->names);
	for (enum measure measure = 0; measure < MEASURE_COUNT; measure++)
		for (uint32_t i = 0; i < measure_part_count(comparison->names, measure); i++)
			compare_measure(comparison, measure, i);
	comparison->figures_before.lead_time_error = before->figures.lead_time_error;
	comparison->figures_after.lead_time_error = after->figures.lead_time_error;
	comparison->change.lead_time_error = comparison->noise.simple[MEASURE_LEAD_TIME] / errors_of_chance;
	comparison->better.lead_time_error = NAN;
}

bool comparison_changed(const struct comparison *comparison, enum measure measure, uint32_t index)
{
	double change = figures_value(&comparison->change, measure, index);
	return change != 0 && fabs(change) > figures_value(&comparison->noise, measure, index);
}

/* Less than this nobody would notice. */
static const double least_noticed[] = {
    [UNIT_COUNT] = 0.01, [UNIT_TIME] = 600, [UNIT_SHARE] = 0.01, [UNIT_MONEY] = 0.5, [UNIT_FEELING] = 0.05,
};

bool comparison_noticed(const struct comparison *comparison, enum measure measure, uint32_t index)
{
	double change = fabs(figures_value(&comparison->change, measure, index));
	double before = fabs(figures_value(&comparison->figures_before, measure, index));
	double after = fabs(figures_value(&comparison->figures_after, measure, index));
	return comparison_changed(comparison, measure, index) && change > 0.01 * fmax(before, after) &&
	       change > least_noticed[measures[measure].unit];
}

static bool is_won_elsewhere(const double *change)
{
	double away = change[MEASURE_LEAD_TIME] - change[MEASURE_HOME_TIME];
	return change[MEASURE_HOME_TIME] * away < 0;
}

double comparison_better_for_people(const struct comparison *comparison, enum measure measure, uint32_t index)
{
	if (measure == MEASURE_ESTIMATED ||
	    (measure == MEASURE_HOME_TIME && !is_won_elsewhere(comparison->change.simple)))
		return 0;
	return figures_value(&comparison->better, measure, index);
}
