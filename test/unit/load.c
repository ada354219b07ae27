#include "trial.h"

#include "carepath/load.h"
#include "load/tree.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* What every small file here starts with: a person, a hospital, a council. */
#define WHO                                                                                                            \
	"carepath: 1\n"                                                                                                \
	"name: A test\n"                                                                                               \
	"organisations:\n"                                                                                             \
	"  self: { name: Margaret, sector: person }\n"                                                                 \
	"  hospital: { name: Hospital, sector: acute, payer: ICB, area: [north, east] }\n"                             \
	"  council: { sector: social care }\n"                                                                         \
	"teams:\n"                                                                                                     \
	"  margaret: { organisation: self }\n"                                                                         \
	"  ed: { name: A&E, organisation: hospital, records: [EPR] }\n"                                                \
	"  social-work: { organisation: council }\n"

/* The fall.yaml of the format's description. */
static const char fall[] =
    "carepath: 1\n"
    "name: A fall, from the kitchen floor to home again\n"
    "people: 420/year\n"
    "organisations:\n"
    "  self:     { name: Margaret and her family, sector: person }\n"
    "  hospital: { name: Northshire Hospitals, sector: acute, area: [north, east, south] }\n"
    "  council:  { name: Northshire Council, sector: social care, area: [north, east] }\n"
    "teams:\n"
    "  margaret: { name: Margaret, organisation: self }\n"
    "  ed:       { name: Emergency department, organisation: hospital, records: [Hospital EPR] }\n"
    "  ward:     { name: Ward 7, organisation: hospital, records: [Hospital EPR] }\n"
    "  social-work: { name: Hospital social work, organisation: council, records: [Council case system] }\n"
    "steps:\n"
    "  fall:\n"
    "    team: margaret\n"
    "    setting: home\n"
    "    next: { to: a-and-e, wait: 1h..3h..8h, via: the person }\n"
    "  a-and-e:\n"
    "    name: Assessed in A&E\n"
    "    team: ed\n"
    "    setting: emergency department\n"
    "    asks: [story, medicines, home situation]\n"
    "    takes: 40m\n"
    "    next:\n"
    "      - { to: ward-stay, share: 70%, wait: median 4h p90 9h, target: 95% within 4h, via: phone, sends: [story] }\n"
    "      - { to: home-again, share: 30%, wait: 2h }\n"
    "  ward-stay:\n"
    "    team: ward\n"
    "    setting: ward\n"
    "    asks: [story, medicines]\n"
    "    takes: 6h\n"
    "    lasts: 5d\n"
    "    cost: £304/day\n"
    "    next: { to: care-assessment, wait: median 2 workdays p90 8d, target: 2 workdays, via: referral form, "
    "reasons: [assessment] }\n"
    "  care-assessment:\n"
    "    team: social-work\n"
    "    setting: ward\n"
    "    asks: [story, home situation, medicines]\n"
    "    takes: 90m\n"
    "    next: { to: home-again, wait: median 3d p90 12d, via: phone, reasons: [care package], held_by: care }\n"
    "  home-again:\n"
    "    team: margaret\n"
    "    setting: home\n"
    "    outcome: home\n"
    "    voice: \"I told my story four times before anyone wrote it down.\"\n"
    "journeys:\n"
    "  margaret:\n"
    "    name: Margaret, 82\n"
    "    about: Composed from several people.\n"
    "    route: [fall, a-and-e, { step: ward-stay, wait: 11h }, care-assessment, home-again]\n";

static struct kept kept;
static struct document *document;

static const char *load(const char *text)
{
	struct writer writer;

	document_free(document);
	document = document_from_text("t.yaml", text, strlen(text));
	assert_non_null(document);
	kept_init(&kept, &writer);
	diagnostics_print(&document->diagnostics, &document->source, &writer);
	assert_true(writer_finish(&writer));
	return kept.text;
}

/* A file without a word said about it. */
static const struct pathway *loaded(const char *text)
{
	assert_string_equal(load(text), "");
	assert_non_null(document->pathway);
	return document->pathway;
}

