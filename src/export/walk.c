#include "export/page_parts.h"

#include "carepath/plain.h"
#include "export/scratch.h"
#include "export/walk_words.h"

#include <math.h>
#include <string.h>

/* Up to so many stops a walk is something that someone reads: how often a thing
 * was asked before is counted anew at each. Longer ones do without. */
enum { LONGEST_READ = 500 };

/* One stop that is being written. */
struct here {
	const struct page *page;
	struct arena *arena;
	const struct analysis *analysis;
	const struct pathway *pathway;
	const struct walked_journey *walked;
	uint32_t index;
	const struct walked_stop *stop;
	const struct step *step;
};

static const char *const setting_phrases[SETTING_COUNT] = {
    [SETTING_HOME] = "at home",
    [SETTING_COMMUNITY] = "in the community",
    [SETTING_GP_SURGERY] = "at the GP surgery",
    [SETTING_PHARMACY] = "at the pharmacy",
    [SETTING_CLINIC] = "at the clinic",
    [SETTING_DAY_CENTRE] = "at the day centre",
    [SETTING_AMBULANCE] = "in the ambulance",
    [SETTING_EMERGENCY] = "in the emergency department",
    [SETTING_WARD] = "on the ward",
    [SETTING_THEATRE] = "in theatre",
    [SETTING_COMMUNITY_HOSPITAL] = "in the community hospital",
    [SETTING_CARE_HOME] = "in the care home",
    [SETTING_HOSPICE] = "in the hospice",
    [SETTING_OTHER] = "somewhere else",
};

static const char *const contact_phrases[CONTACT_COUNT] = {
    [CONTACT_IN_PERSON] = "",
    [CONTACT_PHONE] = ", by phone",
    [CONTACT_VIDEO] = ", by video",
    [CONTACT_ONLINE] = ", online",
    [CONTACT_WITHOUT] = ", without the person",
};

static const char *name_words(struct arena *arena, const struct pathway *pathway, struct indexes list)
{
	const char **texts = ARENA_ARRAY(arena, const char *, list.count);
	for (uint32_t i = 0; i < list.count; i++)
		texts[i] = pathway->words[list.at[i]].text;
	return plain_list(arena, texts, list.count, "and");
}

static const char *say_with(const struct here *here)
{
	struct indexes with = here->step->with;
	if (with.count == 0)
		return "";
	const char **names = ARENA_ARRAY(here->arena, const char *, with.count);
	for (uint32_t i = 0; i < with.count; i++)
		names[i] = here->pathway->teams[with.at[i]].name;
	return plain_format(here->arena, " with %s", plain_list(here->arena, names, with.count, "and"));
}

/* "Hospital social work of Northshire Council, on the ward." */
static void write_who_and_where(const struct here *here)
{
	const struct team *team = &here->pathway->teams[here->step->team];
	const char *of = plain_format(here->arena, " of %s", here->pathway->organisations[team->organisation].name);
	page_text(here->page, 2,
		  plain_format(here->arena, "%s%s%s, %s%s.", team->name,
			       step_by_staff(here->pathway, here->step) ? of : "", say_with(here),
			       setting_phrases[here->step->setting], contact_phrases[here->step->contact]));
}

/* The arrow whose wait the journey tells: out of a block it is the block's own. */
static const struct arrow *arrow_of_wait(const struct pathway *pathway, const struct arrow *arrow)
{
	if (!arrow || !arrow->ends_branch)
		return arrow;
	const struct block *block = &pathway->blocks[pathway->branches[pathway->steps[arrow->from].branch].block];
	return &pathway->arrows[block->then_arrow];
}

/* How long people wait here on average, where this journey tells of another
 * wait; else "". The map shows the average. */
static const char *say_average(const struct here *here, const struct arrow *arrow)
{
	if (!arrow || here->walked->journey == NONE)
		return "";
	const struct journey *journey = &here->pathway->journeys[here->walked->journey];
	if (here->index >= journey->stop_count || !journey->stops[here->index].has_wait)
		return "";
	double mean = duration_mean(&arrow_of_wait(here->pathway, arrow)->wait);
	const char *average = time_in_words(here->arena, mean);
	if (!(mean >= 60) || strcmp(average, time_in_words(here->arena, here->stop->waited)) == 0)
		return "";
	return plain_format(here->arena, "%s on average", average);
}

