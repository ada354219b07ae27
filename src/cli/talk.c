#include "cli/talk.h"

#include "carepath/plain.h"
#include "cli/answer.h"
#include "cli/terminal.h"
#include "export/lines.h"
#include "export/walker.h"

#include <unistd.h>

/* A walk that is going on: along a journey, or chosen at each fork. */
struct talk {
	struct page page;
	struct analysis *analysis;
	const struct walked_journey *walked; /* the journey; by hand: the way so far */
	uint32_t stop;                       /* of a journey: where we are; stop_count at the end */
	struct walker walker;                /* by hand */
	const struct manner *manner;
};

/* The two manners of walking. */
struct manner {
	void (*show)(struct talk *talk);           /* the place, and the ways on from it */
	uint32_t (*ways)(const struct talk *talk); /* 0 at the end */
	uint32_t (*likeliest)(const struct talk *talk);
	void (*take)(struct talk *talk, uint32_t way);
	bool (*back)(struct talk *talk); /* false at the start */
};

const struct walked_journey *talk_likeliest(struct analysis *analysis)
{
	uint32_t count;
	const uint32_t *steps = analysis_likeliest(analysis, &count);
	return steps ? analysis_walk(analysis, steps, count) : NULL;
}

/* A sentence in the arena, for page_text(). */
#define SAY(talk, ...) plain_format((talk)->page.arena, __VA_ARGS__)

static void write_numbered(struct talk *talk, uint32_t number, const char *says)
{
	page_item(&talk->page, SAY(talk, "%u", number), says);
}

/* Along a journey. */

static void show_stop(struct talk *talk)
{
	const struct walked_journey *walked = talk->walked;
	if (talk->stop == walked->stop_count) {
		walk_write_end(&talk->page, talk->analysis, walked);
		return;
	}
	walk_write_stop(&talk->page, talk->analysis, walked, talk->stop, walked->stop_count);
	if (talk->stop + 1 < walked->stop_count) {
		const struct step *steps = talk->analysis->pathway->steps;
		page_blank(&talk->page);
		write_numbered(talk, 1, SAY(talk, "on to %s", steps[walked->stops[talk->stop + 1].step].name));
	}
}

static uint32_t ways_of_journey(const struct talk *talk)
{
	return talk->stop < talk->walked->stop_count;
}

static uint32_t only_way(const struct talk *talk)
{
	(void)talk;
	return 0;
}

static void take_next_stop(struct talk *talk, uint32_t way)
{
	(void)way;
	talk->stop++;
}

static bool stop_before(struct talk *talk)
{
	if (talk->stop == 0)
		return false;
	talk->stop--;
	return true;
}

static const struct manner along_a_journey = {show_stop, ways_of_journey, only_way, take_next_stop, stop_before};

/* By hand. */

static void show_ways(struct talk *talk)
{
	const struct walker *walker = &talk->walker;
	if (walker->ways.count > 0)
		page_blank(&talk->page);
	for (uint32_t i = 0; i < walker->ways.count; i++)
		write_numbered(talk, i + 1, walker_says(walker, i));
}

static void show_place(struct talk *talk)
{
	const struct walker *walker = &talk->walker;
	if (walker->route.count > 0) {
		talk->walked = analysis_walk(talk->analysis, walker->route.at, walker->route.count);
		if (!talk->walked)
			arena_fail(talk->page.arena);
	}
	if (walker->place == WALKER_AT_STEP)
		walk_write_stop(&talk->page, talk->analysis, talk->walked, talk->walked->stop_count - 1, 0);
	else if (walker->place == WALKER_AT_END)
		walk_write_end(&talk->page, talk->analysis, talk->walked);
	show_ways(talk);
}

static uint32_t ways_by_hand(const struct talk *talk)
{
	return talk->walker.ways.count;
}

static uint32_t likeliest_by_hand(const struct talk *talk)
{
	return walker_likeliest(&talk->walker);
}

static void take_by_hand(struct talk *talk, uint32_t way)
{
	walker_take(&talk->walker, way);
}

static bool back_by_hand(struct talk *talk)
{
	return walker_back(&talk->walker);
}

static const struct manner by_hand = {show_place, ways_by_hand, likeliest_by_hand, take_by_hand, back_by_hand};

/* The conversation. */

static void show_help(struct talk *talk)
{
	static const char *const lines[] = {
	    "Enter     go on, the way that most people go",
	    "1, 2 ...  go this way",
	    "b         back",
	    "q         stop here",
	    "Enter ends each of them. Notes are taken, and the map is changed, only",
	    "on the screen: carepath opens it without --plain.",
	};
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		writer_format(talk->page.writer, "   %s\n", lines[i]);
}

/* Writes what is held back, and waits. */
static struct answer ask(struct talk *talk, const char *prompt)
{
	writer_format(talk->page.writer, "\n %s > ", prompt);
	if (!writer_finish(talk->page.writer))
		return (struct answer){ANSWER_END, 0};
	struct answer answer = answer_read();
	if (answer.kind == ANSWER_END)
		writer_text(talk->page.writer, "\n");
	return answer;
}

