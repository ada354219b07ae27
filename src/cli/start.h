/* The file that `carepath new` writes. */
#ifndef CLI_START_H
#define CLI_START_H

extern const char start_text[];

#endif
