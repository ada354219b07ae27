#include "load/events.h"

#include "load/cursor.h"
#include "load/privacy.h"
#include "load/problem.h"

#include <string.h>
#include <yaml.h>

struct anchor {
	uint32_t node;
	bool open;         /* its mapping or list has not ended yet */
	uint64_t unfolded; /* values that an alias to it stands for */
};

/* A mapping or list that has not ended yet. */
struct level {
	struct node *node;
	uint32_t number, count; /* of the node; of its children */
	uint32_t anchor;        /* of anchors, or UINT32_MAX */
	uint64_t unfolded;      /* what had been counted when it started */
};

struct pull {
	struct arena *arena;
	struct tree *tree;
	struct syntax_fault *fault;
	struct stretch *stretch; /* what is read of the file */
	uint32_t until;          /* the byte from which on the next stretch may be met */
	yaml_parser_t parser;
	yaml_event_t event;
	struct cursor cursor;
	bool opened;         /* a stretch behind the first: it was given what stands before it */
	uint32_t given;      /* bytes that libyaml has taken */
	uint32_t taken_last; /* of these when the newest event came */
	bool starved;        /* it was given no more, for lack of events */
	LIST(struct anchor) anchors;
	struct hash names;                     /* of anchors */
	struct level levels[1 + MOST_NESTING]; /* the first holds the whole document */
	struct level *level;                   /* the innermost */
	uint64_t behind_aliases;               /* values that aliases stand for; stays at its largest */
	uint32_t documents;
	uint32_t last_end; /* where the newest text or bracket ended */
	bool done, failed;
};

/* In front of a stretch behind the first: then its first line stands where it does
 * in the file, in a mapping that is a value of the root's. */
static const char before_stretch[] = "x:\n";
enum { BEFORE_STRETCH = sizeof before_stretch - 1 };

static bool is_first(const struct stretch *stretch)
{
	return stretch->key == 0;
}

/* Where libyaml's pieces of the text begin differs from stretch to stretch, and with
 * it by a piece when too much has passed: the first stretch alone says so, as the
 * file in one does. */
static uint32_t most_without_event(const struct stretch *stretch)
{
	enum { LARGEST_PIECE = 1 << 16 };

	return is_first(stretch) ? MOST_WITHOUT_EVENT : MOST_WITHOUT_EVENT - LARGEST_PIECE;
}

static int give_text(void *subject, unsigned char *bytes, size_t room, size_t *size)
{
	struct pull *pull = subject;
	uint32_t left = pull->cursor.length - pull->given;

	if (atomic_load_explicit(&pull->stretch->stopped, memory_order_relaxed))
		return 0;
	if (!pull->opened) {
		pull->opened = true;
		*size = BEFORE_STRETCH;
		memcpy(bytes, before_stretch, BEFORE_STRETCH);
		return 1;
	}
	if (pull->given - pull->taken_last > most_without_event(pull->stretch)) {
		pull->starved = true;
		return 0;
	}
	*size = left < room ? left : room;
	memcpy(bytes, pull->cursor.text + pull->given, *size);
	pull->given += (uint32_t)*size;
	return 1;
}

static void fail(struct pull *pull, struct span span, const char *message, const char *help)
{
	*pull->fault = (struct syntax_fault){.message = message, .help = help, .span = span};
	pull->failed = true;
}

/* Both marks at once where characters are bytes. */
static inline struct span event_span(struct pull *pull)
{
	const struct cursor *cursor = &pull->cursor;
	uint32_t from = (uint32_t)pull->event.start_mark.index - cursor->index;
	uint32_t to = (uint32_t)pull->event.end_mark.index - cursor->index;

	if (__builtin_expect(from <= to && to <= cursor->wide - cursor->byte, 1))
		return (struct span){cursor->byte + from, cursor->byte + to};
	uint32_t start = cursor_byte(&pull->cursor, pull->event.start_mark.index);
	return (struct span){start, cursor_byte(&pull->cursor, pull->event.end_mark.index)};
}

/* Values so far with all aliases unfolded. */
static uint64_t unfolded(const struct pull *pull)
{
	uint64_t sum;

	return __builtin_add_overflow(pull->behind_aliases, pull->tree->count, &sum) ? UINT64_MAX : sum;
}

