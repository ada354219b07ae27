/* How much memory this process has needed at most. */
#ifndef HOSTILE_PEAK_H
#define HOSTILE_PEAK_H

#include <stddef.h>

/* From here on it is counted. */
void peak_start(void);

/* Bytes beyond those at the start. With the address sanitizer what was
 * allocated, by whomever; else what the process took from the system. */
size_t peak_bytes(void);

#endif
