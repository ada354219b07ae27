#include "export/walk_words.h"

#include "carepath/plain.h"
#include "export/lines.h"

#include <math.h>

#define SAY(...) plain_format(page->arena, __VA_ARGS__)

/* "Ward stay, Ward 7" */
static const char *say_step(const struct page *page, const struct pathway *pathway, uint32_t number)
{
	const struct step *step = &pathway->steps[number];
	return SAY("%s, %s", step->name, pathway->teams[step->team].name);
}

static const char *say_where_to(const struct page *page, const struct pathway *pathway, const struct arrow *arrow)
{
	if (arrow->outcome != NONE)
		return SAY("It ends: %s", pathway->outcomes[arrow->outcome]);
	if (duration_given(&arrow->after))
		return SAY("Later it starts again: %s", say_step(page, pathway, arrow->to));
	if (arrow->ends_branch)
		return SAY("When all that runs side by side is done: %s", say_step(page, pathway, arrow->to));
	const struct step *from = &pathway->steps[arrow->from];
	bool beside = arrow->role == ARROW_BRANCH && pathway->blocks[from->block].branch_count > 1;
	return SAY("%s%s", beside ? "Side by side: " : "", say_step(page, pathway, arrow->to));
}

static const char *say_wait(const struct page *page, const struct arrow *arrow)
{
	double wait = duration_mean(&arrow->wait);
	if (!(wait >= 60))
		return "";
	return SAY("; a wait of %s on average%s", time_in_words(page->arena, wait),
		   arrow->target.kind == TARGET_NONE
		       ? ""
		       : SAY(" (meant to be %s)", target_in_words(page->arena, &arrow->target)));
}

/* The marks of what is flagged on this way, each once. */
static const char *say_marks(const struct page *page, const struct analysis *analysis, uint32_t step, uint32_t arrow)
{
	bool seen[KIND_COUNT] = {false};
	const char *marks = "";
	for (uint32_t i = analysis->of_step_first[step]; i < analysis->of_step_first[step + 1]; i++) {
		const struct finding *finding = &analysis->findings[analysis->of_step[i]];
		seen[rules[finding->rule].kind] |= finding->arrow == arrow && !finding->accepted;
	}
	for (enum kind kind = 0; kind < KIND_COUNT; kind++)
		if (seen[kind])
			marks = SAY("%s %s", marks, kind_mark(kind, page->writer->ascii));
	return marks;
}

static void write_way(const struct page *page, const struct analysis *analysis, uint32_t step, uint32_t number,
		      uint32_t *count, bool flags)
{
	const struct arrow *arrow = &analysis->pathway->arrows[number];
	char room[PLAIN_ROOM];
	if (!(arrow->share > 0))
		return;
	page_item(page, SAY("%u", ++*count),
		  SAY("%s%s; %s%s.%s", say_where_to(page, analysis->pathway, arrow),
		      arrow->when ? SAY(" (%s)", arrow->when) : "", plain_people(arrow->share, room),
		      say_wait(page, arrow), flags ? say_marks(page, analysis, step, number) : ""));
}

static void write_branches(const struct page *page, const struct analysis *analysis, uint32_t number, uint32_t *count,
			   bool flags)
{
	const struct pathway *pathway = analysis->pathway;
	const struct block *block = &pathway->blocks[pathway->steps[number].block];
	for (uint32_t i = 0; i < block->branch_count; i++)
		write_way(page, analysis, number, pathway->branches[block->first_branch + i].arrow, count, flags);
	page_item(page, SAY("%u", ++*count),
		  SAY("When that is done: %s%s.", say_step(page, pathway, pathway->arrows[block->then_arrow].to),
		      say_wait(page, &pathway->arrows[block->then_arrow])));
}

void walk_write_ways_on(const struct page *page, const struct analysis *analysis, uint32_t number, bool flags)
{
	const struct pathway *pathway = analysis->pathway;
	const struct step *step = &pathway->steps[number];
	uint32_t count = 0;
	char room[PLAIN_ROOM];
	page_heading(page, "The ways on from here");
	if (step->outcome != NONE) {
		page_text(page, 2, SAY("It ends here: %s.", pathway->outcomes[step->outcome]));
		return;
	}
	if (step->next == NEXT_BLOCK)
		write_branches(page, analysis, number, &count, flags);
	for (uint32_t i = 0; step->next == NEXT_WAYS && i < step->arrow_count; i++)
		write_way(page, analysis, number, step->first_arrow + i, &count, flags);
	if (step->next == NEXT_WAYS && step->rest > 1e-9)
		page_item(page, SAY("%u", ++count),
			  SAY("Nothing is said to come next; %s.", plain_people(step->rest, room)));
	if (step->next == NEXT_NONE)
		page_text(page, 2, step->branch == NONE ? "Nothing is said of what comes next." : "This part is done.");
}
