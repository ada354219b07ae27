#include "analyse/journey_work.h"

#include "analyse/groups.h"

/* Findings by where a journey meets them. In each group they are in order. */
struct shown_index {
	struct groups at_step;  /* of a step: whoever comes there */
	struct groups at_arrow; /* of an arrow: whoever goes along it */
	struct groups between;  /* of a step: from another to it; by that step */
	struct groups bounces;  /* of a step: back to it; by the step in between, and the one before */
};

/* ---- The index ----------------------------------------------------------------------- */

static bool shows_at_step(const struct finding *finding)
{
	if (finding->rule == RULE_ASKED_AGAIN || finding->rule == RULE_DONE_AGAIN ||
	    finding->rule == RULE_AT_THE_SAME_TIME)
		return true;
	return rules[finding->rule].kind == KIND_OBSTACLE && finding->arrow == NONE &&
	       finding->rule != RULE_OFF_THE_MAP;
}

static bool shows_at_arrow(const struct finding *finding)
{
	enum kind kind = rules[finding->rule].kind;
	return finding->arrow != NONE &&
	       (kind == KIND_DELAY || kind == KIND_OBSTACLE || finding->rule == RULE_NOBODY_TOLD);
}

static bool shows_between(const struct finding *finding)
{
	static const bool does[RULE_COUNT] = {
	    [RULE_HANDOFF_WITHIN] = true,    [RULE_HANDOFF_BETWEEN] = true, [RULE_HANDOFF_ACROSS] = true,
	    [RULE_NOTHING_PASSED_ON] = true, [RULE_NOT_SAID] = true,        [RULE_OFF_THE_MAP] = true,
	};
	return does[finding->rule];
}

static bool is_bounce(const struct finding *finding)
{
	return finding->rule == RULE_BOUNCE;
}

/* A finding that stands twice at a step is one after itself in its list. */
static bool is_same_again(const struct analysis *analysis, uint32_t step, uint32_t i)
{
	return i > analysis->of_step_first[step] && analysis->of_step[i] == analysis->of_step[i - 1];
}

/* Groups by the last of `depth` places, in the order of those before it: sorted
 * by each, the first of them first, where sorting keeps the order there was. */
static struct groups by_places(struct arena *arena, struct arena *scratch, const struct analysis *analysis,
			       const bool *wanted, bool (*belongs)(const struct finding *), uint32_t depth)
{
	struct group_entries first = {0};
	for (uint32_t s = 0; s < analysis->pathway->step_count; s++)
		for (uint32_t i = analysis->of_step_first[s]; wanted[s] && i < analysis->of_step_first[s + 1]; i++) {
			const struct finding *finding = &analysis->findings[analysis->of_step[i]];
			if (belongs(finding) && finding->at[depth - 1] == s && !is_same_again(analysis, s, i))
				group_add(scratch, &first, finding->at[0], analysis->of_step[i]);
		}
	struct groups sorted = groups_build(scratch, &first, analysis->pathway->step_count);
	for (uint32_t place = 1; place < depth; place++) {
		struct group_entries entries = {0};
		for (uint32_t i = 0; i < first.count; i++)
			group_add(scratch, &entries, analysis->findings[sorted.members[i]].at[place],
				  sorted.members[i]);
		sorted = groups_build(place + 1 == depth ? arena : scratch, &entries, analysis->pathway->step_count);
	}
	return sorted;
}

/* What is found at an arrow stands first at the step that it comes from. */
static void add_at_step(struct arena *scratch, const struct analysis *analysis, uint32_t step,
			struct group_entries *at_step, struct group_entries *at_arrow)
{
	const struct arrow *arrows = analysis->pathway->arrows;
	for (uint32_t i = analysis->of_step_first[step]; i < analysis->of_step_first[step + 1]; i++) {
		const struct finding *finding = &analysis->findings[analysis->of_step[i]];
		if (shows_at_step(finding))
			group_add(scratch, at_step, step, analysis->of_step[i]);
		if (shows_at_arrow(finding) && arrows[finding->arrow].from == step && !is_same_again(analysis, step, i))
			group_add(scratch, at_arrow, finding->arrow, analysis->of_step[i]);
	}
}

const struct shown_index *shown_index_new(struct arena *arena, struct arena *scratch, const struct analysis *analysis,
					  const bool *wanted)
{
	struct shown_index *index = ARENA_NEW(arena, struct shown_index);
	struct group_entries at_step = {0}, at_arrow = {0};
	for (uint32_t s = 0; s < analysis->pathway->step_count; s++)
		if (wanted[s])
			add_at_step(scratch, analysis, s, &at_step, &at_arrow);
	index->at_step = groups_build(arena, &at_step, analysis->pathway->step_count);
	index->at_arrow = groups_build(arena, &at_arrow, analysis->pathway->arrow_count);
	index->between = by_places(arena, scratch, analysis, wanted, shows_between, 2);
	index->bounces = by_places(arena, scratch, analysis, wanted, is_bounce, 3);
	return index;
}

