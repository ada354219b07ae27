#include "carepath/arena.h"

#include <assert.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Under AddressSanitizer what has not been taken is poisoned and a gap is kept
 * behind each piece, so that running over the end of one is found. */
#if defined(__SANITIZE_ADDRESS__)
#define ARENA_WATCHED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_WATCHED 1
#endif
#endif

#ifdef ARENA_WATCHED
#include <sanitizer/asan_interface.h>
#define forbid(at, size) ASAN_POISON_MEMORY_REGION((at), (size))
#define allow(at, size)  ASAN_UNPOISON_MEMORY_REGION((at), (size))
enum { GAP = 16, WATCHED = true };
#else
#define forbid(at, size) ((void)0)
#define allow(at, size)  ((void)0)
enum { GAP = 0, WATCHED = false };
#endif

enum {
	ALIGN = _Alignof(max_align_t),
	FIRST_CHUNK = 64 << 10,
	LARGEST_CHUNK = 1 << 20,
	LARGE = 32 << 10,   /* from this size on a piece has a block of its own, which can grow in place */
	MAPPED = 1 << 20,   /* from this size on a block comes from the kernel */
	RESERVED = 8 << 20, /* a reserved one from this size on */
	PAGE = 4 << 10,     /* of a chunk so much is zeroed at a time: what nobody takes is not touched */
};

/* What many pieces share, a chunk, or the block of one. It comes from malloc,
 * or from the kernel when it is large: then it is zero already, all its pages
 * come at once and not each by a fault of its own (which halves what memory
 * costs: a tenth of the time of loading a large file), and it grows without
 * being copied or touched. */
struct block {
	_Alignas(max_align_t) struct block *next;
	struct block *previous;
	size_t mapped; /* bytes that the kernel gave; 0 when malloc did */
};

struct arena {
	char *at, *end;       /* what is ready of the newest chunk: zeroed, both aligned */
	char *full;           /* where that chunk ends */
	size_t chunk;         /* size of the next chunk */
	struct block *newest; /* chunk; NULL: none */
	struct block *blocks;
	jmp_buf *abandon; /* where the innermost arena_try() stands; NULL outside */
};

struct arena *arena_new(void)
{
	struct arena *arena = calloc(1, sizeof *arena);
	if (arena)
		arena->chunk = FIRST_CHUNK;
	return arena;
}

static void free_block(struct block *block)
{
	if (block->mapped)
		munmap(block, block->mapped);
	else
		free(block);
}

void arena_free(struct arena *arena)
{
	if (!arena)
		return;
	for (struct block *block = arena->blocks, *next; block; block = next) {
		next = block->next;
		free_block(block);
	}
	free(arena);
}

/* What was taken of the newest chunk is zeroed again; what else was ready still is. */
void arena_clear(struct arena *arena)
{
	struct block *kept = arena->newest;
	for (struct block *block = arena->blocks, *next; block; block = next) {
		next = block->next;
		if (block != kept)
			free_block(block);
	}
	arena->blocks = kept;
	if (!kept)
		return;
	kept->next = kept->previous = NULL;
	char *start = (char *)(kept + 1);
	allow(start, (size_t)(arena->at - start));
	memset(start, 0, (size_t)(arena->at - start));
	forbid(start, (size_t)(arena->at - start));
	arena->at = start;
}

bool arena_try(struct arena *arena, void (*work)(void *subject), void *subject)
{
	jmp_buf here, *volatile outer = arena->abandon;
	volatile bool done = false;

	if (setjmp(here) == 0) {
		arena->abandon = &here;
		work(subject);
		done = true;
	}
	arena->abandon = outer;
	return done;
}

_Noreturn void arena_fail(struct arena *arena)
{
	assert(arena->abandon); /* memory is taken inside arena_try() only */
	longjmp(*arena->abandon, 1);
}

static void link_block(struct arena *arena, struct block *block)
{
	block->previous = NULL;
	block->next = arena->blocks;
	if (block->next)
		block->next->previous = block;
	arena->blocks = block;
}

