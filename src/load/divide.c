#include "load/divide.h"

static bool read_part(struct load *load, const struct pair *pair, struct part *part)
{
	struct view text;

	return !says_blank(load, pair->key, pair->value) && value_is_text(load, "a share", pair->value, &text) &&
	       read_share(load, pair->value, text, &part->share);
}

static bool check_total(struct load *load, const char *what, uint32_t value, double total)
{
	if (total >= SHARES_LEAST - SHARES_NOTHING && total <= SHARES_MOST + SHARES_NOTHING)
		return true;
	diagnostic_error(load->diagnostics, load_span(load, value), "the shares of '%s' are %.6g%% in total, not 100%%",
			 what, total * 100);
	return false;
}

bool says_undivided(struct load *load, const char *what, uint32_t value)
{
	if (load_node(load, value)->kind != NODE_LIST)
		return false;
	struct diagnostic *diagnostic =
	    diagnostic_error(load->diagnostics, load_span(load, value),
			     "'%s' takes one name, or a mapping with a share for each, not a list", what);
	load_help(load, diagnostic, "for example %s: { a: 60%%, b: 40%% }", what);
	return true;
}

void parts_read(struct load *load, const char *what, uint32_t value,
		uint32_t (*find)(struct load *load, uint32_t key, struct view id), struct parts *parts)
{
	struct pairs pairs = {0};
	double total = 0;

	*parts = (struct parts){.fine = pairs_read(load, what, value, &pairs)};
	for (uint32_t i = 0; i < pairs.at.count; i++) {
		const struct pair *pair = &pairs.at.at[i];
		struct part part = {.index = find(load, pair->key, load_view(load, pair->key)),
				    .at = load_span(load, pair->key)};
		parts->fine &= read_part(load, pair, &part) && part.index != NONE;
		total += part.share;
		*list_add(load->scratch, &parts->at) = part;
	}
	parts->fine = parts->fine && check_total(load, what, value, total);
	for (uint32_t i = 0; parts->fine && i < parts->at.count; i++)
		parts->at.at[i].share /= total;
}
