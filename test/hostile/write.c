#include "write.h"

#include <string.h>

void put(FILE *file, const char *text)
{
	fputs(text, file);
}

void many(FILE *file, const char *text, size_t times)
{
	char block[1 << 16];
	size_t length = strlen(text), whole = sizeof block / length;
	for (size_t i = 0; i < whole; i++)
		memcpy(block + i * length, text, length);
	for (; times >= whole; times -= whole)
		fwrite(block, length, whole, file);
	fwrite(block, length, times, file);
}

void each(FILE *file, const char *format, unsigned from, unsigned to)
{
	for (unsigned i = from; i < to; i++)
		fprintf(file, format, i, i + 1, i, i);
}
