#include "ui/lines.h"

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
