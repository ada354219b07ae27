/* The findings that there should be, and whether there are: made from the map
 * and the counts of the people who walked, and matched with the library's by
 * rule and by what a finding is about. */
#include "compare.h"
#include "length.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum presence { MUST_NOT, MAY, MUST };

/* A finding that is expected, or ruled out. What it is about is up to three
 * numbers, as the rule has it (see abouts). */
struct expected {
	enum rule rule;
	uint32_t about[3];
	enum presence presence;
	struct estimate times, often, seconds; /* often: what makes the figure a year */
	double mean, excess;                   /* NAN: not looked at */
	bool ranked, seconds_sampled;
	/* What the library said. */
	double found_times, found_often, found_seconds;
	uint32_t found;
};

struct expectation {
	struct comparison *c;
	const struct walked *walked;
	const struct map *map;
	const struct pathway *pathway;
	struct expected *at;
	uint32_t count, room;
};

static const struct estimate nothing;

static struct estimate exactly(double value)
{
	return (struct estimate){.mean = value};
}

static struct estimate estimate(const struct expectation *e, enum family family, uint32_t index)
{
	return walked_estimate(e->walked, family, index);
}

static double events(const struct expectation *e, struct estimate times)
{
	return times.mean * (double)e->walked->tally.people;
}

/* That a thing happens to anybody can only be said where it happened often. */
static enum presence presence_of(const struct expectation *e, struct estimate times)
{
	return events(e, times) >= 1 ? MUST : MAY;
}

static struct expected *expect(struct expectation *e, enum rule rule, uint32_t a, uint32_t b, uint32_t c,
			       struct estimate times)
{
	if (e->count == e->room) {
		e->room = e->room * 2 + 64;
		e->at = realloc(e->at, e->room * sizeof *e->at);
		if (!e->at)
			abort();
	}
	struct expected *expected = &e->at[e->count++];
	*expected = (struct expected){.rule = rule,
				      .about = {a, b, c},
				      .presence = presence_of(e, times),
				      .times = times,
				      .often = times,
				      .mean = NAN,
				      .excess = NAN,
				      .ranked = true};
	return expected;
}

/* Delays. */

/* The step that holds the outermost block in which the arrow lies, or NONE. */
static uint32_t outermost_holder(const struct pathway *pathway, const struct arrow *arrow)
{
	const struct step *from = &pathway->steps[arrow->from];
	uint32_t branch = from->branch, holder = arrow->role == ARROW_BRANCH ? arrow->from : NONE;
	while (branch != NONE) {
		const struct block *block = &pathway->blocks[pathway->branches[branch].block];
		holder = block->holder;
		branch = block->outer;
	}
	return holder;
}

/* A figure decided by a threshold: at the threshold itself both are right. */
static enum presence over(double value, double threshold, bool equal_counts)
{
	if (fabs(value - threshold) <= 1e-6 * fabs(threshold) + 1e-9)
		return value == threshold ? (equal_counts ? MUST : MUST_NOT) : MAY;
	return value > threshold ? MUST : MUST_NOT;
}

static enum presence both(enum presence one, enum presence other)
{
	return one < other ? one : other;
}

static struct expected *expect_wait(struct expectation *e, enum rule rule, uint32_t number, enum presence presence)
{
	const struct arrow *arrow = &e->pathway->arrows[number];
	struct expected *expected = expect(e, rule, number, NONE, NONE, estimate(e, FAMILY_TRAVERSED, number));
	expected->presence = both(presence, expected->presence);
	expected->seconds = estimate(e, FAMILY_WAITED, number);
	expected->mean = length_mean(&arrow->wait);
	return expected;
}

static enum presence over_target(const struct arrow *arrow)
{
	const struct target *target = &arrow->target;
	if (target->kind == TARGET_MEAN)
		return over(length_mean(&arrow->wait), target->seconds, false);
	if (target->kind == TARGET_WITHIN)
		return over(length_chance_over(&arrow->wait, target->seconds), 1 - target->share, false);
	return MUST_NOT;
}

