/* From a file to a pathway, with everything that is wrong in it. */
#ifndef CAREPATH_LOAD_H
#define CAREPATH_LOAD_H

#include "carepath/diagnostic.h"
#include "carepath/pathway.h"

/* A file as read. Frees as one, with document_free(). */
struct document {
	struct arena *arena;
	struct source source;
	struct diagnostics diagnostics;
	struct pathway *pathway; /* NULL when there are errors */
};

/* Never NULL but when there is no memory. Whatever is wrong with the file,
 * that it cannot be opened too, is in its diagnostics. A large file is read on
 * as many threads as there are processors. */
struct document *document_read(const char *file);

/* On so many threads at most; 0: as above. What is read is the same. */
struct document *document_read_on(const char *file, uint32_t threads);

/* The same for text at hand, which must outlive the document. */
struct document *document_from_text(const char *name, const char *text, size_t length);

/* The document's pathway under one of its scenarios; lives as long as the
 * document. NULL when people then get into a loop that nobody can leave, which
 * is said in the diagnostics, or when there is no memory, which is not. */
struct pathway *document_under(struct document *document, uint32_t scenario);

void document_free(struct document *document);

/* The reference page of the format (doc/format.md), made from the tables that
 * read it. */
void format_write_reference(struct writer *writer);

#endif
