/* Expected visits within one loop: a sparse system of linear equations,
 * solved by taking out one place after another.
 *
 * The elimination is that of Grassmann, Taksar and Heyman (Operations
 * Research 33, 1985): it only adds, multiplies and divides positive numbers,
 * so visits come out right to nearly the last digit even where almost no one
 * leaves the loop. order.h says in which order.
 *
 * Eight systems are solved in one go (lanes), each with its own cuts.
 */
#ifndef CAREPATH_ANALYSE_LOOP_H
#define CAREPATH_ANALYSE_LOOP_H

#include "model/network.h"

enum { LANES = 8 };
typedef double lanes __attribute__((vector_size(LANES * sizeof(double)), aligned(16)));

struct loop;

/* The work space of loop_solve(), of any loop that it is large enough for: one
 * for each thread. */
struct loop_work;

/* Prepares the component; `leaves` says for each place of the network which
 * share leaves the network there. NULL when the loop is too tangled: its
 * elimination would take too much (order.h). */
struct loop *loop_new(struct arena *arena, const struct network *network, uint32_t component, const double *leaves);

/* Prepares all loops of the network: loops[component], NULL where nothing goes
 * round. Returns the component of a loop that is too tangled, alone or after
 * those before it: all together take at most four times what one may. NONE
 * when all are prepared. */
uint32_t loops_new(struct arena *arena, const struct network *network, const double *leaves, struct loop **loops);

/* Large enough for each of the loops; those may be NULL. */
struct loop_work *loop_work_new(struct arena *arena, struct loop *const *loops, uint32_t count);

/* visits[0 …] are those of the component's places, in the network's order: on
 * entry what comes in from outside, on return the expected visits. Where bit
 * l of cut[…] is set, nothing goes on from the place in lane l. Returns how
 * many multiplications it took. */
double loop_solve(const struct loop *loop, struct loop_work *work, const uint8_t *cut, lanes *visits);

/* False when more comes round than goes in, so that there is no mean: only
 * where shares of a place add up to more than 1. */
bool loop_settles(const struct loop *loop);

/* For each place of the component the expected visits to it from itself. */
void loop_returns(struct arena *arena, const struct loop *loop, double *returns);

#endif
