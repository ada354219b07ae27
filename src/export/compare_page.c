#include "export/compare_page.h"

#include "carepath/plain.h"
#include "carepath/text.h"
#include "export/form.h"
#include "export/scratch.h"

#include <math.h>
#include <string.h>

/* ---- Before, after, and how much it is ---------------------------------------------- */

static const char *arrow(const struct page *page)
{
	return page->writer->ascii ? "->" : "→";
}

/* Words for a figure that has become less, or more. */
static const struct {
	const char *less, *more;
} words_for[] = {
    [UNIT_COUNT] = {"fewer", "more"}, [UNIT_TIME] = {"less", "more"},       [UNIT_SHARE] = {"less", "more"},
    [UNIT_MONEY] = {"less", "more"},  [UNIT_FEELING] = {"lower", "higher"},
};

const char *compare_pair_in_words(const struct page *page, enum unit unit, double before, double after, double change)
{
	struct arena *arena = page->arena;
	const struct measure_change said = measure_change_in_words(arena, unit, before, after);
	if (!isfinite(change) || change == 0) {
		const char *was = measure_in_words(arena, unit, before), *is = measure_in_words(arena, unit, after);
		return strcmp(was, is) == 0 ? plain_format(arena, "%s, as before", is)
					    : plain_format(arena, "%s %s %s", was, arrow(page), is);
	}
	if (strcmp(said.before, said.after) == 0)
		return plain_format(arena, "%s, as before", measure_in_words(arena, unit, after));
	return plain_format(arena, "%s %s %s, %s %s", said.before, arrow(page), said.after, said.size,
			    change < 0 ? words_for[unit].less : words_for[unit].more);
}

/* A change that is more than chance, and that the words can tell. */
static bool is_told(const struct page *page, const struct comparison *comparison, enum measure measure, uint32_t index)
{
	const struct measure_change said = measure_change_in_words(
	    page->arena, measures[measure].unit, figures_value(&comparison->figures_before, measure, index),
	    figures_value(&comparison->figures_after, measure, index));
	return comparison_changed(comparison, measure, index) && strcmp(said.before, said.after) != 0;
}

static const char *measure_pair(const struct page *page, const struct comparison *comparison, enum measure measure,
				uint32_t index)
{
	bool changed = comparison_changed(comparison, measure, index);
	return compare_pair_in_words(page, measures[measure].unit,
				     figures_value(&comparison->figures_before, measure, index),
				     figures_value(&comparison->figures_after, measure, index),
				     changed ? figures_value(&comparison->change, measure, index) : 0);
}

static const char *measure_label(struct arena *arena, const struct comparison *comparison, enum measure measure,
				 uint32_t index)
{
	const char *says = measures[measure].says;
	if (measure < MEASURE_CLOCK)
		return text_capital(arena, says);
	return plain_format(arena, "%s: %s", comparison->names->clocks[index].name, says);
}

/* ---- What is compared ----------------------------------------------------------------- */

const char *compare_says_pathway(struct arena *arena, const struct pathway *pathway)
{
	const char *scenario = pathway->scenario == NONE ? ""
							 : plain_format(arena, ", as it would be under: %s",
									pathway->scenarios[pathway->scenario].name);
	return plain_format(arena, "%s (%s)%s", pathway->name, pathway->source->name, scenario);
}

const char *compare_says_as_opened(struct arena *arena, const char *path)
{
	return plain_format(arena, "%s, as it was when it was opened", path);
}

const char *compare_says_as_now(struct arena *arena, const char *path, bool saved)
{
	return plain_format(arena, "%s, as it is now%s", path, saved ? "" : ", not saved yet");
}

static const char *people_a_year(const struct page *page, double people)
{
	return isnan(people) ? "not said" : counted(page->arena, people, "person", "people");
}

static bool same_number(double one, double other)
{
	return one == other || (isnan(one) && isnan(other));
}

static bool same_text(const char *one, const char *other)
{
	return one && other ? strcmp(one, other) == 0 : one == other;
}

