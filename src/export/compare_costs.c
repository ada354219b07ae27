/* Who pays before and after: what each of them pays adds up to what all do. Whether
 * all together pay another sum is asked of that sum: what chance does to payers may
 * add up, or fall out. */
#include "export/compare_page.h"

#include "carepath/plain.h"

#include <math.h>

/* For each person, and over all people of a year. */
struct paid {
	double before, after, a_year; /* a_year: of the change, NAN where it cannot be told */
	bool changed;                 /* by more than chance explains */
};

/* A year's figure, where the same number of people come in before and after. */
static double change_a_year(const struct comparison *comparison, double change)
{
	double people = comparison->before->pathway->people_per_year;
	return people == comparison->after->pathway->people_per_year ? change * people : NAN;
}

static struct paid paid_by(const struct comparison *comparison, uint32_t payer)
{
	return (struct paid){comparison->figures_before.by_payer[payer], comparison->figures_after.by_payer[payer],
			     change_a_year(comparison, comparison->change.by_payer[payer]),
			     comparison_changed(comparison, MEASURE_COST_PAYER, payer)};
}

static const char *say_year(const struct page *page, const struct paid *paid)
{
	if (!paid->changed || paid->a_year == 0 || isnan(paid->a_year))
		return "";
	return plain_format(page->arena, "; a year %s %s",
			    measure_in_words(page->arena, UNIT_MONEY, fabs(paid->a_year)),
			    paid->a_year < 0 ? "less" : "more");
}

static void write_cost(const struct page *page, const char *label, const struct paid *paid)
{
	double change = paid->changed ? paid->after - paid->before : 0;
	page_row(page, 3, label,
		 plain_format(page->arena, "%s%s",
			      compare_pair_in_words(page, UNIT_MONEY, paid->before, paid->after, change),
			      say_year(page, paid)));
}

/* Pounds a person: less is said in JSON only. */
static const double least_move = 0.5;

static void write_moves(const struct page *page, const struct comparison *comparison)
{
	char pounds[PLAIN_ROOM];
	for (uint32_t i = 0; i < comparison->move_count && comparison->moves[i].pounds >= least_move; i++) {
		const struct cost_move *move = &comparison->moves[i];
		page_text(page, 3,
			  plain_format(page->arena,
				       "%s a person moves from %s to %s: what the one saves, the other pays.",
				       plain_money(move->pounds < 2 ? move->pounds : round(move->pounds), pounds),
				       comparison->names->payers[move->from], comparison->names->payers[move->to]));
	}
}

void compare_write_costs(const struct page *page, const struct comparison *comparison)
{
	const struct figures *before = &comparison->figures_before, *after = &comparison->figures_after;
	struct paid all = {.changed = comparison_changed(comparison, MEASURE_COST, NONE)}, one;
	uint32_t payers = 0;
	if (!(before->simple[MEASURE_COST] > 0 || after->simple[MEASURE_COST] > 0))
		return;
	page_heading(page, "Who pays, for each person");
	for (uint32_t i = 0; i < comparison->names->payer_count; i++)
		if (before->by_payer[i] > 0 || after->by_payer[i] > 0) {
			payers++;
			one = paid_by(comparison, i);
			write_cost(page, comparison->names->payers[i], &one);
			money_change_said(&one.before, &one.after);
			all.before += one.before;
			all.after += one.after;
			all.a_year += plain_money_said(one.a_year);
		}
	if (payers > 1)
		write_cost(page, "All together", &all);
	write_moves(page, comparison);
}
