/* Writes a large pathway, always the same one for the same arguments.
 *
 *     generate STEPS [--loop]
 *
 * It is made as real ones are: parts of about a thousand steps (a hospital, a
 * service, a town), each with a way in and a way home; arrows to steps near by,
 * now and then one back; blocks of two or three branches, some within others;
 * waits as they are published. Three arrows a step, about 50 YAML events and
 * 320 bytes. --loop: what goes home goes on to the next part, and from the last
 * to the first, so that all steps lie in one loop, with ways out all along it.
 */
#include "../oracle/random.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum {
	NOWHERE = UINT32_MAX,
	PART = 1000, /* steps */
	MOST_STEPS = 100000,
	LEAST_STEPS = 20,
	BRANCHES = 3,
	DEPTH = 2, /* blocks within blocks */
	WAYS = 8,
};

struct place {
	uint32_t following, previous; /* on the same line of steps; NOWHERE at its ends */
	uint32_t then;                /* of a line that is a branch: what it ends with */
	uint32_t branches[BRANCHES];  /* first steps, where it holds a block */
	uint32_t branch_count;
	uint32_t team;
	bool gate; /* the last one of a part: people go home */
};

/* One of the ways on from a step. */
struct way {
	uint32_t to;    /* NOWHERE: an outcome */
	uint32_t share; /* percent; 0 where it takes the rest */
	bool back;
};

static struct place places[MOST_STEPS];
static uint32_t place_count;
static bool one_loop;

/* ---- Chance --------------------------------------------------------------------------- */

static struct random chances;

static uint32_t below(uint32_t bound)
{
	return random_below(&chances, bound);
}

static uint32_t between(uint32_t least, uint32_t most)
{
	return least + below(most - least + 1);
}

static bool chance(uint32_t percent)
{
	return below(100) < percent;
}

#define ONE_OF(words) ((words)[below(COUNT(words))])

/* ---- Who is in it --------------------------------------------------------------------- */

static const char organisations[] =
    "organisations:\n"
    "  self:      { name: The person and those close to them, sector: person }\n"
    "  ambulance: { name: Northshire Ambulance Service, sector: ambulance, payer: NHS Northshire }\n"
    "  hospital:  { name: Northshire Hospitals, sector: acute, payer: NHS Northshire, area: [north, east, south] }\n"
    "  community: { name: Northshire Community Health, sector: community, payer: NHS Northshire, area: [north, east] "
    "}\n"
    "  mind:      { name: Northshire Mental Health, sector: mental health, payer: NHS Northshire }\n"
    "  surgery:   { name: Riverside Surgery, sector: primary care, payer: NHS Northshire }\n"
    "  council:   { name: Northshire Council, sector: social care, area: [north, east] }\n"
    "  agency:    { name: Brightside Home Care, sector: home care, payer: Northshire Council }\n"
    "  fellside:  { name: Fellside Care Home, sector: care home }\n"
    "  neighbours: { name: Good Neighbours, sector: voluntary }\n"
    "  landlord:  { name: Northshire Homes, sector: housing }\n";

struct team {
	const char *id, *organisation, *records, *setting;
	const char *with; /* with whom it sees people together; a team of its own side where it is a person's */
	const char *responsible;
};