static void unlink_block(struct arena *arena, struct block *block)
{
	if (block->previous)
		block->previous->next = block->next;
	else
		arena->blocks = block->next;
	if (block->next)
		block->next->previous = block->previous;
}

/* The neighbours of a block that has moved. */
static void relink_block(struct arena *arena, struct block *block)
{
	if (block->previous)
		block->previous->next = block;
	else
		arena->blocks = block;
	if (block->next)
		block->next->previous = block;
}

/* AddressSanitizer knows nothing of what does not come from malloc. */
static bool is_mapped(size_t whole)
{
	return !WATCHED && whole >= MAPPED;
}

/* NULL when there is no memory. Huge pages are not asked for: a virtual machine
 * that gives free memory back has none at hand, and clears them slowly. */
static struct block *map_block(size_t whole, int flags)
{
	struct block *block = mmap(NULL, whole, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | flags, -1, 0);

	if (block == MAP_FAILED)
		return NULL;
	block->mapped = whole;
	return block;
}

/* Its room is not zeroed. */
static struct block *new_block(size_t whole)
{
	struct block *block = malloc(whole);

	if (block)
		block->mapped = 0;
	return block;
}

/* size bytes behind a new block's header, zeroed where asked for. */
static char *add_block(struct arena *arena, size_t size, bool zeroed)
{
	size_t whole;
	struct block *block = NULL;

	if (__builtin_add_overflow(size, sizeof *block, &whole))
		arena_fail(arena);
	if (is_mapped(whole))
		block = map_block(whole, MAP_POPULATE);
	else
		block = zeroed ? calloc(1, whole) : new_block(whole);
	if (!block)
		arena_fail(arena);
	link_block(arena, block);
	return (char *)(block + 1);
}

void arena_join(struct arena *arena, struct arena *other)
{
	for (struct block *block = other->blocks, *next; block; block = next) {
		next = block->next;
		link_block(arena, block);
	}
	free(other);
}

static size_t rounded_up(size_t size)
{
	return (size + ALIGN - 1) / ALIGN * ALIGN;
}

static void add_chunk(struct arena *arena)
{
	size_t size = arena->chunk - sizeof(struct block);

	arena->at = add_block(arena, size, false);
	arena->newest = (struct block *)arena->at - 1;
	arena->full = arena->at + size;
	arena->end = arena->newest->mapped ? arena->full : arena->at;
	forbid(arena->at, size);
	if (arena->chunk < LARGEST_CHUNK)
		arena->chunk *= 2;
}

/* Of the newest chunk so much that it is ready up to a place. */
static void make_ready(struct arena *arena, const char *to)
{
	if (to <= arena->end)
		return;
	size_t more = ((size_t)(to - arena->end) + PAGE - 1) / PAGE * PAGE, left = (size_t)(arena->full - arena->end);
	if (more > left)
		more = left;
	allow(arena->end, more);
	memset(arena->end, 0, more);
	forbid(arena->end, more);
	arena->end += more;
}

static void *take_slowly(struct arena *arena, size_t size)
{
	if (size >= LARGE)
		return add_block(arena, size, true);
	if (size + GAP >= (size_t)(arena->full - arena->at))
		add_chunk(arena);
	make_ready(arena, arena->at + size + GAP + 1);
	return arena_take(arena, size);
}

void *arena_take(struct arena *arena, size_t size)
{
	size_t left = (size_t)(arena->end - arena->at);

	/* `left` is a multiple of ALIGN: what is smaller fits rounded up too. */
	if (__builtin_expect(size >= LARGE || size + GAP >= left, 0))
		return take_slowly(arena, size);
	char *taken = arena->at;
	arena->at += rounded_up(size) + GAP;
	allow(taken, size);
	return taken;
}

void *arena_take_array(struct arena *arena, size_t count, size_t size)
{
	size_t whole;

	if (__builtin_mul_overflow(count, size, &whole))
		arena_fail(arena);
	return arena_take(arena, whole);
}

/* What lies behind the piece in its last page is zero, as new pages are. Those
 * come all at once here, too. */
static struct block *remap_block(struct block *block, size_t whole)
{
	size_t old = block->mapped;