/* A file of 64 MiB could hold 60 million values. */
static void say_too_many(struct pull *pull, uint32_t start)
{
	const struct level *level = pull->level;
	struct span span = {start, start + 1};

	if (level->count <= MOST_ENTRIES) {
		fail(pull, span, "with this, the file has more than 10,000,000 values",
		     "divide the file into several pathways");
		return;
	}
	fail(pull, span,
	     level->node->kind == NODE_LIST ? "with this, the list has more than 1,000,000 entries"
					    : "with this, the mapping has more than 500,000 keys",
	     "divide the file into several pathways");
	pull->fault->second_says = "it starts here";
	pull->fault->second = (struct span){level->node->start, level->node->start + 1};
}

/* Adds a node as the next child of what is open. */
static inline struct node *add_node(struct pull *pull, struct node node)
{
	struct node *added = tree_add(pull->arena, pull->tree, node);

	pull->level->count++;
	if (__builtin_expect(pull->level->count > MOST_ENTRIES || pull->tree->count > MOST_VALUES, 0))
		say_too_many(pull, node.start);
	return added;
}

/* The number of the node added last. */
static uint32_t newest(const struct pull *pull)
{
	return pull->tree->count - 1;
}

/* Its index, or UINT32_MAX where the value has none. */
static uint32_t add_anchor(struct pull *pull, const yaml_char_t *name, uint32_t node, struct span span)
{
	bool is_new;

	if (!name)
		return UINT32_MAX;
	pull->failed |= !is_first(pull->stretch); /* which anchors there were before is not known */
	if (pull->anchors.count == MOST_ANCHORS) {
		fail(pull, span, "the file has more than 10,000 anchors", NULL);
		return UINT32_MAX;
	}
	uint32_t index = pull->anchors.count;
	*list_add(pull->arena, &pull->anchors) = (struct anchor){.node = node, .open = true};
	struct view key = view_of((const char *)name);
	if (!hash_find(&pull->names, key, 0))
		key.bytes = arena_copy(pull->arena, key.bytes, key.length);
	*hash_add(pull->arena, &pull->names, key, 0, index, &is_new) = index;
	return index;
}

static void close_anchor(struct pull *pull, uint32_t index, uint64_t unfolded)
{
	if (index == UINT32_MAX)
		return;
	pull->anchors.at[index].open = false;
	pull->anchors.at[index].unfolded = unfolded;
}

static void add_odd(struct pull *pull, enum oddity oddity, struct span span)
{
	*list_add(pull->arena, &pull->tree->odd) = (struct odd_value){oddity, span};
}

static bool is_core_tag(const char *tag)
{
	static const char *const types[] = {"str", "int", "float", "bool", "null", "seq", "map", "merge", "timestamp"};
	static const char core[] = "tag:yaml.org,2002:";

	if (strncmp(tag, core, sizeof core - 1) != 0)
		return false;
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (strcmp(tag + sizeof core - 1, types[i]) == 0)
			return true;
	return false;
}

/* False on a tag. The types of YAML itself say nothing new; any other would be
 * a program's, and a lone '!', of which libyaml says nothing, a part of the text. */
static bool check_tag(struct pull *pull, const yaml_char_t *tag, struct span span)
{
	if (tag ? is_core_tag((const char *)tag) : span.start == span.end || pull->cursor.text[span.start] != '!')
		return true;
	add_odd(pull, ODD_TAG, span);
	return false;
}

/* Without quotes and on one line it is in the event as it is in the file. */
static bool is_verbatim(const yaml_event_t *event)
{
	return event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE && event->start_mark.line == event->end_mark.line;
}

/* Keeps the text of a node to be added where it differs from what stands in the file. */
static void keep_text(struct pull *pull, struct node *node, struct view value)
{
	struct tree *tree = pull->tree;

	if ((is_verbatim(&pull->event) && node->end - node->start == value.length) ||
	    view_same(node_text(tree, node), value))
		return;
	struct decoded_text kept = {
	    .node = tree->count, .length = value.length, .bytes = arena_copy(pull->arena, value.bytes, value.length)};
	node->decoded = true;
	node->text = tree->decoded.count;
	*list_add(pull->arena, &tree->decoded) = kept;
}

static enum node_style text_style(yaml_scalar_style_t style)
{
	if (style == YAML_PLAIN_SCALAR_STYLE)
		return NODE_BARE;
	bool quoted = style == YAML_SINGLE_QUOTED_SCALAR_STYLE || style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
	return quoted ? NODE_QUOTED : NODE_BLOCK;
}