/* What is said first, of one error. */
static void assert_error(const char *text, const char *said)
{
	load(text);
	assert_null(document->pathway);
	if (document->diagnostics.errors != 1 || strncmp(kept.text, said, strlen(said)) != 0)
		fail_msg("expected\n%s\ngot %u errors:\n%s", said, document->diagnostics.errors, kept.text);
}

static const struct step *step_of(const struct pathway *pathway, const char *id)
{
	uint32_t step = pathway_find_step(pathway, id);

	assert_int_not_equal(step, NONE);
	return &pathway->steps[step];
}

static void a_fall(void **state)
{
	const struct pathway *pathway = loaded(fall);
	(void)state;

	assert_float_equal(pathway->people_per_year, 420, 0);
	assert_int_equal(pathway->step_count, 5);
	assert_int_equal(pathway->arrow_count, 5);
	assert_int_equal(pathway->start_count, 1);
	assert_int_equal(pathway->starts[0].step, 0);
	const struct step *stay = step_of(pathway, "ward-stay");
	assert_string_equal(stay->name, "Ward stay");
	assert_int_equal(stay->setting, SETTING_WARD);
	assert_int_equal(stay->meanwhile, SETTING_WARD);
	assert_int_equal(stay->cost_count, 1);
	assert_int_equal(stay->costs[0].per, COST_DAY);
	assert_float_equal(stay->costs[0].pounds, 304, 0);
	assert_string_equal(pathway->payers[stay->payments[0].payer], "Northshire Hospitals");
	const struct step *ed = step_of(pathway, "a-and-e");
	assert_int_equal(ed->arrow_count, 2);
	assert_float_equal(pathway->arrows[ed->first_arrow].share, 0.7, 1e-12);
	assert_float_equal(pathway->arrows[ed->first_arrow].target.seconds, 4 * 3600, 0);
	assert_true(ed->rest == 0);
	assert_string_equal(pathway->outcomes[step_of(pathway, "home-again")->outcome], "home");
	assert_int_equal(pathway->journeys[0].stop_count, 5);
	assert_true(pathway->journeys[0].stops[2].has_wait);
}

static void shares_are_divided(void **state)
{
	const struct pathway *pathway =
	    loaded(WHO "steps:\n"
		       "  a: { team: ed, next: [{ to: b, share: 20% }, c, { outcome: died }] }\n"
		       "  b: { team: ed, outcome: home, next: { to: c, share: 0.25 } }\n"
		       "  c: { team: ed, rounded: yes, next: [{ to: d, share: 49% }, { to: e, share: 50% }] }\n"
		       "  d: { team: ed, next: [{ to: e, share: 66.7% }, { outcome: x, share: 33.35% }] }\n"
		       "  e: { team: ed, outcome: home }\n");
	(void)state;

	assert_float_equal(pathway->arrows[0].share, 0.2, 1e-12);
	assert_float_equal(pathway->arrows[1].share, 0.4, 1e-12);
	assert_float_equal(pathway->arrows[2].share, 0.4, 1e-12);
	assert_float_equal(pathway->steps[1].rest, 0.75, 1e-12);
	assert_float_equal(pathway->arrows[4].share, 49. / 99, 1e-12);
	assert_true(pathway->steps[2].rest == 0 && pathway->steps[3].rest == 0);
	assert_error(WHO "steps:\n  a: { team: ed, next: [{ to: b, share: 70% }, { to: c, share: 34% }] }\n"
			 "  b: { team: ed, outcome: x }\n  c: { team: ed, outcome: y }\n",
		     "t.yaml:12:24: error: the shares of these arrows are 104% in total, more than 100%\n");
	load(WHO
	     "steps:\n  a: { team: ed, next: [{ to: b, share: 100% }, c] }\n  b: { team: ed }\n  c: { team: ed }\n");
	assert_non_null(strstr(kept.text, "t.yaml:12:49: warning: nothing is left for this arrow"));
	assert_non_null(document->pathway);
}

