/* What unit tests share: a test that runs inside arena_try() with an arena of
 * its own, and a writer that keeps what it is given.
 *
 *   TRIAL(copies_end_in_nul)
 *   {
 *           assert_string_equal(arena_copy(arena, "abc", 2), "ab");
 *   }
 */
#ifndef TRIAL_H
#define TRIAL_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "carepath/arena.h"
#include "carepath/writer.h"

#include <string.h>

struct trial {
	void (*body)(struct arena *arena);
	struct arena *arena;
};

static inline void trial_call(void *subject)
{
	struct trial *trial = subject;

	trial->body(trial->arena);
}

static inline void trial_run(void (*body)(struct arena *arena))
{
	struct trial trial = {body, arena_new()};

	assert_non_null(trial.arena);
	assert_true(arena_try(trial.arena, trial_call, &trial));
	arena_free(trial.arena);
}

#define TRIAL(name)                                                                                                    \
	static void name##_body(struct arena *arena);                                                                  \
	static void name(void **state)                                                                                 \
	{                                                                                                              \
		(void)state;                                                                                           \
		trial_run(name##_body);                                                                                \
	}                                                                                                              \
	static void name##_body(__attribute__((unused)) struct arena *arena)

/* What a writer sent, with a NUL behind it. */
struct kept {
	char text[1 << 16];
	size_t length;
};

static inline bool kept_send(void *target, const char *bytes, size_t length)
{
	struct kept *kept = target;

	assert_true(length < sizeof kept->text - kept->length);
	memcpy(kept->text + kept->length, bytes, length);
	kept->length += length;
	kept->text[kept->length] = '\0';
	return true;
}

static inline void kept_init(struct kept *kept, struct writer *writer)
{
	kept->length = 0;
	kept->text[0] = '\0';
	writer_init(writer, kept_send, kept);
}

#endif
