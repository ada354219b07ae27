/* edits SEED...: random edits of each file, as it is, with CRLF, without a last
 * line end, and behind a byte order mark.
 *
 * Of each edit that is done: the file then says what was asked, and of
 * everything else what it said before; and the bytes are compared, from both
 * ends, by a way that knows nothing of YAML. */
#include "values.h"
#include "view.h"

#include "analyse/link.h"
#include "edit/outline.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EDITS = 200, LONG_RUN = 1000, ROUNDS = 15, IN_A_ROW = 12, FEWEST = 5 };

enum form { AS_IS, CRLF, NO_LAST_FEED, MARKED, FORMS };

static const char *const form_words[FORMS] = {"as it is", "with CRLF", "without a last line end",
					      "behind a byte order mark"};

enum operation {
	SHARE,
	ADD,
	INSERT,
	REMOVE,
	JOINT,
	BLOCK,
	WAYS,
	JOIN,
	ADD_WAY,
	REMOVE_WAY,
	ADD_BRANCH,
	REMOVE_BRANCH,
	OPERATIONS
};

static const char *const operation_words[OPERATIONS] = {"share",   "add",        "insert",     "remove",
							"joint",   "block",      "ways",       "join",
							"add way", "remove way", "add branch", "remove branch"};

struct text {
	const char *bytes;
	uint32_t length;
};

struct session {
	struct arena *arena; /* of one edit */
	struct dice dice;
	struct draft *draft;
	struct document *document;
	struct said_list said;
	struct text before;
	uint32_t done, refused, wrong;
	uint32_t operated[OPERATIONS]; /* by operation */
	uint32_t walkable;             /* journeys, before steps came and went */
	const char *fault;
};

/* ------------------------------------------------------------- the bytes */

/* Where two texts differ: all but what they share at both ends. */
struct difference {
	struct text removed, inserted;
};

static struct difference difference_of(struct text a, struct text b)
{
	uint32_t start = 0, end = 0;
	uint32_t both = a.length < b.length ? a.length : b.length;
	while (start < both && a.bytes[start] == b.bytes[start])
		start++;
	while (end < both - start && a.bytes[a.length - 1 - end] == b.bytes[b.length - 1 - end])
		end++;
	return (struct difference){{a.bytes + start, a.length - start - end},
				   {b.bytes + start, b.length - start - end}};
}

static bool has(struct text text, const char *part)
{
	return memmem(text.bytes, text.length, part, strlen(part)) != NULL;
}

/* The seeds' comments are numbered: # c01 … */
static uint32_t comments(struct text text)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i + 5 <= text.length; i++)
		count += memcmp(text.bytes + i, "# c", 3) == 0 && text.bytes[i + 3] >= '0' && text.bytes[i + 3] <= '9';
	return count;
}

static uint32_t count_of(struct text text, const char *part)
{
	uint32_t count = 0;
	const char *at = text.bytes, *end = text.bytes + text.length;
	for (; (at = memmem(at, (size_t)(end - at), part, strlen(part))); at++)
		count++;
	return count;
}

static bool same_line_ends(struct text before, struct text after)
{
	bool fed = before.bytes[before.length - 1] == '\n', all = count_of(before, "\n") == count_of(before, "\r\n");
	return fed == (after.bytes[after.length - 1] == '\n') &&
	       (!all || count_of(after, "\n") == count_of(after, "\r\n")) &&
	       (count_of(before, "\r") > 0 || count_of(after, "\r") == 0);
}

