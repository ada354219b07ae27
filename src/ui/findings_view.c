#include "carepath/plain.h"
#include "export/kinds.h"
#include "ui/app.h"

/* What is flagged: of each kind the worst, and how many more there are, or all
 * of one kind, or what lies between two organisations. */

/* As many of a kind are listed where all kinds are; one more is no row saved. */
enum { WORST = 5 };

/* A row: a finding, the how manyeth of all that are told it is (NONE: of some
 * only), and of how many of its kind that follow it stands in place. */
struct listed {
	uint32_t finding, place, more;
};

static struct listed told_at(const struct app *app, uint32_t place, uint32_t more)
{
	return (struct listed){app->opened->analysis->told[place], place, more};
}

static uint32_t kind_rows(const struct app *app, enum kind kind, uint32_t *from, uint32_t *end)
{
	findings_told(app->opened->analysis, kind, from, end);
	return *end - *from > WORST + 1 ? WORST + 1 : *end - *from;
}

static struct listed row_of_all(const struct app *app, uint32_t row)
{
	uint32_t from = 0, end = 0;
	for (enum kind kind = 0; kind < KIND_COUNT; kind++) {
		uint32_t rows = kind_rows(app, kind, &from, &end);
		if (row < rows)
			return told_at(app, from + row, row == WORST && end - from > rows ? end - from - WORST : 0);
		row -= rows;
	}
	return (struct listed){0, NONE, 0};
}

static struct listed listed_at(const struct app *app, uint32_t row)
{
	uint32_t from, end;
	if (app->boundary != NONE)
		return (struct listed){app->boundary_findings.at[row], NONE, 0};
	if (app->kind == KIND_COUNT)
		return row_of_all(app, row);
	findings_told(app->opened->analysis, (enum kind)app->kind, &from, &end);
	return told_at(app, from + row, 0);
}

static uint32_t row_count(const struct app *app)
{
	uint32_t from, end, rows = 0;
	if (app->boundary != NONE)
		return app->boundary_findings.count;
	if (app->kind != KIND_COUNT) {
		findings_told(app->opened->analysis, (enum kind)app->kind, &from, &end);
		return end - from;
	}
	for (enum kind kind = 0; kind < KIND_COUNT; kind++)
		rows += kind_rows(app, kind, &from, &end);
	return rows;
}

/* The chosen one, with what is voted for and opened; NULL: none, or it stands for others. */
static const struct finding *chosen_finding(const struct app *app)
{
	if (app->menus[MENU_FINDINGS].chosen >= row_count(app))
		return NULL;
	struct listed listed = listed_at(app, app->menus[MENU_FINDINGS].chosen);
	return listed.more > 0 ? NULL : &app->opened->analysis->findings[listed.finding];
}

static void write_more(const struct page *page, const struct finding *finding, uint32_t more)
{
	static const char *const words[KIND_COUNT][2] = {
	    [KIND_DELAY] = {"wait", "waits"},
	    [KIND_HANDOFF] = {"hand-off", "hand-offs"},
	    [KIND_DUPLICATION] = {"thing asked or done twice", "things asked or done twice"},
	    [KIND_OBSTACLE] = {"obstacle", "obstacles"},
	    [KIND_FAULT_LINE] = {"fault line", "fault lines"},
	    [KIND_GOAL] = {"goal", "goals"},
	};
	enum kind kind = rules[finding->rule].kind;
	page_item(page, kind_mark(kind, page->writer->ascii),
		  plain_format(page->arena, "and %u more %s: Enter lists them all", more, words[kind][more > 1]));
}

/* "3 votes. ", or "". A finding's key takes longer to put together than its sentence. */
static const char *say_votes(const struct app *app, const struct page *page, const struct finding *finding)
{
	const struct journal *journal = app->opened->journal;
	if (!journal_has_votes(journal))
		return "";
	uint32_t votes = journal_votes(journal, finding_key(page->arena, app->opened->pathway, finding));
	return votes ? plain_format(page->arena, "%s. ", counted(page->arena, votes, "vote", "votes")) : "";
}

static void write_row(void *subject, const struct page *page, uint32_t row)
{
	struct app *app = subject;
	const struct analysis *analysis = app->opened->analysis;
	struct listed listed = listed_at(app, row);
	const struct finding *finding = &analysis->findings[listed.finding];
	if (listed.more > 0) {
		write_more(page, finding, listed.more);
		return;
	}
	page_item(page, kind_mark(rules[finding->rule].kind, page->writer->ascii),
		  finding_says_all(page->arena, analysis, finding));
	const char *much = finding_says_how_much(page->arena, analysis, finding);
	const char *accepted = finding->accepted ? "The group has looked at this and lives with it. " : "";
	const char *voted = say_votes(app, page, finding);
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
	uint32_t rows = row_count(app), chosen = app->menus[MENU_FINDINGS].chosen, count = rows;
	const char *of = app->boundary != NONE ? "between the two" : of_kind[app->kind];
	if (chosen >= rows)
		return of;
	if (app->boundary == NONE && app->kind == KIND_COUNT) {
		count = app->opened->analysis->told_first[KIND_COUNT];
		chosen = listed_at(app, chosen).place;
	}
	return plain_format(app->frame, "%s: %u of %u", of, chosen + 1, count);
}

static void draw(struct app *app, struct area area)
{
	app->menus[MENU_FINDINGS].count = row_count(app);
	if (app->menus[MENU_FINDINGS].count == 0) {
		area_text(area, 3, 1, LOOK_PLAIN, "Nothing of this kind is flagged on this map.");
		area_cursor(area, 3, 1);
		return;
	}
	menu_draw(&app->menus[MENU_FINDINGS], app->frame, area, write_row, app);
}

static bool choose_kind(struct app *app, unsigned kind)
{
	app->kind = kind;
	app->boundary = NONE;
	menu_start(&app->menus[MENU_FINDINGS], row_count(app));
	return true;
}

/* All of the kind, from the first that was not listed on. */
static void open_kind(struct app *app, struct listed listed)
{
	uint32_t from, end;
	enum kind kind = rules[app->opened->analysis->findings[listed.finding].rule].kind;
	choose_kind(app, kind);
	findings_told(app->opened->analysis, kind, &from, &end);
	app->menus[MENU_FINDINGS].chosen = listed.place - from;
}

/* To its place on the map. */
static bool open(struct app *app)
{
	if (app->menus[MENU_FINDINGS].chosen >= row_count(app))
		return true;
	struct listed listed = listed_at(app, app->menus[MENU_FINDINGS].chosen);
	const struct finding *finding = &app->opened->analysis->findings[listed.finding];
	if (listed.more > 0)
		open_kind(app, listed);
	else if (finding->at_count == 0)
		app_say(app, "This is about the pathway as a whole, not about one place on the map.");
	else {
		app->zoom = ZOOM_MAP; /* where the step's text is, which has the finding */
		app_go_to(app, finding->at[finding->at_count - 1]);
	}
	return true;
}

/* A vote is given, or the last one is taken back. */
static bool vote(struct app *app, void (*give)(struct app *app, const char *on))
{
	const struct finding *finding = chosen_finding(app);
	if (!finding)
		return true;
	give(app, finding_key(app->frame, app->opened->pathway, finding));
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
