/* Memory that is taken piece by piece and given back all at once.
 *
 * Everything that is loaded or worked out together lives in one arena and is
 * freed with it, so no value in the library has an owner of its own.
 *
 * Running out of memory is handled in one place: code that takes memory runs
 * inside arena_try(), and when none is left it is abandoned there and then.
 * So arena_take() never returns NULL, and nothing above it checks for it.
 * What runs inside arena_try() must therefore hold nothing but arena memory
 * (no file, no thread, no lock) while it takes some.
 */
#ifndef CAREPATH_ARENA_H
#define CAREPATH_ARENA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

/* NULL when there is no memory. */
struct arena *arena_new(void);

/* Frees the arena and all that was taken from it. NULL is allowed. */
void arena_free(struct arena *arena);

/* Gives back all that was taken, and keeps some memory for what is taken next. */
void arena_clear(struct arena *arena);

/* Runs work(subject). False when memory ran out in it: work was abandoned
 * where it stood, and what it took stays in the arena until that is freed.
 * Calls may nest, also with the same arena. */
bool arena_try(struct arena *arena, void (*work)(void *subject), void *subject);

/* Abandons the work of the innermost arena_try() of this arena, as running out
 * of memory does: for code that caught a failure only to let go of something
 * (to close a file) and now lets it pass on. */
_Noreturn void arena_fail(struct arena *arena);

/* Gives all that was taken from `other` to the arena, and frees `other`. What
 * was taken from one may not be grown with the other before. Neither may be in
 * arena_try() of another thread. */
void arena_join(struct arena *arena, struct arena *other);

/* Zeroed memory, aligned for any type; size 0 gives a valid pointer.
 * Only inside arena_try() of the same arena. */
void *arena_take(struct arena *arena, size_t size);

/* count × size with the product checked. */
void *arena_take_array(struct arena *arena, size_t count, size_t size);

/* Moves a block of old_size bytes, the size that it was taken or last grown
 * with, into one of new_size bytes (larger), in place where possible; the new
 * part is zeroed. old may be NULL. */
void *arena_grow(struct arena *arena, void *old, size_t old_size, size_t new_size);

/* Room for what may become large and must not move: of it only what is touched
 * takes memory. It is not zeroed, and cannot be grown. */
void *arena_reserve(struct arena *arena, size_t size);

/* All of this part of a reserved room will be written soon: it comes at once, and
 * not page by page. */
void arena_expect(void *at, size_t size);

/* Copies; the result ends in a NUL. */
char *arena_copy(struct arena *arena, const char *bytes, size_t length);

#define ARENA_NEW(arena, type)          ((type *)arena_take((arena), sizeof(type)))
#define ARENA_ARRAY(arena, type, count) ((type *)arena_take_array((arena), (count), sizeof(type)))

/* A growing list of any type: LIST(struct step) steps = {0};
 * struct step *step = list_add(arena, &steps); the new element is zeroed.
 * Adding may move the elements. */
#define LIST(type)                                                                                                     \
	struct {                                                                                                       \
		type *at;                                                                                              \
		uint32_t count, room;                                                                                  \
	}

#define list_add(arena, list)                                                                                          \
	((list)->count == (list)->room                                                                                 \
	     ? (void)((list)->at = list_grow((arena), (list)->at, &(list)->room, sizeof *(list)->at))                  \
	     : (void)0,                                                                                                \
	 &(list)->at[(list)->count++])

/* For list_add: a larger block for the same elements. */
void *list_grow(struct arena *arena, void *at, uint32_t *room, size_t size);

#endif
