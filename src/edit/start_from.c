/* Another place's pathway as a start for one's own: its names are marked, and
 * every other byte stays.
 *
 * A name stands in more than one place: an organisation's may be who pays, and
 * steps name it in `paid_by` or `cost`. All of them are marked alike, so that the
 * file stays one that loads. The person's side is the same everywhere and is left. */
#include "edit/change.h"

#include "carepath/plain.h"
#include "edit/written.h"

#include <string.h>

static const char mark[] = "TODO: ";

static const char *const heading[] = {
    "# Started from the pathway '%s' that comes with carepath; everything in it is another place's.",
    "#",
    "# - Names with TODO in front are to be your own: write them in place of these, without the TODO. The words in",
    "#   front of the colons (ids) can stay. 'carepath check' lists what is left.",
    "# - Figures cannot be marked like that: people a year, waits, shares, volumes and costs are those of the sources",
    "#   named here, and not yours. Put in your own, one by one, and say in 'source' where each is from.",
    "# - The people under 'journeys' are composed: nobody said those words. Put in people that your room knows of,",
    "#   composed too, or take them out.",
    "",
};

struct starting {
	struct change *change;
	LIST(uint32_t) marked;  /* nodes; an alias leads to one that is marked already */
	LIST(const char *) own; /* names and payers that stay */
};

static const struct outline *outline_of(const struct starting *starting)
{
	return &starting->change->outline;
}

static bool is_marked(const struct starting *starting, uint32_t node)
{
	for (uint32_t i = 0; i < starting->marked.count; i++)
		if (starting->marked.at[i] == node)
			return true;
	return false;
}

/* The first byte of a block of text. */
static uint32_t block_start(const struct outline *outline, const struct node *node)
{
	uint32_t at = line_after(outline, node->start);
	while (at < node->end && strchr(" \r\n", outline->text[at]))
		at++;
	return at;
}

static void mark_text(struct starting *starting, uint32_t number)
{
	const struct outline *outline = outline_of(starting);
	const struct node *node = outline_node(outline, number);
	struct arena *arena = outline->arena;

	if (node->kind != NODE_TEXT || is_marked(starting, number) || *outline_text(outline, number) == '\0')
		return;
	*list_add(arena, &starting->marked) = number;
	if (node->style != NODE_BARE) {
		uint32_t at = node->style == NODE_QUOTED ? node->start + 1 : block_start(outline, node);
		change_put(starting->change, at, at, mark);
		return;
	}
	struct manner manner = {.brackets = true, .text = true};
	const char *text = plain_format(arena, "%s%s", mark, outline_text(outline, number));
	change_node(starting->change, number, written_text(arena, text, manner));
}

/* A text, or each of a list. */
static void mark_texts(struct starting *starting, uint32_t number)
{
	const struct outline *outline = outline_of(starting);

	if (outline_node(outline, number)->kind != NODE_LIST)
		mark_text(starting, number);
	else
		for (uint32_t item = first_in(outline, number); item; item = next_in(outline, number, item))
			mark_text(starting, tree_value(outline->tree, item));
}

static void mark_key(struct starting *starting, struct spot spot, const char *key)
{
	struct spot found = outline_under(outline_of(starting), spot, key);
	if (found.key)
		mark_texts(starting, found.value);
}

/* ---------------------------------------------------------- who stays */

static bool is_persons(const struct outline *outline, struct spot organisation)
{
	struct spot sector = outline_under(outline, organisation, "sector");
	return sector.key && strcmp(outline_text(outline, sector.value), "person") == 0;
}

static struct spot spot_at(const struct outline *outline, uint32_t mapping, uint32_t key)
{
	return (struct spot){mapping, key, tree_value(outline->tree, value_of(outline, key)), false};
}

static void keep_text(struct starting *starting, struct spot spot)
{
	const struct outline *outline = outline_of(starting);
	if (spot.key && outline_node(outline, spot.value)->kind == NODE_TEXT)
		*list_add(outline->arena, &starting->own) = outline_text(outline, spot.value);
}