static const struct team teams[] = {
    {"person", "self", NULL, "home", NULL, NULL},
    {"family", "self", NULL, "home", "person", NULL},
    {"control-room", "ambulance", "Ambulance record", "home", NULL, NULL},
    {"crew", "ambulance", "Ambulance record", "ambulance", NULL, NULL},
    {"emergency", "hospital", "Hospital record", "emergency department", NULL, NULL},
    {"assessment", "hospital", "Hospital record", "ward", "therapists", NULL},
    {"ward-1", "hospital", "Hospital record", "ward", "therapists", NULL},
    {"ward-2", "hospital", "Hospital record", "ward", NULL, NULL},
    {"ward-3", "hospital", "Hospital record, Ward board", "ward", "care-desk", NULL},
    {"theatre", "hospital", "Theatre system", "theatre", NULL, NULL},
    {"geriatrics", "hospital", "Hospital record", "ward", "ward-1", NULL},
    {"therapists", "hospital", "Therapy notes", "ward", NULL, NULL},
    {"pharmacy", "hospital", "Hospital record", "ward", NULL, NULL},
    {"radiology", "hospital", "Hospital record", "ward", NULL, "ward-2"},
    {"laboratory", "hospital", "Hospital record", "ward", NULL, "ward-1"},
    {"discharge", "hospital", "Hub list", "ward", "care-desk", NULL},
    {"clinics", "hospital", "Hospital record", "clinic", NULL, NULL},
    {"fracture", "hospital", "Fracture database", "clinic", NULL, NULL},
    {"nurses-a", "community", "Community record", "home", NULL, NULL},
    {"nurses-b", "community", "Community record", "home", NULL, NULL},
    {"therapy", "community", "Community record", "home", "reablement", NULL},
    {"rehab", "community", "Community record", "community hospital", NULL, NULL},
    {"falls", "community", "Community record", "clinic", NULL, NULL},
    {"equipment", "community", "Loan list", "home", NULL, NULL},
    {"memory", "mind", "Mind record", "clinic", NULL, NULL},
    {"crisis", "mind", "Mind record", "home", "crew", NULL},
    {"liaison", "mind", "Mind record, Hospital record", "ward", NULL, NULL},
    {"gp", "surgery", "Surgery record", "gp surgery", NULL, NULL},
    {"practice", "surgery", "Surgery record", "gp surgery", NULL, NULL},
    {"reception", "surgery", "Surgery record", "home", NULL, NULL},
    {"contact", "council", "Council record", "home", NULL, NULL},
    {"care-desk", "council", "Council record", "ward", NULL, NULL},
    {"locality", "council", "Council record", "home", NULL, NULL},
    {"reablement", "council", "Council record", "home", NULL, NULL},
    {"brokers", "council", "Council record", "home", NULL, NULL},
    {"carers", "agency", "Folder in the home", "home", NULL, NULL},
    {"night", "agency", "Folder in the home", "home", NULL, NULL},
    {"fellside-care", "fellside", "Home folder", "care home", NULL, NULL},
    {"volunteers", "neighbours", "Diary", "home", NULL, NULL},
    {"wardens", "landlord", NULL, "home", NULL, NULL},
};

enum { PERSONS_TEAMS = 2 };

static void write_teams(void)
{
	printf("\nteams:\n");
	for (size_t i = 0; i < COUNT(teams); i++) {
		const struct team *team = &teams[i];
		printf("  %s: { name: The %s team, organisation: %s", team->id, team->id, team->organisation);
		if (team->records)
			printf(", records: [%s]", team->records);
		printf(" }\n");
	}
}

/* ---- Which step stands where ---------------------------------------------------------- */

static void plan_line(uint32_t first, uint32_t end, uint32_t then, uint32_t depth);

/* Room for the branches of a block after `holder`, which must not be the last
 * of its line: returns what comes after the block. */
static uint32_t plan_block(uint32_t holder, uint32_t depth)
{
	struct place *place = &places[holder];
	uint32_t lengths[BRANCHES], then = holder + 1, count = between(2, BRANCHES);
	for (uint32_t i = 0; i < count; i++)
		then += lengths[i] = between(1, depth > 0 ? 2 : 5);
	place->branch_count = count;
	for (uint32_t i = 0, first = holder + 1; i < count; first += lengths[i++]) {
		place->branches[i] = first;
		plan_line(first, first + lengths[i], then, depth + 1);
	}
	return then;
}

enum { LARGEST_BLOCK = 1 + BRANCHES * 5 };

static void plan_line(uint32_t first, uint32_t end, uint32_t then, uint32_t depth)
{
	uint32_t previous = NOWHERE, team = between(PERSONS_TEAMS, COUNT(teams) - 1);
	for (uint32_t at = first; at < end;) {
		struct place *place = &places[at];
		/* The same team mostly does a few steps in a row; now and then the person does one. */
		if (chance(40))
			team = between(PERSONS_TEAMS, COUNT(teams) - 1);
		place->team = chance(6) ? below(PERSONS_TEAMS) : team;
		place->previous = previous;
		place->then = then;
		previous = at;
		bool room = at + (depth > 0 ? 1 + BRANCHES * 2 : LARGEST_BLOCK) + 1 < end && depth < DEPTH;
		if (room && below(60) == 0)
			at = plan_block(at, depth);
		else
			at++;
		place->following = at < end ? at : then;
	}
}

static void plan(uint32_t steps)
{
	place_count = steps;
	uint32_t parts = steps < 2 * PART ? 1 : steps / PART;
	for (uint32_t i = 0; i < parts; i++) {
		uint32_t first = (uint32_t)((uint64_t)steps * i / parts);
		uint32_t end = (uint32_t)((uint64_t)steps * (i + 1) / parts);
		plan_line(first, end, NOWHERE, 0);
		places[end - 1].following = end < steps ? end : one_loop ? 0 : NOWHERE;
		places[end - 1].gate = !one_loop;
	}
}

