/* What a fuzz target and its replay share. */
#ifndef CAREPATH_TEST_FUZZ_H
#define CAREPATH_TEST_FUZZ_H

#include <stddef.h>
#include <stdint.h>

/* One input, tried; the name is libFuzzer's. Returns 0, or does not return. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
