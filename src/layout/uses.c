/* What lies in a row, gap by gap and rank by rank, and what that asks of the
 * bars in a gap: of two leads that share a row there the one that comes from
 * the left has to turn off before the other one turns in.
 *
 * The bars and labels of a gap and what must stand left of what are a graph
 * that never goes round. */
#include "layout/layout.h"

/* ---- Uses by row and position --------------------------------------------------------- */

static void set_room(struct plan *plan, uint32_t new_room)
{
	const uint32_t *old = plan->use_table;
	uint32_t room = plan->use_room;
	plan->use_room = new_room;
	plan->use_table = ARENA_ARRAY(plan->scratch, uint32_t, new_room);
	for (uint32_t i = 0; i < room; i++)
		if (old[i] != 0)
			*use_head(plan, plan->uses.at[old[i] - 1].row, plan->uses.at[old[i] - 1].position) = old[i];
}

void uses_reserve(struct plan *plan, uint32_t count)
{
	uint32_t room = 64;
	while (room < 2 * count)
		room *= 2;
	set_room(plan, room);
	plan->uses.at = ARENA_ARRAY(plan->scratch, struct use, count);
	plan->uses.room = count;
}

/* Leads that lie on one another all along need no use each. */
static bool is_same(const struct use *one, const struct use *other)
{
	return one->reach == other->reach && one->left == other->left && one->right == other->right &&
	       one->leaves == other->leaves && one->comes == other->comes && !one->taken && !other->taken;
}

bool use_add(struct plan *plan, const struct use *use)
{
	if (plan->use_heads * 2 >= plan->use_room)
		set_room(plan, plan->use_room * 2);
	uint32_t *head = use_head(plan, use->row, use->position);
	for (uint32_t i = *head; i != 0; i = plan->uses.at[i - 1].next)
		if (is_same(&plan->uses.at[i - 1], use))
			return false;
	struct use *added = list_add(plan->scratch, &plan->uses);
	*added = *use;
	added->next = *head;
	plan->use_heads += *head == 0;
	*head = plan->uses.count;
	return true;
}

bool ends_at(const struct plan *plan, const struct item *bar, uint32_t row)
{
	uint32_t number = (uint32_t)(bar - plan->items.at);
	for (uint32_t i = uses_at(plan, row, position_of_gap(bar->gap)); i != NONE; i = plan->uses.at[i].next - 1)
		if (plan->uses.at[i].left == number || plan->uses.at[i].right == number)
			return true;
	return false;
}

/* ---- Two uses side by side ------------------------------------------------------------ */

static void wish(struct plan *plan, wish_list *wishes, uint32_t left, uint32_t right)
{
	*list_add(plan->scratch, wishes) = (struct wish){left, right};
}

static bool share(const struct use *one, const struct use *other)
{
	return (one->leaves != NONE && one->leaves == other->leaves) ||
	       (one->comes != NONE && one->comes == other->comes);
}

/* The bar at which a use that is not the label's own joins or leaves the row
 * of the label: it has to do so outside the label's stretch. */
static bool beside_label(struct plan *plan, const struct use *labelled, const struct use *joining, wish_list *wishes)
{
	if (joining->taken || labelled->label == NONE)
		return false;
	if (joining->reach == REACH_FROM_LEFT && joining->right != labelled->right &&
	    labelled->reach != REACH_FROM_RIGHT && labelled->reach != REACH_WITHIN) {
		wish(plan, wishes, joining->right, labelled->label);
		return true;
	}
	if (joining->reach == REACH_FROM_RIGHT && joining->left != labelled->left &&
	    labelled->reach != REACH_FROM_LEFT && labelled->reach != REACH_WITHIN) {
		wish(plan, wishes, labelled->label, joining->left);
		return true;
	}
	return false;
}

/* One that ends at a bar on its right stands left of one that begins at a bar. */
static bool one_after_other(struct plan *plan, const struct use *before, const struct use *after, wish_list *wishes)
{
	if (before->right == NONE || after->left == NONE || before->right == after->left)
		return false;
	wish(plan, wishes, before->right, after->left);
	return true;
}

static bool fit_apart(struct plan *plan, const struct use *one, const struct use *other, wish_list *wishes)
{
	if (one->reach == REACH_THROUGH || other->reach == REACH_THROUGH)
		return false;
	if (one->reach == REACH_FROM_LEFT || other->reach == REACH_FROM_RIGHT)
		return one_after_other(plan, one, other, wishes);
	return one_after_other(plan, other, one, wishes);
}

/* One comes from the left and one from the right, to the same bar. */
static bool meet(const struct use *one, const struct use *other)
{
	return (one->reach == REACH_FROM_LEFT && other->reach == REACH_FROM_RIGHT && one->right == other->left) ||
	       (other->reach == REACH_FROM_LEFT && one->reach == REACH_FROM_RIGHT && other->right == one->left);
}

