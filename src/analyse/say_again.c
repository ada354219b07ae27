/* Who asked before, and why it is asked again. */
#include "analyse/say.h"
#include "analyse/team_sets.h"
#include "analyse/work.h"
#include "carepath/plain.h"
#include "carepath/text.h"

#include <string.h>

enum { BEFORE_MOST = 5 };

static struct indexes things_at(const struct step *step, bool asks)
{
	return asks ? step->asks : step->does;
}

/* For every step whether `to` can be reached from it within an episode. In a
 * block the branches listed earlier come before those listed later. */
static bool *steps_before(struct arena *arena, const struct analysis *analysis, uint32_t to)
{
	const struct pathway *pathway = analysis->pathway;
	const struct chain *chain = analysis->chain;
	const struct network *network = chain->network;
	uint32_t target = chain_place(chain, to);
	/* Places are in order but for loops: whole components at a time, last first. */
	bool *leads = ARENA_ARRAY(arena, bool, network->component_count);
	leads[network->component[target]] = true;
	for (uint32_t c = network->component[target] + 1; c-- > 0;)
		for (uint32_t p = network->first_place[c]; p < network->first_place[c + 1]; p++)
			for (uint32_t a = network->first_arc[p]; a < network->first_arc[p + 1]; a++)
				leads[c] |= leads[network->component[network->arcs[a].to]];
	bool *steps = ARENA_ARRAY(arena, bool, pathway->step_count);
	for (uint32_t s = 0; s < pathway->step_count; s++)
		steps[s] = leads[network->component[chain_place(chain, s)]];
	return steps;
}

/* The first steps of the file that asked for it before the step did. */
static uint32_t find_before(const struct saying *say, const bool *before, uint32_t step, uint32_t thing, bool asks,
			    uint32_t *found, uint32_t most)
{
	const struct pathway *pathway = say->pathway;
	uint32_t count = 0;
	for (uint32_t s = 0; s < pathway->step_count && count < most; s++)
		if (before[s] && say->analysis->figures.visits[s] > 0 &&
		    indexes_have(things_at(&pathway->steps[s], asks), thing) &&
		    !indexes_have(pathway->steps[s].again, thing) && doers_disjoint(say->analysis->teams, s, step))
			found[count++] = s;
	return count;
}

static bool any_shared_record(const struct pathway *pathway, const struct step *a, const struct step *b, uint32_t *word,
			      bool *all_stated)
{
	*all_stated = true;
	for (uint32_t i = 0; i < step_doer_count(a); i++)
		for (uint32_t j = 0; j < step_doer_count(b); j++) {
			struct indexes ours = pathway->teams[step_doer(a, i)].records;
			struct indexes theirs = pathway->teams[step_doer(b, j)].records;
			*all_stated &= ours.count > 0 && theirs.count > 0;
			for (uint32_t r = 0; r < ours.count; r++)
				if (indexes_have(theirs, ours.at[r])) {
					*word = ours.at[r];
					return true;
				}
		}
	return false;
}

const char *say_why_again(const struct saying *say, const struct finding *finding)
{
	const struct pathway *pathway = say->pathway;
	bool asks = finding->rule == RULE_ASKED_AGAIN;
	uint32_t step = finding_worst_step(finding);
	const bool *before = steps_before(say->arena, say->analysis, step);
	uint32_t first, word;
	bool all_stated;
	if (find_before(say, before, step, finding->thing, asks, &first, 1) == 0)
		return "";
	const struct step *now = &pathway->steps[step], *then = &pathway->steps[first];
	if (any_shared_record(pathway, now, then, &word, &all_stated))
		return plain_format(say->arena, " %s and %s both use %s: it may have been there to read.",
				    say_team(say, then->team), say_team(say, now->team), pathway->words[word].text);
	if (finding->sent_on)
		return plain_format(say->arena, " It was sent on to %s and %s all the same.", say_team(say, now->team),
				    asks ? "asked" : "done");
	if (all_stated)
		return plain_format(say->arena, " %s and %s share no record.", say_team(say, then->team),
				    say_team(say, now->team));
	return "";
}

/* ---- At one step, said together ------------------------------------------------------------- */

struct again {
	const char **things, **teams;
	uint32_t thing_count, team_count;
};

static void add_name(const char **names, uint32_t *count, uint32_t most, const char *name)
{
	for (uint32_t i = 0; i < *count; i++)
		if (strcmp(names[i], name) == 0)
			return;
	if (*count < most)
		names[(*count)++] = name;
}

/* The things of the findings at this step, and the teams that came first. */
static struct again gather(const struct saying *say, const bool *before, uint32_t step, bool asks)
{
	const struct analysis *analysis = say->analysis;
	uint32_t first = analysis->of_step_first[step], end = analysis->of_step_first[step + 1];
	struct again again = {.things = ARENA_ARRAY(say->arena, const char *, end - first),
			      .teams = ARENA_ARRAY(say->arena, const char *, BEFORE_MOST)};
	for (uint32_t i = first; i < end; i++) {
		const struct finding *finding = &analysis->findings[analysis->of_step[i]];
		uint32_t found[BEFORE_MOST];
		if (finding->rule != (asks ? RULE_ASKED_AGAIN : RULE_DONE_AGAIN))
			continue;
		add_name(again.things, &again.thing_count, end - first, say->pathway->words[finding->thing].text);
		uint32_t count = find_before(say, before, step, finding->thing, asks, found, BEFORE_MOST);
		for (uint32_t f = 0; f < count; f++)
			add_name(again.teams, &again.team_count, BEFORE_MOST,
				 say_team(say, say->pathway->steps[found[f]].team));
	}
	return again;
}

static const char *say_together(const struct saying *say, const bool *before, uint32_t step, bool asks)
{
	struct again again = gather(say, before, step, asks);
	if (again.thing_count == 0)
		return "";
	return plain_format(say->arena, "%s again by %s: %s (before: %s).", asks ? "Asked" : "Done",
			    say_team(say, say->pathway->steps[step].team),
			    plain_list(say->arena, again.things, again.thing_count, "and"),
			    plain_list(say->arena, again.teams, again.team_count, "and"));
}

const char *step_says_repeats(struct arena *arena, const struct analysis *analysis, uint32_t step)
{
	const struct saying say = {.arena = arena, .analysis = analysis, .pathway = analysis->pathway};
	const bool *before = steps_before(arena, analysis, step);
	const char *asked = say_together(&say, before, step, true), *done = say_together(&say, before, step, false);
	if (*asked == '\0' || *done == '\0')
		return *asked != '\0' ? asked : done;
	return plain_format(arena, "%s %s", asked, done);
}