static void expect_over_target(struct expectation *e, uint32_t number)
{
	const struct arrow *arrow = &e->pathway->arrows[number];
	struct expected *expected = expect_wait(e, RULE_OVER_TARGET, number, over_target(arrow));
	double chance = length_chance_over(&arrow->wait, arrow->target.seconds);
	expected->times = exactly(chance);
	expected->often.mean *= chance;
	expected->often.error *= chance;
	expected->often.largest *= chance;
	expected->excess = length_mean_excess(&arrow->wait, arrow->target.seconds);
}

static void expect_waiting_in_hospital(struct expectation *e, uint32_t number)
{
	const struct arrow *arrow = &e->pathway->arrows[number];
	uint32_t holder = outermost_holder(e->pathway, arrow);
	enum setting setting = holder != NONE              ? e->pathway->steps[holder].meanwhile
			       : arrow->role == ARROW_THEN ? e->pathway->steps[arrow->from].meanwhile
							   : arrow->meanwhile;
	enum presence presence = over(length_mean(&arrow->wait), e->pathway->limits.hospital_wait, true);
	presence = both(presence, setting_in_hospital(setting) ? MUST : MUST_NOT);
	struct expected *expected = expect_wait(e, RULE_WAITING_IN_HOSPITAL, number, presence);
	if (holder == NONE)
		return;
	expected->seconds = estimate(e, FAMILY_SAVED, number);
	expected->seconds_sampled = true;
	if (expected->seconds.mean == 0) /* never on the longest branch */
		expected->presence = both(MAY, expected->presence);
}

static void expect_delays(struct expectation *e)
{
	for (uint32_t i = 0; i < e->pathway->arrow_count; i++) {
		const struct arrow *arrow = &e->pathway->arrows[i];
		double long_wait = e->pathway->limits.long_wait;
		expect_over_target(e, i);
		expect_wait(e, RULE_LONG_WAIT, i,
			    arrow->target.kind == TARGET_NONE ? over(length_mean(&arrow->wait), long_wait, true)
							      : MUST_NOT);
		expect_waiting_in_hospital(e, i);
	}
	struct estimate share = tally_ratio(&e->walked->tally, RATIO_WAITING_SHARE);
	struct expected *mostly = expect(e, RULE_MOSTLY_WAITING, NONE, NONE, NONE, nothing);
	double limit = e->pathway->limits.waiting_share, slack = 5 * share.error + 1e-9;
	mostly->ranked = false;
	mostly->presence = share.mean > limit + slack ? MUST : share.mean >= limit - slack ? MAY : MUST_NOT;
}

/* For a clock what is over is known only by sampling. */
static void expect_clock(struct expectation *e, uint32_t number)
{
	const struct clock *clock = &e->pathway->clocks[number];
	struct estimate times = walked_clock(e->walked, number, CLOCK_OVER);
	struct estimate mean = walked_clock(e->walked, number, CLOCK_MEAN);
	double done = (double)e->walked->clocks[number].count;
	struct expected *expected = expect(e, RULE_OVER_TARGET, NONE, number, NONE, times);
	bool by_mean = clock->target.kind == TARGET_MEAN;
	double figure = by_mean ? mean.mean : times.mean,
	       limit = by_mean ? clock->target.seconds : 1 - clock->target.share;
	double slack = 8 * (by_mean ? mean.error : times.error) + 1e-9 + (by_mean ? 0 : 20 / (done + 1));
	expected->often = estimate(e, FAMILY_CLOCK_OVER, number);
	expected->seconds = walked_clock(e->walked, number, CLOCK_EXCESS);
	expected->seconds_sampled = true;
	expected->presence = done < 100                ? MAY
			     : figure > limit + slack  ? MUST
			     : figure >= limit - slack ? MAY
						       : MUST_NOT;
	if (clock->target.kind == TARGET_NONE)
		expected->presence = MUST_NOT;
	if (done < 30)
		expected->ranked = false;
}

/* Hand-offs. */

static void expect_unranked(struct expectation *e, enum rule rule, uint32_t a, uint32_t b, enum presence presence)
{
	struct expected *expected = expect(e, rule, a, b, NONE, nothing);
	expected->ranked = false;
	expected->presence = presence;
}

