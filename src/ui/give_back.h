/* Signals, and giving the terminal back whatever happens. */
#ifndef UI_GIVE_BACK_H
#define UI_GIVE_BACK_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

/* From here on signals are held back, but while give_back_wait() waits and in
 * busy times; a crash restores the terminal first. `end` are the bytes that
 * leave the screen; they and the present modes of the terminal are kept. Call
 * it before the terminal is changed. */
void give_back_start(void);
void give_back_bytes(const char *bytes, size_t length);
/* The handlers again, after curses has set its own. */
void give_back_again(void);
/* Signals are again as they were before. */
void give_back_stop(void);

/* What was signalled since the last call; each is told once. */
bool give_back_resized(void);
bool give_back_stop_asked(void); /* Ctrl-Z */
int give_back_leave_asked(void); /* the signal, or 0 */

/* Stops the process as Ctrl-Z does; returns when it goes on. */
void give_back_suspend(void);

/* Whether a signal that asks to leave ends the process at once. */
void give_back_busy(bool busy);

/* Signals that come through while waiting, for ppoll(). */
const sigset_t *give_back_open_mask(void);

#endif