/* " (meant to be 2 hours; 3 hours on average)", of which either may be missing. */
static const char *say_in_brackets(const struct here *here, const struct arrow *arrow)
{
	bool late = here->stop->waited >= 60;
	const char *meant =
	    late && arrow && arrow->target.kind != TARGET_NONE
		? plain_format(here->arena, "meant to be %s", target_in_words(here->arena, &arrow->target))
		: "";
	const char *average = say_average(here, arrow);
	if (!*meant && !*average)
		return "";
	return plain_format(here->arena, " (%s%s%s)", meant, *meant && *average ? "; " : "", average);
}

/* What is written beside an arrow is of those who go along it on the map: a
 * wait that this journey tells of is set apart from it. */
static const char *say_waited(const struct here *here, const struct arrow *arrow)
{
	double waited = here->stop->waited;
	bool apart = arrow && arrow->when && *say_average(here, arrow);
	const char *brackets = say_in_brackets(here, arrow);
	if (isnan(waited))
		return "";
	if (waited < 60)
		return plain_format(here->arena, "%s%s", apart ? "; here without waiting" : ", without waiting",
				    brackets);
	return plain_format(here->arena, "%s%s%s", apart ? "; here the wait was " : ", after waiting ",
			    time_in_words(here->arena, waited), brackets);
}

/* Whether something of this kind that is flagged about the arrow says it already. */
static bool said_by_flag(const struct here *here, enum kind kind)
{
	for (uint32_t i = 0; i < here->stop->finding_count; i++) {
		const struct finding *finding = &here->analysis->findings[here->stop->findings[i]];
		if (rules[finding->rule].kind == kind && finding->arrow == here->stop->arrow)
			return true;
	}
	return false;
}

/* How the next team gets to know, or the person, whose move it is meanwhile, and why people wait. */
static void write_told_and_held(const struct here *here, const struct arrow *arrow)
{
	const char *told = word_of(&via_words, arrow->via), *held_by = word_of(&held_by_words, arrow->held_by);
	const char *reasons = name_words(here->arena, here->pathway, arrow->reasons);
	if (*told && !said_by_flag(here, KIND_HANDOFF))
		page_text(here->page, 2,
			  plain_format(here->arena, "How the %s gets to know: %s.",
				       step_by_staff(here->pathway, here->step) ? "team" : "person", told));
	if (said_by_flag(here, KIND_DELAY))
		return;
	if (*held_by)
		page_text(here->page, 2, plain_format(here->arena, "Next to act: %s.", held_by));
	if (*reasons)
		page_text(here->page, 2, plain_format(here->arena, "Waiting for: %s.", reasons));
}

/* The block that an arrow leads into or out of; NULL: none. */
static const struct block *block_left_or_entered(const struct pathway *pathway, const struct arrow *arrow)
{
	const struct step *from = &pathway->steps[arrow->from];
	if (arrow->role != ARROW_WAY)
		return &pathway->blocks[from->block];
	return arrow->ends_branch ? &pathway->blocks[pathway->branches[from->branch].block] : NULL;
}

/* False where a branch may go on beside what comes next. */
static bool block_is_waited_for(const struct pathway *pathway, const struct block *block)
{
	for (uint32_t i = 0; i < block->branch_count; i++)
		if (pathway->arrows[pathway->branches[block->first_branch + i].arrow].goes_on)
			return false;
	return true;
}

/* The branch of the block in which the step lies, however deep; NONE: in none. */
static uint32_t branch_within(const struct pathway *pathway, const struct block *block, uint32_t step)
{
	uint32_t branch = pathway->steps[step].branch;
	while (branch != NONE && &pathway->blocks[pathway->branches[branch].block] != block)
		branch = pathway->blocks[pathway->branches[branch].block].outer;
	return branch;
}

/* "; it waited for X": of the branches walked, if there were several, what was done last. */
static const char *say_last_done(const struct here *here, const struct arrow *arrow)
{
	const struct block *block = arrow->role == ARROW_BRANCH ? NULL : block_left_or_entered(here->pathway, arrow);
	if (!block)
		return "";
	const struct walked_stop *stops = here->walked->stops, *last = NULL;
	uint32_t first = NONE;
	bool several = false;
	for (uint32_t i = here->index; i-- > 0 && stops[i].step != block->holder && here->index - i < LONGEST_READ;) {
		uint32_t branch = branch_within(here->pathway, block, stops[i].step);
		if (branch == NONE || here->pathway->arrows[here->pathway->branches[branch].arrow].goes_on)
			continue;
		first = first == NONE ? branch : first;
		several |= branch != first;
		if (!last || stops[i].starts + stops[i].lasted > last->starts + last->lasted)
			last = &stops[i];
	}
	if (!several || isnan(last->starts))
		return "";
	return plain_format(here->arena, "; it waited for “%s”", here->pathway->steps[last->step].name);
}

