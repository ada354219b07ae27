#include "load/loading.h"

#include "carepath/text.h"

#include <string.h>

enum { LONGEST_HELP = 300 }; /* bytes of a list in a help line */

const char *load_shown(struct load *load, struct view text)
{
	char *shown = load->shown[++load->shown_last % 4];
	uint32_t length = text.length;

	if (length > LONGEST_SHOWN)
		length = LONGEST_SHOWN;
	while (length < text.length && length > 0 && ((unsigned char)text.bytes[length] & 0xC0) == 0x80)
		length--;
	memcpy(shown, text.bytes, length);
	const char *tail = length < text.length ? "…" : "";
	memcpy(shown + length, tail, strlen(tail) + 1);
	return shown;
}

static bool is_kept(const struct load *load, const struct diagnostic *diagnostic)
{
	return diagnostic != &load->diagnostics->scratch;
}

void load_help(struct load *load, struct diagnostic *diagnostic, const char *format, ...)
{
	va_list list;

	if (!is_kept(load, diagnostic))
		return;
	va_start(list, format);
	diagnostic->help = text_format_list(load->arena, format, list);
	va_end(list);
}

/* The first of the words behind `nearest` that is as near to what was given. */
static const char *as_near(struct load *load, const char *given, const char *nearest, const char *const *words,
			   size_t count)
{
	const char *folded = text_fold(load->scratch, given);
	unsigned distance = text_distance(folded, text_fold(load->scratch, nearest), LONGEST_SHOWN);
	size_t i = 0;

	while (words[i++] != nearest)
		;
	const char *next = text_nearest(given, words + i, count - i);
	if (!next || distance == 0 || strcmp(next, nearest) == 0)
		return NULL;
	return text_distance(folded, text_fold(load->scratch, next), LONGEST_SHOWN) == distance ? next : NULL;
}

void load_suggest(struct load *load, struct diagnostic *diagnostic, const char *given, const char *const *words,
		  size_t count)
{
	const char *nearest = is_kept(load, diagnostic) ? text_nearest(given, words, count) : NULL;

	if (!nearest)
		return;
	const char *next = as_near(load, given, nearest, words, count);
	load_help(load, diagnostic, "did you mean '%s'?%s%s%s", nearest, next ? " or did you mean '" : "",
		  next ? next : "", next ? "'?" : "");
}

void load_help_list(struct load *load, struct diagnostic *diagnostic, const char *words, const char *const *list,
		    size_t count)
{
	char help[LONGEST_HELP + 1];
	size_t length = 0, i;

	if (!is_kept(load, diagnostic) || diagnostic->help || count == 0)
		return;
	for (i = 0; i < count; i++) {
		size_t more = strlen(list[i]) + (i ? 2 : 0);
		if (length + more > LONGEST_HELP)
			break;
		memcpy(help + length, i ? ", " : "", i ? 2 : 0);
		memcpy(help + length + (i ? 2 : 0), list[i], strlen(list[i]));
		length += more;
	}
	load_help(load, diagnostic, "%s: %.*s%s", words, (int)length, help, i < count ? " …" : "");
}

void load_second(struct diagnostic *diagnostic, struct span span, const char *says)
{
	diagnostic->has_second = true;
	diagnostic->second = span;
	diagnostic->second_says = says;
}

const char *article(const char *word)
{
	return strchr("aeiou", *word) ? "an" : "a";
}

char *load_keep(struct load *load, struct view text)
{
	return arena_copy(load->arena, text.bytes, text.length);
}

const char *load_line(struct load *load, struct view text)
{
	if (load->line.room <= text.length) {
		load->line.room = (text.length | 255) + 1;
		load->line.at = arena_take(load->scratch, load->line.room);
	}
	memcpy(load->line.at, text.bytes, text.length);
	load->line.at[text.length] = '\0';
	return load->line.at;
}

void mentions_start(struct mentions *mentions)
{
	mentions->list++;
}

bool mentions_add(struct load *load, struct mentions *mentions, uint32_t index, struct span span, struct span *before)
{
	while (mentions->at.count <= index)
		list_add(load->scratch, &mentions->at);
	struct mention *mention = &mentions->at.at[index];
	if (mention->list == mentions->list) {
		*before = mention->span;
		return false;
	}
	*mention = (struct mention){mentions->list, span};
	return true;
}

void load_twice(struct load *load, uint32_t node, struct span before)
{
	struct diagnostic *diagnostic =
	    diagnostic_error(load->diagnostics, load_span(load, node), "'%s' is in this list twice",
			     load_shown(load, load_view(load, node)));
	load_second(diagnostic, before, "first given here");
}