static void expect_pair(struct expectation *e, uint32_t from, uint32_t to)
{
	static const struct {
		enum rule rule;
		enum family family;
	} parts[] = {
	    {RULE_NOTHING_PASSED_ON, FAMILY_BADLY},
	    {RULE_NOBODY_TOLD, FAMILY_UNTOLD},
	};
	uint32_t pair = index_pair(e->map, from, to);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		expect(e, parts[i].rule, from, to, NONE, estimate(e, parts[i].family, pair));
	if (!e->map->pairs[from][to].handoff)
		return;
	expect(e, e->map->pairs[from][to].level, from, to, NONE, estimate(e, FAMILY_HANDOFF, pair));
	expect_unranked(e, RULE_NOT_SAID, from, to, presence_of(e, estimate(e, FAMILY_NOT_SAID, pair)));
}

static void expect_handoffs(struct expectation *e)
{
	uint32_t steps = e->pathway->step_count;
	for (uint32_t a = 0; a < steps; a++)
		for (uint32_t b = 0; b < steps; b++)
			expect_pair(e, a, b);
	for (uint32_t a = 0; a < steps; a++)
		for (uint32_t b = 0; b < steps; b++)
			for (uint32_t c = 0; c < steps; c++)
				if (e->map->pairs[a][b].handoff && e->map->pairs[b][c].handoff)
					expect(e, RULE_BOUNCE, a, b, c,
					       estimate(e, FAMILY_BOUNCE, index_bounce(e->map, a, b, c)));
}

/* Duplication. */

static void expect_repeats(struct expectation *e)
{
	for (enum use use = 0; use < USE_COUNT; use++)
		for (uint32_t word = 0; word < e->pathway->word_count; word++)
			expect(e, use == ASKED ? RULE_ASKED_AGAIN : RULE_DONE_AGAIN, word, NONE, NONE,
			       estimate(e, FAMILY_AGAIN_IN_ALL, index_again_in_all(e->map, use, word)));
}

static void expect_together(struct expectation *e)
{
	for (uint32_t block = 0; block < e->pathway->block_count; block++)
		for (uint32_t word = 0; word < e->pathway->word_count; word++)
			expect(e, RULE_AT_THE_SAME_TIME, block, word, NONE,
			       estimate(e, FAMILY_TOGETHER, index_together(e->map, block, word)));
}

/* Teams of different organisations that each do it by themselves must be
 * named; where they only do it jointly, or on purpose, it may be. */
static enum presence same_service(const struct expectation *e, uint32_t word)
{
	set organisations = 0;
	enum presence presence = MUST_NOT;
	for (uint32_t a = 0; a < e->pathway->step_count; a++) {
		const struct spot *one = &e->map->spots[a];
		if (!set_has(one->things[DONE].all, word))
			continue;
		organisations |= one->organisations;
		for (uint32_t b = 0; b < a; b++) {
			const struct spot *other = &e->map->spots[b];
			if (set_has(one->things[DONE].flagged & other->things[DONE].flagged, word) &&
			    one->organisations && other->organisations &&
			    !(one->organisations & other->organisations) && e->map->reachable[a] &&
			    e->map->reachable[b])
				presence = MUST;
		}
	}
	if (presence == MUST_NOT && organisations & (organisations - 1) && !e->pathway->words[word].routine)
		return MAY;
	return presence;
}

/* Obstacles. */

static void expect_stated(struct expectation *e, uint32_t step, uint32_t arrow, uint32_t count, struct estimate times)
{
	struct estimate all = {times.mean * count, times.error * count, times.largest * count};
	struct expected *expected = expect(e, RULE_OBSTACLE, step, arrow, NONE, all);
	if (count == 0)
		expected->presence = MUST_NOT;
}

static void expect_at_steps(struct expectation *e)
{
	for (uint32_t i = 0; i < e->pathway->step_count; i++) {
		expect_stated(e, i, NONE, e->pathway->steps[i].obstacles.count, estimate(e, FAMILY_VISITS, i));
		expect(e, RULE_NO_NEXT_STEP, i, NONE, NONE, estimate(e, FAMILY_NO_NEXT, i));
		expect(e, RULE_NOT_FOLLOWED_UP, i, NONE, NONE, estimate(e, FAMILY_DROPPED, i));
		expect_unranked(e, RULE_NEVER_REACHED, i, NONE, e->map->reachable[i] ? MUST_NOT : MUST);
	}
}

