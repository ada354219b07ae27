#include "carepath/journal.h"
#include "carepath/plain.h"

#include <string.h>

/* What tells findings of a rule apart besides their steps and the thing. */

static const char *clock_of(struct arena *arena, const struct pathway *pathway, const struct finding *finding)
{
	(void)arena;
	return finding->arrow != NONE || finding->subject == NONE ? NULL : pathway->clocks[finding->subject].id;
}

static const char *obstacle_of(struct arena *arena, const struct pathway *pathway, const struct finding *finding)
{
	(void)arena;
	const struct texts *obstacles = finding->arrow != NONE ? &pathway->arrows[finding->arrow].obstacles
							       : &pathway->steps[finding->at[0]].obstacles;
	return obstacles->at[finding->subject];
}

static const char *block_of(struct arena *arena, const struct pathway *pathway, const struct finding *finding)
{
	(void)arena;
	return pathway->steps[pathway->blocks[finding->subject].holder].id;
}

static const char *journey_of(struct arena *arena, const struct pathway *pathway, const struct finding *finding)
{
	(void)arena;
	return pathway->journeys[finding->subject].id;
}

static const char *goal_of(struct arena *arena, const struct pathway *pathway, const struct finding *finding)
{
	(void)arena;
	return pathway->goals[finding->subject].name;
}

static const char *organisations_of(struct arena *arena, const struct pathway *pathway, const struct finding *finding)
{
	return plain_format(arena, "%s %s", pathway->organisations[finding->organisations[0]].id,
			    pathway->organisations[finding->organisations[1]].id);
}

static const char *(*const named_by[RULE_COUNT])(struct arena *, const struct pathway *, const struct finding *) = {
    [RULE_OVER_TARGET] = clock_of,        [RULE_AT_THE_SAME_TIME] = block_of,
    [RULE_OBSTACLE] = obstacle_of,        [RULE_OFF_THE_MAP] = journey_of,
    [RULE_FAULT_LINE] = organisations_of, [RULE_NOT_COTERMINOUS] = organisations_of,
    [RULE_GOAL_MISSED] = goal_of,         [RULE_GOAL_MET] = goal_of,
};

static bool is_like(const struct arrow *one, const struct arrow *other)
{
	return one != other && one->to == other->to && one->outcome == other->outcome;
}

/* Of the ways to the same place, which one; NULL where there is but one. */
static const char *way_of(const struct pathway *pathway, const struct arrow *arrow)
{
	const struct step *step = &pathway->steps[arrow->from];
	for (uint32_t i = step->first_arrow; i < step->first_arrow + step->arrow_count; i++)
		if (is_like(&pathway->arrows[i], arrow))
			return arrow->when;
	return NULL;
}

/* An arrow out of the pathway has one step only. */
static const char *outcome_of(const struct pathway *pathway, const struct arrow *arrow)
{
	return arrow->outcome == NONE ? NULL : pathway->outcomes[arrow->outcome];
}

static const char *add(struct arena *arena, const char *key, const char *name)
{
	return name ? plain_format(arena, "%s: %s", key, name) : key;
}

/* "asked-again ward-stay home-visit": in one piece, for there may be many steps,
 * and a list asks for the key of every row. */
static const char *rule_and_steps(struct arena *arena, const struct pathway *pathway, const struct finding *finding)
{
	const char *rule = rules[finding->rule].name;
	size_t length = strlen(rule);
	for (uint32_t i = 0; i < finding->at_count; i++)
		length += 1 + strlen(pathway->steps[finding->at[i]].id);
	char *key = arena_take(arena, length + 1), *end = stpcpy(key, rule);
	for (uint32_t i = 0; i < finding->at_count; i++) {
		*end++ = ' ';
		end = stpcpy(end, pathway->steps[finding->at[i]].id);
	}
	return key;
}

const char *finding_older_key(struct arena *arena, const struct pathway *pathway, const struct finding *finding)
{
	const char *key = rule_and_steps(arena, pathway, finding);
	return add(arena, key, finding->thing == NONE ? NULL : pathway->words[finding->thing].text);
}

const char *finding_key(struct arena *arena, const struct pathway *pathway, const struct finding *finding)
{
	const char *key = finding_older_key(arena, pathway, finding);
	if (finding->arrow != NONE) {
		key = add(arena, key, outcome_of(pathway, &pathway->arrows[finding->arrow]));
		key = add(arena, key, way_of(pathway, &pathway->arrows[finding->arrow]));
	}
	return add(arena, key, named_by[finding->rule] ? named_by[finding->rule](arena, pathway, finding) : NULL);
}