static const char *say_from(const struct here *here, const struct arrow *arrow)
{
	const char *from = here->pathway->steps[arrow->from].name;
	const struct block *block = block_left_or_entered(here->pathway, arrow);
	if (!block || block->branch_count < 2)
		return plain_format(here->arena, "From %s", from);
	if (arrow->role == ARROW_BRANCH)
		return plain_format(here->arena, "Side by side with the rest that follows %s", from);
	return block_is_waited_for(here->pathway, block) ? "When all that ran side by side was done"
							 : "When all that this waits for was done";
}

static const char *say_when(const struct here *here, const struct arrow *arrow)
{
	bool apart = *say_average(here, arrow) != '\0';
	return arrow->when ? plain_format(here->arena, apart ? " (on the map: %s)" : " (%s)", arrow->when) : "";
}

static void write_arrival(const struct here *here)
{
	if (here->index == 0)
		return;
	if (here->stop->arrow == NONE) {
		page_text(here->page, 2,
			  plain_format(here->arena, "No arrow on the map leads here%s.", say_waited(here, NULL)));
		return;
	}
	const struct arrow *arrow = &here->pathway->arrows[here->stop->arrow];
	const char *life = walk_life_goes_on(here->arena, arrow);
	if (*life) {
		page_text(here->page, 2, life);
		return;
	}
	const char *last = say_last_done(here, arrow);
	const char *waited = *last && here->stop->waited < 60 ? "" : say_waited(here, arrow);
	page_text(here->page, 2,
		  plain_format(here->arena, "%s%s%s%s.", say_from(here, arrow), say_when(here, arrow), waited, last));
	write_told_and_held(here, arrow);
}

static void write_voices(const struct here *here, struct voices voices)
{
	bool ascii = here->page->writer->ascii;
	for (uint32_t i = 0; i < voices.count; i++) {
		const struct voice *voice = &voices.at[i];
		if (voice_may_be_shown(voice))
			page_text(here->page, 2,
				  plain_format(here->arena, "%s%s%s%s%s", ascii ? "\"" : "“", voice->says,
					       ascii ? "\"" : "”", voice->who ? ", " : "",
					       voice->who ? voice->who : ""));
	}
}

static void write_all_voices(const struct here *here)
{
	if (here->stop->arrow != NONE)
		write_voices(here, here->pathway->arrows[here->stop->arrow].voices);
	write_voices(here, here->step->voices);
	if (here->walked->journey == NONE)
		return;
	const struct journey *journey = &here->pathway->journeys[here->walked->journey];
	if (here->index >= journey->stop_count)
		return;
	const struct stop *stop = &journey->stops[here->index];
	write_voices(here, stop->voices);
	if (stop->note)
		page_text(here->page, 2, stop->note);
}

/* Where this walk's episode began: what was asked before it does not count. */
static uint32_t episode_start(const struct here *here)
{
	for (uint32_t i = here->index; i > 0; i--) {
		uint32_t arrow = here->walked->stops[i].arrow;
		if (arrow != NONE && duration_given(&here->pathway->arrows[arrow].after))
			return i;
	}
	return 0;
}

/* How often the thing was asked (or done) on this walk before, and who did. */
static uint32_t times_before(const struct here *here, enum rule rule, uint32_t thing, bool *teams)
{
	uint32_t times = 0;
	for (uint32_t i = episode_start(here); i < here->index; i++) {
		const struct step *step = &here->pathway->steps[here->walked->stops[i].step];
		if (!indexes_have(rule == RULE_ASKED_AGAIN ? step->asks : step->does, thing))
			continue;
		teams[step->team] = true;
		times++;
	}
	return times;
}