/* The step so many places further on; at most the end of the branch or the way
 * home of the part. */
static uint32_t ahead(uint32_t step, uint32_t places_on)
{
	uint32_t then = places[step].then, part = step / PART;
	while (places_on-- > 0 && places[step].following != NOWHERE) {
		step = places[step].following;
		/* A lap of the loop ends here, too, for no one is to pass the same step twice. */
		if (step == then || places[step].gate || (one_loop && step / PART != part))
			break;
	}
	return step;
}

static uint32_t back(uint32_t step, uint32_t places_back)
{
	while (places_back-- > 0 && places[step].previous != NOWHERE)
		step = places[step].previous;
	return step;
}

/* ---- What people write ---------------------------------------------------------------- */

static const char *const kinds[] = {"visit", "review", "call",  "plan",      "clinic",
				    "panel", "stay",   "check", "ward-round"};
static const char *const asked[] = {
    "story",       "medicines", "home situation", "allergies",     "falls",
    "next of kin", "mobility",  "memory",         "mood",          "money",
    "continence",  "diet",      "wishes",         "carer's needs", "smoking",
    "pain",        "sleep",     "observations",   "hearing",       "equipment at home",
};
static const char *const done[] = {
    "x-ray",         "blood test",     "falls risk assessment", "care plan",  "medicines review", "ECG",
    "wound care",    "blood pressure", "memory test",           "home visit", "needs assessment", "funding check",
    "exercises",     "personal care",  "equipment order",       "letter",     "handover",         "cannula",
    "pressure care", "discharge note",
};
static const char *const vias[] = {"phone",      "shared record", "message", "email",     "referral form",
				   "e-referral", "letter",        "phone",   "in person", "the person"};
static const char *const reasons[] = {"assessment", "funding", "care package", "equipment", "transport", "capacity"};
static const char *const holders[] = {"health", "care", "both", "person"};
static const char *const notes[] = {
    "On working days only.",
    "In 2023 one in six was cancelled on the day.",
    "The form has eleven pages; the ward clerk fills it in.",
    "As counted in March, over four weeks.",
    "The team says this is shorter at weekends.",
};
static const char *const obstacles[] = {"The form asks for an NHS number", "Not open at weekends",
					"Only those with a carer are taken on"};

/* Two or more different words of a list, in its order. */
static void write_words(const char *const *words, uint32_t count, uint32_t wanted)
{
	uint32_t at = below(count / wanted);
	printf("[%s", words[at]);
	for (uint32_t i = 1; i < wanted; i++) {
		at += 1 + below(count / wanted - 1);
		printf(", %s", words[at]);
	}
	printf("]");
}

static void write_id(uint32_t step)
{
	printf("%s-%u", kinds[step % COUNT(kinds)], step + 1);
}

static void write_duration(void)
{
	static const char *const units[] = {"h", "d", "d", "w"};
	const char *unit = ONE_OF(units);
	uint32_t length = between(1, 6);
	switch (below(10)) {
	case 0:
		printf("mean %u%s", length, unit);
		break;
	case 1:
	case 2:
		printf("%u%s", length, unit);
		break;
	case 3:
	case 4:
		printf("%u%s..%u%s", length, unit, length + between(1, 9), unit);
		break;
	case 5:
	case 6:
		printf("%u%s..%u%s..%u%s", length, unit, length + between(1, 4), unit, length + between(5, 12), unit);
		break;
	default:
		printf("median %u%s p90 %u%s", length, unit, length * between(2, 4), unit);
	}
}

/* ---- Arrows --------------------------------------------------------------------------- */

static void write_wait(void)
{
	printf(", wait: ");
	write_duration();
	if (chance(6))
		printf(", target: 95%% within %ud", between(1, 10));
	if (chance(25))
		printf(", reasons: [%s]", ONE_OF(reasons));
	if (chance(20))
		printf(", held_by: %s", ONE_OF(holders));
}

/* What an arrow says after where it goes and how often. */
static void write_details(const struct way *way)
{
	if (chance(40))
		write_wait();
	if (chance(6))
		printf(", planned: %uw", between(1, 6));
	if (chance(35))
		printf(", via: %s", ONE_OF(vias));
	if (chance(25)) {
		printf(", sends: ");
		write_words(asked, COUNT(asked), between(1, 3));
	}
	if (way->back && chance(30))
		printf(", turned_away: yes");
	if (chance(3))
		printf(", source: audit");
}

