#include "export/page_parts.h"

#include "carepath/plain.h"
#include "carepath/text.h"

#include <math.h>
#include <stdlib.h>

/* Which measures stand together. An indented one is a part of the one above. */
static const struct group {
	const char *heading;
	struct {
		enum measure measure;
		bool indented;
	} rows[12];
	size_t count;
} groups[] = {
    {"Steps and hand-offs, for each person",
     {{MEASURE_STEPS, false},
      {MEASURE_TEAMS_MET, false},
      {MEASURE_ORGANISATIONS_MET, false},
      {MEASURE_HANDOFFS, false},
      {MEASURE_HANDOFFS_WITHIN, true},
      {MEASURE_HANDOFFS_BETWEEN, true},
      {MEASURE_HANDOFFS_ACROSS, true},
      {MEASURE_TURNED_AWAY, false}},
     8},
    {"What they are asked",
     {{MEASURE_STORY_TOLD, false}, {MEASURE_ASKED, false}, {MEASURE_ASKED_AGAIN, true}, {MEASURE_DONE_AGAIN, false}},
     4},
    {"Their time",
     {{MEASURE_LEAD_TIME, false},
      {MEASURE_LEAD_TIME_P50, true},
      {MEASURE_LEAD_TIME_P90, true},
      {MEASURE_WAITING_TIME, false},
      {MEASURE_WAITING_SHARE, true},
      {MEASURE_HOSPITAL_TIME, false},
      {MEASURE_WAITING_IN_HOSPITAL, true},
      {MEASURE_HOME_TIME, false},
      {MEASURE_TOUCH_TIME, false},
      {MEASURE_VALUE_TIME, true},
      {MEASURE_FLOW_EFFICIENCY, false}},
     11},
    {"How they feel", {{MEASURE_FEELING, false}}, 1},
};

static bool group_known(const struct group *group, const struct figures *figures)
{
	for (size_t i = 0; i < group->count; i++)
		if (isfinite(figures->simple[group->rows[i].measure]))
			return true;
	return false;
}

static const char *lead_time_in_words(const struct page *page, const struct figures *figures)
{
	const char *value = measure_in_words(page->arena, UNIT_TIME, figures->simple[MEASURE_LEAD_TIME]);
	if (!(figures->lead_time_error > 0))
		return value;
	return plain_format(page->arena, "%s (give or take %s)", value,
			    time_in_words(page->arena, 2 * figures->lead_time_error));
}

/* A part that is not known (the spread of one person's time) is left out. */
static void write_group(const struct page *page, const struct group *group, const struct figures *figures)
{
	page_heading(page, group->heading);
	for (size_t i = 0; i < group->count; i++) {
		enum measure measure = group->rows[i].measure;
		const struct measure_entry *entry = &measures[measure];
		double value = figures->simple[measure];
		if (group->rows[i].indented && isnan(value))
			continue;
		page_row(page, group->rows[i].indented ? 5 : 3, text_capital(page->arena, entry->says),
			 measure == MEASURE_LEAD_TIME ? lead_time_in_words(page, figures)
						      : measure_in_words(page->arena, entry->unit, value));
	}
}

static void write_groups(const struct page *page, const struct figures *figures)
{
	for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
		if (group_known(&groups[i], figures))
			write_group(page, &groups[i], figures);
}

static void write_outcomes(const struct page *page, const struct pathway *pathway, const struct figures *figures)
{
	page_heading(page, "How it ends");
	for (uint32_t i = 0; i < pathway->outcome_count; i++)
		page_row(page, 3, text_capital(page->arena, pathway->outcomes[i]),
			 measure_in_words(page->arena, UNIT_SHARE, figures->outcomes[i]));
	page_row(page, 3, text_capital(page->arena, measures[MEASURE_LOST].says),
		 measure_in_words(page->arena, UNIT_SHARE, figures->simple[MEASURE_LOST]));
}

/* `said` a person: what is said of all payers adds up to it. */
static const char *total_in_words(const struct page *page, double said, double pounds, double people_per_year)
{
	const char *person = measure_in_words(page->arena, UNIT_MONEY, said);
	if (isnan(people_per_year) || isnan(pounds))
		return plain_format(page->arena, "%s a person", person);
	return plain_format(page->arena, "%s a person, %s a year", person,
			    measure_in_words(page->arena, UNIT_MONEY, pounds * people_per_year));
}