/* What a reader has to know before believing the rest. */
void compare_write_warnings(const struct page *page, const struct comparison *comparison)
{
	const struct pathway *before = comparison->before->pathway, *after = comparison->after->pathway;
	if (!same_number(before->people_per_year, after->people_per_year))
		page_text(page, 1,
			  plain_format(page->arena,
				       "How many start in a year is not the same: %s before, %s after. What follows is "
				       "for each person.",
				       people_a_year(page, before->people_per_year),
				       people_a_year(page, after->people_per_year)));
	if (!same_text(before->prices, after->prices))
		page_text(page, 1,
			  plain_format(page->arena,
				       "Prices are of %s before and of %s after: a part of what costs change may be "
				       "prices.",
				       before->prices ? before->prices : "a year that is not said",
				       after->prices ? after->prices : "a year that is not said"));
}

void compare_write_subject(const struct page *page, const struct comparison *comparison, const char *before,
			   const char *after)
{
	page_lead(page, comparison->says);
	page_blank(page);
	page_text(page, 1, plain_format(page->arena, "Before: %s", before));
	page_text(page, 1, plain_format(page->arena, "After: %s", after));
	compare_write_warnings(page, comparison);
}

/* ---- For people ------------------------------------------------------------------------ */

/* Costs and endings have tables of their own. */
static bool is_elsewhere(enum measure measure)
{
	return measure == MEASURE_COST || measure == MEASURE_COST_PAYER || measure == MEASURE_OUTCOME ||
	       measure == MEASURE_LOST;
}

static void write_measures(const struct page *page, const struct comparison *comparison, int better,
			   const char *heading)
{
	bool headed = false;
	for (enum measure measure = 0; measure < MEASURE_COUNT; measure++)
		for (uint32_t i = 0; i < measure_part_count(comparison->names, measure); i++) {
			if (is_elsewhere(measure) || !is_told(page, comparison, measure, i) ||
			    comparison_better_for_people(comparison, measure, i) != better)
				continue;
			if (!headed)
				page_heading(page, heading);
			headed = true;
			page_row(page, 3, measure_label(page->arena, comparison, measure, i),
				 measure_pair(page, comparison, measure, i));
		}
}

/* Known in both, and the same in words, or no other figure than chance would
 * make of it. */
static bool stays(const struct page *page, const struct comparison *comparison, enum measure measure, bool by_chance)
{
	double change = figures_value(&comparison->change, measure, NONE);
	bool chance = change != 0 && !comparison_changed(comparison, measure, NONE);
	return isfinite(change) && !is_told(page, comparison, measure, NONE) && chance == by_chance;
}

/* Of a standard, that all of it stays is said in its name. */
static bool clock_stays(const struct page *page, const struct comparison *comparison, uint32_t clock)
{
	for (enum measure measure = MEASURE_CLOCK; measure < MEASURE_COUNT; measure++)
		if (is_told(page, comparison, measure, clock))
			return false;
	return isfinite(comparison->change.clocks[clock].mean);
}

static void write_staying(const struct page *page, const struct comparison *comparison, bool by_chance,
			  const char *lead)
{
	const char *says = "";
	for (enum measure measure = 0; measure < MEASURE_SIMPLE; measure++)
		if (measures[measure].better != BETTER_NEITHER && !is_elsewhere(measure) &&
		    stays(page, comparison, measure, by_chance))
			says = plain_format(page->arena, "%s%s%s", says, *says ? "; " : "", measures[measure].says);
	for (uint32_t i = 0; i < comparison->names->clock_count && !by_chance; i++)
		if (clock_stays(page, comparison, i))
			says = plain_format(page->arena, "%s%s%s", says, *says ? "; " : "",
					    comparison->names->clocks[i].name);
	if (*says)
		page_text(page, 3, plain_format(page->arena, "%s %s.", lead, says));
}

static void write_people(const struct page *page, const struct comparison *comparison)
{
	write_measures(page, comparison, 1, "Better for people");
	write_measures(page, comparison, -1, "Worse for people");
	write_measures(page, comparison, 0, "Different, in itself neither better nor worse");
	page_heading(page, "As before");
	write_staying(page, comparison, false, "Unchanged:");
	write_staying(page, comparison, true, "Changed by no more than chance explains:");
}

static void write_endings(const struct page *page, const struct comparison *comparison)
{
	page_heading(page, "How it ends");
	for (uint32_t i = 0; i < comparison->names->outcome_count; i++)
		page_row(page, 3, text_capital(page->arena, comparison->names->outcomes[i]),
			 measure_pair(page, comparison, MEASURE_OUTCOME, i));
	page_row(page, 3, text_capital(page->arena, measures[MEASURE_LOST].says),
		 measure_pair(page, comparison, MEASURE_LOST, NONE));
}

