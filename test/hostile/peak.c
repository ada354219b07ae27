#include "peak.h"

#if defined(__SANITIZE_ADDRESS__)
#define COUNTED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define COUNTED 1
#endif
#endif

#ifdef COUNTED

#include <stdatomic.h>

/* Of the sanitizer's own <sanitizer/allocator_interface.h>, which gcc's package leaves out. */
int __sanitizer_install_malloc_and_free_hooks(void (*taken)(const volatile void *, size_t),
					      void (*given_back)(const volatile void *));
size_t __sanitizer_get_allocated_size(const volatile void *at);

static atomic_long now, most;

static void taken(const volatile void *at, size_t size)
{
	(void)at;
	long total = atomic_fetch_add(&now, (long)size) + (long)size, before = most;
	while (total > before && !atomic_compare_exchange_weak(&most, &before, total))
		;
}

static void given_back(const volatile void *at)
{
	if (at)
		atomic_fetch_sub(&now, (long)__sanitizer_get_allocated_size(at));
}

void peak_start(void)
{
	now = most = 0;
	__sanitizer_install_malloc_and_free_hooks(taken, given_back);
}

size_t peak_bytes(void)
{
	return most > 0 ? (size_t)most : 0;
}

#else

#include <sys/resource.h>

static size_t before;

static size_t resident(void)
{
	struct rusage usage;
	getrusage(RUSAGE_SELF, &usage);
	return (size_t)usage.ru_maxrss * 1024;
}

void peak_start(void)
{
	before = resident();
}

size_t peak_bytes(void)
{
	return resident() - before;
}

#endif
