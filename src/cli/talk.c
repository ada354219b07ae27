/* The conversation from its start to its end. */
#include "cli/talk.h"

#include "cli/talking.h"
#include "cli/terminal.h"

#include <unistd.h>

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

/* ---- The walk ------------------------------------------------------------------------- */

/* Does what was answered; false when nothing changed and the same is asked again. */
static bool act(struct talk *talk, const struct answer *answer)
{
	if (!talk->walks)
		return talk_choose_whose(talk, answer);
	if (answer->kind == ANSWER_ON)
		return talk_on(talk);
	if (answer->kind == ANSWER_NUMBER && answer->number > 0)
		return talk_choose(talk, answer->number);
	if (answer_is(answer, "b", "back"))
		return talk_back(talk);
	return talk_do(talk, answer,
		       "That was not clear. Enter goes on, a number chooses, b goes back, q stops, ? helps.");
}

static void show(struct talk *talk)
{
	if (talk->walks)
		talk_show(talk);
	else
		talk_show_whose(talk);
}

bool talk_warns(struct talk *talk, enum wish of, const char *what)
{
	if (!talk_unsaved(talk) || talk->warned_before == of)
		return false;
	talk->warned = of;
	talk_says(talk,
		  SAY(talk,
		      "There are changes that are not saved: s saves them. Once more %s without them; they are kept, "
		      "and offered when this file is opened again.",
		      what));
	return true;
}

static bool is_over(struct talk *talk, const struct answer *answer)
{
	return answer->kind == ANSWER_END || answer_is(answer, "q", "quit") ||
	       (answer->kind == ANSWER_ON && talk->walks && talk_is_at_end(talk));
}

static void converse(struct talk *talk)
{
	for (bool moved = true;;) {
		if (moved)
			show(talk);
		talk_notice_change(talk);
		const struct answer *answer = talk_ask(talk, talk->walks ? talk_prompt(talk) : talk_prompt_whose(talk));
		talk->warned_before = talk->warned;
		talk->warned = WISH_NONE;
		bool over = is_over(talk, answer);
		if (over && (answer->kind == ANSWER_END || !talk_warns(talk, WISH_QUIT, "q leaves")))
			break;
		moved = !over && act(talk, answer);
	}
	if (talk->answer.kind == ANSWER_END && talk_unsaved(talk))
		talk_says(talk,
			  "There are changes that are not saved. They are kept, and offered when this file is opened "
			  "again.");
}

/* ---- Beginning ------------------------------------------------------------------------ */

/* What the command line named: it is found again on the map when that was changed. */
static void start_walk(struct talk *talk, const struct walked_journey *walked)
{
	uint32_t *steps = ARENA_ARRAY(talk->page.arena, uint32_t, walked->stop_count);
	for (uint32_t i = 0; i < walked->stop_count; i++)
		steps[i] = walked->stops[i].step;
	if (walked->journey != NONE)
		walking_journey(&talk->walking, walked->journey);
	else if (talk->request->likeliest)
		walking_likeliest(&talk->walking);
	else
		walking_route(&talk->walking, steps, walked->stop_count);
	talk->walks = true;
}

static void run_talk(void *subject)
{
	struct talk *talk = subject;
	walking_start(&talk->walking, talk->page.arena, talk->analysis);
	if (talk->asked_for) {
		start_walk(talk, talk->asked_for);
		opening_title(&talk->page, talk->analysis->pathway);
	} else {
		opening_write(&talk->page, talk->analysis);
	}
	talk_open_journal(talk);
	talk_offer_unsaved(talk);
	converse(talk);
}

bool talk(struct writer *writer, struct measured *measured, const struct request *request,
	  const struct walked_journey *walked)
{
	struct talk state = {.page = {writer, arena_new(), terminal_columns(STDOUT_FILENO), NULL},
			     .request = request,
			     .measured = measured,
			     .analysis = measured->analysis,
			     .path = request->files[0],
			     .asked_for = walked};
	bool done = state.page.arena && arena_try(state.page.arena, run_talk, &state);
	place_forget(&state.place);
	measured_close(&state.before);
	measured_close(&state.original);
	measured_close(&state.other);
	draft_free(state.draft);
	journal_free(state.journal);
	arena_free(state.page.arena);
	return done;
}