/* What an edit may have touched, told by how the key was before and is now. */
static const char *bytes_fault(struct text before, struct text after, const struct edit_field *field, const char *asked)
{
	struct difference difference = difference_of(before, after);
	bool more = strchr("[{", *field->text) && *field->text;

	if (!same_line_ends(before, after))
		return "the line ends are others";
	if (!*asked)
		return difference.inserted.length > 0 && field->form != EDIT_WORDS ? "something was put in" : NULL;
	if (!field->given) {
		if (comments(before) != comments(after))
			return "a comment is gone";
		/* An id may have got braces around it; an end takes the place of a step. */
		if (strcmp(field->key, "to") == 0 || strcmp(field->key, "outcome") == 0)
			return NULL;
		char *wrapped = strndup(difference.removed.bytes, difference.removed.length);
		bool kept = has(difference.inserted, wrapped);
		free(wrapped);
		return kept ? NULL : "something was taken out";
	}
	if (field->form == EDIT_VALUE &&
	    (difference.removed.length > strlen(field->text) + 2 || difference.inserted.length > strlen(asked) + 2))
		return "more than the value was touched";
	if (field->form != EDIT_WORDS && !more && comments(before) != comments(after))
		return "a comment is gone";
	return NULL;
}

/* ------------------------------------------------------------ what is said */

static bool is_same_place(struct edit_place a, struct edit_place b)
{
	return a.way == b.way && strcmp(a.step, b.step) == 0;
}

/* The key that was changed, and what may follow from that: the other of `to`
 * and `outcome`, and what comes through an alias. */
static bool may_differ(const struct said *said, struct edit_place place, const char *key)
{
	bool end = strcmp(key, "to") == 0 || strcmp(key, "outcome") == 0;
	bool is_end = strcmp(said->field.key, "to") == 0 || strcmp(said->field.key, "outcome") == 0;
	if (said->field.elsewhere)
		return true;
	return is_same_place(said->place, place) &&
	       (strcmp(said->field.key, key) == 0 || (place.way != NONE && end && is_end));
}

static const struct said *next_fixed(const struct said_list *list, uint32_t *at, struct edit_place place,
				     const char *key)
{
	while (*at < list->at.count && may_differ(&list->at.at[*at], place, key))
		(*at)++;
	return *at < list->at.count ? &list->at.at[(*at)++] : NULL;
}

static bool says_the_same(const struct said *a, const struct said *b)
{
	return is_same_place(a->place, b->place) && strcmp(a->field.key, b->field.key) == 0 &&
	       strcmp(a->field.text, b->field.text) == 0;
}

static bool says_else_the_same(const struct said_list *before, const struct said_list *after, struct edit_place place,
			       const char *key)
{
	uint32_t i = 0, j = 0;
	for (;;) {
		const struct said *a = next_fixed(before, &i, place, key), *b = next_fixed(after, &j, place, key);
		if (!a || !b)
			return !a && !b;
		if (!says_the_same(a, b))
			return false;
	}
}

static const struct edit_field *find_field(struct edit_fields fields, const char *key)
{
	for (uint32_t i = 0; i < fields.count; i++)
		if (strcmp(fields.at[i].key, key) == 0)
			return &fields.at[i];
	return NULL;
}

/* What a value becomes: blanks and line ends around it are cut off. */
static const char *trimmed(struct arena *arena, const char *text)
{
	text += strspn(text, " \n");
	size_t length = strlen(text);
	while (length > 0 && (text[length - 1] == ' ' || text[length - 1] == '\n'))
		length--;
	return arena_copy(arena, text, length);
}

static const char *said_fault(struct session *session, const struct said_list *after, struct edit_place place,
			      const char *key, const char *asked)
{
	const struct edit_field *now = find_field(edit_fields(session->arena, session->draft, place), key);
	if (strcmp(now->text, asked) != 0)
		asked = trimmed(session->arena, asked);
	if (strcmp(now->text, asked) != 0 && strspn(asked, " \n") < strlen(asked))
		return "the key does not say what was asked";
	if (!*asked && now->given && !now->elsewhere)
		return "the key is still there";
	if (*asked && !pathway_says(session->document->pathway, place, key, asked))
		return "the pathway does not say what was asked";
	if (!says_else_the_same(&session->said, after, place, key))
		return "something else is said, too";
	return NULL;
}

/* ------------------------------------------------------------- one edit */

static struct text text_of(struct arena *arena, const struct draft *draft)
{
	uint32_t length;
	const char *bytes = draft_text(draft, &length);
	return (struct text){arena_copy(arena, bytes, length), length};
}