/* ---- Goals ----------------------------------------------------------------------------- */

/* So finely that it tells whether the goal is met. */
static const char *goal_value(const struct page *page, const struct analysis *analysis, uint32_t number)
{
	const struct goal *goal = &analysis->pathway->goals[number];
	enum measure measure = MEASURE_STEPS;
	uint32_t part;
	measure_find(analysis->pathway, goal->measure, &measure, &part);
	return measure_beside_in_words(page->arena, measures[measure].unit, analysis->goal_values[number], goal->value);
}

static const char *say_met(const struct analysis *analysis, uint32_t goal)
{
	return isnan(analysis->goal_values[goal]) ? "not known" : analysis->goal_met[goal] ? "reached" : "missed";
}

static const char *say_goal_alone(const struct page *page, const struct analysis *analysis, uint32_t number,
				  const char *which)
{
	const struct goal *goal = &analysis->pathway->goals[number];
	return plain_format(page->arena, "%s: %s with %s; the goal is %s", which, say_met(analysis, number),
			    goal_value(page, analysis, number), goal_in_words(page->arena, goal));
}

static const char *say_now_met(const struct comparison *comparison, const struct goal_pair *pair)
{
	bool before = comparison->before->goal_met[pair->before], after = comparison->after->goal_met[pair->after];
	if (isnan(comparison->before->goal_values[pair->before]) || isnan(comparison->after->goal_values[pair->after]))
		return "not known for both";
	return before ? (after ? "still reached" : "no longer reached") : after ? "now reached" : "still missed";
}

/* "14% → 12.4%", "14%, as before": what changed by more than chance never looks the same. */
static const char *goal_values(const struct page *page, const struct comparison *comparison,
			       const struct goal_pair *pair)
{
	const struct analysis *before = comparison->before, *after = comparison->after;
	const char *was = goal_value(page, before, pair->before), *is = goal_value(page, after, pair->after);
	enum measure measure;
	uint32_t part;
	if (strcmp(was, is) == 0 &&
	    measure_find(comparison->names, after->pathway->goals[pair->after].measure, &measure, &part) &&
	    is_told(page, comparison, measure, part)) {
		const struct measure_change said =
		    measure_change_in_words(page->arena, measures[measure].unit, before->goal_values[pair->before],
					    after->goal_values[pair->after]);
		was = said.before, is = said.after;
	}
	return strcmp(was, is) == 0 ? plain_format(page->arena, "%s, as before", is)
				    : plain_format(page->arena, "%s %s %s", was, arrow(page), is);
}

static const char *say_goal(const struct page *page, const struct comparison *comparison, const struct goal_pair *pair)
{
	const struct analysis *before = comparison->before, *after = comparison->after;
	if (pair->before == NONE)
		return say_goal_alone(page, after, pair->after, "a goal only after");
	if (pair->after == NONE)
		return say_goal_alone(page, before, pair->before, "a goal only before");
	const char *other = "";
	if (pair->other_target)
		other = plain_format(page->arena, " (before, it was another goal: %s)",
				     goal_in_words(page->arena, &before->pathway->goals[pair->before]));
	return plain_format(page->arena, "%s: %s; the goal is %s%s", say_now_met(comparison, pair),
			    goal_values(page, comparison, pair),
			    goal_in_words(page->arena, &after->pathway->goals[pair->after]), other);
}

static void write_goals(const struct page *page, const struct comparison *comparison)
{
	if (comparison->goal_count == 0)
		return;
	page_heading(page, "Goals");
	for (uint32_t i = 0; i < comparison->goal_count; i++) {
		const struct goal_pair *pair = &comparison->goals[i];
		const struct goal *goal = pair->after != NONE ? &comparison->after->pathway->goals[pair->after]
							      : &comparison->before->pathway->goals[pair->before];
		page_row(page, 3, goal->name, say_goal(page, comparison, pair));
	}
}

/* ---- Steps ----------------------------------------------------------------------------- */

static const char all_in_json[] = "--format json has all";

