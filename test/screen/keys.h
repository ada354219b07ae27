/* The bytes that a terminal of a given kind sends for a key. */
#ifndef SCREEN_KEYS_H
#define SCREEN_KEYS_H

#include <stdbool.h>
#include <stddef.h>

enum { KEY_BYTES = 64, KEYS_NAMED = 32 };

/* Those of one kind of terminal. */
struct keys {
	char bytes[KEYS_NAMED][KEY_BYTES];
};

/* False: this system knows no terminal `term`. */
bool keys_init(struct keys *keys, const char *term);

/* `name`: Up, Down, Left, Right, Home, End, PageUp, PageDown, Insert, Delete,
 * Enter, Tab, BackTab, Backspace, Escape, Space, F1 to F12, C-c for Ctrl and a
 * letter, M-x for Alt and a letter, or a character for itself. The number of
 * bytes; 0 where such a terminal has no such key. */
size_t keys_bytes(const struct keys *keys, const char *name, char bytes[KEY_BYTES]);

/* The name of the number-th of the named keys; NULL behind the last one. */
const char *keys_name(size_t number);

#endif