static bool same_text(struct text a, struct text b)
{
	return a.length == b.length && memcmp(a.bytes, b.bytes, a.length) == 0;
}

static struct edit_place random_place(struct session *session)
{
	const struct pathway *pathway = session->document->pathway;
	const struct step *step = &pathway->steps[dice_roll(&session->dice, pathway->step_count)];
	uint32_t ways = step_arrows_end(step) - step->first_arrow;
	uint32_t way = dice_roll(&session->dice, ways + 1);
	return (struct edit_place){step->id, way < ways ? way : NONE};
}

static void report(struct session *session, const char *fault, struct edit_place place, const char *key,
		   const char *asked)
{
	struct text now = text_of(session->arena, session->draft);
	struct difference difference = difference_of(session->before, now);
	session->fault = fault;
	printf("# %s: %s %d, %s = %s\n# - %.*s\n# + %.*s\n", fault, place.step, (int)place.way, key, asked,
	       (int)difference.removed.length, difference.removed.bytes, (int)difference.inserted.length,
	       difference.inserted.bytes);
}

/* What was tried may be wrong, but its text is well formed. */
static const char *attempt_fault(struct session *session, const struct document *document, struct text now,
				 const char *says)
{
	struct outline outline;
	if (!same_text(session->before, now))
		return "it was refused, and something happened";
	if (!document)
		return *says ? NULL : "it was refused without a word";
	bool fine = outline_read(session->arena, document->source.text, document->source.length, &outline);
	return fine ? NULL : "what was tried is no YAML";
}

static void edit_once(void *subject)
{
	struct session *session = subject;
	char says[EDIT_SAYS];

	session->before = text_of(session->arena, session->draft);
	session->said = all_said(session->arena, session->draft, session->document->pathway);
	struct edit_place place = random_place(session);
	place.step = arena_copy(session->arena, place.step, strlen(place.step));
	struct edit_fields fields = edit_fields(session->arena, session->draft, place);
	const struct edit_field *field = &fields.at[dice_roll(&session->dice, fields.count)];
	/* What is there is taken away now and then, so that not everything fills up. */
	bool away = field->given && dice_roll(&session->dice, 2);
	const char *asked = away ? "" : random_value(session->arena, &session->dice, session->document->pathway, field);
	struct document *document = edit_set(session->draft, place, field->key, asked, says);
	struct text now = text_of(session->arena, session->draft);
	if (!document || !document->pathway) {
		session->refused += !document;
		session->wrong += document != NULL;
		const char *fault = attempt_fault(session, document, now, says);
		document_free(document);
		if (fault)
			report(session, fault, place, field->key, asked);
		return;
	}
	struct document *old = session->document;
	session->document = document;
	session->done++;
	struct said_list after = all_said(session->arena, session->draft, document->pathway);
	const char *fault = bytes_fault(session->before, now, field, asked);
	fault = fault ? fault : said_fault(session, &after, place, field->key, asked);
	if (fault)
		report(session, fault, place, field->key, asked);
	/* The ids of what was said before are its. */
	document_free(old);
}

/* -------------------------------------------------------- the map changed */

static struct new_way random_way(struct session *session)
{
	static const char *const ends[] = {"home", "no: never", "1.10"};
	const struct pathway *pathway = session->document->pathway;
	double share = dice_roll(&session->dice, 101) / 100.0;
	if (dice_roll(&session->dice, 3) == 0)
		return (struct new_way){NULL, ends[dice_roll(&session->dice, 3)], share};
	return (struct new_way){pathway->steps[dice_roll(&session->dice, pathway->step_count)].id, NULL, share};
}

/* Where the ways from a step may meet again: two arrows on. */
static const char *random_meeting(struct session *session, const char *id)
{
	const struct pathway *pathway = session->document->pathway;
	uint32_t step = pathway_find_step(pathway, id);
	for (int i = 0; i < 2; i++) {
		const struct step *at = &pathway->steps[step];
		uint32_t ways = at->next == NEXT_NONE ? 0 : step_arrows_end(at) - at->first_arrow;
		uint32_t to = ways ? pathway->arrows[at->first_arrow + dice_roll(&session->dice, ways)].to : NONE;
		step = to == NONE ? step : to;
	}
	return pathway->steps[step].id;
}