static const char *say_step(const struct page *page, const struct pathway *pathway, uint32_t number)
{
	const struct step *step = &pathway->steps[number];
	return plain_format(page->arena, "%s: %s, %s", step->name, pathway->teams[step->team].name,
			    word_of(&setting_words, step->setting));
}

static const char *say_move(const struct page *page, const struct comparison *comparison, const struct step_pair *pair)
{
	const struct pathway *one = comparison->before->pathway, *other = comparison->after->pathway;
	const struct step *was = &one->steps[pair->before], *is = &other->steps[pair->after];
	const char *team = !pair->other_team ? ""
					     : plain_format(page->arena, "%s in place of %s",
							    other->teams[is->team].name, one->teams[was->team].name);
	const char *place = !pair->elsewhere
				? ""
				: plain_format(page->arena, "%s in place of %s", word_of(&setting_words, is->setting),
					       word_of(&setting_words, was->setting));
	return plain_format(page->arena, "%s: %s%s%s", is->name, team, *team && *place ? ", " : "", place);
}

static const char *say_step_pair(const struct page *page, const struct comparison *comparison,
				 const struct step_pair *pair)
{
	if (pair->before == NONE)
		return say_step(page, comparison->after->pathway, pair->after);
	if (pair->after == NONE)
		return say_step(page, comparison->before->pathway, pair->before);
	return say_move(page, comparison, pair);
}

static void write_step_pairs(const struct page *page, const struct comparison *comparison, uint32_t most,
			     struct step_pairs steps, const char *heading)
{
	uint32_t shown = steps.count < most ? steps.count : most;
	if (steps.count == 0)
		return;
	page_heading(page, heading);
	for (uint32_t i = 0; i < shown; i++)
		page_item(page, "-", say_step_pair(page, comparison, &steps.at[i]));
	page_rest(page, steps.count - shown, all_in_json);
}

void compare_write_steps(const struct page *page, const struct comparison *comparison, uint32_t most)
{
	write_step_pairs(page, comparison, most, comparison->added, "Steps that are added");
	write_step_pairs(page, comparison, most, comparison->removed, "Steps that fall away");
	write_step_pairs(page, comparison, most, comparison->moved, "Steps that another team does, or elsewhere");
}

/* ---- Findings -------------------------------------------------------------------------- */

/* Goals have a table of their own. */
static bool is_finding_shown(const struct finding *finding)
{
	return rules[finding->rule].kind != KIND_GOAL;
}

/* What is never on the short list comes last here too. */
static bool is_minor(const struct finding *finding)
{
	return finding->rule == RULE_HANDOFF_WITHIN || finding->rule == RULE_NOT_SAID || finding->accepted;
}

static const char *say_accepted(const struct finding *finding)
{
	return finding->accepted ? " The group has looked at this and lives with it." : "";
}

static void write_finding(const struct page *page, const struct comparison *comparison, const struct finding_pair *pair)
{
	const struct analysis *analysis = pair->after == NONE ? comparison->before : comparison->after;
	const struct finding *finding = &analysis->findings[pair->after == NONE ? pair->before : pair->after];
	page_item(
	    page, kind_mark(rules[finding->rule].kind, page->writer->ascii),
	    plain_format(page->arena, "%s%s", finding_says_all(page->arena, analysis, finding), say_accepted(finding)));
}

static const struct finding *finding_of(const struct comparison *comparison, const struct finding_pair *pair)
{
	return pair->after == NONE ? &comparison->before->findings[pair->before]
				   : &comparison->after->findings[pair->after];
}

/* Its number in the pathway as it is after; where it is gone, as it was before. */
static uint32_t number_of(const struct finding_pair *pair)
{
	return pair->after == NONE ? pair->before : pair->after;
}

/* Those that are shown, each wait once. All are gone, or none is. */
static struct finding_pairs pairs_shown(const struct page *page, const struct comparison *comparison,
					struct finding_pairs all)
{
	uint32_t most = comparison->before->finding_count + comparison->after->finding_count, count = 0;
	struct finding_pair *shown = ARENA_ARRAY(page->arena, struct finding_pair, all.count);
	bool *listed = ARENA_ARRAY(page->arena, bool, most);
	for (uint32_t i = 0; i < all.count; i++)
		listed[number_of(&all.at[i])] = true;
	for (uint32_t i = 0; i < all.count; i++) {
		const struct finding *finding = finding_of(comparison, &all.at[i]);
		if (is_finding_shown(finding) && (finding->same_wait == NONE || !listed[finding->same_wait]))
			shown[count++] = all.at[i];
	}
	return (struct finding_pairs){shown, count};
}