static void write_way(const struct way *way)
{
	printf("      - { ");
	if (way->to == NOWHERE)
		printf("outcome: died");
	else {
		printf("to: ");
		write_id(way->to);
	}
	if (way->share > 0)
		printf(", share: %u%%", way->share);
	if (way->to != NOWHERE)
		write_details(way);
	printf(" }\n");
}

/* Different steps further on: the next one always, so that every step is reached. */
static uint32_t find_ways(uint32_t step, struct way *ways, uint32_t wanted)
{
	uint32_t count = 0, on = 0, last = step;
	while (count < wanted) {
		on += count == 0 ? 1 : between(1, 3);
		uint32_t to = ahead(step, on);
		if (to == last)
			break;
		ways[count++] = (struct way){.to = last = to};
	}
	return count;
}

/* Divides so many percent; the last one may take the rest unsaid. */
static void share_out(struct way *ways, uint32_t count, uint32_t percent)
{
	for (uint32_t i = 0; i + 1 < count; i++) {
		uint32_t most = percent - (count - 1 - i);
		ways[i].share = between(1 + most / 4, 1 + most * 3 / 4);
		percent -= ways[i].share;
	}
	ways[count - 1].share = chance(50) ? percent : 0;
}

static void write_ways(uint32_t step)
{
	const struct place *place = &places[step];
	bool in_branch = place->then != NOWHERE;
	struct way ways[WAYS];
	uint32_t count = find_ways(step, ways, in_branch ? between(1, 2) : between(2, 4) + chance(15)), forward = count,
		 left = 100;
	if (place->previous != NOWHERE && below(50) == 0)
		ways[count++] = (struct way){.to = back(step, between(1, 10)), .share = 5, .back = true};
	bool end_of_loop = one_loop && step + 1 == place_count;
	if (end_of_loop || (!in_branch && below(one_loop ? 20 : 50) == 0))
		ways[count++] = (struct way){.to = NOWHERE, .share = 2};
	for (uint32_t i = forward; i < count; i++)
		left -= ways[i].share;
	share_out(ways, forward, left);
	printf("    next:\n");
	for (uint32_t i = 0; i < count; i++)
		write_way(&ways[i]);
}

static void write_block(const struct place *place)
{
	printf("    next:\n      all:\n");
	for (uint32_t i = 0; i < place->branch_count; i++) {
		printf("        - { to: ");
		write_id(place->branches[i]);
		if (chance(50))
			printf(", share: %u%%", between(20, 95));
		else if (i > 0 && chance(20))
			printf(", goes_on: yes");
		write_details(&(struct way){.to = place->branches[i]});
		printf(" }\n");
	}
	printf("      then: ");
	write_id(place->following);
	printf("\n");
}

/* Half of the people go home; the others go on, or come back one day. */
static void write_gate(uint32_t step)
{
	const struct place *place = &places[step];
	uint32_t first = step;
	while (places[first].previous != NOWHERE)
		first = places[first].previous;
	printf("    outcome: home\n");
	bool comes_back = step / PART % 4 == 1;
	if (place->following == NOWHERE && !comes_back)
		return;
	printf("    next:\n");
	if (place->following != NOWHERE)
		write_way(&(struct way){.to = place->following, .share = 50});
	if (comes_back) {
		printf("      - { to: ");
		write_id(first);
		printf(", share: 5%%, after: 60d..200d }\n");
	}
}

/* ---- Steps ---------------------------------------------------------------------------- */

static void write_who(const struct place *place)
{
	const struct team *team = &teams[place->team];
	printf("    team: %s\n", team->id);
	if (team->with && chance(15))
		printf("    with: %s\n", team->with);
	if (team->responsible)
		printf("    responsible: %s\n", team->responsible);
	printf("    setting: %s\n", team->setting);
}

/* A team asks and does its own few things, some of which others do as well. */
enum { OWN_WORDS = 8 };

static void write_own_words(const char *const *words, uint32_t count, uint32_t team, uint32_t wanted)
{
	const char *own[OWN_WORDS];
	for (uint32_t i = 0; i < OWN_WORDS; i++)
		own[i] = words[(7 * team + i) % count];
	write_words(own, OWN_WORDS, wanted);
}

