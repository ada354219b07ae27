#include "compare.h"

#include "length.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

/* Standard errors that are still chance, and rare events that N people may
 * all have missed: e to the power of -15 is about what five standard errors are. */
static const double errors_allowed = 5, events_allowed = 15;

void compare_fails(struct comparison *c, const char *format, ...)
{
	va_list values;
	va_start(values, format);
	fprintf(c->says, "#   ");
	vfprintf(c->says, format, values);
	fprintf(c->says, "\n");
	va_end(values);
	c->out++;
}

static double event_of(const struct comparison *c, enum unit unit, const struct estimate *walked)
{
	switch (unit) {
	case UNIT_TIME:
		return walked->largest > 0 ? walked->largest / 2 : c->time_unit;
	case UNIT_MONEY:
		return walked->largest > 0 ? walked->largest / 2 : c->money_unit;
	case UNIT_COUNT:
		return 1;
	default:
		return fmax(1, walked->largest / 2);
	}
}

void compare_figure(struct comparison *c, const char *what, double library, struct estimate walked, bool sampled,
		    enum unit unit)
{
	double people = (double)c->walked->tally.people;
	double both = sampled ? sqrt(1 + people / (double)c->analysis->sampled_people) : 1;
	double error = walked.error * both;
	double slack =
	    events_allowed * event_of(c, unit, &walked) / people * both + 1e-9 * (fabs(library) + fabs(walked.mean));
	double apart = fabs(library - walked.mean);
	c->compared++;
	if (isnan(library) && isnan(walked.mean))
		return;
	if (apart <= errors_allowed * error + slack)
		return;
	compare_fails(c, "%s: library %.8g, walked %.8g ± %.2g (%.1f standard errors)", what, library, walked.mean,
		      error, apart / error);
}

/* Whether a share of people stays below the library's percentile. */
static void compare_percentile(struct comparison *c, const char *what, double library, const struct times *times,
			       double share, double runs)
{
	double below = 0, up_to = 0, count = (double)times->count;
	double slack = 1e-9 * fabs(library) + 1e-6;
	c->compared++;
	if (times->count < 30 || runs < 30)
		return;
	for (uint64_t i = 0; i < times->count; i++) {
		below += times->at[i] < library - slack;
		up_to += times->at[i] <= library + slack;
	}
	double allowed = errors_allowed * sqrt(share * (1 - share) * (1 / count + 1 / runs)) + 3 / count + 3 / runs;
	if (!(up_to / count >= share - allowed && below / count <= share + allowed))
		compare_fails(c,
			      "%s: library %.8g, but %.4f of people stay below it and %.4f do not exceed it (± %.4f)",
			      what, library, below / count, up_to / count, allowed);
}

static bool only_sampled_with_a_block(enum measure measure)
{
	static const enum measure sampled[] = {MEASURE_LEAD_TIME, MEASURE_HOSPITAL_TIME,
					       MEASURE_HOME_TIME, MEASURE_WAITING_IN_HOSPITAL,
					       MEASURE_COST,      MEASURE_FLOW_EFFICIENCY};
	for (size_t i = 0; i < sizeof sampled / sizeof *sampled; i++)
		if (sampled[i] == measure)
			return true;
	return false;
}

static bool of_handoffs(enum measure measure)
{
	return measure >= MEASURE_HANDOFFS && measure <= MEASURE_HANDOFFS_ACROSS;
}

/* The library takes an exact mean of `planned` from a sampled lead time, so
 * that it errs by all of the error of the lead time. */
static struct estimate flow_efficiency(const struct comparison *c)
{
	const struct walked *walked = c->walked;
	struct estimate flow = tally_ratio(&walked->tally, RATIO_FLOW_EFFICIENCY);
	struct estimate below = walked_estimate(walked, FAMILY_HELP, HELP_LEAD_LESS_PLANNED);
	/* With nothing left below the line it is not known; about there, chance says. */
	bool known = !isnan(c->analysis->figures.simple[MEASURE_FLOW_EFFICIENCY]);
	double around = errors_allowed * hypot(below.error, c->analysis->figures.lead_time_error);
	if (below.mean <= -around || (below.mean <= around && !known))
		return (struct estimate){NAN, NAN, 0};
	flow.error = hypot(flow.error, flow.mean * c->analysis->figures.lead_time_error / below.mean);
	return flow;
}

