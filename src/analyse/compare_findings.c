/* Which findings of one pathway are those of the other. */
#include "analyse/comparing.h"

#include "carepath/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- What a finding is known by --------------------------------------------------------- */

/* Steps and things are numbered as on the map before; those that only the
 * other map has come behind them. */
struct key {
	enum rule rule;
	uint32_t thing, count, number;
	const uint32_t *places;
	const char *name;
};

/* One of the two maps, and how its steps and things are numbered. */
struct one_map {
	struct arena *scratch;
	const struct analysis *analysis;
	const uint32_t *steps, *things, *teams; /* NULL: as they are */
	uint32_t step_count, thing_count, team_count;
};

static const char *clock_of(const struct one_map *side, const struct finding *finding)
{
	bool of_arrow = finding->arrow != NONE || finding->subject == NONE;
	return of_arrow ? "" : side->analysis->pathway->clocks[finding->subject].id;
}

static const char *obstacle_of(const struct one_map *side, const struct finding *finding)
{
	const struct pathway *pathway = side->analysis->pathway;
	const struct texts *obstacles = finding->arrow != NONE ? &pathway->arrows[finding->arrow].obstacles
							       : &pathway->steps[finding->at[0]].obstacles;
	return obstacles->at[finding->subject];
}

static const char *block_of(const struct one_map *side, const struct finding *finding)
{
	const struct pathway *pathway = side->analysis->pathway;
	return pathway->steps[pathway->blocks[finding->subject].holder].id;
}

static const char *journey_of(const struct one_map *side, const struct finding *finding)
{
	return side->analysis->pathway->journeys[finding->subject].id;
}

static const char *goal_of(const struct one_map *side, const struct finding *finding)
{
	return side->analysis->pathway->goals[finding->subject].name;
}

/* Which of the two is listed first does not matter. */
static const char *organisations_of(const struct one_map *side, const struct finding *finding)
{
	const struct organisation *organisations = side->analysis->pathway->organisations;
	const char *one = organisations[finding->organisations[0]].id;
	const char *other = organisations[finding->organisations[1]].id;
	bool in_order = strcmp(one, other) < 0;
	return text_format(side->scratch, "%s %s", in_order ? one : other, in_order ? other : one);
}

/* What tells findings of a rule apart besides steps and thing; and where the
 * steps do not, since a finding adds up many: one more or less is still it. */
static const struct {
	const char *(*name)(const struct one_map *side, const struct finding *finding);
	bool wherever;
} known_by[RULE_COUNT] = {
    [RULE_OVER_TARGET] = {clock_of, false},
    [RULE_ASKED_AGAIN] = {NULL, true},
    [RULE_DONE_AGAIN] = {NULL, true},
    [RULE_SAME_SERVICE] = {NULL, true},
    [RULE_AT_THE_SAME_TIME] = {block_of, true},
    [RULE_OBSTACLE] = {obstacle_of, false},
    [RULE_OFF_THE_MAP] = {journey_of, false},
    [RULE_FAULT_LINE] = {organisations_of, false},
    [RULE_NOT_COTERMINOUS] = {organisations_of, false},
    [RULE_GOAL_MISSED] = {goal_of, false},
    [RULE_GOAL_MET] = {goal_of, false},
};

static uint32_t numbered(const uint32_t *numbers, uint32_t own, uint32_t others)
{
	if (!numbers || own == NONE)
		return own;
	return numbers[own] != NONE ? numbers[own] : others + own;
}

static const uint32_t *numbered_steps(const struct one_map *side, const struct finding *finding)
{
	if (!side->steps)
		return finding->at;
	uint32_t *places = ARENA_ARRAY(side->scratch, uint32_t, finding->at_count);
	for (uint32_t i = 0; i < finding->at_count; i++)
		places[i] = numbered(side->steps, finding->at[i], side->step_count);
	return places;
}

static const uint32_t *numbered_teams(const struct one_map *side, const struct finding *finding)
{
	uint32_t *places = ARENA_ARRAY(side->scratch, uint32_t, finding->at_count);
	for (uint32_t i = 0; i < finding->at_count; i++)
		places[i] =
		    numbered(side->teams, side->analysis->pathway->steps[finding->at[i]].team, side->team_count);
	return places;
}

