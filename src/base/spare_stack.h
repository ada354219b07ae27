/* A thread's second stack, for the handler of a crash: where the first one ran
 * out there is no other on which to give a terminal back. It lies at the bottom
 * of the first. Where the thread has one already, nothing is done.
 *
 *   struct spare_stack spare;
 *   spare_stack_take(&spare);
 *   ... the thread's work ...
 *   spare_stack_leave(&spare);
 */
#ifndef BASE_SPARE_STACK_H
#define BASE_SPARE_STACK_H

#include <stdbool.h>
#include <stddef.h>

enum { SPARE_STACK = 16 << 10 };

struct spare_stack {
	_Alignas(max_align_t) char room[SPARE_STACK];
	bool taken;
};

void spare_stack_take(struct spare_stack *spare);
void spare_stack_leave(struct spare_stack *spare);

#endif
