#include "export/beside.h"

#include "base/spare_stack.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

/* So many indexes are a piece; of fewer than a few pieces one thread is quicker. */
enum { PIECE = 128, PIECES_FEW = 8, THREADS_MOST = 32 };

struct beside {
	struct writer *writer;
	beside_write *write;
	const void *subject;
	uint32_t from, end;
	atomic_uint next; /* piece to be put together */
	pthread_mutex_t lock;
	pthread_cond_t written;
	uint32_t turn; /* piece to be written; under the lock, as `failed` is */
	bool failed;
};

/* The text of a piece, put together in memory. */
struct piece {
	const struct beside *beside;
	struct arena *arena;
	struct writer writer;
	uint32_t from, end;
	char *text;
	size_t length, room;
};

static bool keep(void *target, const char *bytes, size_t length)
{
	struct piece *piece = target;
	if (length > piece->room - piece->length) {
		size_t room = 2 * (piece->length + length);
		char *text = realloc(piece->text, room);
		if (!text)
			return false;
		piece->text = text;
		piece->room = room;
	}
	memcpy(piece->text + piece->length, bytes, length);
	piece->length += length;
	return true;
}

static void put_together(void *subject)
{
	struct piece *piece = subject;
	for (uint32_t i = piece->from; i < piece->end; i++)
		piece->beside->write(piece->arena, &piece->writer, piece->beside->subject, i);
}

/* False when there was not enough memory. */
static bool make_piece(struct piece *piece, uint32_t number)
{
	const struct beside *beside = piece->beside;
	uint32_t left = beside->end - beside->from - number * PIECE;
	piece->from = beside->from + number * PIECE;
	piece->end = piece->from + (left < PIECE ? left : PIECE);
	piece->length = 0;
	writer_init(&piece->writer, keep, piece);
	piece->arena = arena_new();
	bool made = piece->arena && arena_try(piece->arena, put_together, piece) && writer_finish(&piece->writer);
	arena_free(piece->arena);
	return made;
}

static void write_in_turn(struct beside *beside, const struct piece *piece, uint32_t number, bool made)
{
	pthread_mutex_lock(&beside->lock);
	while (beside->turn != number)
		pthread_cond_wait(&beside->written, &beside->lock);
	beside->failed |= !made;
	if (!beside->failed)
		writer_defused(beside->writer, piece->text, piece->length);
	beside->turn++;
	pthread_cond_broadcast(&beside->written);
	pthread_mutex_unlock(&beside->lock);
}

/* After a failure, a closed pipe too, nothing more is made; the turns go on. */
static bool goes_on(struct beside *beside)
{
	pthread_mutex_lock(&beside->lock);
	bool on = !beside->failed && !beside->writer->error;
	pthread_mutex_unlock(&beside->lock);
	return on;
}

static void *make_pieces(void *subject)
{
	struct beside *beside = subject;
	struct piece piece = {.beside = beside};
	struct spare_stack spare;
	uint32_t pieces = (beside->end - beside->from + PIECE - 1) / PIECE;
	spare_stack_take(&spare);
	for (;;) {
		uint32_t number = atomic_fetch_add(&beside->next, 1);
		if (number >= pieces)
			break;
		write_in_turn(beside, &piece, number, goes_on(beside) && make_piece(&piece, number));
	}
	free(piece.text);
	spare_stack_leave(&spare);
	return NULL;
}

bool beside_each(struct writer *writer, uint32_t threads, uint32_t from, uint32_t end, beside_write *write,
		 const void *subject)
{
	struct beside beside = {.writer = writer, .write = write, .subject = subject, .from = from, .end = end};
	pthread_t others[THREADS_MOST];
	uint32_t started = 0, wanted = threads < THREADS_MOST ? threads : THREADS_MOST;
	pthread_mutex_init(&beside.lock, NULL);
	pthread_cond_init(&beside.written, NULL);
	if (end - from < PIECES_FEW * PIECE)
		wanted = 1;
	while (started + 1 < wanted && pthread_create(&others[started], NULL, make_pieces, &beside) == 0)
		started++;
	make_pieces(&beside);
	for (uint32_t i = 0; i < started; i++)
		pthread_join(others[i], NULL);
	pthread_cond_destroy(&beside.written);
	pthread_mutex_destroy(&beside.lock);
	return !beside.failed || writer->error;
}