static bool can_share(const struct use *one, const struct use *other)
{
	bool opposite = one->reach != other->reach && one->reach != REACH_THROUGH && other->reach != REACH_THROUGH;
	return share(one, other) && one->reach != REACH_WITHIN && other->reach != REACH_WITHIN &&
	       (!opposite || meet(one, other));
}

static bool fit_two(struct plan *plan, const struct use *use, const struct use *there, wish_list *wishes)
{
	if (!can_share(use, there))
		return fit_apart(plan, use, there, wishes);
	if (use->taken)
		return beside_label(plan, use, there, wishes);
	if (there->taken)
		return beside_label(plan, there, use, wishes);
	return true;
}

bool use_fits(struct plan *plan, const struct use *use, wish_list *wishes)
{
	for (uint32_t i = uses_at(plan, use->row, use->position); i != NONE; i = plan->uses.at[i].next - 1)
		if (!fit_two(plan, use, &plan->uses.at[i], wishes))
			return false;
	return true;
}

/* ---- What must stand left of what ----------------------------------------------------- */

/* So many items are looked at before it is taken that they go round. */
enum { SEARCH_MOST = 4000 };
/* So many of what must stand right of an item are looked at for one that is there. */
enum { KEPT_LOOKED = 16 };

struct hunt {
	struct plan *plan;
	const wish_list *wishes;
	number_list ahead;
	uint32_t looked;
};

static void look_at(struct hunt *hunt, uint32_t item)
{
	struct item *found = &hunt->plan->items.at[item];
	if (found->seen == hunt->plan->stamp)
		return;
	found->seen = hunt->plan->stamp;
	*list_add(hunt->plan->scratch, &hunt->ahead) = item;
	hunt->looked++;
}

static void look_behind(struct hunt *hunt, uint32_t item)
{
	const struct plan *plan = hunt->plan;
	for (uint32_t i = plan->items.at[item].after; i != NONE; i = plan->edges.at[i].next)
		look_at(hunt, plan->edges.at[i].to);
	for (uint32_t i = 0; i < hunt->wishes->count; i++)
		if (hunt->wishes->at[i].left == item)
			look_at(hunt, hunt->wishes->at[i].right);
}

static bool leads_to(struct hunt *hunt, uint32_t from, uint32_t to)
{
	hunt->plan->stamp++;
	hunt->ahead.count = 0;
	hunt->looked = 0;
	look_at(hunt, from);
	while (hunt->ahead.count > 0 && hunt->plan->items.at[to].seen != hunt->plan->stamp)
		look_behind(hunt, hunt->ahead.at[--hunt->ahead.count]);
	return hunt->plan->items.at[to].seen == hunt->plan->stamp || hunt->looked > SEARCH_MOST;
}

/* Nothing that is there or wished stands left of `from`, or right of `to`. */
static bool is_end(const struct plan *plan, const wish_list *wishes, struct wish wish)
{
	bool first = plan->items.at[wish.left].before_count == 0, last = plan->items.at[wish.right].after_count == 0;
	for (uint32_t i = 0; (first || last) && i < wishes->count; i++) {
		first &= wishes->at[i].right != wish.left;
		last &= wishes->at[i].left != wish.right;
	}
	return first || last;
}

bool wishes_go_round(struct plan *plan, const wish_list *wishes)
{
	struct hunt hunt = {.plan = plan, .wishes = wishes};
	for (uint32_t i = 0; i < wishes->count; i++) {
		struct wish wish = wishes->at[i];
		if (wish.left == wish.right)
			return true;
		if (!is_end(plan, wishes, wish) && leads_to(&hunt, wish.right, wish.left))
			return true;
	}
	return false;
}

/* One that is kept twice does no harm. */
static bool is_kept(const struct plan *plan, struct wish wish)
{
	uint32_t looked = 0, i = plan->items.at[wish.left].after;
	for (; i != NONE && looked < KEPT_LOOKED; i = plan->edges.at[i].next, looked++)
		if (plan->edges.at[i].to == wish.right)
			return true;
	return false;
}

void wishes_keep(struct plan *plan, const wish_list *wishes)
{
	for (uint32_t i = 0; i < wishes->count; i++) {
		struct wish wish = wishes->at[i];
		if (is_kept(plan, wish))
			continue;
		struct edge *edge = list_add(plan->scratch, &plan->edges);
		*edge = (struct edge){wish.right, plan->items.at[wish.left].after};
		plan->items.at[wish.left].after = plan->edges.count - 1;
		plan->items.at[wish.left].after_count++;
		plan->items.at[wish.right].before_count++;
	}
}
