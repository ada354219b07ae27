#include "load/scan.h"

#include "carepath/text.h"

#include <string.h>

enum {
	BOM_SIZE = 3,
	LONGEST_COPY = 16 << 20, /* a longer text with bad bytes is not worth reading on */
};

/* What reading YAML cannot pass. The other characters that no name or text
 * may hold are found where they are read (check.h). */
enum fault { FINE, NOT_UTF8, CONTROL, NO_CHARACTER };

static enum fault fault_of(int32_t point)
{
	if (point < 0)
		return NOT_UTF8;
	/* libyaml takes U+2028 and U+2029 for line ends, and nobody else does. */
	if (point < 0x20 || (point >= 0x7F && point < 0xA0) || point == 0x2028 || point == 0x2029)
		return CONTROL;
	return point == 0xFEFF || point == 0xFFFE || point == 0xFFFF ? NO_CHARACTER : FINE;
}

static void report(struct diagnostics *diagnostics, enum fault fault, struct span span, int32_t point)
{
	struct diagnostic *diagnostic;

	if (fault == NOT_UTF8) {
		diagnostic = diagnostic_error(diagnostics, span, "this is not UTF-8 text");
		diagnostic->help = "save the file as plain text in UTF-8";
	} else {
		const char *what = fault == CONTROL ? "a control character" : "a character that cannot be seen";
		diagnostic = diagnostic_error(diagnostics, span, "%s (U+%04X) stands here", what, (unsigned)point);
		diagnostic->help = "take it out";
	}
}

/* How files begin that look like a page of text to whoever saved them. */
static const struct other_kind {
	const char *start;
	uint32_t length;
	const char *what;
} other_kinds[] = {
#define STARTS(bytes) (bytes), sizeof(bytes) - 1
    {STARTS("PK\x03\x04"), "a document of Word, Excel or a program like them"},
    {STARTS("\xD0\xCF\x11\xE0"), "an old document of Word or Excel"},
    {STARTS("{\\rtf"), "a document in rich text (RTF)"},
    {STARTS("%PDF-"), "a PDF"},
    {STARTS("\x89PNG"), "a picture"},
    {STARTS("\xFF\xD8\xFF"), "a picture"},
    {STARTS("\x1F\x8B"), "a packed file"},
#undef STARTS
};

/* One sentence, and not one for each of its bytes. */
static bool is_other_kind(const struct source *source, struct diagnostics *diagnostics)
{
	for (size_t i = 0; i < sizeof other_kinds / sizeof *other_kinds; i++) {
		const struct other_kind *kind = &other_kinds[i];
		if (source->length < kind->length || memcmp(source->text, kind->start, kind->length) != 0)
			continue;
		struct diagnostic *diagnostic =
		    diagnostic_error(diagnostics, (struct span){0, 0}, "this is %s, not plain text", kind->what);
		diagnostic->help = "a pathway is a plain text file (UTF-8), as a text editor saves it";
		return true;
	}
	return false;
}

/* UTF-16 and UTF-32 have a mark of their own, or a NUL beside each letter. */
static bool is_utf16(const char *text, uint32_t length)
{
	if (length >= 2 && (memcmp(text, "\xFF\xFE", 2) == 0 || memcmp(text, "\xFE\xFF", 2) == 0))
		return true;
	if (length < 4)
		return false;
	return (text[0] && !text[1] && !text[3]) || (!text[0] && text[1] && !text[2]) ||
	       memcmp(text, "\0\0\xFE\xFF", 4) == 0;
}

/* One look at a file. */
struct look {
	struct arena *scratch;
	const struct source *source;
	struct diagnostics *diagnostics;
	struct scanned *scanned;
	char *copy;
	struct span bad; /* bytes in a row that are not UTF-8 are one error */
	bool tag_line;
};