/* Takes note of a mapping that may hold a person's words. */
static void note_voice(struct pull *pull, struct view key)
{
	struct tree *tree = pull->tree;
	uint32_t mapping = pull->level->number;

	if (privacy_may_be_key(key) && privacy_is_key(key) &&
	    (tree->voices.count == 0 || tree->voices.at[tree->voices.count - 1] != mapping))
		*list_add(pull->arena, &tree->voices) = mapping;
}

/* Whether the newest node is a key: every other one in a mapping. */
static bool is_key(const struct pull *pull)
{
	return pull->level->node->kind == NODE_MAPPING && pull->level->count % 2 == 1;
}

/* A text with what few have: an anchor, a tag, more than one line. */
static struct span text_span(struct pull *pull, struct span span, enum node_style style, uint32_t length)
{
	if (pull->event.data.scalar.anchor || pull->event.data.scalar.tag)
		span.start = cursor_skip_properties(&pull->cursor, span);
	if (style == NODE_BLOCK)
		span.end = cursor_trimmed_end(&pull->cursor, span);
	if (style == NODE_BARE && length == 0)
		span.start = span.end;
	return span;
}

/* A mapping without brackets in which a key comes next, behind all that is open
 * in it. */
static bool awaits_key(const struct level *level)
{
	return level->node->kind == NODE_MAPPING && level->node->style == NODE_BARE && level->count % 2 == 0;
}

/* Whether all that comes from here on is as it would be behind `before_stretch`:
 * a key comes, in a mapping that is a value of the root's. */
static bool may_end_here(const struct pull *pull)
{
	const struct level *root = &pull->levels[1], *section = &pull->levels[2];

	if (pull->level != section || !awaits_key(root) || !awaits_key(section))
		return false;
	uint32_t start = root->node->start;
	return start == pull->stretch->line || pull->cursor.text[start - 1] == '\n';
}

/* What is still open goes on in the next stretch. */
static void end_stretch(struct pull *pull)
{
	struct stretch *stretch = pull->stretch;

	for (uint32_t depth = 1; depth <= 2; depth++)
		pull->levels[depth].node->count = pull->levels[depth].count & 0xFFFFFF;
	stretch->section = pull->levels[2].number;
	stretch->met = true;
	pull->done = true;
}

/* One that no thread has begun with is not waited for: to go on takes less. */
static bool is_read_beside(struct stretch *stretch)
{
	enum stretch_state state = STRETCH_WAITS;

	return !atomic_compare_exchange_strong(&stretch->state, &state, STRETCH_LEFT) && state == STRETCH_READ;
}

/* Whether the next stretch starts with this text. One that lies behind did not
 * start where it thought, and is passed by. */
static bool meets_next(struct pull *pull, uint32_t start)
{
	struct stretch *stretch = pull->stretch;
	bool may_end = may_end_here(pull);

	while (stretch->next && stretch->next->key <= start) {
		if (may_end && stretch->next->key == start && is_read_beside(stretch->next)) {
			end_stretch(pull);
			return true;
		}
		if (is_first(stretch)) /* which knows for sure */
			atomic_store(&stretch->next->stopped, true);
		stretch->next = stretch->next->following;
	}
	pull->until = stretch->next ? stretch->next->key : UINT32_MAX;
	return false;
}

static void take_text(struct pull *pull)
{
	struct span span = event_span(pull);
	struct view value = {(const char *)pull->event.data.scalar.value, (uint32_t)pull->event.data.scalar.length};
	enum node_style style = text_style(pull->event.data.scalar.style);

	if (__builtin_expect(span.start >= pull->until, 0) && meets_next(pull, span.start))
		return;
	pull->last_end = span.end;
	bool fine = check_tag(pull, pull->event.data.scalar.tag, span);
	span = text_span(pull, span, style, value.length);
	struct node node = {.start = span.start,
			    .end = span.end,
			    .kind = NODE_TEXT,
			    .style = style & 3,
			    .faulty = !fine || value.length > LONGEST_TEXT};
	if (value.length > LONGEST_TEXT)
		add_odd(pull, ODD_LONG, span);
	else
		keep_text(pull, &node, value);
	add_node(pull, node);
	if (is_key(pull))
		note_voice(pull, value);
	if (pull->event.data.scalar.anchor)
		close_anchor(pull, add_anchor(pull, pull->event.data.scalar.anchor, newest(pull), span), 1);
}

