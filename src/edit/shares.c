/* The share of one way changed, and those of the others with it.
 *
 * Shares are counted in whole parts as fine as the finest that is written, so
 * that what is written adds up exactly; what rounding leaves goes to those that
 * lost the most by it. */
#include "edit/shares.h"

#include "carepath/plain.h"
#include "edit/set.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct share {
	bool given, percent;
	double parts; /* of a hundredth of a per cent */
	double exact; /* what it should become */
	bool set;     /* it gets a new value */
};

enum { EVERYONE = 10000 };

struct share_wish {
	struct edit_place place;
	double share;
};

struct shares {
	struct share *at;
	uint32_t count, own;
	double given, others; /* totals: of all, and of all but its own */
	uint32_t unshared;    /* others without a share */
};

static struct share share_of(const struct outline *outline, struct edit_place place)
{
	struct keys keys = keys_of(outline, place);
	struct spot spot = keys_spot(outline, &keys, "share");
	struct share share = {.given = spot.key != 0, .percent = true};

	if (share.given) {
		const char *text = outline_text(outline, spot.value);
		share.percent = strchr(text, '%') != NULL;
		share.parts = strtod(text, NULL) * EVERYONE / (share.percent ? 100 : 1);
	}
	return share;
}

static struct shares shares_of(struct change *change, struct edit_place place, uint32_t count)
{
	struct shares shares = {ARENA_ARRAY(change->arena, struct share, count), count, place.way, 0, 0, 0};

	for (uint32_t i = 0; i < count; i++) {
		shares.at[i] = share_of(&change->outline, (struct edit_place){place.step, i});
		shares.given += shares.at[i].parts;
		shares.others += i == place.way ? 0 : shares.at[i].parts;
		shares.unshared += i != place.way && !shares.at[i].given;
	}
	return shares;
}

/* Whether all shares are whole parts of this size, and no new one is less. */
static bool fits(const struct shares *shares, double wanted, double size)
{
	bool fitting = fabs(remainder(wanted, size)) < 1e-6;
	for (uint32_t i = 0; i < shares->count; i++) {
		double new = shares->at[i].exact;
		fitting &= fabs(remainder(shares->at[i].parts, size)) < 1e-6;
		fitting &= new == 0 || new >= size;
	}
	return fitting;
}

/* As fine as the finest share: a whole per cent, a tenth or a hundredth. */
static double part_size(const struct shares *shares, double wanted)
{
	return fits(shares, wanted, 100) ? 100 : fits(shares, wanted, 10) ? 10 : 1;
}

/* Rounds down, and gives what is left to those that lost the most. */
static void round_all(struct shares *shares, double total, double size)
{
	double left = total;
	for (uint32_t i = 0; i < shares->count; i++) {
		struct share *share = &shares->at[i];
		if (!share->set)
			continue;
		share->parts = floor(share->exact / size + 1e-9) * size;
		left -= share->parts;
	}
	while (left > size / 2) {
		struct share *most = NULL;
		for (uint32_t i = 0; i < shares->count; i++) {
			struct share *share = &shares->at[i];
			if (share->set && (!most || share->exact - share->parts > most->exact - most->parts))
				most = share;
		}
		assert(most); /* the others have shares, or none would be left over */
		most->parts += size;
		left -= size;
	}
}

static const char *written_share(struct arena *arena, const struct share *share)
{
	return share->percent ? plain_format(arena, "%.6g%%", share->parts / 100)
			      : plain_format(arena, "%.6g", share->parts / EVERYONE);
}

static bool write_share(struct change *change, struct edit_place place, const struct share *share)
{
	struct keys keys = keys_of(&change->outline, place);
	return can_change(change, &keys, place) && set_key(change, &keys, "share", written_share(change->arena, share));
}

/* All others that have a share, so that together they come to so much. Where
 * nobody went any of them, each is as likely as the next. */
static void scale_others(struct shares *shares, double total, double wanted)
{
	uint32_t given = 0;
	for (uint32_t i = 0; i < shares->count; i++) {
		shares->at[i].set = shares->at[i].given && i != shares->own;
		given += shares->at[i].set;
	}
	for (uint32_t i = 0; i < shares->count; i++) {
		struct share *share = &shares->at[i];
		double exact = shares->others > 0 ? share->parts * total / shares->others : total / given;
		share->exact = share->set ? exact : 0;
	}
	round_all(shares, total, part_size(shares, wanted));
}