static void write_work(bool by_staff, uint32_t team)
{
	if (by_staff && chance(60)) {
		printf("    asks: ");
		write_own_words(asked, COUNT(asked), team, between(1, 4));
		printf("\n");
	}
	if (by_staff && chance(55)) {
		printf("    does: ");
		write_own_words(done, COUNT(done), team, between(1, 2));
		printf("\n");
	}
	if (by_staff && chance(60))
		printf("    takes: %umin\n", 5 * between(1, 24));
	if (chance(25)) {
		printf("    lasts: ");
		write_duration();
		printf("\n");
	}
	if (by_staff && chance(20))
		printf("    cost: £%u%s\n", between(10, 900), chance(20) ? "/day" : "");
}

static void write_remarks(void)
{
	if (chance(8))
		printf("    source: %s\n", chance(50) ? "audit" : "[audit, survey]");
	if (chance(8))
		printf("    note: %s\n", ONE_OF(notes));
	if (chance(3))
		printf("    obstacle: %s\n", ONE_OF(obstacles));
	if (chance(2))
		printf("    voice: \"I told my story again – nobody had written it down.\"\n");
	if (chance(4))
		printf("    feeling: %d\n", (int)below(5) - 2);
}

static void write_step(uint32_t step)
{
	const struct place *place = &places[step];
	if (step % PART == 0)
		printf("\n  # ── Part %u ──\n\n", step / PART + 1);
	printf("  ");
	write_id(step);
	printf(":\n");
	if (chance(20))
		printf("    name: The %s numbered %u\n", kinds[step % COUNT(kinds)], step + 1);
	write_who(place);
	write_work(place->team >= PERSONS_TEAMS, place->team);
	write_remarks();
	if (place->branch_count > 0)
		write_block(place);
	else if (place->gate)
		write_gate(step);
	else
		write_ways(step);
}

/* ---- The file ------------------------------------------------------------------------- */

static bool starts_part(uint32_t step)
{
	return places[step].previous == NOWHERE && places[step].then == NOWHERE;
}

/* People come into each part, as many into one as into another. */
static void write_starts(void)
{
	uint32_t count = 0;
	for (uint32_t s = 0; s < place_count; s++)
		count += starts_part(s);
	printf("start:\n");
	for (uint32_t s = 0; s < place_count; s++) {
		if (!starts_part(s))
			continue;
		printf("  ");
		write_id(s);
		printf(": %.9g\n", 1.0 / count);
	}
}

static void write_clock(const char *id, uint32_t from, uint32_t to)
{
	printf("  %s: { from: ", id);
	write_id(from);
	printf(", to: ");
	write_id(to);
	printf(", target: 30d }\n");
}

static void write_head(void)
{
	printf("# Generated: generate %u%s\n", place_count, one_loop ? " --loop" : "");
	printf("carepath: 1\nname: A county of %u steps\nplace: Northshire (invented)\npeople: 42000/year\n",
	       place_count);
	printf("prices: 2023/24\n");
	write_starts();
	printf("sources:\n  audit: Counted in one month, 2023\n  survey: \"Asked of 1,200 people, 2022\"\n");
	printf("clocks:\n");
	write_clock("early", 0, ahead(0, 5));
	write_clock("late", 0, ahead(0, 40));
	printf("goals:\n  - { name: The story is told at most twice, measure: story_told, target: at most 2 }\n");
	printf("  - { name: Seen early, measure: clock.early.within, target: at least 80%% }\n\n");
	printf("%s", organisations);
	write_teams();
	printf("\nsteps:\n");
}

static void write_journey(void)
{
	printf("\njourneys:\n  margaret:\n    name: Margaret, 82\n    route: [");
	write_id(0);
	for (uint32_t i = 0, step = ahead(0, 1); i < 8; i++, step = ahead(step, 1)) {
		printf(", ");
		write_id(step);
	}
	printf("]\n");
}

int main(int argc, char **argv)
{
	unsigned long steps = argc > 1 ? strtoul(argv[1], NULL, 10) : 0;
	one_loop = argc == 3 && strcmp(argv[2], "--loop") == 0;
	if (steps < LEAST_STEPS || steps > MOST_STEPS || argc > 2 + one_loop) {
		fprintf(stderr, "usage: generate STEPS [--loop], of %d to %d steps\n", LEAST_STEPS, MOST_STEPS);
		return 2;
	}
	chances.state = steps;
	plan((uint32_t)steps);
	write_head();
	for (uint32_t s = 0; s < place_count; s++)
		write_step(s);
	write_journey();
	return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 3;
}
