#include "load/target.h"

#include <string.h>

static const char observed_forms[] = "write it as '57% within 4h', 'mean 15h' or 'median 12d'";
static const char forms[] = "write '4h', '90% within 4h' or 'mean 18min'";

/* Divides "57% within 4h". */
static bool split_within(struct view text, struct view *share, struct view *length)
{
	static const char word[] = " within ";
	const char *at = memmem(text.bytes, text.length, word, sizeof word - 1);

	if (!at)
		return false;
	uint32_t before = (uint32_t)(at - text.bytes), behind = before + (uint32_t)sizeof word - 1;
	*share = (struct view){text.bytes, before};
	*length = (struct view){text.bytes + behind, text.length - behind};
	return true;
}

static bool has_percent(struct view text)
{
	return text.length && memchr(text.bytes, '%', text.length);
}

static void read_target(struct load *load, const struct field *field, uint32_t value, void *into)
{
	struct target target = {.kind = TARGET_WITHIN, .share = 0.95};
	struct view text, time, share;
	bool fine;

	if (!value_is_text(load, field->key, value, &text))
		return;
	time = text = without_blanks(text);
	if (take_word(&time, "mean ")) {
		target.kind = TARGET_MEAN;
		target.share = 0;
		fine = read_length(load, value, time, &target.seconds);
	} else if (split_within(text, &share, &time)) {
		fine = read_share(load, value, share, &target.share) && read_length(load, value, time, &target.seconds);
	} else if (has_percent(text)) {
		say_not(load, value, "a target")->help = forms;
		fine = false;
	} else {
		fine = read_length(load, value, text, &target.seconds);
	}
	target.time = load_keep(load, time);
	if (fine)
		*(struct target *)into = target;
}

const struct value_type value_target = {"`4h` (meaning 95 % within it), `90% within 4h` or `mean 18min`", read_target};

static bool read_observation(struct load *load, uint32_t value, struct view text, struct observation *observation)
{
	struct view time = text, share;

	*observation = (struct observation){.kind = OBSERVED_WITHIN};
	if (take_word(&time, "mean ")) {
		observation->kind = OBSERVED_MEAN;
	} else if (take_word(&time, "median ")) {
		observation->kind = OBSERVED_MEDIAN;
	} else if (!split_within(text, &share, &time)) {
		say_not(load, value, "a share within a time")->help = observed_forms;
		return false;
	} else if (!read_share(load, value, share, &observation->share)) {
		return false;
	}
	observation->time = load_keep(load, time);
	return read_length(load, value, time, &observation->seconds);
}

static void read_observed(struct load *load, const struct field *field, uint32_t value, void *into)
{
	struct items items = items_of(load, value);
	struct observation *at = ARENA_ARRAY(load->arena, struct observation, items.count);
	uint32_t item, count = 0;
	struct view text;

	while (items_next(&items, &item))
		if (entry_is_text(load, field->key, item, &text) &&
		    read_observation(load, item, without_blanks(text), &at[count]))
			count++;
	*(struct observations *)into = (struct observations){at, count};
}

const struct value_type value_observed = {"`57% within 4h`, `mean 15h` or `median 12d`, or list of them",
					  read_observed};