static void expect_at_arrows(struct expectation *e)
{
	for (uint32_t i = 0; i < e->pathway->arrow_count; i++) {
		const struct arrow *arrow = &e->pathway->arrows[i];
		struct expected *expected =
		    expect(e, RULE_TURNED_AWAY, i, NONE, NONE, estimate(e, FAMILY_TRAVERSED, i));
		if (!arrow->turned_away)
			expected->presence = MUST_NOT;
		expect_stated(e, NONE, i, arrow->obstacles.count, estimate(e, FAMILY_TRAVERSED, i));
	}
	for (uint32_t i = 0; i < e->map->loop_count; i++) {
		struct expected *expected = expect(e, RULE_LOOP, i, NONE, NONE, estimate(e, FAMILY_LOOP_TIMES, i));
		expected->seconds = estimate(e, FAMILY_LOOP_TIME, i);
		expected->seconds_sampled = e->map->any_block;
	}
}

/* Fault lines. */

static enum presence areas_differ(const struct pathway *pathway, uint32_t one, uint32_t other)
{
	struct indexes a = pathway->organisations[one].area, b = pathway->organisations[other].area;
	bool differ = a.count != b.count;
	for (uint32_t i = 0; i < a.count; i++)
		differ |= !indexes_have(b, a.at[i]);
	return a.count && b.count && differ ? MUST : MUST_NOT;
}

static uint32_t handoffs_on_the_map(const struct expectation *e)
{
	uint32_t count = 0;
	for (uint32_t a = 0; a < e->pathway->step_count; a++)
		for (uint32_t b = 0; b < e->pathway->step_count; b++)
			count += e->map->pairs[a][b].level != RULE_HANDOFF_WITHIN &&
				 events(e, estimate(e, FAMILY_HANDOFF, index_pair(e->map, a, b))) > 0;
	return count;
}

/* How sure it is that a part is at least so much of a whole. */
static enum presence at_least_share(struct estimate part, double whole, double limit)
{
	double slack = 6 * part.error + 1e-9;
	if (whole <= 0)
		return MUST_NOT;
	return part.mean - slack > limit * whole ? MUST : part.mean + slack < limit * whole ? MUST_NOT : MAY;
}

static enum presence is_fault_line(const struct expectation *e, uint32_t line)
{
	double limit = e->pathway->limits.fault_line;
	double all = estimate(e, FAMILY_MEASURE, MEASURE_HANDOFFS_BETWEEN).mean +
		     estimate(e, FAMILY_MEASURE, MEASURE_HANDOFFS_ACROSS).mean;
	enum presence by_count = at_least_share(estimate(e, FAMILY_LINE_HANDOFFS, line), all, limit);
	enum presence by_waiting = at_least_share(estimate(e, FAMILY_LINE_WAITED, line),
						  estimate(e, FAMILY_HELP, HELP_LINE_WAITED).mean, limit);
	return by_count > by_waiting ? by_count : by_waiting;
}

static void expect_line(struct expectation *e, uint32_t one, uint32_t other, uint32_t *certain)
{
	uint32_t index = index_line(e->map, one, other), on_the_map = handoffs_on_the_map(e);
	struct estimate times = estimate(e, FAMILY_LINE_HANDOFFS, index);
	expect_unranked(e, RULE_NOT_COTERMINOUS, one, other,
			both(presence_of(e, times), areas_differ(e->pathway, one, other)));
	/* Rare hand-offs that nobody walked may be the fifth. */
	enum presence enough = on_the_map >= 5 ? MUST : on_the_map == 0 ? MUST_NOT : MAY;
	expect_unranked(e, RULE_FAULT_LINE, one, other,
			both(enough, both(presence_of(e, times), is_fault_line(e, index))));
	*certain += e->at[e->count - 1].presence != MUST_NOT;
}