#define NESTED                                                                                                         \
	WHO "steps:\n"                                                                                                 \
	    "  h: { team: ed, next: { all: [a, { to: b, share: 60% }], then: { to: z, wait: 2h } } }\n"                \
	    "  a: { team: ed, next: { all: [c, d], then: e } }\n"                                                      \
	    "  c: { team: ed, next: e }\n"                                                                             \
	    "  d: { team: ed }\n"                                                                                      \
	    "  e: { team: ed, next: z }\n"

static void blocks_nest(void **state)
{
	const struct pathway *pathway = loaded(
	    NESTED
	    "  b: { team: social-work, next: z }\n  z: { team: margaret, outcome: home, next: { to: h, share: 1%, "
	    "after: 1 year } }\n");
	(void)state;

	assert_int_equal(pathway->block_count, 2);
	assert_int_equal(pathway->branch_count, 4);
	const struct block *inner = &pathway->blocks[step_of(pathway, "a")->block];
	assert_int_equal(inner->depth, 1);
	assert_int_equal(inner->outer, step_of(pathway, "a")->branch);
	assert_int_equal(step_of(pathway, "d")->branch, inner->first_branch + 1);
	assert_int_equal(step_of(pathway, "e")->branch, inner->outer);
	assert_int_equal(step_of(pathway, "z")->branch, NONE);
	const struct step *h = step_of(pathway, "h");
	assert_int_equal(h->next, NEXT_BLOCK);
	assert_int_equal(h->arrow_count, 2);
	assert_int_equal(pathway->arrows[h->first_arrow + 2].role, ARROW_THEN);
	assert_int_equal(pathway->blocks[h->block].then_arrow, h->first_arrow + 2);
	assert_true(pathway->arrows[step_of(pathway, "c")->first_arrow].ends_branch);
	assert_false(pathway->arrows[h->first_arrow].ends_branch);
}

static void blocks_are_closed(void **state)
{
	(void)state;
	assert_error(NESTED "  b: { team: ed, outcome: died }\n  z: { team: ed, outcome: home }\n",
		     "t.yaml:17:27: error: an 'outcome' cannot stand inside a branch\n");
	assert_error(NESTED "  b: { team: ed, next: e }\n  z: { team: ed, outcome: home }\n",
		     "t.yaml:17:24: error: 'e' lies in two branches of one block\n");
	assert_error(NESTED "  b: { team: ed, next: h }\n  z: { team: ed, outcome: home }\n",
		     "t.yaml:17:24: error: 'h' holds the block, and is reached again from inside a branch\n");
	assert_error(NESTED "  b: { team: ed }\n  z: { team: ed, next: [{ to: c, share: 1% }, { outcome: home }] }\n",
		     "t.yaml:18:31: error: 'c' lies inside a branch, and is reached from outside it\n");
	assert_error(NESTED "  b: { team: ed, next: { all: a, then: y } }\n  y: { team: ed }\n"
			    "  z: { team: ed, outcome: home }\n",
		     "t.yaml:17:31: error: 'a' lies in two branches of one block\n");
	assert_error(NESTED "  b: { team: ed, next: { all: q, then: z } }\n  q: { team: ed }\n"
			    "  z: { team: ed, outcome: home }\n",
		     "t.yaml:17:40: error: 'z' is the 'then' of the block around this one, too\n");
	assert_error(NESTED "  b: { team: ed }\n  z: { team: ed, outcome: home }\nstart: { h: 50%, e: 50% }\n",
		     "t.yaml:19:18: error: 'e' lies inside a branch: people cannot start there\n");
}

