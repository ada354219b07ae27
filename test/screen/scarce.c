/* Linked into a program of its own that is else carepath: memory runs out when the
 * test says so. malloc, calloc and realloc of the program and its library are the
 * ones below (--wrap); those of curses stay as they are. */
#include "scarce.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);

static struct scarcity *scarcity;

__attribute__((constructor)) static void find_scarcity(void)
{
	int file = open(getenv(SCARCITY), O_RDWR | O_CLOEXEC);
	void *found = mmap(NULL, sizeof *scarcity, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
	if (file < 0 || found == MAP_FAILED)
		abort();
	close(file);
	scarcity = found;
}

static bool fails(void)
{
	if (scarcity->left < 0)
		return false;
	if (atomic_fetch_sub(&scarcity->left, 1) > 0)
		return false;
	scarcity->failed = true;
	if (scarcity->for_ever)
		scarcity->left = 0;
	return true;
}

void *__wrap_malloc(size_t size)
{
	return fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
	return fails() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size)
{
	return fails() ? NULL : __real_realloc(old, size);
}
