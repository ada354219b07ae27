/* Clocks: standards that span several steps. */
#include "load/sections.h"
#include "load/target.h"

#include <stddef.h>

#define AT(member) .offset = offsetof(struct clock, member)

/* clang-format off */
static const struct field fields[] = {
    {KEY("name"), &value_name, AT(name), .meaning = "default: the id with spaces for `-` and `_`, first letter capital"},
    {KEY("from"), &value_steps, AT(from), FIELD_NEEDED, .meaning = "it starts with the first start of one of these"},
    {KEY("to"), &value_steps, AT(to), FIELD_NEEDED, .meaning = "it stops with the first start of one of these after it, in the same episode"},
    {KEY("target"), &value_target, AT(target), .meaning = "what the time should be"},
    {KEY("observed"), &value_observed, AT(observed), .meaning = "what an audit found, shown beside what the map gives"},
    {KEY("source"), &value_sources, AT(sources), .meaning = "where the figures come from"},
};
/* clang-format on */

const struct record clock_record = RECORD("clock", fields);

static struct clock read_clock(struct load *load, const char *id, struct pair pair)
{
	struct clock clock = {.id = id, .at = load_span(load, pair.key)};
	struct given given;

	if (!says_blank(load, pair.key, pair.value))
		record_read(load, &clock_record, pair.value, clock.at, id, &clock, &given);
	if (!clock.name)
		clock.name = name_from_id(load, id);
	return clock;
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