static void expect_fault_lines(struct expectation *e)
{
	uint32_t possible = 0, first = e->count;
	for (uint32_t one = 0; one < e->pathway->organisation_count; one++)
		for (uint32_t other = one + 1; other < e->pathway->organisation_count; other++)
			expect_line(e, one, other, &possible);
	/* At most two pairs: of more, any may be left out. */
	for (uint32_t i = first; i < e->count && possible > 2; i++)
		if (e->at[i].rule == RULE_FAULT_LINE)
			e->at[i].presence = both(MAY, e->at[i].presence);
}

static void expect_goals(struct expectation *e)
{
	for (uint32_t i = 0; i < e->pathway->goal_count; i++) {
		bool met = e->c->analysis->goal_met[i], known = !isnan(e->c->analysis->goal_values[i]);
		expect_unranked(e, RULE_GOAL_MET, i, NONE, met ? MUST : MUST_NOT);
		expect_unranked(e, RULE_GOAL_MISSED, i, NONE, met ? MUST_NOT : known ? MUST : MAY);
	}
}

/* What a finding of the library is about, in the numbers above. */

struct about {
	uint32_t at[3];
};

static struct about about_arrow(const struct expectation *e, const struct finding *f)
{
	(void)e;
	return (struct about){{f->arrow, f->arrow == NONE ? f->subject : NONE, NONE}};
}

static struct about about_steps(const struct expectation *e, const struct finding *f)
{
	(void)e;
	return (struct about){{f->at[0], f->at_count > 1 ? f->at[1] : NONE, f->at_count > 2 ? f->at[2] : NONE}};
}

static struct about about_step(const struct expectation *e, const struct finding *f)
{
	(void)e;
	return (struct about){{f->at_count ? f->at[0] : NONE, NONE, NONE}};
}

static struct about about_thing(const struct expectation *e, const struct finding *f)
{
	(void)e;
	return (struct about){{f->thing, NONE, NONE}};
}

/* The innermost block that has all the finding's steps in its branches, or is held by one of them. */
static struct about about_block(const struct expectation *e, const struct finding *f)
{
	const struct pathway *pathway = e->pathway;
	uint32_t best = NONE, best_depth = 0;
	for (uint32_t block = 0; block < pathway->block_count; block++) {
		bool all = f->at_count > 0;
		for (uint32_t i = 0; i < f->at_count; i++) {
			uint32_t branch = pathway->steps[f->at[i]].branch;
			while (branch != NONE && pathway->branches[branch].block != block)
				branch = pathway->blocks[pathway->branches[branch].block].outer;
			all &= branch != NONE || pathway->blocks[block].holder == f->at[i];
		}
		if (all && (best == NONE || pathway->blocks[block].depth > best_depth)) {
			best = block;
			best_depth = pathway->blocks[block].depth;
		}
	}
	return (struct about){{best, f->thing, NONE}};
}

static struct about about_stated(const struct expectation *e, const struct finding *f)
{
	(void)e;
	return (struct about){{f->arrow == NONE ? f->at[0] : NONE, f->arrow, NONE}};
}

static struct about about_loop(const struct expectation *e, const struct finding *f)
{
	return (struct about){{e->map->spots[f->at[0]].loop, NONE, NONE}};
}

static struct about about_line(const struct expectation *e, const struct finding *f)
{
	uint32_t one = f->organisations[0], other = f->organisations[1];
	(void)e;
	return (struct about){{one < other ? one : other, one < other ? other : one, NONE}};
}

static struct about about_goal(const struct expectation *e, const struct finding *f)
{
	(void)e;
	return (struct about){{f->subject, NONE, NONE}};
}

static struct about about_nothing(const struct expectation *e, const struct finding *f)
{
	(void)e;
	(void)f;
	return (struct about){{NONE, NONE, NONE}};
}

