#include "base/spare_stack.h"

#include <signal.h>

void spare_stack_take(struct spare_stack *spare)
{
	stack_t there, ours = {.ss_sp = spare->room, .ss_size = sizeof spare->room};
	spare->taken = sigaltstack(NULL, &there) == 0 && there.ss_flags & SS_DISABLE && sigaltstack(&ours, NULL) == 0;
}

void spare_stack_leave(struct spare_stack *spare)
{
	const stack_t none = {.ss_flags = SS_DISABLE};
	if (spare->taken)
		sigaltstack(&none, NULL);
	spare->taken = false;
}