/* What a finding is known by: between steps, where a step that came between
 * moved it to others, between their teams. */
enum known { BY_STEPS, BY_TEAMS };

static struct key key_of(const struct one_map *side, uint32_t number, enum known known)
{
	const struct finding *finding = &side->analysis->findings[number];
	struct key key = {.rule = finding->rule, .number = number, .name = ""};
	key.thing = numbered(side->things, finding->thing, side->thing_count);
	if (known_by[finding->rule].name)
		key.name = known_by[finding->rule].name(side, finding);
	if (known_by[finding->rule].wherever)
		return key;
	key.places = known == BY_STEPS ? numbered_steps(side, finding) : numbered_teams(side, finding);
	key.count = finding->at_count;
	return key;
}

static int order(uint32_t one, uint32_t other)
{
	return (one > other) - (one < other);
}

static int compare_keys(const struct key *a, const struct key *b)
{
	int by = order(a->rule, b->rule);
	by = by ? by : order(a->thing, b->thing);
	by = by ? by : order(a->count, b->count);
	for (uint32_t i = 0; by == 0 && i < a->count; i++)
		by = order(a->places[i], b->places[i]);
	return by ? by : strcmp(a->name, b->name);
}

/* Those that are known by the same stay in their order. */
static int by_key(const void *a, const void *b)
{
	const struct key *x = a, *y = b;
	int by = compare_keys(x, y);
	return by ? by : order(x->number, y->number);
}

struct keys {
	struct key *at;
	uint32_t count;
};

/* Of those that have no match yet. */
static struct keys sorted_keys(const struct one_map *side, const uint32_t *matched, enum known known)
{
	struct keys keys = {ARENA_ARRAY(side->scratch, struct key, side->analysis->finding_count), 0};
	for (uint32_t i = 0; i < side->analysis->finding_count; i++) {
		bool between = side->analysis->findings[i].arrow != NONE;
		if (matched[i] == NONE && (known == BY_STEPS || between))
			keys.at[keys.count++] = key_of(side, i, known);
	}
	if (keys.count > 0)
		qsort(keys.at, keys.count, sizeof *keys.at, by_key);
	return keys;
}

/* ---- Matching ------------------------------------------------------------------------- */

/* Of each finding of one map the same one of the other, or NONE. */
struct matches {
	uint32_t *after, *before;
};

static uint32_t *nothing(struct arena *arena, uint32_t count)
{
	uint32_t *numbers = ARENA_ARRAY(arena, uint32_t, count);
	for (uint32_t i = 0; i < count; i++)
		numbers[i] = NONE;
	return numbers;
}

static void match_by(const struct one_map *one, const struct one_map *other, enum known known, struct matches *matches)
{
	const struct keys a = sorted_keys(one, matches->after, known), b = sorted_keys(other, matches->before, known);
	for (uint32_t i = 0, j = 0; i < a.count && j < b.count;) {
		int by = compare_keys(&a.at[i], &b.at[j]);
		if (by == 0) {
			matches->after[a.at[i].number] = b.at[j].number;
			matches->before[b.at[j].number] = a.at[i].number;
		}
		i += by <= 0;
		j += by >= 0;
	}
}

static struct matches match(const struct one_map *one, const struct one_map *other)
{
	struct matches matches = {nothing(one->scratch, one->analysis->finding_count),
				  nothing(one->scratch, other->analysis->finding_count)};
	match_by(one, other, BY_STEPS, &matches);
	match_by(one, other, BY_TEAMS, &matches);
	return matches;
}

static const char *word(const void *subject, uint32_t number)
{
	const struct pathway *pathway = subject;
	return pathway->words[number].folded;
}

static const char *team(const void *subject, uint32_t number)
{
	const struct pathway *pathway = subject;
	return pathway->teams[number].id;
}

typedef LIST(struct finding_pair) finding_list;

static struct finding_pairs kept(const finding_list *list)
{
	return (struct finding_pairs){list->at, list->count};
}