static struct document *operate(struct session *session, enum operation operation, struct edit_place place,
				char says[EDIT_SAYS])
{
	static const char *const names[] = {"Ask again", "no", "Who: they?", "Zoë 🏥", "1.10"};
	const struct pathway *pathway = session->document->pathway;
	struct draft *draft = session->draft;
	struct new_step added = {names[dice_roll(&session->dice, 5)], NULL};
	const char *team = pathway->teams[dice_roll(&session->dice, pathway->team_count)].id;

	switch (operation) {
	case SHARE:
		return edit_share(draft, place, dice_roll(&session->dice, 101) / 100.0, says);
	case ADD:
		return edit_add_step(draft, place.step, added, says);
	case INSERT:
		return edit_insert_step(draft, place, added, says);
	case REMOVE:
		return edit_remove_step(draft, place.step, says);
	case JOINT:
		return edit_make_joint(draft, place.step, team, says);
	case BLOCK:
		return edit_make_block(draft, place.step, random_meeting(session, place.step), says);
	case JOIN:
		return edit_join_steps(draft, place.step, says);
	case ADD_WAY:
		return edit_add_way(draft, place.step, random_way(session), says);
	case REMOVE_WAY:
		return edit_remove_way(draft, place, says);
	case ADD_BRANCH: {
		const uint32_t hundredths = dice_roll(&session->dice, 2) ? 100 : dice_roll(&session->dice, 100);
		return edit_add_branch(draft, place.step, added, hundredths / 100.0, says);
	}
	case REMOVE_BRANCH:
		return edit_remove_branch(draft, place, says);
	default:
		return edit_make_ways(draft, place.step, says);
	}
}

/* What is said but for the shares of one step and for one of its ways; what
 * comes through an alias is said where that points to. */
static const struct said *next_beside(const struct said_list *list, uint32_t *at, const char *step, uint32_t without)
{
	for (; *at < list->at.count; (*at)++) {
		const struct said *said = &list->at.at[*at];
		bool here = strcmp(said->place.step, step) == 0;
		bool may_differ = here && (said->place.way == without || strcmp(said->field.key, "share") == 0);
		if (!said->field.elsewhere && !may_differ)
			return &list->at.at[(*at)++];
	}
	return NULL;
}

/* `before` has the way and `after` does not, both as they are told of by their places. */
static bool differ_by_a_way(const struct said_list *before, const struct said_list *after, struct edit_place gone)
{
	uint32_t i = 0, j = 0;
	for (;;) {
		const struct said *a = next_beside(before, &i, gone.step, gone.way);
		const struct said *b = next_beside(after, &j, gone.step, NONE - 1);
		if (!a || !b)
			return !a && !b;
		bool here = strcmp(a->place.step, gone.step) == 0 && a->place.way != NONE;
		uint32_t way = a->place.way - (here && a->place.way > gone.way);
		if (!is_same_place((struct edit_place){a->place.step, way}, b->place) ||
		    strcmp(a->field.key, b->field.key) != 0 || strcmp(a->field.text, b->field.text) != 0)
			return false;
	}
}

static const char *way_fault(struct session *session, enum operation operation, struct edit_place place,
			     const struct document *document)
{
	const struct pathway *before = session->document->pathway, *after = document->pathway;
	const struct step *old = &before->steps[pathway_find_step(before, place.step)];
	const struct step *new = &after->steps[pathway_find_step(after, place.step)];
	struct said_list said = all_said(session->arena, session->draft, after);
	uint32_t ways = old->next == NEXT_NONE ? 0 : old->arrow_count;

	if (operation == ADD_WAY ? new->arrow_count != ways + 1 : new->arrow_count + 1 != ways)
		return "there are not as many ways as there should be";
	bool alone = operation == ADD_WAY
			 ? differ_by_a_way(&said, &session->said, (struct edit_place){place.step, ways})
			 : differ_by_a_way(&session->said, &said, place);
	return alone ? NULL : "something else is said, too";
}

