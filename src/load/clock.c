/* Clocks: standards that span several steps. */
#include "load/sections.h"
#include "load/target.h"

#include <stddef.h>

struct draft {
	struct clock clock;
	uint32_t observed; /* node */
};

#define AT(member) .offset = offsetof(struct draft, member)

/* clang-format off */
static const struct field fields[] = {
    {KEY("name"), &value_name, AT(clock.name), .meaning = "default: the id with spaces for `-` and `_`, first letter capital"},
    {KEY("from"), &value_steps, AT(clock.from), FIELD_NEEDED, .meaning = "it starts with the first start of one of these"},
    {KEY("to"), &value_steps, AT(clock.to), FIELD_NEEDED, .meaning = "it stops with the first start of one of these after it, in the same episode"},
    {KEY("target"), &value_target, AT(clock.target), .meaning = "what the time should be"},
    {KEY("observed"), &value_node, AT(observed), .form = "`57% within 4h`", .meaning = "what an audit found, shown beside what the map gives"},
    {KEY("source"), &value_sources, AT(clock.sources), .meaning = "where the figures come from"},
};
/* clang-format on */

const struct record clock_record = RECORD("clock", fields);

static struct clock read_clock(struct load *load, const char *id, struct pair pair)
{
	struct draft draft = {.clock = {.id = id, .at = load_span(load, pair.key)}};
	struct clock *clock = &draft.clock;
	struct given given;
	struct view text;

	if (!says_blank(load, pair.key, pair.value))
		record_read(load, &clock_record, pair.value, clock->at, id, &draft, &given);
	if (!clock->name)
		clock->name = name_from_id(load, id);
	if (draft.observed && value_is_text(load, "observed", draft.observed, &text) &&
	    read_within(load, draft.observed, text, &clock->observed_share, &clock->observed_seconds))
		clock->observed = load_keep(load, text);
	return *clock;
}

void clocks_read(struct load *load, uint32_t section)
{
	struct pairs pairs;

	if (!section_open(load, &load->clocks, section, MOST_CLOCKS, "1,000 clocks", &pairs))
		return;
	load->pathway->clocks = ARENA_ARRAY(load->arena, struct clock, pairs.at.count);
	load->pathway->clock_count = pairs.at.count;
	for (uint32_t i = 0; i < pairs.at.count; i++)
		load->pathway->clocks[i] = read_clock(load, load->clocks.names.at[i], pairs.at.at[i]);
}