static const char *prompt_at(struct talk *talk, uint32_t ways)
{
	if (ways == 0)
		return "b back   Enter: done";
	return ways == 1 ? "Enter: on   b back   q quit   ? help"
			 : SAY(talk, "Enter: %u   1-%u choose the way   b back   q quit   ? help",
			       talk->manner->likeliest(talk) + 1, ways);
}

/* Does what was answered; false when nothing changed and the same is asked again. */
static bool act(struct talk *talk, struct answer answer, uint32_t ways)
{
	switch (answer.kind) {
	case ANSWER_ON:
		talk->manner->take(talk, talk->manner->likeliest(talk));
		return true;
	case ANSWER_NUMBER:
		if (answer.number >= 1 && answer.number <= ways) {
			talk->manner->take(talk, answer.number - 1);
			return true;
		}
		page_text(&talk->page, 1,
			  ways == 1 ? "There is only the way 1 from here."
				    : SAY(talk, "The ways from here are 1 to %u.", ways));
		return false;
	case ANSWER_BACK:
		if (talk->manner->back(talk))
			return true;
		page_text(&talk->page, 1, "This is where it starts.");
		return false;
	case ANSWER_HELP:
		show_help(talk);
		return false;
	default:
		page_text(&talk->page, 1,
			  "That was not clear. Enter goes on, a number chooses, b goes back, q stops, ? helps.");
		return false;
	}
}

static bool is_over(struct answer answer, uint32_t ways)
{
	bool wants_on = answer.kind == ANSWER_ON || answer.kind == ANSWER_NUMBER;
	return answer.kind == ANSWER_END || answer.kind == ANSWER_QUIT || (ways == 0 && wants_on);
}

static void walk_and_talk(struct talk *talk)
{
	for (bool moved = true;;) {
		uint32_t ways = talk->manner->ways(talk);
		if (moved)
			talk->manner->show(talk);
		struct answer answer = ask(talk, prompt_at(talk, ways));
		if (is_over(answer, ways))
			return;
		moved = act(talk, answer, ways);
	}
}

static void show_whose(struct talk *talk)
{
	const struct pathway *pathway = talk->analysis->pathway;
	uint32_t number = 0;
	page_heading(&talk->page, "Whose journey shall we walk?");
	for (; number < pathway->journey_count; number++)
		write_numbered(talk, number + 1, pathway->journeys[number].name);
	write_numbered(talk, number + 1, "the likeliest way");
	write_numbered(talk, number + 2, "we choose at each fork");
}

/* The journeys are numbered from 1, the likeliest way and choosing follow. */
static bool choose_whose(struct talk *talk, uint32_t number)
{
	uint32_t journeys = talk->analysis->pathway->journey_count;
	talk->manner = number == journeys + 2 ? &by_hand : &along_a_journey;
	if (number <= journeys)
		talk->walked = &talk->analysis->journeys[number - 1];
	else if (number == journeys + 1)
		talk->walked = talk_likeliest(talk->analysis);
	else
		walker_start(&talk->walker, talk->page.arena, talk->analysis->pathway);
	return number == journeys + 2 || talk->walked;
}

/* False when the person would rather stop. */
static bool ask_whose(struct talk *talk)
{
	uint32_t last = talk->analysis->pathway->journey_count + 2;
	show_whose(talk);
	for (;;) {
		struct answer answer = ask(talk, SAY(talk, "Enter: 1   1-%u choose   q quit", last));
		if (answer.kind == ANSWER_END || answer.kind == ANSWER_QUIT)
			return false;
		uint32_t number = answer.kind == ANSWER_ON ? 1 : answer.number;
		if (number >= 1 && number <= last) {
			if (!choose_whose(talk, number))
				arena_fail(talk->page.arena);
			return true;
		}
		page_text(&talk->page, 1, SAY(talk, "A number from 1 to %u, please, or q to stop.", last));
	}
}

static void run_talk(void *subject)
{
	struct talk *talk = subject;
	if (talk->walked) {
		talk->manner = &along_a_journey;
		opening_title(&talk->page, talk->analysis->pathway);
		walk_and_talk(talk);
		return;
	}
	opening_write(&talk->page, talk->analysis);
	if (ask_whose(talk))
		walk_and_talk(talk);
}

bool talk(struct writer *writer, struct analysis *analysis, const struct walked_journey *walked)
{
	struct talk state = {
	    .page = {writer, arena_new(), terminal_columns(STDOUT_FILENO)}, .analysis = analysis, .walked = walked};
	bool done = state.page.arena && arena_try(state.page.arena, run_talk, &state);
	arena_free(state.page.arena);
	return done;
}

struct whose {
	const struct page *page;
	const struct pathway *pathway;
	const struct walked_journey *walked;
};

static void write_whose(void *subject)
{
	const struct whose *whose = subject;
	uint32_t journey = whose->walked->journey;
	const char *name = journey == NONE ? "One way through" : whose->pathway->journeys[journey].name;
	const char *about = journey == NONE ? NULL : whose->pathway->journeys[journey].about;
	page_heading(whose->page, name);
	if (about)
		page_text(whose->page, 1, about);
}

bool talk_write_whose(const struct page *page, const struct pathway *pathway, const struct walked_journey *walked)
{
	struct whose whose = {page, pathway, walked};
	return arena_try(page->arena, write_whose, &whose);
}
