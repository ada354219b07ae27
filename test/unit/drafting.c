#include "trial.h"

#include "ui/drafting.h"

#include <string.h>

static const char clinic[] = "carepath: 1\n"
			     "name: A clinic\n"
			     "organisations:\n"
			     "  clinic: {sector: community}\n"
			     "teams:\n"
			     "  doctors: {organisation: clinic}\n"
			     "start: seen\n"
			     "steps:\n"
			     "  seen: {team: doctors, next: {outcome: better}}\n";

static struct document *read_clinic(void)
{
	struct document *document = document_from_text("clinic.yaml", clinic, strlen(clinic));
	assert_non_null(document);
	assert_non_null(document->pathway);
	return document;
}

static void a_pathway_has_no_fault(void **state)
{
	(void)state;
	char fault[FAULT_ROOM] = "";
	struct document *document = read_clinic();
	assert_false(edit_refused(document, "", fault));
	document_free(document);
}

static void refuse_to_measure(void *subject)
{
	diagnostic_error(subject, (struct span){0}, "too many ways")->help = "divide it";
}

/* The measuring refuses a pathway that the loader took, and says so where the loader does. */
static void what_cannot_be_measured_is_told(void **state)
{
	(void)state;
	char fault[FAULT_ROOM];
	struct document *document = read_clinic();
	assert_true(arena_try(document->arena, refuse_to_measure, &document->diagnostics));
	assert_true(edit_refused(document, "", fault));
	assert_string_equal(fault, "too many ways; divide it.");
	document_free(document);
}

static void what_is_no_pathway_is_told_by_its_first_error(void **state)
{
	(void)state;
	char fault[FAULT_ROOM];
	struct document *document = document_from_text("x.yaml", "carepath: 1\n", 12);
	assert_non_null(document);
	assert_true(edit_refused(document, "", fault));
	assert_true(strlen(fault) > 0);
	document_free(document);
}

static void without_a_document_it_is_what_was_said(void **state)
{
	(void)state;
	char fault[FAULT_ROOM];
	assert_true(edit_refused(NULL, "there is one already", fault));
	assert_string_equal(fault, "there is one already");
	assert_true(edit_refused(NULL, "", fault));
	assert_string_equal(fault, "There is no memory left.");
}

int main(void)
{
	static const struct CMUnitTest trials[] = {
	    cmocka_unit_test(a_pathway_has_no_fault),
	    cmocka_unit_test(what_cannot_be_measured_is_told),
	    cmocka_unit_test(what_is_no_pathway_is_told_by_its_first_error),
	    cmocka_unit_test(without_a_document_it_is_what_was_said),
	};
	return cmocka_run_group_tests(trials, NULL, NULL);
}
