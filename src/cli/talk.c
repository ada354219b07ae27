#include "cli/talk.h"

#include "cli/say.h"
#include "cli/talking.h"
#include "cli/terminal.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

const struct walked_journey *talk_likeliest(struct analysis *analysis)
{
	uint32_t count;
	const uint32_t *steps = analysis_likeliest(analysis, &count);
	return steps ? analysis_walk(analysis, steps, count) : NULL;
}

void talk_write_numbered(struct talk *talk, uint32_t number, const char *says)
{
	page_item(&talk->page, SAY(talk, "%u", number), says);
}

/* What was said at the step. */
static void show_said(struct talk *talk)
{
	if (talk_step(talk) != NONE)
		room_write_at(&talk->page, talk->journal, talk->analysis->pathway, talk_step(talk));
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
	show_said(talk);
	if (talk->stop + 1 < walked->stop_count) {
		const struct step *steps = talk->analysis->pathway->steps;
		page_blank(&talk->page);
		talk_write_numbered(talk, 1, SAY(talk, "on to %s", steps[walked->stops[talk->stop + 1].step].name));
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
		talk_write_numbered(talk, i + 1, walker_says(walker, i));
}

static void walk_route(struct talk *talk)
{
	const struct walker *walker = &talk->walker;
	talk->walked = NULL;
	if (walker->route.count == 0)
		return;
	talk->walked = analysis_walk(talk->analysis, walker->route.at, walker->route.count);
	if (!talk->walked)
		arena_fail(talk->page.arena);
}

static void show_place(struct talk *talk)
{
	const struct walker *walker = &talk->walker;
	walk_route(talk);
	if (talk->walked && walker->place == WALKER_AT_STEP)
		walk_write_stop(&talk->page, talk->analysis, talk->walked, talk->walked->stop_count - 1, 0);
	else if (talk->walked && walker->place == WALKER_AT_END)
		walk_write_end(&talk->page, talk->analysis, talk->walked);
	show_said(talk);
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

/* Where we are. */

/* NULL: at none. */
static const struct walked_stop *stop_of(const struct talk *talk)
{
	if (!talk->manner || !talk->walked)
		return NULL;
	if (talk->manner == &by_hand)
		return talk->walker.place == WALKER_AT_STEP ? &talk->walked->stops[talk->walked->stop_count - 1] : NULL;
	return talk->stop < talk->walked->stop_count ? &talk->walked->stops[talk->stop] : NULL;
}

uint32_t talk_step(const struct talk *talk)
{
	const struct walked_stop *stop = stop_of(talk);
	return stop ? stop->step : NONE;
}

uint32_t talk_arrow(const struct talk *talk)
{
	const struct walked_stop *stop = stop_of(talk);
	return stop ? stop->arrow : NONE;
}

bool talk_go_to(struct talk *talk, uint32_t step)
{
	for (uint32_t i = 0; talk->manner == &along_a_journey && i < talk->walked->stop_count; i++)
		if (talk->walked->stops[i].step == step) {
			talk->stop = i;
			return true;
		}
	page_heading(&talk->page, SAY(talk, "%s, which is not on this way", talk->analysis->pathway->steps[step].name));
	walk_write_place(&talk->page, talk->analysis, step, true);
	room_write_at(&talk->page, talk->journal, talk->analysis->pathway, step);
	return false;
}

char talk_sign(const char *text, const char *signs)
{
	return *text && strchr(signs, *text) ? *text : ' ';
}

uint32_t talk_number(const char *text)
{
	text += strspn(text, " ");
	size_t digits = strspn(text, "0123456789");
	return digits > 0 && digits < 9 && text[digits] == '\0' ? (uint32_t)strtoul(text, NULL, 10) : 0;
}

/* While the pathway is exchanged. */

static void keep_steps(struct talk *talk, struct standing *standing)
{
	const struct walked_journey *walked = talk->walked;
	const struct step *steps = talk->analysis->pathway->steps;
	uint32_t count = !talk->manner || !walked   ? 0
			 : talk->manner == &by_hand ? talk->walker.route.count
						    : walked->stop_count;
	standing->steps = ARENA_ARRAY(talk->page.arena, const char *, count);
	for (; standing->count < count; standing->count++)
		standing->steps[standing->count] = SAY(talk, "%s", steps[walked->stops[standing->count].step].id);
}

struct standing talk_standing(struct talk *talk)
{
	struct standing standing = {.here = "", .stop = talk->stop};
	uint32_t here = talk_step(talk), journey = talk->walked ? talk->walked->journey : NONE;
	if (here != NONE)
		standing.here = SAY(talk, "%s", talk->analysis->pathway->steps[here].id);
	if (talk->manner == &along_a_journey && journey != NONE)
		standing.journey = SAY(talk, "%s", talk->analysis->pathway->journeys[journey].id);
	keep_steps(talk, &standing);
	return standing;
}

/* Those of the steps that are there still. */
static uint32_t *steps_left(struct talk *talk, const struct standing *standing, uint32_t *count)
{
	uint32_t *steps = ARENA_ARRAY(talk->page.arena, uint32_t, standing->count);
	*count = 0;
	for (uint32_t i = 0; i < standing->count; i++) {
		uint32_t step = pathway_find_step(talk->analysis->pathway, standing->steps[i]);
		if (step != NONE)
			steps[(*count)++] = step;
	}
	return steps;
}

/* The stop at the same step that is nearest to where we were. */
static uint32_t stop_again(const struct talk *talk, const struct standing *standing)
{
	const struct walked_journey *walked = talk->walked;
	uint32_t here = pathway_find_step(talk->analysis->pathway, standing->here), found = NONE;
	for (uint32_t i = 0; here != NONE && i < walked->stop_count; i++)
		if (walked->stops[i].step == here && (found == NONE || i <= standing->stop))
			found = i;
	if (found != NONE)
		return found;
	return standing->stop < walked->stop_count ? standing->stop : walked->stop_count;
}

void talk_stand_again(struct talk *talk, const struct standing *standing)
{
	uint32_t count, *steps = steps_left(talk, standing, &count);
	uint32_t journey = standing->journey ? pathway_find_journey(talk->analysis->pathway, standing->journey) : NONE;
	if (!talk->manner)
		return;
	if (talk->manner == &by_hand) {
		walker_start(&talk->walker, talk->page.arena, talk->analysis->pathway);
		walker_follow(&talk->walker, steps, count);
		walk_route(talk);
		return;
	}
	if (journey != NONE)
		talk->walked = &talk->analysis->journeys[journey];
	else if (talk->likeliest || standing->journey || count == 0)
		talk->walked = talk_likeliest(talk->analysis);
	else
		talk->walked = analysis_walk(talk->analysis, steps, count);
	if (!talk->walked)
		arena_fail(talk->page.arena);
	talk->stop = stop_again(talk, standing);
}

/* The conversation. */

/* What can be asked for at a step: with the key that the screen has for it, or in
 * a word. */
static const struct request_row {
	enum wish wish;
	const char *word;
	bool (*act)(struct talk *talk, const char *rest);
	const char *more; /* behind the key, in the help */
} asked_for[] = {
    {WISH_NOTE, "note", talk_note, ""},
    {WISH_ROOM, "said", talk_room, ""},
    {WISH_FINDINGS, "findings", talk_findings, ""},
    {WISH_BOUNDARIES, "boundaries", talk_between, ""},
    {WISH_GOALS, "goals", talk_goals, ""},
    {WISH_FIND, "find", talk_find, "WORD"},
    {WISH_COMPARE, "compare", talk_compare, " FILE"},
    {WISH_EDIT, "edit", talk_edit, ""},
    {WISH_UNDO, "undo", talk_undo, ""},
    {WISH_REDO, "redo", talk_redo, ""},
    {WISH_WRITE, "save", talk_save, ""},
    {WISH_WRITE_AS, "saveas", talk_save_as, " FILE"},
};

enum { ASKED_FOR = sizeof asked_for / sizeof *asked_for };

static const struct key_row *key_of(enum wish wish)
{
	for (uint32_t i = 0; i < key_row_count; i++)
		if (key_rows[i].wish == wish && key_rows[i].says)
			return &key_rows[i];
	return NULL;
}

/* The letter b goes back here. */
static bool has_key(const struct request_row *row, const char *text, size_t length)
{
	uint32_t number;
	if (strlen(row->word) == length && strncasecmp(row->word, text, length) == 0)
		return true;
	return length == 1 && *text != 'b' && key_wish(AT_WALK, *text, &number) == row->wish;
}

/* The row that the answer asks for, and what stands behind: "/ward", "c other.yaml". */
static const struct request_row *row_asked(const char *text, const char **rest)
{
	size_t length = *text == '/' ? 1 : strcspn(text, " ");
	*rest = text + length + strspn(text + length, " ");
	for (size_t i = 0; i < ASKED_FOR; i++)
		if (has_key(&asked_for[i], text, length))
			return &asked_for[i];
	return NULL;
}

static bool is_word(const struct answer *answer, const char *letter, const char *word)
{
	return answer->kind == ANSWER_TEXT &&
	       (strcmp(answer->text, letter) == 0 || strcasecmp(answer->text, word) == 0);
}

static void show_key(struct talk *talk, const char *key, const char *says)
{
	enum { SAYS_AT = 15 };
	struct writer *writer = talk->page.writer;
	writer_format(writer, "   %-11s ", key);
	writer_wrapped(writer, says, SAYS_AT, SAYS_AT, talk->page.columns);
	writer_text(writer, "\n");
}

static void show_help(struct talk *talk)
{
	static const char *const always[][2] = {
	    {"Enter", "go on, the way that most people go"},
	    {"1, 2 ...", "go this way"},
	    {"b", "back"},
	    {"q", "stop here"},
	};
	for (size_t i = 0; i < sizeof always / sizeof *always; i++)
		show_key(talk, always[i][0], always[i][1]);
	for (size_t i = 0; i < ASKED_FOR; i++) {
		const struct key_row *key = key_of(asked_for[i].wish);
		bool as_word = !key || asked_for[i].wish == WISH_BOUNDARIES;
		const char *spelt = as_word ? asked_for[i].word : key->spelt;
		show_key(talk, SAY(talk, "%s%s", spelt, asked_for[i].more), key ? key->says : "");
	}
	writer_text(talk->page.writer, "   Enter ends each of them. To put steps and ways in, or to take them out,\n"
				       "   x on the screen does it: carepath opens it without --plain.\n");
}

const struct answer *talk_ask(struct talk *talk, const char *prompt)
{
	writer_format(talk->page.writer, "\n %s > ", prompt);
	talk->answer.kind = ANSWER_END;
	if (!writer_finish(talk->page.writer))
		return &talk->answer;
	answer_read(&talk->answer);
	if (talk->answer.kind == ANSWER_END)
		writer_text(talk->page.writer, "\n");
	return &talk->answer;
}

static const char *prompt_at(struct talk *talk, uint32_t ways)
{
	if (ways == 0)
		return "b back   Enter: done";
	return ways == 1 ? "Enter: on   b back   q quit   ? help"
			 : SAY(talk, "Enter: %u   1-%u choose the way   b back   q quit   ? help",
			       talk->manner->likeliest(talk) + 1, ways);
}

static bool choose(struct talk *talk, uint32_t number, uint32_t ways)
{
	if (number >= 1 && number <= ways) {
		talk->manner->take(talk, number - 1);
		return true;
	}
	talk_says(talk, ways == 0   ? "There is no way on from here."
			: ways == 1 ? "There is only the way 1 from here."
				    : SAY(talk, "The ways from here are 1 to %u.", ways));
	return false;
}

static bool go_back(struct talk *talk)
{
	bool went = talk->manner->back(talk);
	if (!went)
		talk_says(talk, "This is where it starts.");
	return went;
}

/* Does what was answered; false when nothing changed and the same is asked again. */
static bool act(struct talk *talk, const struct answer *answer, uint32_t ways)
{
	const char *rest;
	if (answer->kind == ANSWER_ON)
		return choose(talk, talk->manner->likeliest(talk) + 1, ways);
	if (answer->kind == ANSWER_NUMBER)
		return choose(talk, answer->number, ways);
	if (is_word(answer, "b", "back"))
		return go_back(talk);
	const struct request_row *row = answer->kind == ANSWER_TEXT ? row_asked(answer->text, &rest) : NULL;
	if (row)
		return row->act(talk, SAY(talk, "%s", rest));
	if (is_word(answer, "?", "help") || is_word(answer, "h", "help"))
		show_help(talk);
	else
		talk_says(talk, "That was not clear. Enter goes on, a number chooses, b goes back, q stops, ? helps.");
	return false;
}

/* Changes that are not saved are warned of once. */
static bool may_leave(struct talk *talk)
{
	if (talk->answer.kind == ANSWER_END || !talk_unsaved(talk) || talk->warned)
		return true;
	talk->warned = true;
	talk_says(talk, "There are changes that are not saved: s saves them. Once more q leaves without them; they are "
			"kept, and offered when this file is opened again.");
	return false;
}

static bool is_over(const struct answer *answer, uint32_t ways)
{
	return answer->kind == ANSWER_END || is_word(answer, "q", "quit") || (ways == 0 && answer->kind == ANSWER_ON);
}

static void walk_and_talk(struct talk *talk)
{
	for (bool moved = true;;) {
		uint32_t ways = talk->manner->ways(talk);
		if (moved)
			talk->manner->show(talk);
		const struct answer *answer = talk_ask(talk, prompt_at(talk, ways));
		if (!is_over(answer, ways)) {
			talk->warned = false;
			moved = act(talk, answer, ways);
		} else if (may_leave(talk)) {
			return;
		} else {
			moved = false;
		}
	}
}

static void show_whose(struct talk *talk)
{
	const struct pathway *pathway = talk->analysis->pathway;
	uint32_t number = 0;
	page_heading(&talk->page, "Whose journey shall we walk?");
	for (; number < pathway->journey_count; number++)
		talk_write_numbered(talk, number + 1, pathway->journeys[number].name);
	talk_write_numbered(talk, number + 1, "the likeliest way");
	talk_write_numbered(talk, number + 2, "we choose at each fork");
}

/* The journeys are numbered from 1, the likeliest way and choosing follow. */
static bool choose_whose(struct talk *talk, uint32_t number)
{
	uint32_t journeys = talk->analysis->pathway->journey_count;
	talk->manner = number == journeys + 2 ? &by_hand : &along_a_journey;
	if (number <= journeys)
		talk->walked = &talk->analysis->journeys[number - 1];
	else if ((talk->likeliest = number == journeys + 1))
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
		const struct answer *answer = talk_ask(talk, SAY(talk, "Enter: 1   1-%u choose   q quit", last));
		if (answer->kind == ANSWER_END || is_word(answer, "q", "quit"))
			return false;
		uint32_t number = answer->kind == ANSWER_ON ? 1 : answer->number;
		if (number >= 1 && number <= last) {
			if (!choose_whose(talk, number))
				arena_fail(talk->page.arena);
			return true;
		}
		talk_says(talk, SAY(talk, "A number from 1 to %u, please, or q to stop.", last));
	}
}

static void run_talk(void *subject)
{
	struct talk *talk = subject;
	if (talk->walked) {
		talk->manner = &along_a_journey;
		opening_title(&talk->page, talk->analysis->pathway);
		talk_offer_unsaved(talk);
		walk_and_talk(talk);
		return;
	}
	opening_write(&talk->page, talk->analysis);
	talk_offer_unsaved(talk);
	if (ask_whose(talk))
		walk_and_talk(talk);
}

static bool run(struct talk *talk, char says[JOURNAL_SAYS])
{
	const struct source *source = &talk->measured->document->source;
	talk->journal = journal_read(talk->path, says);
	file_mark_take(talk->path, source->text, source->length, &talk->mark);
	return talk->page.arena && talk->journal && arena_try(talk->page.arena, run_talk, talk);
}

bool talk(struct writer *writer, struct measured *measured, const struct request *request,
	  const struct walked_journey *walked)
{
	struct talk state = {.page = {writer, arena_new(), terminal_columns(STDOUT_FILENO), NULL},
			     .request = request,
			     .measured = measured,
			     .analysis = measured->analysis,
			     .path = request->files[0],
			     .likeliest = request->likeliest,
			     .walked = walked};
	char says[JOURNAL_SAYS] = "";
	bool done = run(&state, says);
	if (*says)
		say_wrong("%s", says);
	measured_close(&state.before);
	draft_free(state.draft);
	journal_free(state.journal);
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
