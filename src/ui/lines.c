#include "ui/lines.h"

#include "carepath/text.h"

#include <string.h>

/* The mark of a kind of finding has that kind's look wherever it stands. */
static enum look look_of_text(const struct lines *lines, const char *text, size_t bytes)
{
	if (lines->look != LOOK_STRONG)
		return lines->look;
	for (enum kind kind = 0; kind < KIND_COUNT; kind++) {
		const char *mark = kind_mark(kind, lines->writer.ascii);
		if (strlen(mark) == bytes && memcmp(mark, text, bytes) == 0)
			return look_of_kind(kind);
	}
	return lines->look;
}

static void add_stretch(struct lines *lines, const char *text, size_t bytes)
{
	if (bytes == 0)
		return;
	struct line *line = &lines->list.at[lines->list.count - 1];
	*list_add(lines->arena, &line->stretches) =
	    (struct stretch){arena_copy(lines->arena, text, bytes), (uint32_t)bytes, look_of_text(lines, text, bytes)};
}

static bool catch_bytes(void *target, const char *bytes, size_t length)
{
	struct lines *lines = target;
	const char *end;
	while ((end = memchr(bytes, '\n', length))) {
		size_t taken = (size_t)(end - bytes);
		add_stretch(lines, bytes, taken);
		(void)list_add(lines->arena, &lines->list);
		bytes += taken + 1;
		length -= taken + 1;
	}
	add_stretch(lines, bytes, length);
	return true;
}

static void catch_style(void *target, enum style style)
{
	struct lines *lines = target;
	lines->look = look_of_style(style);
}

struct lines *lines_new(struct arena *arena, uint32_t columns, bool ascii)
{
	struct lines *lines = ARENA_NEW(arena, struct lines);
	lines->arena = arena;
	writer_init(&lines->writer, catch_bytes, lines);
	lines->writer.restyle = catch_style;
	lines->writer.ascii = ascii;
	lines->page = (struct page){&lines->writer, arena, columns, NULL};
	(void)list_add(arena, &lines->list);
	return lines;
}

uint32_t lines_count(struct lines *lines)
{
	writer_finish(&lines->writer);
	uint32_t count = lines->list.count;
	return lines->list.at[count - 1].stretches.count > 0 ? count : count - 1;
}

/* ------------------------------------------------------------- folding */

/* Where folded lines go. */
struct folding {
	struct lines *lines;
	uint32_t columns, column; /* of the line that is being put together */
	enum look look;
};

static void start_line(struct folding *folding)
{
	(void)list_add(folding->lines->arena, &folding->lines->list);
	folding->column = 0;
}

static void put(struct folding *folding, const char *text, size_t bytes)
{
	struct line *line = &folding->lines->list.at[folding->lines->list.count - 1];
	*list_add(folding->lines->arena, &line->stretches) = (struct stretch){text, (uint32_t)bytes, folding->look};
	folding->column += (uint32_t)text_width(text, bytes);
}

/* Whole characters, one at least. */
static size_t bytes_that_fit(const char *text, size_t bytes, uint32_t columns)
{
	size_t width = 0, taken = 0;
	while (taken < bytes) {
		size_t more, next = text_cluster(text + taken, bytes - taken, &more);
		if (taken > 0 && width + more > columns)
			break;
		width += more;
		taken += next;
	}
	return taken;
}

/* A word with the blanks before it, which do not begin a line. One that is
 * wider than a line is broken anywhere. */
static void fold_word(struct folding *folding, const char *text, size_t blanks, size_t bytes)
{
	if (folding->column > 0 && folding->column + text_width(text, bytes) > folding->columns) {
		start_line(folding);
		text += blanks;
		bytes -= blanks;
	}
	for (size_t some; bytes > 0; text += some, bytes -= some) {
		some = bytes_that_fit(text, bytes, folding->columns);
		put(folding, text, some);
		if (some < bytes)
			start_line(folding);
	}
}

static void fold_stretch(struct folding *folding, const char *text, size_t bytes)
{
	size_t blanks, end;
	for (; bytes > 0; text += end, bytes -= end) {
		for (blanks = 0; blanks < bytes && text[blanks] == ' '; blanks++)
			continue;
		for (end = blanks; end < bytes && text[end] != ' '; end++)
			continue;
		fold_word(folding, text, blanks, end);
	}
}

void lines_fold(struct lines *lines)
{
	uint32_t count = lines_count(lines);
	const struct line *old = lines->list.at;
	struct folding folding = {.lines = lines, .columns = (uint32_t)lines->page.columns};
	memset(&lines->list, 0, sizeof lines->list);
	for (uint32_t i = 0; i < count; i++) {
		bool at_edge = old[i].stretches.count > 0 && old[i].stretches.at[0].text[0] != ' ';
		start_line(&folding);
		for (uint32_t j = 0; j < old[i].stretches.count; j++) {
			const struct stretch *stretch = &old[i].stretches.at[j];
			folding.look = stretch->look;
			if (at_edge)
				fold_stretch(&folding, stretch->text, stretch->bytes);
			else
				put(&folding, stretch->text, stretch->bytes);
		}
	}
	(void)list_add(lines->arena, &lines->list);
}

void lines_draw(const struct lines *lines, struct area area, uint32_t from)
{
	for (uint32_t row = 0; row < area.rows && from + row < lines->list.count; row++) {
		const struct line *line = &lines->list.at[from + row];
		uint32_t column = 0;
		for (uint32_t i = 0; i < line->stretches.count; i++) {
			const struct stretch *stretch = &line->stretches.at[i];
			column = area_bytes(area, column, row, stretch->look, stretch->text, stretch->bytes);
		}
	}
}