/* The words of one map found again among those of the other. */
struct words_met {
	const uint32_t *before; /* of each word after: the same before, or NONE */
	uint32_t *met, round;   /* of each word before: the last round in which it was met */
};

/* Whether two lists, in which no word comes twice, have the same words in any order. */
static bool same_words(struct words_met *words, struct indexes was, struct indexes is)
{
	words->round++;
	for (uint32_t i = 0; i < was.count; i++)
		words->met[was.at[i]] = words->round;
	for (uint32_t i = 0; i < is.count; i++) {
		uint32_t before = words->before[is.at[i]];
		if (before == NONE || words->met[before] != words->round)
			return false;
	}
	return was.count == is.count;
}

static void note_told_otherwise(const struct comparison *comparison, struct words_met *words, struct finding_pair *pair)
{
	const struct finding *old = &comparison->before->findings[pair->before];
	const struct finding *new = &comparison->after->findings[pair->after];
	if (rules[old->rule].kind != KIND_HANDOFF || old->arrow == NONE || new->arrow == NONE)
		return;
	const struct arrow *was = &comparison->before->pathway->arrows[old->arrow];
	const struct arrow *is = &comparison->after->pathway->arrows[new->arrow];
	pair->sends_otherwise = !same_words(words, was->sends, is->sends);
	pair->told_otherwise = pair->sends_otherwise || was->via != is->via;
}

static void keep(struct comparing *comparing, const struct matches *matches, const uint32_t *word_before)
{
	uint32_t word_count = comparing->comparison->before->pathway->word_count;
	struct words_met words = {word_before, ARENA_ARRAY(comparing->scratch, uint32_t, word_count), 0};
	struct comparison *comparison = comparing->comparison;
	finding_list gone = {0}, found = {0}, stayed = {0};
	for (uint32_t i = 0; i < comparison->before->finding_count; i++)
		if (matches->after[i] == NONE)
			*list_add(comparing->arena, &gone) = (struct finding_pair){.before = i, .after = NONE};
	for (uint32_t i = 0; i < comparison->after->finding_count; i++) {
		struct finding_pair pair = {.before = matches->before[i], .after = i};
		if (pair.before != NONE)
			note_told_otherwise(comparison, &words, &pair);
		*list_add(comparing->arena, pair.before == NONE ? &found : &stayed) = pair;
	}
	comparison->gone = kept(&gone);
	comparison->found = kept(&found);
	comparison->stayed = kept(&stayed);
}

void compare_findings(struct comparing *comparing)
{
	const struct comparison *comparison = comparing->comparison;
	const struct pathway *before = comparison->before->pathway, *after = comparison->after->pathway;
	const struct names words_before = {word, before, before->word_count};
	const struct names words_after = {word, after, after->word_count};
	const struct names teams_before = {team, before, before->team_count};
	const struct names teams_after = {team, after, after->team_count};
	const struct one_map one = {.scratch = comparing->scratch, .analysis = comparison->before};
	const struct one_map other = {
	    .scratch = comparing->scratch,
	    .analysis = comparison->after,
	    .steps = comparing->step_before,
	    .things = match_names(comparing->scratch, words_after, words_before),
	    .teams = match_names(comparing->scratch, teams_after, teams_before),
	    .step_count = before->step_count,
	    .thing_count = before->word_count,
	    .team_count = before->team_count,
	};
	const struct matches matches = match(&one, &other);
	keep(comparing, &matches, other.things);
}

static bool differ(double one, double other)
{
	if (isnan(one) || isnan(other))
		return isnan(one) != isnan(other);
	return fabs(one - other) > 1e-9 * fmax(fabs(one), fabs(other));
}

bool finding_pair_changed(const struct comparison *comparison, const struct finding_pair *pair)
{
	const struct finding *before = &comparison->before->findings[pair->before];
	const struct finding *after = &comparison->after->findings[pair->after];
	return differ(before->per_person, after->per_person) ||
	       differ(before->seconds_per_person, after->seconds_per_person) || differ(before->mean, after->mean) ||
	       before->accepted != after->accepted || pair->told_otherwise;
}