/* A name that only comes from the id cannot be marked, and so stays as well. */
static void note_organisation(struct starting *starting, struct spot organisation)
{
	const struct outline *outline = outline_of(starting);
	struct spot name = outline_under(outline, organisation, "name");

	if (!name.key)
		*list_add(outline->arena, &starting->own) =
		    outline_from_id(outline, outline_text(outline, organisation.key));
	if (!is_persons(outline, organisation))
		return;
	keep_text(starting, name);
	keep_text(starting, outline_under(outline, organisation, "payer"));
}

static bool stays(const struct starting *starting, uint32_t node)
{
	const char *text = outline_text(outline_of(starting), node);
	for (uint32_t i = 0; i < starting->own.count; i++)
		if (strcmp(starting->own.at[i], text) == 0)
			return true;
	return false;
}

static void mark_payer(struct starting *starting, uint32_t node)
{
	if (outline_node(outline_of(starting), node)->kind == NODE_TEXT && !stays(starting, node))
		mark_text(starting, node);
}

/* ------------------------------------------------------- what is marked */

static void mark_organisation(struct starting *starting, struct spot organisation)
{
	const struct outline *outline = outline_of(starting);
	struct spot payer = outline_under(outline, organisation, "payer");

	if (is_persons(outline, organisation))
		return;
	mark_key(starting, organisation, "name");
	mark_key(starting, organisation, "area");
	if (payer.key)
		mark_payer(starting, payer.value);
}

static void mark_team(struct starting *starting, struct spot team)
{
	const struct outline *outline = outline_of(starting);
	struct spot organisations = outline_key(outline, outline->root, "organisations");
	struct spot id = outline_under(outline, team, "organisation");

	if (!is_persons(outline, outline_under(outline, organisations, outline_text(outline, id.value))))
		mark_key(starting, team, "name");
}

/* The keys of a mapping payer → share, or payer → cost. */
static void mark_payers(struct starting *starting, struct spot by_payer)
{
	const struct outline *outline = outline_of(starting);

	if (!by_payer.key || outline_node(outline, by_payer.value)->kind != NODE_MAPPING)
		return;
	for (uint32_t key = first_in(outline, by_payer.value); key;
	     key = next_in(outline, by_payer.value, value_of(outline, key)))
		mark_payer(starting, tree_value(outline->tree, key));
}

static void mark_step(struct starting *starting, struct spot step)
{
	const struct outline *outline = outline_of(starting);
	struct spot paid_by = outline_under(outline, step, "paid_by");

	if (paid_by.key)
		mark_payer(starting, paid_by.value);
	mark_payers(starting, paid_by);
	mark_payers(starting, outline_under(outline, step, "cost"));
}

static void mark_journey(struct starting *starting, struct spot journey)
{
	mark_key(starting, journey, "name");
}

/* Every entry of a section. */
static void for_each(struct starting *starting, const char *section, void (*does)(struct starting *, struct spot))
{
	const struct outline *outline = outline_of(starting);
	struct spot spot = outline_key(outline, outline->root, section);

	if (!spot.key || outline_node(outline, spot.value)->kind != NODE_MAPPING)
		return;
	for (uint32_t key = first_in(outline, spot.value); key;
	     key = next_in(outline, spot.value, value_of(outline, key)))
		does(starting, spot_at(outline, spot.value, key));
}

static void put_heading(struct change *change, const char *name)
{
	const struct outline *outline = &change->outline;
	uint32_t start = outline->length >= 3 && memcmp(outline->text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

	for (size_t i = 0; i < sizeof heading / sizeof *heading; i++) {
		const char *line = i == 0 ? plain_format(change->arena, heading[i], name) : heading[i];
		change_put(change, start, start, plain_format(change->arena, "%s%s", line, line_feed(outline, 0)));
	}
}

static bool start_from(struct change *change, const void *wish)
{
	const struct outline *outline = &change->outline;
	struct starting starting = {.change = change};
	struct spot file = {.value = outline->root};

	change->what = "the start from another pathway";
	put_heading(change, wish);
	mark_key(&starting, file, "place");
	mark_key(&starting, file, "about");
	for_each(&starting, "organisations", note_organisation);
	for_each(&starting, "organisations", mark_organisation);
	for_each(&starting, "teams", mark_team);
	for_each(&starting, "steps", mark_step);
	for_each(&starting, "journeys", mark_journey);
	return true;
}

struct document *edit_start_from(struct draft *draft, const char *name, char says[EDIT_SAYS])
{
	return change_run(draft, start_from, name, says);
}
