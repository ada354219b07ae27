#include "carepath/plain.h"
#include "export/kinds.h"
#include "ui/app.h"

/* Everything that is flagged, the worst of each kind first. */

/* Where the listed findings are: a stretch of all, or a list of their own. */
static uint32_t finding_at(const struct app *app, uint32_t row)
{
	if (app->boundary != NONE)
		return app->boundary_findings.at[row];
	uint32_t from, end;
	findings_of_kind(app->opened->analysis, (enum kind)app->kind, &from, &end);
	return from + row;
}

static uint32_t finding_count(const struct app *app)
{
	if (app->boundary != NONE)
		return app->boundary_findings.count;
	uint32_t from, end;
	findings_of_kind(app->opened->analysis, (enum kind)app->kind, &from, &end);
	return end - from;
}

static void write_row(void *subject, const struct page *page, uint32_t row)
{
	struct app *app = subject;
	const struct analysis *analysis = app->opened->analysis;
	const struct finding *finding = &analysis->findings[finding_at(app, row)];
	page_item(page, kind_mark(rules[finding->rule].kind, page->writer->ascii),
		  finding_says(page->arena, analysis, finding));
	const char *much = finding_says_how_much(page->arena, analysis, finding);
	const char *accepted = finding->accepted ? "The group has looked at this and lives with it. " : "";
	uint32_t votes = journal_votes(app->opened->journal, finding_key(page->arena, analysis->pathway, finding));
	const char *voted =
	    votes ? plain_format(page->arena, "%s. ", counted(page->arena, votes, "vote", "votes")) : "";
	if (*much || *accepted || *voted)
		page_faint(page, 6, plain_format(page->arena, "%s%s%s", voted, accepted, much));
}

static const char *title(struct app *app)
{
	static const char *const of_kind[KIND_COUNT + 1] = {
	    [KIND_DELAY] = "waits",
	    [KIND_HANDOFF] = "hand-offs",
	    [KIND_DUPLICATION] = "asked or done twice",
	    [KIND_OBSTACLE] = "obstacles",
	    [KIND_FAULT_LINE] = "fault lines",
	    [KIND_GOAL] = "goals",
	    [KIND_COUNT] = "findings",
	};
	uint32_t count = finding_count(app);
	const char *of = app->boundary != NONE ? "between the two" : of_kind[app->kind];
	return count == 0 ? of
			  : plain_format(app->frame, "%s: %u of %u", of, app->menus[MENU_FINDINGS].chosen + 1, count);
}

static void draw(struct app *app, struct area area)
{
	app->menus[MENU_FINDINGS].count = finding_count(app);
	if (app->menus[MENU_FINDINGS].count == 0) {
		area_text(area, 3, 1, LOOK_PLAIN, "Nothing of this kind is flagged on this map.");
		area_cursor(area, 3, 1);
		return;
	}
	menu_draw(&app->menus[MENU_FINDINGS], app->frame, area, write_row, app);
}

/* To its place on the map. */
static bool open(struct app *app)
{
	if (finding_count(app) == 0)
		return true;
	const struct finding *finding =
	    &app->opened->analysis->findings[finding_at(app, app->menus[MENU_FINDINGS].chosen)];
	if (finding->at_count == 0) {
		app_say(app, "This is about the pathway as a whole, not about one place on the map.");
		return true;
	}
	app_go_to(app, finding->at[finding->at_count - 1]);
	return true;
}

/* A vote is given, or the last one is taken back. */
static bool vote(struct app *app, void (*give)(struct app *app, const char *on))
{
	if (finding_count(app) == 0)
		return true;
	const struct finding *finding =
	    &app->opened->analysis->findings[finding_at(app, app->menus[MENU_FINDINGS].chosen)];
	give(app, finding_key(app->frame, app->opened->pathway, finding));
	return true;
}

static bool choose_kind(struct app *app, unsigned kind)
{
	app->kind = kind;
	app->boundary = NONE;
	menu_start(&app->menus[MENU_FINDINGS], finding_count(app));
	return true;
}

static bool act(struct app *app, enum wish wish, uint32_t number)
{
	switch (wish) {
	case WISH_KIND_ALL:
		return choose_kind(app, KIND_COUNT);
	case WISH_KIND_HANDOFF:
		return choose_kind(app, KIND_HANDOFF);
	case WISH_KIND_DUPLICATION:
		return choose_kind(app, KIND_DUPLICATION);
	case WISH_KIND_DELAY:
		return choose_kind(app, KIND_DELAY);
	case WISH_KIND_OBSTACLE:
		return choose_kind(app, KIND_OBSTACLE);
	case WISH_KIND_FAULT_LINE:
		return choose_kind(app, KIND_FAULT_LINE);
	case WISH_VOTE:
		return vote(app, note_vote);
	case WISH_UNVOTE:
		return vote(app, note_take_vote_back);
	case WISH_OPEN:
		return open(app);
	default:
		return menu_act(&app->menus[MENU_FINDINGS], wish, number);
	}
}

static void press(struct app *app, uint32_t column, uint32_t row)
{
	uint32_t before = app->menus[MENU_FINDINGS].chosen;
	if (menu_press(&app->menus[MENU_FINDINGS], column, row) && before == app->menus[MENU_FINDINGS].chosen)
		open(app);
}

const struct view findings_view = {AT_FINDINGS, title, draw, act, NULL, press};