static void take_alias(struct pull *pull)
{
	struct span span = event_span(pull);
	pull->failed |= !is_first(pull->stretch);
	const uint32_t *index = hash_find(&pull->names, view_of((const char *)pull->event.data.alias.anchor), 0);

	pull->last_end = span.end;
	if (!index) {
		add_odd(pull, ODD_ALIAS, span);
		add_node(pull, (struct node){.start = span.start, .end = span.end, .kind = NODE_TEXT, .faulty = true});
		return;
	}
	const struct anchor *anchor = &pull->anchors.at[*index];
	if (anchor->open) {
		fail(pull, span, "this alias stands inside what it stands for: it would go round for ever", NULL);
		pull->fault->second_says = "what it stands for starts here";
		pull->fault->second = node_span(tree_at(pull->tree, anchor->node));
		return;
	}
	add_node(pull,
		 (struct node){.start = span.start, .end = span.end, .kind = NODE_ALIAS, .stands_for = anchor->node});
	if (__builtin_add_overflow(pull->behind_aliases, anchor->unfolded, &pull->behind_aliases))
		pull->behind_aliases = UINT64_MAX;
	if (unfolded(pull) > MOST_UNFOLDED + 4ull * pull->tree->count)
		fail(pull, span, "the aliases up to here stand for more than a million values (an alias bomb)",
		     "write out what the alias stands for");
}

/* The start of a mapping or list. */
static void open_level(struct pull *pull, enum node_kind kind, bool brackets, const yaml_char_t *anchor,
		       const yaml_char_t *tag)
{
	struct span span = event_span(pull), whole = span;

	check_tag(pull, tag, span);
	if (anchor || tag)
		span.start = cursor_skip_blank(
		    &pull->cursor, cursor_skip_properties(&pull->cursor, (struct span){span.start, UINT32_MAX}));
	if (pull->level == &pull->levels[MOST_NESTING]) {
		fail(pull, (struct span){span.start, span.start + 1}, "values are nested more than 64 deep here", NULL);
		return;
	}
	uint64_t before = unfolded(pull);
	struct node *node = add_node(pull, (struct node){.start = span.start,
							 .end = span.start + 1,
							 .kind = kind & 3,
							 .style = brackets ? NODE_BRACKETS : NODE_BARE});
	*++pull->level = (struct level){.node = node,
					.number = newest(pull),
					.anchor = add_anchor(pull, anchor, newest(pull), whole),
					.unfolded = before};
}

static void close_level(struct pull *pull)
{
	const struct level *level = pull->level--;
	struct node *node = level->node;

	/* Without brackets the event ends where the next thing starts. */
	if (node->style == NODE_BRACKETS)
		pull->last_end = event_span(pull).end;
	node->end = pull->last_end > node->start ? pull->last_end : node->start + 1;
	node->count = level->count & 0xFFFFFF;
	node->behind = pull->tree->count;
	close_anchor(pull, level->anchor, unfolded(pull) - level->unfolded);
}

static void open_document(struct pull *pull)
{
	if (++pull->documents > 1)
		fail(pull, event_span(pull), "a second document starts here; one file holds one pathway",
		     "put it into a file of its own");
}

static void take_event(struct pull *pull)
{
	const yaml_event_t *event = &pull->event;

	switch (event->type) {
	case YAML_DOCUMENT_START_EVENT:
		open_document(pull);
		break;
	case YAML_SCALAR_EVENT:
		take_text(pull);
		break;
	case YAML_ALIAS_EVENT:
		take_alias(pull);
		break;
	case YAML_MAPPING_START_EVENT:
		open_level(pull, NODE_MAPPING, event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE,
			   event->data.mapping_start.anchor, event->data.mapping_start.tag);
		break;
	case YAML_SEQUENCE_START_EVENT:
		open_level(pull, NODE_LIST, event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE,
			   event->data.sequence_start.anchor, event->data.sequence_start.tag);
		break;
	case YAML_MAPPING_END_EVENT:
	case YAML_SEQUENCE_END_EVENT:
		close_level(pull);
		break;
	case YAML_STREAM_END_EVENT:
		pull->done = true;
		break;
	default:
		break;
	}
}

static const struct node *innermost_brackets(const struct pull *pull)
{
	for (const struct level *level = pull->level; level != pull->levels; level--)
		if (level->node->style == NODE_BRACKETS)
			return level->node;
	return NULL;
}

/* More than a MiB without anything coming of it. */
static void say_starved(struct pull *pull)
{
	uint32_t at = cursor_find_start(&pull->cursor, pull->last_end);

	if (at > pull->last_end + MOST_WITHOUT_EVENT / 2)
		fail(pull, (struct span){pull->last_end, pull->last_end + 1},
		     "more than a MiB of comments or empty lines follows", "take most of it out");
	else
		fail(pull, (struct span){at, at + 1}, "a text longer than 64 KiB starts here",
		     "shorten it; if it is not meant to be so long, a quote is not closed");
}

