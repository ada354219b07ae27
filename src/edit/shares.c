/* The share of one way changed, and those of the others with it.
 *
 * Shares are counted in whole parts as fine as the finest that is written, so
 * that what is written adds up exactly; what rounding leaves goes to those that
 * lost the most by it. */
#include "edit/set.h"

#include "carepath/plain.h"

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

static bool write_share(struct change *change, struct edit_place place, const struct share *share)
{
	struct keys keys = keys_of(&change->outline, place);
	const char *text = share->percent ? plain_format(change->arena, "%.6g%%", share->parts / 100)
					  : plain_format(change->arena, "%.6g", share->parts / EVERYONE);
	return can_change(change, &keys, place) && set_key(change, &keys, "share", text);
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
		return change_refuse(change, "Together they would be more than everyone.");
	if (shares->others <= 0)
		return left < 1e-6 || change_refuse(change, "Nobody goes another way, so none can make up for it.");
	for (uint32_t i = 0; i < shares->count; i++) {
		struct share *share = &shares->at[i];
		share->set = share->given && i != shares->own;
		share->exact = share->set ? share->parts * left / shares->others : 0;
	}
	round_all(shares, left, part_size(shares, wanted));
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
		return change_refuse(change, "What comes after all branches is for everyone who got there.");
	if (!(wanted >= 0 && wanted <= EVERYONE))
		return change_refuse(change, "A share is between 0%% and 100%%.");
	change->what = plain_format(change->arena, "the share %s", keys.where);
	uint32_t count = outline_ways(&change->outline, outline_step(&change->outline, wish->place.step));
	struct shares shares = shares_of(change, wish->place, count);
	if (keys.way.role == WAY_ARROW && !give_way(change, &shares, wanted))
		return false;
	shares.at[shares.own].parts = wanted;
	shares.at[shares.own].set = true;
	for (uint32_t i = 0; i < count; i++)
		if (shares.at[i].set && !write_share(change, (struct edit_place){wish->place.step, i}, &shares.at[i]))
			return false;
	return true;
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