static const char *cost_in_words(const struct page *page, double pounds, double people_per_year)
{
	return total_in_words(page, pounds, pounds, people_per_year);
}

static void write_costs(const struct page *page, const struct pathway *pathway, const struct figures *figures,
			double people_per_year)
{
	double total = figures->simple[MEASURE_COST];
	if (!(total > 0))
		return;
	page_heading(page, pathway->prices ? plain_format(page->arena, "Who pays, in prices of %s", pathway->prices)
					   : "Who pays");
	double all = 0; /* of what is said */
	uint32_t payers = 0;
	for (uint32_t i = 0; i < pathway->payer_count; i++)
		if (figures->by_payer[i] > 0) {
			payers++;
			all += plain_money_said(figures->by_payer[i]);
			page_row(page, 3, pathway->payers[i],
				 cost_in_words(page, figures->by_payer[i], people_per_year));
		}
	if (payers > 1)
		page_row(page, 3, "All together", total_in_words(page, all, total, people_per_year));
}

/* A share as it was agreed, beside the one that the map gives. */
static const char *meant(struct arena *arena, const struct target *target)
{
	bool plain = target->kind == TARGET_MEAN || fabs(target->share - 0.95) < 1e-9;
	return plain ? target_in_words(arena, target)
		     : plain_format(arena, "%.6g%% within %s", target->share * 100,
				    duration_spelled(arena, target->time));
}

static void write_clock(const struct page *page, const struct clock *clock, const struct clock_figures *figures)
{
	struct arena *arena = page->arena;
	page_name(page, clock->name);
	if (isnan(figures->mean)) {
		page_text(page, 5, "No one completes it.");
	} else {
		page_text(page, 5,
			  plain_format(arena,
				       "%s on average; half within %s, nine in ten within %s. Of those who start it %s "
				       "get to its end.",
				       time_in_words(arena, figures->mean), time_in_words(arena, figures->p50),
				       time_in_words(arena, figures->p90),
				       measure_in_words(arena, UNIT_SHARE, figures->completed)));
	}
	if (clock->target.kind != TARGET_NONE && isfinite(figures->within))
		page_text(page, 5,
			  plain_format(arena,
				       "On this map %s of those who start it are within the time; meant to be: %s.",
				       measure_beside_in_words(arena, UNIT_SHARE, figures->within, clock->target.share),
				       meant(arena, &clock->target)));
	if (clock->observed.count > 0)
		page_text(page, 5, plain_format(arena, "%s.", observed_in_words(arena, clock)));
}

static void write_clocks(const struct page *page, const struct pathway *pathway, const struct figures *figures)
{
	if (pathway->clock_count == 0)
		return;
	page_heading(page, "Standards that span several steps");
	for (uint32_t i = 0; i < pathway->clock_count; i++)
		write_clock(page, &pathway->clocks[i], &figures->clocks[i]);
}

void page_measures(const struct page *page, const struct analysis *analysis)
{
	write_groups(page, &analysis->figures);
	write_outcomes(page, analysis->pathway, &analysis->figures);
	write_costs(page, analysis->pathway, &analysis->figures, analysis->pathway->people_per_year);
	write_clocks(page, analysis->pathway, &analysis->figures);
}

/* One person ends in one way, or stops somewhere. */
static void write_journey_end(const struct page *page, const struct pathway *pathway, const struct figures *figures)
{
	const char *end = "the journey stops on the way";
	for (uint32_t i = 0; i < pathway->outcome_count; i++)
		if (figures->outcomes[i] > 0)
			end = pathway->outcomes[i];
	page_heading(page, "How it ends");
	page_text(page, 3, text_capital(page->arena, end));
}

static void write_journey_clocks(const struct page *page, const struct pathway *pathway, const struct figures *figures)
{
	if (pathway->clock_count > 0)
		page_heading(page, "Standards that span several steps");
	for (uint32_t i = 0; i < pathway->clock_count; i++)
		page_row(page, 3, pathway->clocks[i].name,
			 measure_in_words(page->arena, UNIT_TIME, figures->clocks[i].mean));
}

void page_journey_measures(const struct page *page, const struct pathway *pathway, const struct figures *figures)
{
	write_groups(page, figures);
	write_journey_end(page, pathway, figures);
	write_costs(page, pathway, figures, NAN);
	write_journey_clocks(page, pathway, figures);
}

