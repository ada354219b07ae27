/* Money: what a step costs, and who pays. */
#ifndef LOAD_MONEY_H
#define LOAD_MONEY_H

#include "load/values.h"

/* The pounds at the start of `text`, which is moved behind them. False when
 * there are none, or too many decimals. */
bool take_pounds(struct view *text, double *pounds);

/* The number of who pays, or NONE, which is said. */
uint32_t payer_find(struct load *load, uint32_t value, struct view name);

/* struct costs, with none before */
extern const struct value_type value_costs;

struct costs {
	const struct cost *at;
	uint32_t count;
};

#endif