static struct about (*const abouts[RULE_COUNT])(const struct expectation *e, const struct finding *f) = {
    [RULE_OVER_TARGET] = about_arrow,
    [RULE_LONG_WAIT] = about_arrow,
    [RULE_WAITING_IN_HOSPITAL] = about_arrow,
    [RULE_MOSTLY_WAITING] = about_nothing,
    [RULE_NOTHING_PASSED_ON] = about_steps,
    [RULE_NOBODY_TOLD] = about_steps,
    [RULE_BOUNCE] = about_steps,
    [RULE_HANDOFF_ACROSS] = about_steps,
    [RULE_HANDOFF_BETWEEN] = about_steps,
    [RULE_HANDOFF_WITHIN] = about_steps,
    [RULE_NOT_SAID] = about_steps,
    [RULE_ASKED_AGAIN] = about_thing,
    [RULE_DONE_AGAIN] = about_thing,
    [RULE_AT_THE_SAME_TIME] = about_block,
    [RULE_SAME_SERVICE] = about_thing,
    [RULE_OBSTACLE] = about_stated,
    [RULE_TURNED_AWAY] = about_arrow,
    [RULE_LOOP] = about_loop,
    [RULE_NO_NEXT_STEP] = about_step,
    [RULE_NOT_FOLLOWED_UP] = about_step,
    [RULE_NEVER_REACHED] = about_step,
    [RULE_OFF_THE_MAP] = about_step,
    [RULE_FAULT_LINE] = about_line,
    [RULE_NOT_COTERMINOUS] = about_line,
    [RULE_GOAL_MISSED] = about_goal,
    [RULE_GOAL_MET] = about_goal,
};

static struct expected *find_expected(struct expectation *e, const struct finding *finding)
{
	struct about about = abouts[finding->rule](e, finding);
	if (finding->rule == RULE_TURNED_AWAY)
		about.at[1] = NONE;
	for (uint32_t i = 0; i < e->count; i++)
		if (e->at[i].rule == finding->rule && memcmp(e->at[i].about, about.at, sizeof about.at) == 0)
			return &e->at[i];
	return NULL;
}

/* In words, for a person who looks for what went wrong. */
static const char *places(const struct expectation *e, const struct expected *expected, char room[160])
{
	const struct pathway *pathway = e->pathway;
	size_t used = (size_t)snprintf(room, 160, "%s", rules[expected->rule].name);
	for (uint32_t i = 0; i < 3 && used < 120; i++)
		if (expected->about[i] != NONE)
			used += (size_t)snprintf(room + used, 160 - used, " %u", expected->about[i]);
	uint32_t first = expected->about[0];
	if (abouts[expected->rule] == about_arrow && first != NONE)
		snprintf(room + used, 160 - used, " (%s, arrow %u)", pathway->steps[pathway->arrows[first].from].id,
			 first - pathway->steps[pathway->arrows[first].from].first_arrow);
	else if (abouts[expected->rule] == about_thing)
		snprintf(room + used, 160 - used, " (%s)", pathway->words[first].text);
	else if ((abouts[expected->rule] == about_steps || abouts[expected->rule] == about_step) && first != NONE)
		snprintf(room + used, 160 - used, " (%s, %s)", pathway->steps[first].id,
			 expected->about[1] == NONE ? "" : pathway->steps[expected->about[1]].id);
	return room;
}

/* Known to many digits, so nothing is left to chance. */
static void compare_known(struct comparison *c, const char *what, const char *part, double library, double known)
{
	if (!isnan(known) && !(fabs(library - known) <= 1e-5 * fabs(known) + 1e-6))
		compare_fails(c, "%s, %s: library %.9g, should be %.9g", what, part, library, known);
}

static void compare_each(struct expectation *e, const struct finding *finding, enum use use)
{
	char what[96];
	for (uint32_t i = 0; i < finding->at_count; i++) {
		snprintf(what, sizeof what, "%s %s at %s", rules[finding->rule].name,
			 e->pathway->words[finding->thing].text, e->pathway->steps[finding->at[i]].id);
		if (!finding->each)
			compare_fails(e->c, "%s: no figure of its own", what);
		else
			compare_figure(
			    e->c, what, finding->each[i],
			    estimate(e, FAMILY_AGAIN, index_again(e->map, use, finding->thing, finding->at[i])), false,
			    UNIT_COUNT);
	}
}