/* The first of a group whose places but the last do not come before these. */
static uint32_t find_first(const struct analysis *analysis, const struct groups *groups, uint32_t group,
			   const uint32_t *places, uint32_t count)
{
	uint32_t low = groups->first[group], high = groups->first[group + 1];
	while (low < high) {
		uint32_t middle = low + (high - low) / 2, i = count - 1;
		const uint32_t *at = analysis->findings[groups->members[middle]].at;
		while (i > 0 && at[i] == places[i])
			i--;
		if (at[i] < places[i])
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* What is shown takes memory, too. */
enum { EFFORT_OF_SHOWN = 50 };

/* ---- At a stop ------------------------------------------------------------------------- */

static void show(struct journey_walk *walk, uint32_t finding)
{
	uint32_t *shown = &walk->room->shown[finding];
	if (*shown == walk->number + 1)
		return;
	if (*shown == 0)
		*list_add(walk->arena, &walk->all) = finding;
	*shown = walk->number + 1;
	*list_add(walk->arena, &walk->here) = finding;
	walk_spend(walk, EFFORT_OF_SHOWN);
}

void keep_shown(struct journey_walk *walk)
{
	walk->stops[walk->number].findings = walk->here.at;
	walk->stops[walk->number].finding_count = walk->here.count;
	walk->here = (struct shown){0};
}

/* The hand-off from one step to another as the pathway has it, or NULL; shows
 * what is found there of people who were told so. */
static enum rule show_between(struct journey_walk *walk, struct token token, uint32_t to)
{
	const struct analysis *analysis = walk->analysis;
	const struct groups *between = &walk->index->between;
	enum rule level = RULE_COUNT;
	for (uint32_t i = find_first(analysis, between, to, &token.from, 1); i < between->first[to + 1]; i++) {
		const struct finding *finding = &analysis->findings[between->members[i]];
		if (finding->at[0] != token.from)
			break;
		walk_spend(walk, 1);
		bool handoff = finding->rule == RULE_HANDOFF_WITHIN || finding->rule == RULE_HANDOFF_BETWEEN ||
			       finding->rule == RULE_HANDOFF_ACROSS;
		if (handoff)
			level = finding->rule;
		if (handoff || (finding->rule == RULE_NOTHING_PASSED_ON && token.told == TOLD_NOTHING) ||
		    (finding->rule == RULE_NOT_SAID && token.told == TOLD_NOT_SAID))
			show(walk, between->members[i]);
	}
	return level;
}

void show_handoff(struct journey_walk *walk, struct token token, uint32_t to)
{
	static const enum measure measure_of[RULE_COUNT] = {
	    [RULE_HANDOFF_WITHIN] = MEASURE_HANDOFFS_WITHIN,
	    [RULE_HANDOFF_BETWEEN] = MEASURE_HANDOFFS_BETWEEN,
	    [RULE_HANDOFF_ACROSS] = MEASURE_HANDOFFS_ACROSS,
	};
	enum rule level = show_between(walk, token, to);
	if (level == RULE_COUNT)
		return;
	*walk_figure(walk, MEASURE_HANDOFFS) += token.times;
	*walk_figure(walk, measure_of[level]) += token.times;
}

/* What is found at the arrow by which the person came. */
void show_arrow(struct journey_walk *walk, uint32_t arrow)
{
	const struct groups *groups = &walk->index->at_arrow;
	for (uint32_t i = arrow == NONE ? 0 : groups->first[arrow]; arrow != NONE && i < groups->first[arrow + 1]; i++)
		show(walk, groups->members[i]);
}

void show_bounce(struct journey_walk *walk)
{
	const struct analysis *analysis = walk->analysis;
	const struct groups *bounces = &walk->index->bounces;
	if (walk->number < 2)
		return;
	uint32_t to = walk->stops[walk->number].step;
	const uint32_t places[] = {walk->stops[walk->number - 2].step, walk->stops[walk->number - 1].step};
	for (uint32_t i = find_first(analysis, bounces, to, places, 2); i < bounces->first[to + 1]; i++) {
		const uint32_t *at = analysis->findings[bounces->members[i]].at;
		if (at[0] != places[0] || at[1] != places[1])
			break;
		show(walk, bounces->members[i]);
	}
}

void show_off_the_map(struct journey_walk *walk)
{
	const struct analysis *analysis = walk->analysis;
	const struct groups *between = &walk->index->between;
	uint32_t to = walk->stops[walk->number].step, from = walk->stops[walk->number - 1].step;
	for (uint32_t i = find_first(analysis, between, to, &from, 1); i < between->first[to + 1]; i++) {
		const struct finding *finding = &analysis->findings[between->members[i]];
		if (finding->at[0] != from)
			break;
		walk_spend(walk, 1);
		if (finding->rule == RULE_OFF_THE_MAP && finding->subject == walk->walked->journey)
			show(walk, between->members[i]);
	}
}

/* What is found at the step itself, and what this person is asked again. */
void show_step(struct journey_walk *walk, uint32_t s)
{
	const struct groups *groups = &walk->index->at_step;
	for (uint32_t i = groups->first[s]; i < groups->first[s + 1]; i++) {
		const struct finding *finding = &walk->analysis->findings[groups->members[i]];
		bool asks = finding->rule == RULE_ASKED_AGAIN;
		walk_spend(walk, 1);
		if (!(asks || finding->rule == RULE_DONE_AGAIN) || asked_before(walk, s, finding->thing, asks))
			show(walk, groups->members[i]);
	}
}