static void write_finding_pairs(const struct page *page, const struct comparison *comparison, uint32_t most,
				struct finding_pairs all, const char *heading)
{
	const struct finding_pairs findings = pairs_shown(page, comparison, all);
	uint32_t count = findings.count, shown = 0;
	if (count == 0)
		return;
	page_heading(page, plain_format(page->arena, "%s (%u)", heading, count));
	for (int minor = 0; minor < 2; minor++)
		for (uint32_t i = 0; i < findings.count && shown < most; i++) {
			if (is_minor(finding_of(comparison, &findings.at[i])) != (minor == 1))
				continue;
			write_finding(page, comparison, &findings.at[i]);
			shown++;
		}
	page_rest(page, count - shown, all_in_json);
}

static const char *say_before(const struct page *page, const struct comparison *comparison,
			      const struct finding_pair *pair)
{
	return plain_format(page->arena, "Before: %s%s",
			    finding_says(page->arena, comparison->before, &comparison->before->findings[pair->before]),
			    say_accepted(&comparison->before->findings[pair->before]));
}

static const char *list_words(const struct page *page, const struct pathway *pathway, struct indexes words)
{
	const char *says = "nothing said";
	struct plain_row row = {0};
	for (uint32_t i = 0; i < words.count; i++)
		says = plain_add(page->arena, &row, ", ", pathway->words[words.at[i]].text);
	return says;
}

static const char *say_via(enum via via)
{
	return via == VIA_NOT_SAID ? "not said" : word_of(&via_words, via);
}

/* "How the next team gets to know: letter → shared record. What is sent: nothing said → story." */
static const char *say_told_otherwise(const struct page *page, const struct comparison *comparison,
				      const struct finding_pair *pair)
{
	struct arena *arena = page->arena;
	const struct pathway *one = comparison->before->pathway, *other = comparison->after->pathway;
	const struct arrow *was = &one->arrows[comparison->before->findings[pair->before].arrow];
	const struct arrow *is = &other->arrows[comparison->after->findings[pair->after].arrow];
	const char *sent = list_words(page, one, was->sends), *sends = list_words(page, other, is->sends);
	const char *via = was->via == is->via ? ""
					      : plain_format(arena, "How the next team gets to know: %s %s %s.",
							     say_via(was->via), arrow(page), say_via(is->via));
	const char *what =
	    pair->sends_otherwise ? plain_format(arena, "What is sent: %s %s %s.", sent, arrow(page), sends) : "";
	return plain_format(arena, "%s%s%s", via, *via && *what ? " " : "", what);
}

/* Where the sentence is the same the figures tell what is not. */
static void write_stayed(const struct page *page, const struct comparison *comparison, const struct finding_pair *pair)
{
	const struct finding *was = &comparison->before->findings[pair->before];
	const struct finding *is = &comparison->after->findings[pair->after];
	const char *then = finding_says_all(page->arena, comparison->before, was);
	const char *now = finding_says_all(page->arena, comparison->after, is);
	bool otherwise = pair->told_otherwise;
	write_finding(page, comparison, pair);
	if (otherwise)
		page_faint(page, 6, say_told_otherwise(page, comparison, pair));
	if (otherwise && was->per_person == is->per_person && was->accepted == is->accepted)
		return;
	if (strcmp(then, now) != 0 || was->accepted != is->accepted)
		page_faint(page, 6, say_before(page, comparison, pair));
	else
		page_faint(page, 6,
			   plain_format(page->arena, "Before: %sAfter: %s",
					finding_says_how_much(page->arena, comparison->before, was),
					finding_says_how_much(page->arena, comparison->after, is)));
}