static const char *name_teams(const struct here *here, const bool *teams)
{
	LIST(const char *) names = {0};
	for (uint32_t i = 0; i < here->pathway->team_count; i++)
		if (teams[i] && i != here->step->team)
			*list_add(here->arena, &names) = here->pathway->teams[i].name;
	return plain_list(here->arena, names.at, names.count, "and");
}

/* "Asked again: story (3rd time) and medicines (2nd time)." All that is
 * repeated here is said together. */
static void write_repeats(const struct here *here, enum rule rule, const char *intro)
{
	LIST(const char *) things = {0};
	bool *teams = ARENA_ARRAY(here->arena, bool, here->pathway->team_count);
	for (uint32_t i = 0; i < here->stop->finding_count; i++) {
		const struct finding *finding = &here->analysis->findings[here->stop->findings[i]];
		uint32_t before = finding->rule == rule ? times_before(here, rule, finding->thing, teams) : 0;
		if (before > 0)
			*list_add(here->arena, &things) =
			    plain_format(here->arena, "%s (%u%s time)", here->pathway->words[finding->thing].text,
					 before + 1, ordinal_ending(before + 1));
	}
	if (things.count == 0)
		return;
	const char *who = name_teams(here, teams);
	page_item(here->page, kind_mark(KIND_DUPLICATION, here->page->writer->ascii),
		  plain_format(here->arena, "%s: %s.%s%s%s", intro,
			       plain_list(here->arena, things.at, things.count, "and"), *who ? " Before: " : "", who,
			       *who ? "." : ""));
}

static bool is_repeat(const struct finding *finding)
{
	return finding->rule == RULE_ASKED_AGAIN || finding->rule == RULE_DONE_AGAIN;
}

/* What reads alike is said once. */
static void write_each_flag(const struct here *here, bool repeats)
{
	LIST(const char *) said = {0};
	const char *const *flags = walk_flags(here->arena, here->analysis, here->walked, here->index, here->stop);
	for (uint32_t i = 0; i < here->stop->finding_count; i++) {
		const struct finding *finding = &here->analysis->findings[here->stop->findings[i]];
		if (!repeats && is_repeat(finding))
			continue;
		const char *says = flags[i];
		bool again = *says == '\0';
		for (uint32_t j = 0; j < said.count; j++)
			again |= strcmp(said.at[j], says) == 0;
		if (again)
			continue;
		*list_add(here->arena, &said) = says;
		page_item(here->page, kind_mark(rules[finding->rule].kind, here->page->writer->ascii), says);
	}
}

static void write_flags(const struct here *here)
{
	bool together = here->index < LONGEST_READ;
	write_each_flag(here, !together);
	if (!together)
		return;
	write_repeats(here, RULE_ASKED_AGAIN, "Asked again");
	write_repeats(here, RULE_DONE_AGAIN, "Done again");
}

/* What runs side by side from here on, where a block begins. */
static void write_block(const struct here *here)
{
	const char *says = walk_block(here->arena, here->pathway, here->step, here->walked, here->index);
	if (*says)
		page_text(here->page, 2, says);
}

static void write_question(const struct here *here)
{
	const char *question = "";
	for (uint32_t i = 0; i < here->stop->finding_count && *question == '\0'; i++)
		question =
		    finding_asks(here->arena, here->analysis, &here->analysis->findings[here->stop->findings[i]]);
	if (*question)
		page_text(here->page, 2, plain_format(here->arena, "For the room: %s", question));
}

static const char *say_handoffs(const struct here *here, const struct so_far *so_far)
{
	char across[PLAIN_ROOM];
	const char *all = counted(here->arena, so_far->handoffs, "hand-off", "hand-offs");
	if (!(so_far->handoffs_across > 0))
		return all;
	return plain_format(here->arena, "%s (%s across %s)", all, plain_number(so_far->handoffs_across, across),
			    sides_handed_across(here->arena, here->analysis));
}

static void write_counters(const struct here *here)
{
	const struct so_far *so_far = &here->stop->so_far;
	struct arena *arena = here->arena;
	const char *gap = here->page->writer->ascii ? " | " : " · ";
	char room[PLAIN_ROOM];
	const char *line = walk_day(arena, here->walked, here->index);
	line = plain_format(arena, "%s%s%s%s%s met", line, gap, say_handoffs(here, so_far), gap,
			    counted(arena, so_far->teams_met, "team", "teams"));
	if (so_far->story_told > 0)
		line = plain_format(arena, "%s%sstory told %s", line, gap, plain_times(so_far->story_told, room));
	if (so_far->hospital_time >= 60)
		line =
		    plain_format(arena, "%s%s%s in hospital", line, gap, time_in_words(arena, so_far->hospital_time));
	if (so_far->waiting_time >= 60)
		line = plain_format(arena,
				    so_far->waits_overlap ? "%s%swaits add up to %s, some of them side by side"
							  : "%s%swaited %s",
				    line, gap, time_in_words(arena, so_far->waiting_time));
	page_faint(here->page, 2, line);
}