static void keys_are_merged(void **state)
{
	const struct pathway *pathway =
	    loaded(WHO "steps:\n"
		       "  a: &visit { team: ed, takes: 30m, lasts: 1d, next: b }\n"
		       "  b: { <<: *visit, takes: 20m, next: c }\n"
		       "  c: { <<: [{ setting: ward }, *visit], next: &end { outcome: home } }\n"
		       "  d: { team: ed, next: *end }\n");
	(void)state;

	assert_float_equal(duration_mean(&pathway->steps[1].takes), 20 * 60, 0);
	assert_float_equal(duration_mean(&pathway->steps[1].lasts), 86400, 0);
	assert_int_equal(pathway->steps[2].setting, SETTING_WARD);
	assert_string_equal(pathway->outcomes[pathway->arrows[3].outcome], "home");
}

static void each_pays_its_own(void **state)
{
	const struct pathway *pathway =
	    loaded(WHO "steps:\n"
		       "  a: { team: ed, cost: { Council: £71, ICB: [£304/day, £20] }, outcome: x }\n");
	const struct step *step = &pathway->steps[0];
	(void)state;

	assert_int_equal(step->cost_count, 3);
	assert_string_equal(pathway->payers[step->costs[0].payer], "Council");
	assert_float_equal(step->costs[0].pounds, 71, 0);
	assert_string_equal(pathway->payers[step->costs[1].payer], "ICB");
	assert_int_equal(step->costs[1].per, COST_DAY);
	assert_string_equal(pathway->payers[step->costs[2].payer], "ICB");
	assert_float_equal(step->costs[2].pounds, 20, 0);
}

static void money_and_payers(void **state)
{
	const struct pathway *pathway = loaded(
	    WHO "steps:\n"
		"  a: { team: ed, cost: [£120, \"£1,250.50/hour\"], paid_by: { ICB: 60%, Council: 40% }, next: b }\n"
		"  b: { team: social-work, cost: 7.5, outcome: x }\n");
	(void)state;

	assert_float_equal(pathway->steps[0].costs[1].pounds, 1250.5, 1e-9);
	assert_int_equal(pathway->steps[0].costs[1].per, COST_HOUR);
	assert_int_equal(pathway->steps[0].payment_count, 2);
	assert_float_equal(pathway->steps[0].payments[1].share, 0.4, 1e-12);
	assert_string_equal(pathway->payers[pathway->steps[1].payments[0].payer], "Council");
	assert_int_equal(pathway->steps[1].costs[0].payer, NONE);
	assert_error(
	    WHO "steps:\n  a: { team: ed, outcome: x, cost: £1,250.50 }\n",
	    "t.yaml:12:39: error: unknown key '250.50' in a step\n"
	    " 12 |   a: { team: ed, outcome: x, cost: £1,250.50 }\n"
	    "    |                                       ^^^^^^\n"
	    "help: a comma ends a value inside { }: put a value that has one in quotes (cost: \"£1,250.50\")\n");
}

static void one_slip_one_error(void **state)
{
	static const struct slip {
		const char *said, *text;
	} slips[] = {
	    {"t.yaml:12:8: error: unknown key 'taem' in a step\n"
	     " 12 |   a: { taem: ed, outcome: x }\n    |        ^^^^\nhelp: did you mean 'team'?\n",
	     "  a: { taem: ed, outcome: x }\n"},
	    {"t.yaml:12:14: error: no team has the id 'ad'\n", "  a: { team: ad, outcome: x }\n"},
	    {"t.yaml:12:30: error: 'team' is given twice in one mapping\n",
	     "  a: { team: ed, outcome: x, team: ed }\n"},
	    {"t.yaml:12:3: error: step 'a' has no 'team'\n", "  a: { outcome: x }\n"},
	    {"t.yaml:12:39: error: 'setting' cannot be 'wrad'\n", "  a: { team: ed, outcome: x, setting: wrad }\n"},
	    {"t.yaml:12:35: error: 'Story' is in this list twice\n",
	     "  a: { team: ed, asks: [x, story, Story], outcome: x }\n"},
	    {"t.yaml:12:3: error: 'on' cannot be the id of a step\n", "  on: { team: ed, outcome: x }\n"},
	    {"t.yaml:12:33: error: '70' is not a share: a percentage, or a number from 0 to 1\n",
	     "  a: { team: ed, next: { share: 70, outcome: x } }\n"},
	    {"t.yaml:12:3: error: nobody who gets here can ever leave this loop: 'a'\n",
	     "  a: { team: ed, next: a }\n"},
	    {"t.yaml:12:14: error: this text holds a control character (U+001B)\n",
	     "  a: { team: \"e\\ed\", outcome: x }\n"},
	};
	char text[4096];
	(void)state;

	for (size_t i = 0; i < sizeof slips / sizeof *slips; i++) {
		snprintf(text, sizeof text, WHO "steps:\n%s", slips[i].text);
		assert_error(text, slips[i].said);
	}
}

