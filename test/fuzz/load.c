/* Any bytes at all go through the loader, and what comes out keeps its word:
 * a pathway or an error, places that lie in the file, and messages that hold
 * nothing that could drive a terminal. */
#include "carepath/load.h"
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void broken(const char *condition, int line)
{
	fprintf(stderr, "test/fuzz/load.c:%d: does not hold: %s\n", line, condition);
	abort();
}

#define MUST(condition)                                                                                                \
	do {                                                                                                           \
		if (!(condition))                                                                                      \
			broken(#condition, __LINE__);                                                                  \
	} while (0)

/* The last three bytes that were written, oldest first: long enough for every
 * character that must not come out. */
struct tail {
	unsigned char bytes[3];
};

static bool watch(void *target, const char *bytes, size_t length)
{
	struct tail *tail = target;
	for (size_t i = 0; i < length; i++) {
		unsigned char last = (unsigned char)bytes[i];
		unsigned char *b = tail->bytes;
		b[0] = b[1];
		b[1] = b[2];
		b[2] = last;
		MUST((last >= 0x20 || last == '\n') && last != 0x7f);                  /* C0, DEL */
		MUST(!(b[1] == 0xc2 && last >= 0x80 && last < 0xa0));                  /* C1 */
		MUST(!(b[0] == 0xe2 && b[1] == 0x80 && last >= 0xaa && last <= 0xae)); /* U+202A to U+202E */
		MUST(!(b[0] == 0xe2 && b[1] == 0x81 && last >= 0xa6 && last <= 0xa9)); /* U+2066 to U+2069 */
	}
	return true;
}

static void check_place(const struct document *document, struct span span)
{
	MUST(span.start <= span.end);
	MUST(span.end <= document->source.length);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* A block of its very own size, so that reading past it is seen. */
	char *text = malloc(size + 1);
	if (text == NULL)
		return 0;
	if (size > 0)
		memcpy(text, data, size);
	text[size] = '\0';

	struct document *document = document_from_text("fuzz.yaml", text, size);
	MUST(document != NULL);
	const struct diagnostics *diagnostics = &document->diagnostics;
	MUST((document->pathway == NULL) == (diagnostics->errors > 0));
	MUST(diagnostics->list.count <= 2 * DIAGNOSTICS_MOST);
	for (uint32_t i = 0; i < diagnostics->list.count; i++) {
		const struct diagnostic *diagnostic = &diagnostics->list.at[i];
		if (diagnostic->has_place)
			check_place(document, diagnostic->span);
		if (diagnostic->has_second)
			check_place(document, diagnostic->second);
	}

	struct tail tail = {{0}};
	struct writer writer;
	writer_init(&writer, watch, &tail);
	diagnostics_print(&document->diagnostics, &document->source, &writer);
	MUST(writer_finish(&writer));

	document_free(document);
	free(text);
	return 0;
}