/* Whether the map has a way for each of the journey's steps. */
static bool is_walkable(struct arena *arena, const struct pathway *pathway, const struct journey *journey)
{
	struct open_blocks open = {.arena = arena};
	bool *wanted = ARENA_ARRAY(arena, bool, pathway->step_count);
	for (uint32_t i = 0; i < journey->stop_count; i++)
		want_step(pathway, wanted, journey->stops[i].step);
	const struct links *links = links_new(arena, arena, pathway, wanted);
	if (journey->stop_count > 0)
		open_around(pathway, &open, journey->stops[0].step);
	for (uint32_t i = 1; i < journey->stop_count; i++)
		if (link_find(links, &open, journey->stops[i - 1].step, &journey->stops[i]).off_the_map)
			return false;
	return true;
}

/* Who could walk the map before can do so after. */
static const char *journey_fault(struct session *session, const struct document *document)
{
	const struct pathway *before = session->document->pathway, *after = document->pathway;
	if (before->journey_count != after->journey_count)
		return "a journey is gone";
	for (uint32_t i = 0; i < before->journey_count; i++) {
		bool could = is_walkable(session->arena, before, &before->journeys[i]);
		session->walkable += could;
		if (could && !is_walkable(session->arena, after, &after->journeys[i]))
			return "a journey cannot be walked any more";
	}
	return NULL;
}

/* Who could walk the map can do so after, and what is said of other steps stays. */
static const char *branch_fault(struct session *session, enum operation operation, struct edit_place place,
				const struct document *document)
{
	const struct pathway *before = session->document->pathway, *after = document->pathway;
	const struct step *old = &before->steps[pathway_find_step(before, place.step)];
	const struct step *new = &after->steps[pathway_find_step(after, place.step)];
	struct said_list said = all_said(session->arena, session->draft, after);
	const struct said_list *fewer = operation == ADD_BRANCH ? &session->said : &said;
	const struct said_list *more = operation == ADD_BRANCH ? &said : &session->said;

	if (new->arrow_count != old->arrow_count + (operation == ADD_BRANCH ? 1 : -1u))
		return "there are not as many branches as there should be";
	if (new->next != NEXT_BLOCK)
		return "nothing runs side by side any more";
	for (uint32_t i = 0, j = 0; i < fewer->at.count; i++) {
		const struct said *one = &fewer->at.at[i];
		if (one->field.elsewhere || strcmp(one->place.step, place.step) == 0)
			continue;
		while (j < more->at.count && !says_the_same(one, &more->at.at[j]))
			j++;
		if (j == more->at.count)
			return "of another step something else is said";
	}
	return journey_fault(session, document);
}

/* How many steps there are then, and that no comment is lost on the way. */
static const char *operation_fault(struct session *session, enum operation operation, const struct document *document,
				   struct text now)
{
	uint32_t before = session->document->pathway->step_count, after = document->pathway->step_count;
	bool more = operation == ADD || operation == INSERT || operation == ADD_BRANCH;
	bool fewer = operation == REMOVE || operation == JOIN, many = operation == REMOVE_BRANCH;

	if (many ? after >= before : after != before + more - fewer)
		return "there are not as many steps as there should be";
	if (!fewer && !many && operation != WAYS && operation != REMOVE_WAY &&
	    comments(session->before) != comments(now))
		return "a comment is gone";
	return same_line_ends(session->before, now) ? NULL : "the line ends are others";
}

static bool suits(const struct step *step, enum operation operation)
{
	switch (operation) {
	case BLOCK:
		return step->next != NEXT_BLOCK && step->next != NEXT_NONE && step->arrow_count > 1;
	case WAYS:
	case ADD_BRANCH:
	case REMOVE_BRANCH:
		return step->next == NEXT_BLOCK;
	default:
		return true;
	}
}

