#include "carepath/plain.h"
#include "export/unsaved_lines.h"
#include "ui/app.h"

/* Changes that were made and are not in the file: after a crash, or because
 * somebody left without saving. One draft of them at a time. */

static void look_for(void *subject)
{
	struct app *app = subject;
	struct recovery *recovery = &app->recovery;
	const struct source *source = &app->opened->document->source;
	recovery->unsaved = journal_unsaved(recovery->arena, app->opened->journal, source->text, source->length);
	recovery->forgotten = ARENA_ARRAY(recovery->arena, bool, recovery->unsaved.count);
}

void recover_clear(struct recovery *recovery)
{
	arena_free(recovery->arena);
	*recovery = (struct recovery){0};
}

void recover_offer(struct app *app)
{
	struct recovery *recovery = &app->recovery;
	recover_clear(recovery);
	recovery->arena = arena_new();
	if (!recovery->arena || !arena_try(recovery->arena, look_for, app))
		app_out_of_memory(app);
	else if (recovery->unsaved.count > 0)
		app_push(app, &recover_view);
}

static const struct unsaved_draft *draft_at(const struct app *app)
{
	return &app->recovery.unsaved.at[app->recovery.at];
}

/* --------------------------------------------------------------- in words */

static const char *say_count(struct arena *arena, const struct unsaved_change *changes, uint32_t count)
{
	return plain_format(arena, "%u %s from %s", count, count == 1 ? "change" : "changes",
			    unsaved_time(arena, changes->at));
}

static void write_changes(const struct app *app, const struct page *page, const struct unsaved_change *changes,
			  uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		unsaved_write(page, &changes[i], app->recovery.in_full);
}

static void write_heads(const struct app *app, const struct page *page, const struct unsaved_draft *draft)
{
	struct arena *arena = page->arena;
	uint32_t count = app->recovery.unsaved.count;
	if (draft->count > 0)
		page_heading(page, plain_format(arena, "%s %s not in the file.",
						say_count(arena, draft->changes, draft->count),
						draft->count == 1 ? "is" : "are"));
	if (draft->other_count > 0)
		page_heading(page, plain_format(arena, "%s cannot be put back.",
						say_count(arena, draft->others, draft->other_count)));
	if (draft->other_count > 0)
		page_text(page, 1,
			  "The file is another one now than it was then, or a line of the journal is damaged.");
	if (draft->count > 0)
		page_text(page, 1,
			  draft->count == 1
			      ? "Enter puts it back into the map: then s saves it, and u takes it back. If somebody "
				"has this file open on another screen, it may be theirs: leave with Esc. Nothing is "
				"lost by that."
			      : "Enter puts them back into the map: then s saves them, and u takes one after the "
				"other back. If somebody has this file open on another screen, they may be theirs: "
				"leave with Esc. Nothing is lost by that.");
	if (count > 1)
		page_text(
		    page, 1,
		    plain_format(arena,
				 "These are %u of %u, by different people or from different days: 4 shows the next.",
				 app->recovery.at + 1, count));
	page_blank(page);
}

static void draw(struct app *app, struct area area)
{
	struct lines *lines = app_lines(app, area.columns);
	const struct unsaved_draft *draft = draft_at(app);
	write_heads(app, &lines->page, draft);
	write_changes(app, &lines->page, draft->changes, draft->count);
	if (draft->count > 0 && draft->other_count > 0)
		page_blank(&lines->page);
	write_changes(app, &lines->page, draft->others, draft->other_count);
	app_draw_read(app, lines, area);
	area_cursor(area, 0, 0);
}

static const char *title(struct app *app)
{
	(void)app;
	return "not saved yet";
}

/* ----------------------------------------------------------- what can be done */

static void put_back(struct app *app)
{
	const struct unsaved_draft *unsaved = draft_at(app);
	const struct source *source = &app->opened->document->source;
	char says[JOURNAL_SAYS];
	if (unsaved->count == 0) {
		app_say(app, "These cannot be put back. 2 shows what they were; 3 forgets them.");
		return;
	}
	struct draft *draft = unsaved_apply(unsaved, app->opened->path, source->text, source->length, says);
	if (!draft)
		app_say(app, "%s", says);
	else if (drafting_put_back(app, draft, unsaved->count))
		app_pop(app);
}

/* The next of those that were not forgotten; where there is none, the page closes. */
static void show_next(struct app *app)
{
	struct recovery *recovery = &app->recovery;
	uint32_t count = recovery->unsaved.count;
	for (uint32_t i = 1; i <= count; i++) {
		uint32_t at = (recovery->at + i) % count;
		if (recovery->forgotten[at])
			continue;
		recovery->at = at;
		app->scroll = 0;
		return;
	}
	app_pop(app);
}

static void forget(struct app *app)
{
	char says[JOURNAL_SAYS];
	if (app_warns(app, WARN_FORGET)) {
		app_say(app, "They will not be offered again. 3 once more forgets them; any other key keeps them.");
		return;
	}
	app->warned = 0; /* the next ones are asked about anew */
	if (!unsaved_forget(draft_at(app), app->opened->journal, says)) {
		app_say(app, "%s", says);
		return;
	}
	app_say(app, "Forgotten. Their lines stay in %s.", app->opened->journal->path);
	app->recovery.forgotten[app->recovery.at] = true;
	show_next(app);
}

static bool act(struct app *app, enum wish wish, uint32_t number)
{
	switch (wish) {
	case WISH_PUT_BACK:
		put_back(app);
		return true;
	case WISH_LOOK:
		app->recovery.in_full = !app->recovery.in_full;
		return true;
	case WISH_FORGET:
		forget(app);
		return true;
	case WISH_NEXT:
		show_next(app);
		return true;
	case WISH_CLOSE:
		app_say(app, "They are kept: carepath offers them again when this file is opened.");
		return false;
	default:
		return app_scroll(app, wish, number);
	}
}

const struct view recover_view = {AT_RECOVER, title, draw, act, NULL, NULL};