static struct estimate measure_walked(const struct comparison *c, enum measure measure)
{
	const struct walked *walked = c->walked;
	switch (measure) {
	case MEASURE_WAITING_SHARE:
		return tally_ratio(&walked->tally, RATIO_WAITING_SHARE);
	case MEASURE_FLOW_EFFICIENCY:
		return flow_efficiency(c);
	case MEASURE_ESTIMATED:
		return tally_ratio(&walked->tally, RATIO_ESTIMATED);
	case MEASURE_FEELING:
		return tally_ratio(&walked->tally, RATIO_FEELING);
	default:
		return walked_estimate(walked, FAMILY_MEASURE, measure);
	}
}

static void compare_measures(struct comparison *c)
{
	const struct figures *figures = &c->analysis->figures;
	for (enum measure i = 0; i < MEASURE_SIMPLE; i++) {
		if (i == MEASURE_LEAD_TIME_P50 || i == MEASURE_LEAD_TIME_P90) {
			compare_percentile(c, measures[i].suffix, figures->simple[i], &c->walked->lead,
					   i == MEASURE_LEAD_TIME_P50 ? 0.5 : 0.9, (double)c->analysis->sampled_people);
			continue;
		}
		if (of_handoffs(i) && c->walked->unbounded)
			continue;
		compare_figure(c, measures[i].name, figures->simple[i], measure_walked(c, i),
			       c->walked->map->any_block && only_sampled_with_a_block(i), measures[i].unit);
	}
	if (!c->walked->map->any_block && figures->lead_time_error != 0)
		compare_fails(c, "lead_time has a standard error of %g, though nothing is side by side",
			      figures->lead_time_error);
}

/* Measures with a name of their own behind the dot. */
static void compare_list(struct comparison *c, const char *kind, const double *library, enum family family,
			 uint32_t count, bool sampled, enum unit unit)
{
	char what[64];
	for (uint32_t i = 0; i < count; i++) {
		snprintf(what, sizeof what, "%s number %u", kind, i);
		compare_figure(c, what, library[i], walked_estimate(c->walked, family, i), sampled, unit);
	}
}

static void compare_clock(struct comparison *c, uint32_t number)
{
	const struct clock_figures *figures = &c->analysis->figures.clocks[number];
	const struct clock *clock = &c->walked->map->pathway->clocks[number];
	const struct {
		const char *name;
		double value;
		enum clock_ratio ratio;
		enum unit unit;
		bool with_target;
	} parts[] = {
	    {"mean", figures->mean, CLOCK_MEAN, UNIT_TIME, false},
	    {"within", figures->within, CLOCK_WITHIN, UNIT_SHARE, true},
	    {"completed", figures->completed, CLOCK_COMPLETED, UNIT_SHARE, false},
	    {"over", figures->over, CLOCK_OVER, UNIT_SHARE, true},
	    {"mean_excess", figures->mean_excess, CLOCK_EXCESS, UNIT_TIME, true},
	};
	char what[64];
	double started = c->walked->tally.sum[walked_figure(c->walked, FAMILY_CLOCK_FROM, number)];
	double done = (double)c->walked->clocks[number].count;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		struct estimate walked = walked_clock(c->walked, number, parts[i].ratio);
		snprintf(what, sizeof what, "clock.%s.%s", clock->id, parts[i].name);
		if (parts[i].with_target && clock->target.kind == TARGET_NONE)
			walked.mean = NAN;
		/* Of too few there is nothing to say. */
		bool of_those_started = parts[i].ratio == CLOCK_WITHIN || parts[i].ratio == CLOCK_COMPLETED;
		if ((of_those_started ? started : done) < 30)
			continue;
		compare_figure(c, what, parts[i].value, walked, true, parts[i].unit);
	}
	compare_percentile(c, "clock p50", figures->p50, &c->walked->clocks[number], 0.5, (double)figures->runs);
	compare_percentile(c, "clock p90", figures->p90, &c->walked->clocks[number], 0.9, (double)figures->runs);
}

static const struct fault_line *find_line(const struct analysis *analysis, uint32_t one, uint32_t other)
{
	for (uint32_t i = 0; i < analysis->fault_line_count; i++) {
		const struct fault_line *line = &analysis->fault_lines[i];
		if ((line->organisations[0] == one && line->organisations[1] == other) ||
		    (line->organisations[0] == other && line->organisations[1] == one))
			return line;
	}
	return NULL;
}

