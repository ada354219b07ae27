#include "keys.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
/* It makes macros of many plain words: last, and here only. */
#include <term.h>

/* What the terminal's description calls it, or the bytes that all send. */
static const struct named {
	const char *name, *capability, *bytes;
} named[KEYS_NAMED] = {
    {"Up", "kcuu1", NULL},     {"Down", "kcud1", NULL},   {"Left", "kcub1", NULL},   {"Right", "kcuf1", NULL},
    {"Home", "khome", NULL},   {"End", "kend", NULL},     {"PageUp", "kpp", NULL},   {"PageDown", "knp", NULL},
    {"Insert", "kich1", NULL}, {"Delete", "kdch1", NULL}, {"BackTab", "kcbt", NULL}, {"Backspace", "kbs", NULL},
    {"F1", "kf1", NULL},       {"F2", "kf2", NULL},       {"F3", "kf3", NULL},       {"F4", "kf4", NULL},
    {"F5", "kf5", NULL},       {"F6", "kf6", NULL},       {"F7", "kf7", NULL},       {"F8", "kf8", NULL},
    {"F9", "kf9", NULL},       {"F10", "kf10", NULL},     {"F11", "kf11", NULL},     {"F12", "kf12", NULL},
    {"Enter", NULL, "\r"},     {"Tab", NULL, "\t"},       {"Escape", NULL, "\x1b"},  {"Space", NULL, " "},
};

static void set_bytes(const struct named *key, char bytes[KEY_BYTES])
{
	char capability[8];
	const char *found = key->bytes;
	if (key->capability) {
		snprintf(capability, sizeof capability, "%s", key->capability);
		found = tigetstr(capability);
	}
	bool has = found && found != (const char *)-1;
	snprintf(bytes, KEY_BYTES, "%s", has ? found : "");
}

bool keys_init(struct keys *keys, const char *term)
{
	int error;
	if (setupterm(term, 1, &error) != 0)
		return false;
	for (size_t i = 0; i < KEYS_NAMED && named[i].name; i++)
		set_bytes(&named[i], keys->bytes[i]);
	del_curterm(cur_term);
	return true;
}

size_t keys_bytes(const struct keys *keys, const char *name, char bytes[KEY_BYTES])
{
	bool with_letter = strlen(name) == 3 && name[1] == '-';
	if (with_letter && name[0] == 'C') {
		bytes[0] = (char)(name[2] & 0x1f);
		return 1;
	}
	if (with_letter && name[0] == 'M')
		return (size_t)snprintf(bytes, KEY_BYTES, "\x1b%c", name[2]);
	for (size_t i = 0; i < KEYS_NAMED && named[i].name; i++)
		if (strcmp(named[i].name, name) == 0)
			return (size_t)snprintf(bytes, KEY_BYTES, "%s", keys->bytes[i]);
	bool one = strlen(name) == 1 || (unsigned char)name[0] >= 0xc0;
	return one ? (size_t)snprintf(bytes, KEY_BYTES, "%s", name) : 0;
}

const char *keys_name(size_t number)
{
	return number < KEYS_NAMED ? named[number].name : NULL;
}
