#include "export/unsaved_lines.h"

#include "carepath/plain.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

const char *unsaved_time(struct arena *arena, const char *at)
{
	static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
					     "July",    "August",   "September", "October", "November", "December"};
	char today[16];
	struct tm local;
	time_t now = time(NULL);
	localtime_r(&now, &local);
	strftime(today, sizeof today, "%Y-%m-%d", &local);
	int month = atoi(at + 5), day = atoi(at + 8);
	if (strncmp(at, today, strlen(today)) == 0 || month < 1 || month > 12)
		return plain_format(arena, "%.5s", at + 11);
	return plain_format(arena, "%d %s, %.5s", day, months[month - 1], at + 11);
}

/* Words that somebody may not have agreed to are shown nowhere. */
static bool is_voice(const struct unsaved_change *change)
{
	static const char *const signs[] = {"voice", "says", "consent"};
	bool found = false;
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		found |= strcasestr(change->says, signs[i]) != NULL;
		for (uint32_t s = 0; s < change->swap_count; s++)
			found |= strcasestr(change->swaps[s].old.text, signs[i]) != NULL ||
				 strcasestr(change->swaps[s].new.text, signs[i]) != NULL;
	}
	return found;
}

static void write_piece(const struct page *page, const char *lead, struct piece piece)
{
	if (strspn(piece.text, " \r\n\t") < piece.length)
		page_faint(page, 9, plain_format(page->arena, "%s %s", lead, piece.text));
}

static void write_swaps(const struct page *page, const struct unsaved_change *change)
{
	if (is_voice(change)) {
		page_faint(page, 9, "(words that are not to be shown)");
		return;
	}
	for (uint32_t i = 0; i < change->swap_count; i++) {
		write_piece(page, "was:", change->swaps[i].old);
		write_piece(page, "now:", change->swaps[i].new);
	}
}

void unsaved_write(const struct page *page, const struct unsaved_change *change, bool in_full)
{
	page_text(page, 3, plain_format(page->arena, "%s  %s", unsaved_time(page->arena, change->at), change->says));
	if (in_full)
		write_swaps(page, change);
}
