/* From where on things are flagged. */
#include "load/sections.h"

#include <stddef.h>

#define AT(member) .offset = offsetof(struct limits, member)

/* clang-format off */
static const struct field fields[] = {
    {KEY("long_wait"), &value_length, AT(long_wait), .meaning = "a mean wait, without a target, from which on it is flagged; default: `7d`"},
    {KEY("hospital_wait"), &value_length, AT(hospital_wait), .meaning = "a mean wait spent in hospital from which on it is flagged; default: `1d`"},
    {KEY("waiting_share"), &value_share, AT(waiting_share), .meaning = "the share of all time that is waiting above which it is flagged; default: `50%`"},
    {KEY("fault_line"), &value_share, AT(fault_line), .meaning = "the share of what passes between organisations from which on a pair of them is flagged; default: `25%`"},
};
/* clang-format on */

const struct record limits_record = RECORD("set of limits", fields);

void limits_read(struct load *load, uint32_t section)
{
	struct limits *limits = &load->pathway->limits;
	struct given given;

	*limits =
	    (struct limits){.long_wait = 7 * 86400, .hospital_wait = 86400, .waiting_share = 0.5, .fault_line = 0.25};
	if (section)
		record_read(load, &limits_record, section, load_span(load, section), NULL, limits, &given);
}
