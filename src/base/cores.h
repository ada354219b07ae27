/* How many processors this program may use: at least one. */
#ifndef BASE_CORES_H
#define BASE_CORES_H

#include <stdint.h>

uint32_t cores_at_hand(void);

#endif
