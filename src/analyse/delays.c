/* Waits that are too long, and where they are spent. */
#include "analyse/work.h"

#include <math.h>

/* A chance this much over what a target allows is rounding. */
static const double rounding = 1e-12;

static struct finding *add_delay(struct work *work, enum rule rule, uint32_t a, double times)
{
	const struct arrow *arrow = &work->pathway->arrows[a];
	double waiting = work->analysis->figures.simple[MEASURE_WAITING_TIME], mean = duration_mean(&arrow->wait);
	struct finding *finding =
	    finding_add(work, rule, (uint32_t[]){arrow->from, arrow->to}, arrow->to == NONE ? 1 : 2, arrow->at);
	finding->arrow = a;
	finding->teams[0] = work->pathway->steps[arrow->from].team;
	finding->teams[1] = arrow->to == NONE ? NONE : work->pathway->steps[arrow->to].team;
	finding->per_person = times;
	finding->seconds_per_person = times * mean;
	finding->mean = mean;
	finding->share = waiting > 0 ? times * mean / waiting : NAN;
	return finding;
}

static void check_target(struct work *work, uint32_t a, double times)
{
	const struct arrow *arrow = &work->pathway->arrows[a];
	const struct target *target = &arrow->target;
	double over = duration_chance_over(&arrow->wait, target->seconds), mean = duration_mean(&arrow->wait);
	bool missed =
	    target->kind == TARGET_MEAN ? mean > target->seconds * (1 + rounding) : over > 1 - target->share + rounding;
	if (!missed)
		return;
	struct finding *finding = add_delay(work, RULE_OVER_TARGET, a, times);
	finding->per_person = over;
	finding->excess = duration_mean_excess(&arrow->wait, target->seconds);
}

static void check_hospital(struct work *work, uint32_t a, double times)
{
	const struct pathway *pathway = work->pathway;
	enum setting setting = arrow_setting(work, &pathway->arrows[a]);
	if (setting == SETTING_COUNT || !setting_in_hospital(setting) ||
	    duration_mean(&pathway->arrows[a].wait) < pathway->limits.hospital_wait)
		return;
	struct finding *finding = add_delay(work, RULE_WAITING_IN_HOSPITAL, a, times);
	if (arrow_in_branch(pathway, &pathway->arrows[a]))
		finding->seconds_per_person = work->analysis->sampled_people > 0 ? work->gain[a] : NAN;
}

static void check_arrow(struct work *work, uint32_t a)
{
	const struct arrow *arrow = &work->pathway->arrows[a];
	double times = arrow_traversals(work, arrow);
	if (!duration_given(&arrow->wait) || !(times > 0))
		return;
	if (arrow->target.kind != TARGET_NONE)
		check_target(work, a, times);
	else if (duration_mean(&arrow->wait) >= work->pathway->limits.long_wait)
		add_delay(work, RULE_LONG_WAIT, a, times);
	check_hospital(work, a, times);
}

static void check_clock(struct work *work, uint32_t number)
{
	const struct clock *clock = &work->pathway->clocks[number];
	const struct clock_figures *figures = &work->analysis->figures.clocks[number];
	if (clock->target.kind == TARGET_NONE || figures->runs == 0)
		return;
	bool missed = clock->target.kind == TARGET_MEAN ? figures->mean > clock->target.seconds
							: figures->over > 1 - clock->target.share + rounding;
	if (!missed)
		return;
	uint32_t at[] = {clock->from.at[0], clock->to.at[0]};
	struct finding *finding = finding_add(work, RULE_OVER_TARGET, at, 2, clock->at);
	finding->subject = number;
	finding->per_person = figures->over;
	finding->seconds_per_person = finding->excess = figures->mean_excess;
	finding->mean = figures->mean;
}

/* How often one waits there, or comes to the clock's end. */
static double times_at_target(const struct analysis *analysis, const struct finding *finding)
{
	if (finding->arrow == NONE)
		return (double)analysis->figures.clocks[finding->subject].runs / (double)analysis->sampled_people;
	const struct arrow *arrow = &analysis->pathway->arrows[finding->arrow];
	return analysis->figures.visits[arrow->from] * arrow->share;
}

double finding_times(const struct analysis *analysis, const struct finding *finding)
{
	double times = finding->rule == RULE_OVER_TARGET ? times_at_target(analysis, finding) : 1;
	return times * finding->per_person;
}

void find_delays(struct work *work)
{
	const double *figures = work->analysis->figures.simple;
	for (uint32_t a = 0; a < work->pathway->arrow_count; a++)
		check_arrow(work, a);
	for (uint32_t c = 0; c < work->pathway->clock_count; c++)
		check_clock(work, c);
	if (figures[MEASURE_WAITING_SHARE] > work->pathway->limits.waiting_share) {
		struct finding *finding = finding_add(work, RULE_MOSTLY_WAITING, NULL, 0, work->pathway->name_at);
		finding->per_person = NAN;
		finding->share = figures[MEASURE_WAITING_SHARE];
	}
}