static void what_is_not_yaml(void **state)
{
	(void)state;
	assert_error("carepath: 1\ntitle Pathway\nname: x\n", "t.yaml:2:1: error: this line has no ':'\n");
	assert_error("carepath: 1\nname: \"x\nplace: y\n",
		     "t.yaml:2:7: error: a quote is opened here and not closed\n");
	assert_error("carepath: 1\n\tname: x\n", "t.yaml:2:1: error: a tab is used to indent this line\n");
	assert_error("carepath: &a [*a]\n", "t.yaml:1:15: error: this alias stands inside what it stands for");
	assert_error("", "t.yaml:1:1: error: the file is empty");
	assert_error("a: b\n---\n", "t.yaml:2:1: error: a second document starts here");
}

/* The words of people who did not agree stay hidden, whatever else is wrong. */
static void private_words(void **state)
{
	static const char *const texts[] = {
	    WHO "steps:\n  a: { team: ed, outcome: x, voice: { says: private words, who: Ann, consnt: no } }\n",
	    WHO "steps:\n  a: { team: ed, outcome: x, voice: { says: private, words, consent: no } }\n",
	    WHO "steps:\n  a: { team: ed, outcome: x, voice: { says: \"private words\\u202E\", consent: no } }\n",
	    WHO "steps:\n  a: { team: ed, outcome: x, voice: { says: \"private words, consent: no } }\n",
	    WHO "steps:\n  a: { team: ed, outcome: x, voice: { says: private words, consent: no }, waits: 1 }\n",
	};
	(void)state;

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		load(texts[i]);
		assert_true(document->diagnostics.errors >= 1);
		assert_null(strstr(kept.text, "private"));
		assert_null(strstr(kept.text, "words"));
	}
}

static void the_page_of_the_format(void **state)
{
	struct writer writer;
	(void)state;

	kept_init(&kept, &writer);
	format_write_reference(&writer);
	assert_true(writer_finish(&writer));
	assert_non_null(strstr(kept.text, "| `organisation` | organisation id | yes |"));
}

/* A tree of one byte: the node that is none, three more, and eight to spare. */
static void add_too_many(void *subject)
{
	struct arena *arena = subject;
	struct tree tree;

	tree_init(arena, &tree, "x", 1, 100);
	for (;;) {
		tree_add(arena, &tree, (struct node){0});
		assert_true(tree.count <= tree.ready && tree.ready <= 11);
	}
}

TRIAL(nodes_have_memory_before_they_are_written)
{
	assert_false(arena_try(arena, add_too_many, arena));
}

static int finish(void **state)
{
	(void)state;
	document_free(document);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_fall),
	    cmocka_unit_test(shares_are_divided),
	    cmocka_unit_test(blocks_nest),
	    cmocka_unit_test(blocks_are_closed),
	    cmocka_unit_test(keys_are_merged),
	    cmocka_unit_test(each_pays_its_own),
	    cmocka_unit_test(money_and_payers),
	    cmocka_unit_test(one_slip_one_error),
	    cmocka_unit_test(what_is_not_yaml),
	    cmocka_unit_test(private_words),
	    cmocka_unit_test(the_page_of_the_format),
	    cmocka_unit_test(nodes_have_memory_before_they_are_written),
	};

	return cmocka_run_group_tests(tests, NULL, finish);
}
