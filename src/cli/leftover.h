/* A temporary file that must not be left behind when the program is ended by a
 * signal (Ctrl-C, a closed terminal, a file that may not grow). */
#ifndef CLI_LEFTOVER_H
#define CLI_LEFTOVER_H

/* Makes the file as mkostemp() does, and removes it should a signal come. One at a time. */
int leftover_make(char *name);

/* It has got its place, or has been removed. */
void leftover_forget(void);

#endif
