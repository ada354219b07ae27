/* Before and after: what was changed beside the file as it was opened, or another pathway. */
#include "cli/say.h"
#include "cli/talking.h"

#include "carepath/compare.h"
#include "cli/folders.h"
#include "export/compare_page.h"
#include "ui/others.h"

#include <string.h>

/* Everything taken back is no change. */
static bool is_changed(const struct talk *talk)
{
	const struct document *original = talk->original.document;
	const struct source *now = &talk->measured->document->source;
	return original &&
	       (original->source.length != now->length || memcmp(original->source.text, now->text, now->length) != 0);
}

static void compare(struct talk *talk, const struct analysis *before, const struct analysis *after,
		    const char *says_before, const char *says_after)
{
	struct comparison *comparison = comparison_new(before, after);
	if (comparison)
		compare_write_page(&talk->page, comparison, says_before, says_after);
	else
		say_no_memory();
	comparison_free(comparison);
}

static void compare_with_original(struct talk *talk)
{
	struct arena *arena = talk->page.arena;
	compare(talk, talk->original.analysis, talk->analysis, compare_says_as_opened(arena, talk->path),
		compare_says_as_now(arena, talk->path, !talk_unsaved(talk)));
}

/* Which of the two is how it is, and which how it could be. */
static bool is_before(const struct talk *talk, const char *path)
{
	return is_to_be(talk->path) || (talk->came_from && is_same_file(talk->came_from, path));
}

/* What is wrong with the file is said behind what was said before. */
static bool compare_with(struct talk *talk, const char *path)
{
	struct arena *arena = talk->page.arena;
	writer_finish(talk->page.writer);
	measured_close(&talk->other);
	talk->other = (struct measured){.document = NULL};
	if (measured_open(&talk->other, path, talk->request, WARNINGS_COUNTED) != EXIT_DONE)
		return false;
	const char *ours = compare_says_pathway(arena, talk->measured->pathway);
	const char *theirs = compare_says_pathway(arena, talk->other.pathway);
	if (is_before(talk, path))
		compare(talk, talk->other.analysis, talk->analysis, theirs, ours);
	else
		compare(talk, talk->analysis, talk->other.analysis, ours, theirs);
	talk->compared = path;
	return false;
}

bool talk_others(struct talk *talk, const char *rest)
{
	const struct analysis_options how = talk_how(talk);
	struct folders folders;
	(void)rest;
	folders_find(&folders);
	talk->at_hand = (struct at_hand){0};
	if (!others_find(&talk->at_hand, talk->page.arena, talk->path, folders.at, &how))
		arena_fail(talk->page.arena);
	const char *path = talk_ask_path(talk, "Compare with which pathway?");
	return path && compare_with(talk, path);
}

bool talk_compare(struct talk *talk, const char *rest)
{
	if (*rest)
		return compare_with(talk, rest);
	if (is_changed(talk)) {
		compare_with_original(talk);
		return false;
	}
	const char *path = talk->compared ? talk->compared : talk->came_from;
	return path ? compare_with(talk, path) : talk_others(talk, rest);
}