	block = mremap(block, old, whole, MREMAP_MAYMOVE);
	if (block == MAP_FAILED)
		return NULL;
	block->mapped = whole;
	arena_expect((char *)block + old, whole - old);
	return block;
}

static struct block *lengthen_block(struct block *block, size_t old_size, size_t new_size)
{
	block = realloc(block, sizeof *block + new_size);
	if (block)
		memset((char *)(block + 1) + old_size, 0, new_size - old_size);
	return block;
}

static void *move_block(struct arena *arena, struct block *old, size_t old_size, size_t new_size)
{
	char *moved = add_block(arena, new_size, true);

	memcpy(moved, old + 1, old_size);
	unlink_block(arena, old);
	free_block(old);
	return moved;
}

static void *grow_block(struct arena *arena, void *old, size_t old_size, size_t new_size)
{
	size_t whole;
	struct block *block = (struct block *)old - 1;

	if (__builtin_add_overflow(new_size, sizeof *block, &whole))
		arena_fail(arena);
	if (!block->mapped && is_mapped(whole))
		return move_block(arena, block, old_size, new_size);
	block = block->mapped ? remap_block(block, whole) : lengthen_block(block, old_size, new_size);
	if (!block)
		arena_fail(arena);
	relink_block(arena, block);
	return block + 1;
}

/* Whether the piece was the last to be taken from the newest chunk and could
 * be lengthened there. */
static bool grow_in_chunk(struct arena *arena, char *old, size_t old_size, size_t new_size)
{
	if (new_size >= LARGE || old + rounded_up(old_size) + GAP != arena->at)
		return false;
	char *behind = old + rounded_up(new_size) + GAP;
	if (behind > arena->full)
		return false;
	make_ready(arena, behind);
	arena->at = behind;
	allow(old, new_size);
	return true;
}

void *arena_grow(struct arena *arena, void *old, size_t old_size, size_t new_size)
{
	if (!old)
		return arena_take(arena, new_size);
	if (old_size >= LARGE)
		return grow_block(arena, old, old_size, new_size);
	if (grow_in_chunk(arena, old, old_size, new_size))
		return old;
	void *moved = arena_take(arena, new_size);
	memcpy(moved, old, old_size);
	return moved;
}

/* What malloc gives is at hand again when it is given back; what is so large
 * that it might be refused comes from the kernel, which counts no untouched page. */
void *arena_reserve(struct arena *arena, size_t size)
{
	size_t whole;
	struct block *block = NULL;

	if (!__builtin_add_overflow(size, sizeof *block, &whole))
		block = whole < RESERVED ? new_block(whole) : map_block(whole, MAP_NORESERVE);
	if (!block)
		arena_fail(arena);
	link_block(arena, block);
	return block + 1;
}

/* Where the kernel knows no such wish, pages come when they are touched. */
void arena_expect(void *at, size_t size)
{
#ifdef MADV_POPULATE_WRITE
	size_t before = (uintptr_t)at % (uintptr_t)sysconf(_SC_PAGESIZE); /* bytes of the first page */
	madvise((char *)at - before, before + size, MADV_POPULATE_WRITE);
#else
	(void)at, (void)size;
#endif
}

char *arena_copy(struct arena *arena, const char *bytes, size_t length)
{
	char *copy = arena_take(arena, length + 1);

	if (length)
		memcpy(copy, bytes, length);
	return copy;
}

void *list_grow(struct arena *arena, void *at, uint32_t *room, size_t size)
{
	size_t old_size = *room * size;
	/* What a large list does not use is touched too; where it grows without being copied it grows by little. */
	uint64_t part = old_size < LARGE ? 1 : old_size < MAPPED ? 2 : 8;
	uint64_t larger = *room == 0 ? 8 : *room + *room / part;
	size_t new_size;

	if (larger > UINT32_MAX || __builtin_mul_overflow((size_t)larger, size, &new_size))
		arena_fail(arena);
	at = arena_grow(arena, at, old_size, new_size);
	*room = (uint32_t)larger;
	return at;
}
