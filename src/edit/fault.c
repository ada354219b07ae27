/* What the loader says of a text, told to people who see the map and not the file.
 *
 * The loader speaks to whoever writes a file: of ids, keys and arrows. Here the
 * same is said in the names of the map, and of the way that the change was
 * meant; what is not in the table is said as it is, but for the names. */
#include "edit/outline.h"

#include "carepath/plain.h"

#include <stdio.h>
#include <string.h>

/* Of the loader's message, a part by which it is known; {1} and {2} are what
 * stands in quotes there, by its name, and {*} is all behind the part. */
static const struct told {
	const char *part, *says;
} told[] = {
    {"two arrows lead from",
     "Two ways from {1} would lead to {2}. Say in 'when' who goes which way, or let one of them "
     "lead elsewhere."},
    {"lies inside a branch, and is reached", "{1} is part of what runs side by side: people cannot come to it from "
					     "elsewhere. Choose the step before the branches, or the one after them."},
    {"lies inside a branch: people cannot start", "People start at {1}, so that it cannot be part of a branch."},
    {"and cannot start a branch of it",
     "{1} comes when all branches are over, so that it cannot be one of them. Choose "
     "another step."},
    {"lies in two branches of one block", "{1} would be in two branches that run side by side. Let them meet there, or "
					  "earlier."},
    {"holds the block, and is reached again", "A way inside a branch would lead back to {1}, where the branches begin. "
					      "Let it start where all of them are over."},
    {"of an outer block, and is reached", "{1} comes when other branches are over, too: let this branch end with the "
					  "others beside it."},
    {"'outcome' cannot stand inside a branch", "Nobody can leave the pathway inside a branch: let the way lead to what "
					       "comes when all branches are over."},
    {"starts with a step, not with an", "A branch leads to a step, not to an end: add a step on that way first."},
    {"with 'after' cannot s", "In a branch nothing happens again after a long time ('after'): let that way start where "
			      "all branches are over."},
    {"shares of these arrows are", "Together more than everyone would go these ways. Let fewer go the others first."},
    {"no arrow leads from", "A scenario says something of the way from {1} to {2}, which would not be there any more. "
			    "Change the scenario in the file first."},
    {"can ever leave this loop: ", "Nobody could ever leave this loop: {*}. Let a way lead out of it."},
    {"this arrow leads nowhere", "A way leads to a step, or to an end."},
    {"there is no anchor of this name", "What stands here is meant at other places of the file, too: change it there "
					"first."},
};

static const char *name_in(const struct outline *outline, const char *section, const char *id)
{
	struct spot thing = outline_key(outline, outline_key(outline, outline->root, section).value, id);
	uint32_t name = thing.key ? outline_key(outline, thing.value, "name").value : 0;
	if (!thing.key)
		return NULL;
	return name && outline_node(outline, name)->kind == NODE_TEXT ? outline_text(outline, name)
								      : outline_from_id(outline, id);
}

static const char *name_of(const struct outline *outline, const char *word)
{
	static const char *const sections[] = {"steps", "teams", "organisations"};
	const char *name = NULL;
	for (size_t i = 0; outline->root && !name && i < sizeof sections / sizeof *sections; i++)
		name = name_in(outline, sections[i], word);
	return name ? name : word;
}

/* The length of the word in quotes at the start of the text; 0: there is none. */
static size_t quoted_word(const char *text)
{
	const char *end = *text == '\'' ? strchr(text + 1, '\'') : NULL;
	return end && end > text + 1 ? (size_t)(end - text - 1) : 0;
}

/* With names for ids, and ways for arrows. */
static const char *in_names(const struct outline *outline, const char *text)
{
	static const char *const words[][2] = {{"an arrow", "a way"}, {"arrow", "way"}};
	struct arena *arena = outline->arena;
	const char *said = "";
	struct plain_row row = {0};

	while (*text) {
		size_t length = quoted_word(text), taken = 1;
		const char *put = arena_copy(arena, text, 1);
		if (length > 0) {
			const char *word = arena_copy(arena, text + 1, length), *name = name_of(outline, word);
			put = strcmp(name, word) == 0 ? plain_format(arena, "'%s'", word) : name;
			taken = length + 2;
		}
		for (size_t i = 0; i < sizeof words / sizeof *words && length == 0; i++)
			if (strncmp(text, words[i][0], strlen(words[i][0])) == 0) {
				put = words[i][1];
				taken = strlen(words[i][0]);
				break;
			}
		said = plain_add(arena, &row, "", put);
		text += taken;
	}
	return said;
}

/* The number-th word in quotes, by its name. */
static const char *quoted(const struct outline *outline, const char *message, uint32_t number)
{
	for (const char *at = message; *at; at++) {
		size_t length = quoted_word(at);
		if (length > 0 && --number == 0)
			return name_of(outline, arena_copy(outline->arena, at + 1, length));
		at += length > 0 ? length + 1 : 0;
	}
	return "";
}

/* `behind` is what stands behind the part of the message by which it was known. */
static const char *filled_in(const struct outline *outline, const char *says, const char *message, const char *behind)
{
	const char *said = "";
	for (const char *mark; (mark = strchr(says, '{')); says = mark + 3)
		said = plain_format(outline->arena, "%s%.*s%s", said, (int)(mark - says), says,
				    mark[1] == '*' ? in_names(outline, behind)
						   : quoted(outline, message, (uint32_t)(mark[1] - '0')));
	return plain_format(outline->arena, "%s%s", said, says);
}

struct telling {
	struct outline outline;
	const struct document *document;
	const struct diagnostic *diagnostic;
	char *says;
};

static void tell(void *subject)
{
	struct telling *telling = subject;
	struct outline *outline = &telling->outline;
	const struct source *source = &telling->document->source;
	const char *message = telling->diagnostic->message, *help = telling->diagnostic->help;

	if (!outline_read(outline->arena, source->text, source->length, outline))
		outline->root = 0;
	for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
		const char *found = strstr(message, told[i].part);
		if (!found)
			continue;
		const char *behind = found + strlen(told[i].part);
		snprintf(telling->says, EDIT_SAYS, "%s", filled_in(outline, told[i].says, message, behind));
		return;
	}
	snprintf(telling->says, EDIT_SAYS, "%s%s%s.", in_names(outline, message), help ? "; " : "",
		 help ? in_names(outline, help) : "");
}

void edit_fault(const struct document *document, const struct diagnostic *diagnostic, char says[EDIT_SAYS])
{
	struct telling telling = {
	    .outline = {.arena = arena_new()}, .document = document, .diagnostic = diagnostic, .says = says};
	if (!telling.outline.arena || !arena_try(telling.outline.arena, tell, &telling))
		snprintf(says, EDIT_SAYS, "%s", diagnostic->message);
	arena_free(telling.outline.arena);
}

static const struct diagnostic *first_error(const struct diagnostics *diagnostics)
{
	for (uint32_t i = 0; i < diagnostics->list.count; i++)
		if (diagnostics->list.at[i].severity == SEVERITY_ERROR)
			return &diagnostics->list.at[i];
	return NULL;
}

bool edit_refused(const struct document *document, const char *says, char fault[EDIT_SAYS])
{
	const struct diagnostic *first = document ? first_error(&document->diagnostics) : NULL;
	if (document && document->pathway && !first)
		return false;
	if (first)
		edit_fault(document, first, fault);
	else if (document)
		snprintf(fault, EDIT_SAYS, "this cannot be");
	else
		snprintf(fault, EDIT_SAYS, "%s", *says ? says : "There is no memory left.");
	return true;
}