static void (*const parts[WALK_PARTS])(const struct here *here) = {
    [WALK_WHERE] = write_who_and_where, [WALK_ARRIVAL] = write_arrival,   [WALK_FLAGS] = write_flags,
    [WALK_VOICES] = write_all_voices,   [WALK_QUESTION] = write_question, [WALK_BLOCK] = write_block,
    [WALK_COUNTERS] = write_counters,
};

void walk_write_part(const struct page *page, const struct analysis *analysis, const struct walked_journey *walked,
		     uint32_t stop, enum walk_part part)
{
	const struct walked_stop *at = &walked->stops[stop];
	const struct pathway *pathway = analysis->pathway;
	const struct here here = {page, page->arena, analysis, pathway, walked, stop, at, &pathway->steps[at->step]};
	parts[part](&here);
}

void walk_write_stop(const struct page *page, const struct analysis *analysis, const struct walked_journey *walked,
		     uint32_t stop, uint32_t of, bool flags)
{
	const struct walked_stop *at = &walked->stops[stop];
	const char *all = of > 0 ? plain_format(page->arena, " of %u", of) : "";
	const char *beside = walk_beside(analysis->pathway, walked, stop);
	page_heading(page,
		     plain_format(page->arena, "%u%s  %s%s", stop + 1, all, analysis->pathway->steps[at->step].name,
				  *beside ? plain_format(page->arena, " (%s)", beside) : ""));
	for (enum walk_part part = 0; part < WALK_PARTS; part++)
		if (flags || (part != WALK_FLAGS && part != WALK_QUESTION))
			walk_write_part(page, analysis, walked, stop, part);
}

void walk_write_place(const struct page *page, const struct analysis *analysis, uint32_t step, bool flags)
{
	const uint32_t *first = analysis->of_step_first;
	const struct walked_stop stop = {
	    .step = step, .findings = analysis->of_step + first[step], .finding_count = first[step + 1] - first[step]};
	const struct pathway *pathway = analysis->pathway;
	const struct here here = {page, page->arena, analysis, pathway, NULL, 0, &stop, &pathway->steps[step]};
	write_who_and_where(&here);
	if (!flags)
		return;
	write_each_flag(&here, false);
	const char *repeats = step_says_repeats(page->arena, analysis, step);
	if (*repeats)
		page_item(page, kind_mark(KIND_DUPLICATION, page->writer->ascii), repeats);
	write_question(&here);
	write_block(&here);
}

void walk_write_end(const struct page *page, const struct analysis *analysis, const struct walked_journey *walked)
{
	const char *end = walk_end(page->arena, analysis->pathway, walked);
	page_heading(page, "The whole way");
	if (*end)
		page_text(page, 2, end);
	page_text(page, 2, journey_in_words(page->arena, analysis, &walked->figures));
}

struct walk {
	struct writer *writer;
	const struct analysis *analysis;
	const struct walked_journey *walked;
	size_t columns;
};

static void write_one(struct arena *arena, const void *subject, uint32_t index)
{
	const struct walk *walk = subject;
	const struct page page = {walk->writer, arena, walk->columns, NULL};
	walk_write_stop(&page, walk->analysis, walk->walked, index, walk->walked->stop_count, true);
}

static void write_end(struct arena *arena, const void *subject)
{
	const struct walk *walk = subject;
	const struct page page = {walk->writer, arena, walk->columns, NULL};
	walk_write_end(&page, walk->analysis, walk->walked);
}

bool walk_write(struct writer *writer, const struct analysis *analysis, const struct walked_journey *walked,
		size_t columns)
{
	const struct walk walk = {writer, analysis, walked, columns ? columns : REPORT_COLUMNS};
	return scratch_each(0, walked->stop_count, write_one, &walk) && scratch_run(write_end, &walk);
}