/* Which teams hand over, and between which organisations a line is. */
static void compare_named(struct expectation *e, const struct finding *f, const char *what)
{
	if (f->rule < RULE_HANDOFF_ACROSS || f->rule > RULE_NOT_SAID)
		return;
	const struct pair *pair = &e->map->pairs[f->at[0]][f->at[1]];
	if (f->teams[0] != pair->teams[0] || f->teams[1] != pair->teams[1])
		compare_fails(e->c, "%s: from team %u to %u, should be %u to %u", what, f->teams[0], f->teams[1],
			      pair->teams[0], pair->teams[1]);
}

static void take_finding(struct expectation *e, const struct finding *finding)
{
	struct expected *expected = find_expected(e, finding);
	char what[160];
	if (!expected) {
		compare_fails(e->c, "a finding of %s at %s that has no ground", rules[finding->rule].name,
			      finding->at_count ? e->pathway->steps[finding->at[0]].id : "no step");
		return;
	}
	places(e, expected, what);
	expected->found++;
	expected->found_times += finding->per_person;
	expected->found_often += finding_times(e->c->analysis, finding);
	expected->found_seconds += finding->seconds_per_person;
	compare_named(e, finding, what);
	compare_known(e->c, what, "mean", finding->mean, expected->mean);
	compare_known(e->c, what, "mean excess", finding->excess, expected->excess);
	if (finding->rule == RULE_ASKED_AGAIN || finding->rule == RULE_DONE_AGAIN)
		compare_each(e, finding, finding->rule == RULE_ASKED_AGAIN ? ASKED : DONE);
}

static bool of_handoffs(enum rule rule)
{
	return (rule >= RULE_NOTHING_PASSED_ON && rule <= RULE_NOT_SAID) || rule == RULE_FAULT_LINE ||
	       rule == RULE_NOT_COTERMINOUS;
}

static void judge(struct expectation *e, const struct expected *expected)
{
	struct comparison *c = e->c;
	char what[160], part[192];
	places(e, expected, what);
	if (of_handoffs(expected->rule) && e->walked->unbounded)
		return;
	if (expected->found == 0 && expected->presence == MUST)
		compare_fails(c, "%s is missing: walked %.6g times ± %.2g", what, expected->times.mean,
			      expected->times.error);
	if (expected->found > 0 && expected->presence == MUST_NOT)
		compare_fails(c, "%s has no ground", what);
	if (!expected->ranked || expected->found == 0)
		return;
	bool clock = expected->rule == RULE_OVER_TARGET && expected->about[0] == NONE;
	snprintf(part, sizeof part, "%s, times", what);
	compare_figure(c, part, expected->found_times, expected->times, clock, UNIT_COUNT);
	snprintf(part, sizeof part, "%s, how often", what);
	compare_figure(c, part, expected->found_often, expected->often, clock, UNIT_COUNT);
	snprintf(part, sizeof part, "%s, seconds", what);
	compare_figure(c, part, expected->found_seconds, expected->seconds, expected->seconds_sampled, UNIT_TIME);
	if (expected->found_times <= 0 && expected->rule != RULE_OVER_TARGET)
		compare_fails(c, "%s is found, but happens to nobody", what);
}

void compare_findings(struct comparison *c)
{
	struct expectation e = {.c = c, .walked = c->walked, .map = c->walked->map, .pathway = c->walked->map->pathway};
	expect_delays(&e);
	for (uint32_t i = 0; i < e.pathway->clock_count; i++)
		expect_clock(&e, i);
	expect_handoffs(&e);
	expect_repeats(&e);
	expect_together(&e);
	for (uint32_t word = 0; word < e.pathway->word_count; word++)
		expect_unranked(&e, RULE_SAME_SERVICE, word, NONE, same_service(&e, word));
	expect_at_steps(&e);
	expect_at_arrows(&e);
	expect_fault_lines(&e);
	expect_goals(&e);
	for (uint32_t i = 0; i < c->analysis->finding_count; i++)
		take_finding(&e, &c->analysis->findings[i]);
	for (uint32_t i = 0; i < e.count; i++)
		judge(&e, &e.at[i]);
	free(e.at);
}