/* Mostly one at which the operation can be done. */
static struct edit_place random_place_for(struct session *session, enum operation operation)
{
	enum { ATTEMPTS = 40 };
	struct edit_place place = random_place(session);
	for (int i = 0; i < ATTEMPTS; i++) {
		const struct pathway *pathway = session->document->pathway;
		if (suits(&pathway->steps[pathway_find_step(pathway, place.step)], operation))
			break;
		place = random_place(session);
	}
	place.step = arena_copy(session->arena, place.step, strlen(place.step));
	if (place.way == NONE)
		place.way = operation == INSERT || operation == SHARE || operation == REMOVE_BRANCH ? 0 : NONE;
	return place;
}

static void operate_once(void *subject)
{
	struct session *session = subject;
	enum operation operation = dice_roll(&session->dice, OPERATIONS);
	char says[EDIT_SAYS];

	session->before = text_of(session->arena, session->draft);
	session->said = all_said(session->arena, session->draft, session->document->pathway);
	struct edit_place place = random_place_for(session, operation);
	struct document *document = operate(session, operation, place, says);
	struct text now = text_of(session->arena, session->draft);
	bool done = document && document->pathway;
	const char *fault =
	    done ? operation_fault(session, operation, document, now) : attempt_fault(session, document, now, says);
	if (!fault && done && (operation == ADD || operation == INSERT || operation == REMOVE))
		fault = journey_fault(session, document);
	if (!fault && done && (operation == ADD_BRANCH || operation == REMOVE_BRANCH))
		fault = branch_fault(session, operation, place, document);
	if (!fault && done && (operation == ADD_WAY || operation == REMOVE_WAY))
		fault = way_fault(session, operation, place, document);
	if (fault)
		report(session, fault, place, operation_words[operation], says);
	session->operated[operation] += done;
	session->refused += !document;
	session->wrong += document && !done;
	if (done) {
		document_free(session->document);
		session->document = document;
	} else {
		document_free(document);
	}
}

/* ------------------------------------------------------------- a session */

static bool session_start(struct session *session, const char *file, enum form form, uint64_t seed)
{
	static char text[1 << 17], whole[1 << 17];
	FILE *in = fopen(file, "rb");
	size_t length = in ? fread(whole, 1, sizeof whole / 2 - 4, in) : 0, out = 0;
	if (in)
		fclose(in);
	if (form == MARKED)
		memcpy(text, "\xEF\xBB\xBF", out = 3);
	for (size_t i = 0; i < length; i++) {
		if (form == CRLF && whole[i] == '\n')
			text[out++] = '\r';
		text[out++] = whole[i];
	}
	while (form == NO_LAST_FEED && out > 0 && text[out - 1] == '\n')
		out--;
	*session = (struct session){.dice = {seed}, .draft = draft_new(file, text, (uint32_t)out)};
	session->document = session->draft ? draft_load(session->draft) : NULL;
	return session->document && session->document->pathway;
}

static void session_end(struct session *session)
{
	document_free(session->document);
	draft_free(session->draft);
}

static void step_once(struct session *session, void (*once)(void *subject))
{
	session->arena = arena_new();
	if (!session->arena || !arena_try(session->arena, once, session))
		session->fault = "no memory";
	arena_free(session->arena);
	session->arena = NULL;
}

static const char *random_edits(const char *file, enum form form, struct session *total)
{
	struct session session;
	if (!session_start(&session, file, form, 1 + (uint64_t)form))
		return "the seed is no pathway";
	uint32_t length;
	const char *first = draft_text(session.draft, &length);
	char *kept = memcpy(malloc(length), first, length);
	while (session.done < EDITS && !session.fault)
		step_once(&session, edit_once);
	while (draft_undo(session.draft))
		;
	uint32_t now;
	if (!session.fault && (memcmp(draft_text(session.draft, &now), kept, length) != 0 || now != length))
		session.fault = "undo does not come back to the first bytes";
	total->done += session.done;
	total->refused += session.refused;
	total->wrong += session.wrong;
	free(kept);
	session_end(&session);
	return session.fault;
}

