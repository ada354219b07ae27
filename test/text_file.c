#include "text_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Noreturn void stop(const char *what)
{
	perror(what);
	exit(2);
}

struct text text_new(void)
{
	struct text text = {calloc(1, 1), 0};
	if (!text.at)
		stop("text");
	return text;
}

bool text_keep(void *target, const char *bytes, size_t length)
{
	struct text *text = target;
	char *grown = realloc(text->at, text->length + length + 1);
	if (!grown)
		return false;
	memcpy(grown + text->length, bytes, length);
	*text = (struct text){grown, text->length + length};
	grown[text->length] = '\0';
	return true;
}

struct text text_read(const char *file)
{
	struct text text = text_new();
	char bytes[4096];
	size_t got;
	FILE *open = fopen(file, "r");
	while (open && (got = fread(bytes, 1, sizeof bytes, open)) > 0)
		if (!text_keep(&text, bytes, got))
			stop(file);
	if (open)
		fclose(open);
	return text;
}

void text_write(const char *file, const struct text *text)
{
	FILE *open = fopen(file, "w");
	if (!open || fwrite(text->at, 1, text->length, open) != text->length || fclose(open) != 0)
		stop(file);
}
