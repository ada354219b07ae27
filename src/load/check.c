#include "load/check.h"

#include "carepath/text.h"

#include <string.h>

/* The first character that a text may not hold; 0 where there is none. A line
 * feed is fine here: it is for names to refuse it. */
static int32_t find_fault(struct view text, enum text_fault *fault)
{
	int32_t before = 0, after, point;
	size_t taken, unused;

	for (uint32_t at = 0; at < text.length; at += (uint32_t)taken, before = point) {
		point = text_decode(text.bytes + at, text.length - at, &taken);
		*fault = point == '\n' ? TEXT_FINE : text_point_fault(point);
		uint32_t behind = at + (uint32_t)taken;
		if (point == 0x200C || point == 0x200D) {
			after =
			    behind < text.length ? text_decode(text.bytes + behind, text.length - behind, &unused) : 0;
			if (text_may_join(before, after))
				*fault = TEXT_FINE;
		}
		if (*fault != TEXT_FINE)
			return point;
	}
	return 0;
}

static void say_fault(struct load *load, struct span span, enum text_fault fault, int32_t point)
{
	static const char *const words[] = {
	    [TEXT_CONTROL] = "a control character",
	    [TEXT_BIDI] = "a control character that turns the direction of writing",
	    [TEXT_ZERO_WIDTH] = "a character that cannot be seen",
	    [TEXT_TAG] = "a tag character, which cannot be seen",
	    [TEXT_NO_CHARACTER] = "a code that is no character",
	};

	if (point == '\t')
		diagnostic_error(load->diagnostics, span, "this text holds a tab")->help = "write spaces in its place";
	else
		diagnostic_error(load->diagnostics, span, "this text holds %s (U+%04X)", words[fault], (unsigned)point)
		    ->help = "take it out";
}

/* Whether bytes of it were said to be wrong, and are question marks now. */
static bool was_blotted(const struct load *load, const struct node *node)
{
	return load->tree->text != load->source->text &&
	       memcmp(load->tree->text + node->start, load->source->text + node->start, node->end - node->start) != 0;
}

static void check_text(struct load *load, struct node *node)
{
	struct view text = node_text(load->tree, node);
	enum text_fault fault = TEXT_FINE;

	node->faulty |= was_blotted(load, node);
	if (node->faulty || text_plain_run(text.bytes, text.length) == text.length)
		return;
	int32_t point = find_fault(text, &fault);
	if (fault == TEXT_FINE)
		return;
	node->faulty = true;
	say_fault(load, node_span(node), fault, point);
}

static void say_odd(struct load *load, const struct odd_value *odd)
{
	static const struct saying {
		const char *message, *help;
	} sayings[] = {
	    [ODD_TAG] = {"a pathway file has no tags", "take the '!…' out, or put the text in quotes"},
	    [ODD_ALIAS] = {"there is no anchor of this name before this alias",
			   "a text that starts with '*' must be in quotes"},
	    [ODD_LONG] = {"this text is longer than 64 KiB",
			  "shorten it; if it is not meant to be so long, a quote is not closed"},
	};

	diagnostic_error(load->diagnostics, odd->span, "%s", sayings[odd->oddity].message)->help =
	    sayings[odd->oddity].help;
}

void check_values(struct load *load)
{
	for (uint32_t i = 0; i < load->tree->odd.count; i++)
		say_odd(load, &load->tree->odd.at[i]);
	for (uint32_t i = 1; i < load->tree->count && !load->tree->clean; i++)
		if (tree_at(load->tree, i)->kind == NODE_TEXT)
			check_text(load, tree_at(load->tree, i));
	for (uint32_t i = 0; i < load->tree->decoded.count && load->tree->clean; i++)
		check_text(load, tree_at(load->tree, load->tree->decoded.at[i].node));
}