/* Copies the text on the first bad byte, and puts question marks there. */
static void blot_out(struct look *look, struct span span)
{
	struct scanned *scanned = look->scanned;

	if (scanned->length > LONGEST_COPY) {
		scanned->hopeless = true;
		return;
	}
	if (!look->copy)
		scanned->text = look->copy = arena_copy(look->scratch, scanned->text, scanned->length);
	memset(look->copy + span.start, '?', span.end - span.start);
}

/* libyaml compares each %TAG line with all before it: none may reach it. */
static void start_line(struct look *look, uint32_t at)
{
	if (look->tag_line || look->source->length - at < 4 || memcmp(look->source->text + at, "%TAG", 4) != 0)
		return;
	look->tag_line = true;
	diagnostic_error(look->diagnostics, (struct span){at, at + 4},
			 "a pathway file has no tags, and so no %%TAG line")
	    ->help = "take the line out";
}

/* A byte that no character starts with: behind a bad one it is as bad. */
static bool starts_nothing(char byte)
{
	return ((unsigned char)byte >= 0x80 && (unsigned char)byte < 0xC2) || (unsigned char)byte > 0xF4;
}

static uint32_t pass_character(struct look *look, uint32_t at)
{
	size_t taken;
	int32_t point = text_decode(look->source->text + at, look->source->length - at, &taken);
	enum fault fault = fault_of(point);
	struct span span = {at, at + (uint32_t)taken};

	while (fault == NOT_UTF8 && span.end < look->source->length && starts_nothing(look->source->text[span.end]))
		span.end++;
	look->scanned->clean &= fault == FINE && text_point_fault(point) == TEXT_FINE;
	if (fault == FINE)
		return span.end;
	blot_out(look, span);
	if (fault == NOT_UTF8 && look->bad.end == span.start && look->bad.end > 0) {
		look->bad.end = span.end;
		return span.end;
	}
	report(look->diagnostics, fault, span, point);
	look->bad = fault == NOT_UTF8 ? span : look->bad;
	return span.end;
}

static void scan_bytes(struct look *look)
{
	const struct source *source = look->source;
	uint32_t at = look->scanned->first;
	uint32_t again = at; /* a block that is not plain is not looked at twice */

	start_line(look, at);
	while (at < source->length && look->diagnostics->errors <= DIAGNOSTICS_MOST) {
		if (at >= again) {
			size_t run = text_plain_lines(source->text + at, source->length - at);
			at += (uint32_t)run;
			again = at + TEXT_BLOCK;
			if (run > 0 && source->text[at - 1] == '\n')
				start_line(look, at);
			continue;
		}
		char byte = source->text[at];
		if (byte == '\n' || byte == '\r') {
			start_line(look, ++at);
		} else if (byte == '\t') {
			look->scanned->clean = false;
			at++;
		} else if (byte >= 0x20 && byte < 0x7F) {
			at += (uint32_t)text_plain_run(source->text + at, source->length - at);
		} else {
			at = pass_character(look, at);
		}
	}
	look->scanned->hopeless |= look->tag_line || look->diagnostics->errors > DIAGNOSTICS_MOST;
}

struct scanned scan_source(struct arena *scratch, const struct source *source, struct diagnostics *diagnostics)
{
	struct scanned scanned = {.text = source->text, .length = source->length, .clean = true};

	scanned.hopeless = is_other_kind(source, diagnostics);
	if (scanned.hopeless)
		return scanned;
	if (is_utf16(source->text, source->length)) {
		struct diagnostic *diagnostic =
		    diagnostic_error(diagnostics, (struct span){0, 0}, "this file is in UTF-16, not in UTF-8");
		diagnostic->help = "save it as UTF-8";
		scanned.hopeless = true;
		return scanned;
	}
	if (source->length >= BOM_SIZE && memcmp(source->text, "\xEF\xBB\xBF", BOM_SIZE) == 0)
		scanned.first = BOM_SIZE;
	scan_bytes(
	    &(struct look){.scratch = scratch, .source = source, .diagnostics = diagnostics, .scanned = &scanned});
	return scanned;
}