/* Every text on the way is kept and met again, there and back. */
static const char *long_run(const char *file, struct session *total)
{
	static struct text texts[LONG_RUN + 1];
	struct arena *arena = arena_new();
	struct session session;
	if (!session_start(&session, file, AS_IS, 77))
		return "the seed is no pathway";
	texts[0] = text_of(arena, session.draft);
	uint32_t kept = 0;
	while (kept < LONG_RUN && !session.fault) {
		step_once(&session, kept % 5 == 4 ? operate_once : edit_once);
		struct text now = text_of(arena, session.draft);
		if (!same_text(now, texts[kept]))
			texts[++kept] = now;
	}
	for (int round = 0; round < 2; round++) {
		for (uint32_t i = kept; i-- > 0;)
			if (!draft_undo(session.draft) || !same_text(texts[i], text_of(arena, session.draft)))
				session.fault = "undo is not what was before";
		if (draft_undo(session.draft))
			session.fault = "there is more to undo than was done";
		for (uint32_t i = 1; i <= kept; i++)
			if (!draft_redo(session.draft) || !same_text(texts[i], text_of(arena, session.draft)))
				session.fault = "redo is not what was there";
	}
	printf("# %u changes undone and done again, twice\n", kept);
	for (enum operation i = SHARE; i < OPERATIONS; i++)
		total->operated[i] += session.operated[i];
	session_end(&session);
	arena_free(arena);
	return session.fault;
}

/* The map itself is changed, a few times in a row, over and over. */
static const char *random_operations(const char *file, enum form form, struct session *total)
{
	const char *fault = NULL;
	for (uint64_t round = 0; round < ROUNDS && !fault; round++) {
		struct session session;
		if (!session_start(&session, file, form, 1000 * round + (uint64_t)form))
			return "the seed is no pathway";
		struct arena *arena = arena_new();
		struct text first = text_of(arena, session.draft);
		for (int i = 0; i < IN_A_ROW && !session.fault; i++)
			step_once(&session, operate_once);
		while (draft_undo(session.draft))
			;
		if (!session.fault && !same_text(first, text_of(arena, session.draft)))
			session.fault = "undo does not come back to the first bytes";
		for (enum operation i = SHARE; i < OPERATIONS; i++)
			total->operated[i] += session.operated[i];
		total->walkable += session.walkable;
		fault = session.fault;
		arena_free(arena);
		session_end(&session);
	}
	return fault;
}

static int said_so(const char *fault, int number, const char *file, const char *what)
{
	const char *name = strrchr(file, '/');
	printf("%sok %d - %s, %s\n", fault ? "not " : "", number, name ? name + 1 : file, what);
	if (fault)
		printf("# %s\n", fault);
	fflush(stdout);
	return fault != NULL;
}

int main(int count, char **files)
{
	struct session total = {0};
	int number = 0, faults = 0;
	printf("1..%d\n", (count - 1) * FORMS * 2 + 1);
	for (int i = 1; i < count; i++)
		for (enum form form = AS_IS; form < FORMS; form++)
			faults += said_so(random_edits(files[i], form, &total), ++number, files[i], form_words[form]);
	for (int i = 1; i < count; i++)
		for (enum form form = AS_IS; form < FORMS; form++)
			faults +=
			    said_so(random_operations(files[i], form, &total), ++number, files[i], "the map changed");
	faults += said_so(long_run(files[1], &total), ++number, files[1], "1,000 changes undone");
	printf("# %u edits done, %u refused, %u no pathway\n", total.done, total.refused, total.wrong);
	bool all = true;
	for (enum operation i = SHARE; i < OPERATIONS; i++) {
		printf("# %s: %u done\n", operation_words[i], total.operated[i]);
		all &= total.operated[i] >= FEWEST;
	}
	printf("# %u journeys walked before and after\n", total.walkable);
	return faults > 0 || total.walkable == 0 || !all;
}