static void say_problem(struct pull *pull)
{
	const yaml_parser_t *parser = &pull->parser;

	pull->failed = true;
	if (parser->error == YAML_MEMORY_ERROR)
		arena_fail(pull->arena);
	if (!is_first(pull->stretch))
		return;
	if (pull->starved) {
		say_starved(pull);
		return;
	}
	struct problem problem = {
	    .problem = parser->problem,
	    .context = parser->context,
	    .text = pull->cursor.text,
	    .length = pull->cursor.length,
	    .at = cursor_byte(&pull->cursor, parser->problem_mark.index),
	    .context_at = cursor_byte(&pull->cursor, parser->context_mark.index),
	    .last = pull->tree->count > 1 ? tree_at(pull->tree, pull->tree->count - 1) : NULL,
	    .open = innermost_brackets(pull),
	};
	*pull->fault = problem_in_words(&problem);
}

static void pull_all(void *subject)
{
	struct pull *pull = subject;

	while (!pull->done && !pull->failed) {
		if (!yaml_parser_parse(&pull->parser, &pull->event)) {
			say_problem(pull);
			return;
		}
		pull->taken_last = pull->given;
		take_event(pull);
		yaml_event_delete(&pull->event);
	}
}

/* The root and the mapping that a stretch behind the first starts in: nodes 1 and
 * 2 stand for them. */
static void open_stretch(struct pull *pull)
{
	static const yaml_event_type_t first[] = {YAML_STREAM_START_EVENT, YAML_DOCUMENT_START_EVENT,
						  YAML_MAPPING_START_EVENT, YAML_SCALAR_EVENT,
						  YAML_MAPPING_START_EVENT};

	for (size_t i = 0; i < sizeof first / sizeof *first && !pull->failed; i++) {
		pull->failed = !yaml_parser_parse(&pull->parser, &pull->event) || pull->event.type != first[i];
		yaml_event_delete(&pull->event);
	}
	pull->documents = 1;
	for (uint32_t depth = 1; depth <= 2; depth++) {
		struct node node = {.start = pull->stretch->line, .kind = NODE_MAPPING, .style = NODE_BARE};
		*++pull->level = (struct level){
		    .node = tree_add(pull->arena, pull->tree, node), .number = newest(pull), .anchor = UINT32_MAX};
	}
}

static void read_stretch(void *subject)
{
	struct pull *pull = subject;

	if (!is_first(pull->stretch))
		open_stretch(pull);
	pull_all(pull);
}

bool events_read_stretch(struct arena *arena, const struct scanned *scanned, struct stretch *stretch, struct tree *tree,
			 struct syntax_fault *fault)
{
	struct pull *pull = ARENA_NEW(arena, struct pull);
	uint32_t from = is_first(stretch) ? scanned->first : stretch->line;

	*pull = (struct pull){
	    .arena = arena,
	    .tree = tree,
	    .fault = fault,
	    .stretch = stretch,
	    .until = stretch->next ? stretch->next->key : UINT32_MAX,
	    .opened = is_first(stretch),
	    .given = from,
	    .taken_last = from,
	    .last_end = from,
	    .cursor = cursor_at(scanned->text, scanned->length, from, is_first(stretch) ? 0 : BEFORE_STRETCH),
	};
	pull->level = pull->levels;
	pull->level->node = ARENA_NEW(arena, struct node);
	tree_init(arena, tree, scanned->text, scanned->length, MOST_VALUES);
	tree->clean = scanned->clean;
	if (!yaml_parser_initialize(&pull->parser))
		arena_fail(arena);
	yaml_parser_set_encoding(&pull->parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input(&pull->parser, give_text, pull);
	/* libyaml's memory is not the arena's: it is given back on every way out. */
	bool enough = arena_try(arena, read_stretch, pull);
	yaml_event_delete(&pull->event);
	yaml_parser_delete(&pull->parser);
	if (!enough)
		arena_fail(arena);
	tree->root = tree->count > 1 ? 1 : 0;
	return !pull->failed;
}

bool events_read(struct arena *scratch, const struct scanned *scanned, struct tree *tree, struct syntax_fault *fault)
{
	return events_read_stretch(scratch, scanned, &(struct stretch){.key = 0}, tree, fault);
}
