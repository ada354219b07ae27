#include "carepath/plain.h"
#include "export/room.h"
#include "ui/app.h"

/* What the room said, the actions among it, and behind that the findings that it voted for. */

/* The entry that is told in the row. */
static const struct entry *entry_at(const struct app *app, uint32_t row)
{
	const struct journal *journal = app->opened->journal;
	for (uint32_t i = 0; i < journal->entries.count; i++)
		if (entry_is_told(&journal->entries.at[i]) && row-- == 0)
			return &journal->entries.at[i];
	return NULL;
}

static uint32_t entry_count(const struct app *app)
{
	const struct journal *journal = app->opened->journal;
	uint32_t count = 0;
	for (uint32_t i = 0; i < journal->entries.count; i++)
		count += entry_is_told(&journal->entries.at[i]);
	return count;
}

static struct all_voted voted(const struct app *app)
{
	return room_voted(app->frame, app->opened->journal, app->opened->analysis);
}

/* Of the chosen row; NULL: it is an entry, or nothing. */
static const struct voted *voted_chosen(const struct app *app)
{
	uint32_t entries = entry_count(app), row = app->menus[MENU_ROOM].chosen;
	struct all_voted all = voted(app);
	return row < entries || row - entries >= all.list.count ? NULL : &all.list.at[row - entries];
}

struct room_rows {
	struct app *app;
	struct all_voted voted;
};

static void write_row(void *subject, const struct page *page, uint32_t row)
{
	const struct room_rows *rows = subject;
	struct app *app = rows->app;
	const struct entry *entry = entry_at(app, row);
	if (!entry) {
		room_write_vote(page, app->opened->analysis, rows->voted.list.at[row - entry_count(app)]);
		return;
	}
	page_item(page, room_mark(page->writer->ascii),
		  entry_says(page->arena, app->opened->journal, app->opened->pathway, entry, true));
}

static const char *title(struct app *app)
{
	return plain_format(app->frame, "what we said, in %s", app->opened->journal->path);
}

static void draw(struct app *app, struct area area)
{
	struct room_rows rows = {app, voted(app)};
	app->menus[MENU_ROOM].count = entry_count(app) + rows.voted.list.count;
	(void)area_take_top(&area, 1);
	if (app->menus[MENU_ROOM].count > 0) {
		menu_draw(&app->menus[MENU_ROOM], app->frame, area, write_row, &rows);
		return;
	}
	area_text(area, 3, 0, LOOK_PLAIN, "Nothing has been said yet. n takes a note, here and on the walk.");
	area_cursor(area, 3, 0);
}

/* To the step at which it was said. */
static bool open(struct app *app)
{
	const struct entry *entry = entry_at(app, app->menus[MENU_ROOM].chosen);
	const struct voted *voted = voted_chosen(app);
	const struct finding *finding =
	    voted && voted->finding != NONE ? &app->opened->analysis->findings[voted->finding] : NULL;
	if (finding && finding->at_count > 0) {
		app_go_to(app, finding->at[finding->at_count - 1]);
		return true;
	}
	if (voted && !finding) {
		app_say(app, "There is no one place on the map for this any more.");
		return true;
	}
	uint32_t step = entry ? pathway_find_step(app->opened->pathway, *entry->to ? entry->to : entry->step) : NONE;
	if (step == NONE) {
		app_say(app, "This was said of the pathway as a whole.");
		return true;
	}
	app_go_to(app, step);
	return true;
}

static bool vote(struct app *app, void (*give)(struct app *app, const char *on))
{
	const struct entry *entry = entry_at(app, app->menus[MENU_ROOM].chosen);
	const struct voted *voted = voted_chosen(app);
	if (entry)
		give(app, entry->sum);
	else if (voted)
		give(app, voted->on);
	return true;
}

/* One who asks that their words be gone must know that the file still has them. */
static bool withdraw(struct app *app)
{
	const struct entry *entry = entry_at(app, app->menus[MENU_ROOM].chosen);
	if (!entry && voted_chosen(app))
		app_say(app, "This was voted for, not said: - takes a vote back.");
	if (!entry)
		return true;
	if (app_warns(app, WARN_WITHDRAW)) {
		app_say(app, "Delete once more takes this back: no page shows it then.");
		return true;
	}
	const struct entry back = entry_on(ENTRY_WITHDRAWN, entry->sum);
	if (note_add(app, &back))
		app_say(app, "Taken back; u brings it back. It still stands in %s: a text editor can take it out.",
			app->opened->journal->path);
	app->warned = 0;
	return true;
}

/* What was taken back comes back while nothing else was said since. */
static bool bring_back(struct app *app)
{
	const struct entry *last = journal_last_entry(app->opened->journal);
	if (!last || last->kind != ENTRY_WITHDRAWN)
		return false;
	const struct entry *taken = journal_find(app->opened->journal, last->on);
	if (!taken || taken->kind == ENTRY_WITHDRAWN) {
		app_say(app, "It is there again; nothing else was just taken back.");
		return true;
	}
	const struct entry again = entry_on(ENTRY_WITHDRAWN, last->sum);
	if (note_add(app, &again))
		app_say(app, "It is there again.");
	return true;
}

static bool act(struct app *app, enum wish wish, uint32_t number)
{
	switch (wish) {
	case WISH_OPEN:
		return open(app);
	case WISH_VOTE:
		return vote(app, note_vote);
	case WISH_UNVOTE:
		return vote(app, note_take_vote_back);
	case WISH_WITHDRAW:
		return withdraw(app);
	case WISH_UNDO:
		return bring_back(app) || menu_act(&app->menus[MENU_ROOM], wish, number);
	default:
		return menu_act(&app->menus[MENU_ROOM], wish, number);
	}
}

static void press(struct app *app, uint32_t column, uint32_t row)
{
	menu_press(&app->menus[MENU_ROOM], column, row);
}

const struct view room_view = {AT_ROOM, title, draw, act, NULL, press};