/* False, having refused, where the others cannot. */
static bool give_way(struct change *change, struct shares *shares, double wanted)
{
	const struct share *own = &shares->at[shares->own];
	double total = shares->unshared || !own->given ? EVERYONE : shares->given;
	double left = total - wanted;

	if (shares->count == 1 || (shares->unshared && shares->others <= left))
		return true;
	if (left < -1e-6)
		return change_refuse(change, "Together they would be more than everyone: choose a smaller share.");
	if (shares->others <= 0)
		return left < 1e-6 ||
		       change_refuse(
			   change,
			   "Nobody goes another way, so none can make up for it: let some go another way first.");
	scale_others(shares, left, wanted);
	return true;
}

static bool is_share(struct change *change, double wanted)
{
	return (wanted >= 0 && wanted <= EVERYONE) ||
	       change_refuse(change, "A share is between 0%% and 100%%: say how many in 100 go this way.");
}

static bool write_shares(struct change *change, const char *step, const struct shares *shares)
{
	for (uint32_t i = 0; i < shares->count; i++)
		if (shares->at[i].set && !write_share(change, (struct edit_place){step, i}, &shares->at[i]))
			return false;
	return true;
}

static bool make_share(struct change *change, const void *subject)
{
	const struct share_wish *wish = subject;
	struct keys keys = keys_of(&change->outline, wish->place);
	double wanted = round(wish->share * EVERYONE);

	if (!can_change(change, &keys, wish->place))
		return false;
	if (keys.way.role == WAY_THEN)
		return change_refuse(
		    change, "What comes when all branches are over is for everyone: choose one of the branches.");
	if (!is_share(change, wanted))
		return false;
	change->what = plain_format(change->arena, "the share %s", keys.where);
	uint32_t count = outline_ways(&change->outline, outline_step(&change->outline, wish->place.step));
	struct shares shares = shares_of(change, wish->place, count);
	if (keys.way.role == WAY_ARROW && !give_way(change, &shares, wanted))
		return false;
	shares.at[shares.own].parts = wanted;
	shares.at[shares.own].set = true;
	return write_shares(change, wish->place.step, &shares);
}

struct document *edit_share(struct draft *draft, struct edit_place place, double share, char says[EDIT_SAYS])
{
	struct share_wish wish = {place, share};
	if (place.way == NONE) {
		snprintf(says, EDIT_SAYS, "Only an arrow has a share.");
		return NULL;
	}
	return change_run(draft, make_share, &wish, says);
}

/* ------------------------------------------------- one more way, or one fewer */

bool shares_of_one(struct change *change, const char *step, uint32_t count)
{
	struct shares shares = shares_of(change, (struct edit_place){step, NONE}, count);
	double all = shares.given + shares.unshared * (double)EVERYONE;

	if (shares.given <= 0 || shares.given + (shares.unshared > 0) <= EVERYONE)
		return true;
	scale_others(&shares, round((double)EVERYONE / 100 * shares.given / all) * 100, 0);
	return write_shares(change, step, &shares);
}

const char *shares_of_branch(struct change *change, const char *step, uint32_t count, double share)
{
	struct shares shares = shares_of(change, (struct edit_place){step, NONE}, count);
	struct share new = {.percent = true, .parts = round(share * EVERYONE)};

	if (!is_share(change, new.parts))
		return NULL;
	for (uint32_t i = 0; i < count; i++)
		new.percent &= !shares.at[i].given || shares.at[i].percent;
	return written_share(change->arena, &new);
}

bool shares_make_room(struct change *change, const char *step, uint32_t count, double share, const char **text)
{
	struct shares shares = shares_of(change, (struct edit_place){step, NONE}, count);
	struct share new = {.percent = true, .parts = round(share * EVERYONE)};
	double left = shares.unshared ? EVERYONE - new.parts : shares.given *(EVERYONE - new.parts) / EVERYONE;

	if (!is_share(change, new.parts))
		return false;
	for (uint32_t i = 0; i < count; i++)
		new.percent &= !shares.at[i].given || shares.at[i].percent;
	*text = written_share(change->arena, &new);
	if (shares.others > left)
		scale_others(&shares, left, new.parts);
	return write_shares(change, step, &shares);
}

bool shares_take_over(struct change *change, struct edit_place gone, uint32_t count)
{
	struct shares shares = shares_of(change, gone, count);
	const struct share *own = &shares.at[gone.way];
	double total = own->given ? shares.given : fmax(shares.given, EVERYONE);

	if (shares.unshared == 0)
		scale_others(&shares, total, own->parts);
	return write_shares(change, gone.step, &shares);
}
