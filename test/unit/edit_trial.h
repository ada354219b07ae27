/* What tests of edits share: a draft of a few steps, and what became of it. */
#ifndef EDIT_TRIAL_H
#define EDIT_TRIAL_H

#include "trial.h"

#include "carepath/edit.h"

#include <stdio.h>

/* What every file here starts with; the tests are about its steps. */
#define HEAD                                                                                                           \
	"carepath: 1\nname: x\n"                                                                                       \
	"organisations: { nhs: { name: NHS, sector: acute }, us: { name: Us, sector: person } }\n"                     \
	"teams: { ed: { name: ED, organisation: nhs }, ward: { name: Ward, organisation: nhs }, "                      \
	"me: { name: Me, organisation: us } }\n"                                                                       \
	"sources: { audit: Audit 2024 }\n"                                                                             \
	"steps:\n"

static char says[EDIT_SAYS];

static inline struct draft *draft_of(const char *steps)
{
	static char text[1 << 14];
	size_t length = (size_t)snprintf(text, sizeof text, "%s%s", HEAD, steps);
	struct draft *draft = draft_new("x.yaml", text, (uint32_t)length);
	assert_non_null(draft);
	struct document *document = draft_load(draft);
	if (!document->pathway)
		print_error("%s: %s\n", steps, document->diagnostics.list.at[0].message);
	assert_non_null(document->pathway);
	document_free(document);
	return draft;
}

static inline const char *steps_of(const struct draft *draft)
{
	uint32_t length;
	const char *text = draft_text(draft, &length);
	assert_int_equal(strlen(text), length);
	return text + strlen(HEAD);
}

/* Undone, the text is what it was; done again, what it was made. */
static inline void expect_back(struct draft *draft, const char *before, const char *after)
{
	assert_true(draft_undo(draft));
	assert_string_equal(steps_of(draft), before);
	assert_true(draft_redo(draft));
	assert_string_equal(steps_of(draft), after);
}

static inline void expect_done(struct draft *draft, struct document *document, const char *before, const char *after)
{
	if (!document)
		print_error("refused: %s\n", says);
	assert_non_null(document);
	if (!document->pathway)
		print_error("%s\n", document->diagnostics.list.at[0].message);
	assert_non_null(document->pathway);
	assert_string_equal(steps_of(draft), after);
	expect_back(draft, before, after);
	document_free(document);
	draft_free(draft);
}

static inline struct edit_place step(const char *id)
{
	return (struct edit_place){id, NONE};
}

static inline struct edit_place way(const char *id, uint32_t number)
{
	return (struct edit_place){id, number};
}

static inline void expect_refused(struct draft *draft, struct document *document, const char *steps, const char *part)
{
	assert_null(document);
	if (!strstr(says, part))
		print_error("%s\n", says);
	assert_non_null(strstr(says, part));
	assert_string_equal(steps_of(draft), steps);
	assert_null(draft_undoes(draft));
	draft_free(draft);
}

#endif
