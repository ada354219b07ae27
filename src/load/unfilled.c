#include "load/unfilled.h"

#include <assert.h>
#include <string.h>

static const char mark[] = "TODO";
enum { MARK_LENGTH = sizeof mark - 1 };

/* One text, wherever it stands. */
struct unfilled {
	uint32_t first, second; /* nodes; second: 0 where there is none */
	uint32_t places;
};

/* TODO alone, or with a colon or a blank behind it: no word that begins so. */
static bool is_unfilled(struct view text)
{
	if (text.length < MARK_LENGTH || memcmp(text.bytes, mark, MARK_LENGTH) != 0)
		return false;
	return text.length == MARK_LENGTH || strchr(": \n", text.bytes[MARK_LENGTH]);
}

static void say_unfilled(struct load *load, const struct unfilled *unfilled)
{
	struct span span = load_span(load, unfilled->first);
	const char says[] = "this is still to be filled in";
	struct diagnostic *diagnostic;

	if (unfilled->places <= 2)
		diagnostic = diagnostic_warning(load->diagnostics, span, "%s", says);
	else
		diagnostic = diagnostic_warning(load->diagnostics, span, "%s, here and in %u more places", says,
						unfilled->places - 1);
	diagnostic->help = "write in its place what it is where you are, without the TODO";
	if (unfilled->second)
		load_second(diagnostic, load_span(load, unfilled->second), "the same stands here");
}

/* Ten times as quick as looking for the whole word: few letters of a text are a T. */
static bool holds_mark(const char *text, size_t length)
{
	const char *end = text + length, *found = text;

	while ((found = memchr(found, *mark, (size_t)(end - found)))) {
		if (end - found >= MARK_LENGTH && memcmp(found, mark, MARK_LENGTH) == 0)
			return true;
		found++;
	}
	return false;
}

void check_unfilled(struct load *load)
{
	struct hash seen = {0};
	LIST(struct unfilled) list = {0};
	bool is_new;

	/* Most files have none, and are not gone through for it. */
	if (!holds_mark(load->source->text, load->source->length))
		return;
	for (uint32_t i = 1; i < load->tree->count; i++) {
		const struct node *node = tree_at(load->tree, i);
		if (node->kind != NODE_TEXT || node->faulty || !is_unfilled(node_text(load->tree, node)))
			continue;
		struct view text = node_text(load->tree, node);
		uint32_t index = *hash_add(load->scratch, &seen, text, 0, list.count, &is_new);
		assert(is_new || list.at);
		if (is_new)
			*list_add(load->scratch, &list) = (struct unfilled){.first = i, .places = 1};
		else if (list.at[index].places++ == 1)
			list.at[index].second = i;
	}
	for (uint32_t i = 0; i < list.count; i++)
		say_unfilled(load, &list.at[i]);
}
