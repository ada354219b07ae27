/* The conversation from its start to its end. */
#include "cli/talk.h"

#include "cli/say.h"
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
	if (answer->kind == ANSWER_ON)
		return talk_on(talk);
	if (answer->kind == ANSWER_NUMBER && answer->number > 0)
		return talk_choose(talk, answer->number);
	if (answer_is(answer, "b", "back"))
		return talk_back(talk);
	return talk_do(talk, answer);
}

/* Changes that are not saved are warned of once; at the end of all input they are told of. */
static bool may_leave(struct talk *talk)
{
	bool at_end = talk->answer.kind == ANSWER_END;
	if (!talk_unsaved(talk) || (talk->warned && !at_end))
		return true;
	talk->warned = true;
	talk_says(talk, at_end ? "There are changes that are not saved. They are kept, and offered when this file is "
				 "opened again."
			       : "There are changes that are not saved: s saves them. Once more q leaves without them; "
				 "they are kept, and offered when this file is opened again.");
	return at_end;
}

static bool is_over(struct talk *talk, const struct answer *answer)
{
	return answer->kind == ANSWER_END || answer_is(answer, "q", "quit") ||
	       (answer->kind == ANSWER_ON && talk_is_at_end(talk));
}

static void walk_and_talk(struct talk *talk)
{
	for (bool moved = true;;) {
		if (moved)
			talk_show(talk);
		const struct answer *answer = talk_ask(talk, talk_prompt(talk));
		if (!is_over(talk, answer)) {
			talk->warned = false;
			moved = act(talk, answer);
		} else if (may_leave(talk)) {
			return;
		} else {
			moved = false;
		}
	}
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
	talk_offer_unsaved(talk);
	if (talk->walks || talk_ask_whose(talk))
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
			     .asked_for = walked};
	char says[JOURNAL_SAYS] = "";
	bool done = run(&state, says);
	if (*says)
		say_wrong("%s", says);
	place_forget(&state.place);
	measured_close(&state.before);
	draft_free(state.draft);
	journal_free(state.journal);
	arena_free(state.page.arena);
	return done;
}