static void write_all_stayed(const struct page *page, const struct comparison *comparison, uint32_t most)
{
	const struct finding_pairs findings = pairs_shown(page, comparison, comparison->stayed);
	uint32_t changed = 0, shown = 0, count = findings.count;
	for (uint32_t i = 0; i < count; i++)
		changed += finding_pair_changed(comparison, &findings.at[i]);
	if (count == 0)
		return;
	page_heading(page, changed == 0
			       ? plain_format(page->arena, "Still flagged (%u)", count)
			       : plain_format(page->arena, "Still flagged (%u), %u of them changed", count, changed));
	for (int minor = 0; minor < 2; minor++)
		for (uint32_t i = 0; i < count && shown < most; i++) {
			const struct finding_pair *pair = &findings.at[i];
			if (!finding_pair_changed(comparison, pair) ||
			    is_minor(finding_of(comparison, pair)) != (minor == 1))
				continue;
			write_stayed(page, comparison, pair);
			shown++;
		}
	page_rest(page, changed - shown, all_in_json);
	if (count > changed)
		page_text(page, 3,
			  changed == 0 ? "All of them as before."
				       : plain_format(page->arena, "As before: %u of them.", count - changed));
}

void compare_write_findings(const struct page *page, const struct comparison *comparison, uint32_t most)
{
	write_finding_pairs(page, comparison, most, comparison->gone, "No longer flagged");
	write_finding_pairs(page, comparison, most, comparison->found, "Newly flagged");
	write_all_stayed(page, comparison, most);
}

/* ---- All of it ------------------------------------------------------------------------- */

void compare_write_how_sure(const struct page *page, const struct comparison *comparison)
{
	const struct figures *before = &comparison->figures_before, *after = &comparison->figures_after;
	const struct analysis *analysis = comparison->before;
	page_heading(page, "How sure this is");
	page_text(page, 3,
		  plain_format(page->arena, "Of people's time, %s rests on estimates before and %s after.",
			       measure_in_words(page->arena, UNIT_SHARE, before->simple[MEASURE_ESTIMATED]),
			       measure_in_words(page->arena, UNIT_SHARE, after->simple[MEASURE_ESTIMATED])));
	if (analysis->sampled_people == 0)
		return;
	bool same =
	    analysis->seed == comparison->after->seed && analysis->sampled_people == comparison->after->sampled_people;
	page_text(
	    page, 3,
	    plain_format(page->arena,
			 "Counts are exact. How times spread is from %s, %s; what differs by less than three "
			 "standard errors is said to be no change.",
			 counted(page->arena, (double)analysis->sampled_people, "imagined person", "imagined people"),
			 same ? "the same ones on both maps" : "others on each of the maps"));
}

void compare_write_figures(const struct page *page, const struct comparison *comparison)
{
	write_people(page, comparison);
	write_endings(page, comparison);
	compare_write_costs(page, comparison);
	write_goals(page, comparison);
}

/* As many of a kind are shown. */
enum { MOST_SHOWN = 15 };

void compare_write_page(const struct page *page, const struct comparison *comparison, const char *before,
			const char *after)
{
	compare_write_subject(page, comparison, before, after);
	if (comparison->nothing_changes)
		return;
	compare_write_figures(page, comparison);
	compare_write_steps(page, comparison, MOST_SHOWN);
	compare_write_findings(page, comparison, MOST_SHOWN);
	compare_write_how_sure(page, comparison);
}

static void write_all(struct arena *arena, const void *subject)
{
	const struct compare_page *compared = subject;
	const struct comparison *comparison = compared->comparison;
	const struct page page = {compared->writer, arena, compared->columns, compared->form};
	compare_write_page(&page, comparison, compare_says_pathway(arena, comparison->before->pathway),
			   compare_says_pathway(arena, comparison->after->pathway));
}

bool comparison_write_text(struct writer *writer, const struct comparison *comparison, size_t columns)
{
	const struct compare_page compared = {writer, comparison, columns ? columns : REPORT_COLUMNS, NULL};
	return scratch_run(write_all, &compared);
}

static bool write_form(struct writer *writer, const struct comparison *comparison, const struct form_marks *marks)
{
	struct form form;
	const struct compare_page compared = {writer, comparison, REPORT_COLUMNS, &form};
	form_start(&form, marks, writer, comparison->after->pathway->name);
	bool done = scratch_run(write_all, &compared);
	form_end(&form, writer);
	return done;
}

bool comparison_write_markdown(struct writer *writer, const struct comparison *comparison, size_t columns)
{
	(void)columns;
	return write_form(writer, comparison, &form_markdown);
}

bool comparison_write_html(struct writer *writer, const struct comparison *comparison, size_t columns)
{
	(void)columns;
	return write_form(writer, comparison, &form_html);
}