static void write_goal(const struct page *page, const struct analysis *analysis, uint32_t index)
{
	const struct goal *goal = &analysis->pathway->goals[index];
	double value = analysis->goal_values[index];
	const char *met = isnan(value) ? "not known" : analysis->goal_met[index] ? "reached" : "missed";
	const char *reached = goal_value_in_words(page->arena, analysis->pathway, goal, value);
	page_row(page, 3, goal->name,
		 plain_format(page->arena, "%s: %s; the goal is %s", met, reached, goal_in_words(page->arena, goal)));
}

void page_goals(const struct page *page, const struct analysis *analysis)
{
	if (analysis->pathway->goal_count == 0)
		return;
	page_heading(page, "Goals");
	for (uint32_t i = 0; i < analysis->pathway->goal_count; i++)
		write_goal(page, analysis, i);
}

/* A figure that is an estimate, and how much of a person's time rests on it. */
struct estimate {
	uint32_t step, arrow; /* the one that it is not is NONE */
	double seconds;
};

typedef LIST(struct estimate) estimates;

static void add_estimate(const struct page *page, estimates *list, uint32_t step, uint32_t arrow, double seconds)
{
	if (seconds > 0)
		*list_add(page->arena, list) = (struct estimate){step, arrow, seconds};
}

static void collect_estimates(const struct page *page, const struct analysis *analysis, estimates *list)
{
	const struct pathway *pathway = analysis->pathway;
	const double *visits = analysis->figures.visits;
	for (uint32_t i = 0; i < pathway->step_count; i++)
		if (pathway->steps[i].basis == BASIS_ESTIMATE)
			add_estimate(page, list, i, NONE, visits[i] * duration_mean(step_lasts(&pathway->steps[i])));
	for (uint32_t i = 0; i < pathway->arrow_count; i++) {
		const struct arrow *arrow = &pathway->arrows[i];
		if (arrow->basis == BASIS_ESTIMATE)
			add_estimate(page, list, NONE, i,
				     visits[arrow->from] * arrow->share * duration_mean(&arrow->wait));
	}
}

static int more_seconds_first(const void *a, const void *b)
{
	const struct estimate *one = a, *other = b;
	if (one->seconds != other->seconds)
		return one->seconds > other->seconds ? -1 : 1;
	if (one->step != other->step)
		return one->step < other->step ? -1 : 1;
	return (one->arrow > other->arrow) - (one->arrow < other->arrow);
}

static const char *say_estimate(const struct page *page, const struct pathway *pathway, const struct estimate *estimate)
{
	if (estimate->arrow == NONE)
		return plain_format(page->arena, "the time in %s", pathway->steps[estimate->step].name);
	const struct arrow *arrow = &pathway->arrows[estimate->arrow];
	return plain_format(page->arena, "the wait from %s to %s", pathway->steps[arrow->from].name,
			    arrow->to == NONE ? "the end" : pathway->steps[arrow->to].name);
}

static void write_estimates(const struct page *page, const struct analysis *analysis)
{
	enum { SAID = 5 };
	const char *says[SAID];
	uint32_t count = 0;
	estimates list = {0};
	collect_estimates(page, analysis, &list);
	if (list.count == 0)
		return;
	qsort(list.at, list.count, sizeof *list.at, more_seconds_first);
	for (; count < SAID && count < list.count; count++)
		says[count] = say_estimate(page, analysis->pathway, &list.at[count]);
	page_text(page, 3,
		  plain_format(page->arena, "The largest estimates: %s. To measure these would help most.",
			       plain_list(page->arena, says, count, "and")));
}

void page_how_sure(const struct page *page, const struct analysis *analysis)
{
	double estimated = analysis->figures.simple[MEASURE_ESTIMATED];
	page_heading(page, "How sure these figures are");
	if (isfinite(estimated))
		page_text(page, 3,
			  plain_format(page->arena,
				       "%s of the time rests on estimates, not on measured or published figures.",
				       measure_in_words(page->arena, UNIT_SHARE, estimated)));
	if (estimated > 0)
		write_estimates(page, analysis);
	if (analysis->sampled_people > 0)
		page_text(page, 3,
			  plain_format(page->arena,
				       "Counts are exact. How times spread is from %s followed through the map.",
				       counted(page->arena, (double)analysis->sampled_people, "imagined person",
					       "imagined people")));
}