static void compare_line(struct comparison *c, uint32_t one, uint32_t other)
{
	static const struct fault_line none;
	const struct fault_line *line = find_line(c->analysis, one, other);
	uint32_t index = index_line(c->walked->map, one, other);
	if (!line)
		line = &none;
	const struct {
		const char *name;
		double value;
		enum family family;
		enum unit unit;
	} parts[] = {
	    {"hand-offs", line->handoffs, FAMILY_LINE_HANDOFFS, UNIT_COUNT},
	    {"nothing passed on", line->nothing_passed_on, FAMILY_LINE_BADLY, UNIT_COUNT},
	    {"waiting", line->waiting_time, FAMILY_LINE_WAITED, UNIT_TIME},
	    {"asked again", line->asked_again, FAMILY_LINE_ASKED, UNIT_COUNT},
	};
	char what[96];
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		/* Only pairs with hand-offs need be listed for what was asked again. */
		if (line == &none && parts[i].family == FAMILY_LINE_ASKED)
			continue;
		snprintf(what, sizeof what, "fault line %s-%s: %s", c->walked->map->pathway->organisations[one].id,
			 c->walked->map->pathway->organisations[other].id, parts[i].name);
		compare_figure(c, what, parts[i].value, walked_estimate(c->walked, parts[i].family, index), false,
			       parts[i].unit);
	}
}

static void compare_fault_lines(struct comparison *c)
{
	uint32_t count = c->walked->map->pathway->organisation_count;
	if (c->walked->unbounded)
		return;
	for (uint32_t one = 0; one < count; one++)
		for (uint32_t other = one + 1; other < count; other++)
			compare_line(c, one, other);
	compare_figure(c, "waiting on hand-offs", c->analysis->hand_on_waiting,
		       walked_estimate(c->walked, FAMILY_HELP, HELP_LINE_WAITED), false, UNIT_TIME);
}

static void compare_goals(struct comparison *c)
{
	const struct pathway *pathway = c->walked->map->pathway;
	for (uint32_t i = 0; i < pathway->goal_count; i++) {
		const struct goal *goal = &pathway->goals[i];
		double value = c->analysis->goal_values[i];
		enum measure measure;
		uint32_t index;
		if (!measure_find(pathway, goal->measure, &measure, &index))
			compare_fails(c, "goal %u: no measure %s", i, goal->measure);
		else if (memcmp(&value, &(double){figures_value(&c->analysis->figures, measure, index)},
				sizeof value) != 0)
			compare_fails(c, "goal %u: not the value of %s", i, goal->measure);
		const bool met[] = {
		    [GOAL_AT_MOST] = value <= goal->value,
		    [GOAL_UNDER] =
			value<goal->value, [GOAL_AT_LEAST] = value >= goal->value, [GOAL_OVER] = value> goal->value};
		/* At the target itself the last digit decides. */
		bool close = fabs(value - goal->value) <= 1e-9 * fabs(goal->value);
		if (!close && c->analysis->goal_met[i] != met[goal->sense])
			compare_fails(c, "goal %u: %.8g is %s %s", i, value, met[goal->sense] ? "within" : "not within",
				      goal->target);
	}
}

static void find_units(struct comparison *c)
{
	const struct pathway *pathway = c->walked->map->pathway;
	for (uint32_t i = 0; i < pathway->arrow_count; i++)
		c->time_unit = fmax(c->time_unit,
				    length_mean(&pathway->arrows[i].wait) + length_mean(&pathway->arrows[i].planned));
	for (uint32_t i = 0; i < pathway->step_count; i++) {
		c->time_unit = fmax(c->time_unit, length_mean(&pathway->steps[i].lasts));
		for (uint32_t j = 0; j < pathway->steps[i].cost_count; j++)
			c->money_unit = fmax(c->money_unit, pathway->steps[i].costs[j].pounds * 5);
	}
}

void compare(struct comparison *c, const struct analysis *analysis, const struct walked *walked, FILE *says)
{
	const struct pathway *pathway = walked->map->pathway;
	const struct figures *figures = &analysis->figures;
	*c = (struct comparison){.analysis = analysis, .walked = walked, .says = says};
	find_units(c);
	compare_measures(c);
	compare_list(c, "cost of payer", figures->by_payer, FAMILY_PAYER, pathway->payer_count, walked->map->any_block,
		     UNIT_MONEY);
	compare_list(c, "outcome", figures->outcomes, FAMILY_OUTCOME, pathway->outcome_count, false, UNIT_SHARE);
	compare_list(c, "visits of step", figures->visits, FAMILY_VISITS, pathway->step_count, false, UNIT_COUNT);
	compare_list(c, "reached, step", figures->reached, FAMILY_REACHED, pathway->step_count, false, UNIT_SHARE);
	for (uint32_t i = 0; i < pathway->clock_count; i++)
		compare_clock(c, i);
	compare_fault_lines(c);
	compare_goals(c);
	compare_findings(c);
}
