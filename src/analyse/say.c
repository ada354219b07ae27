/* What is found, in sentences for the room, and the questions to it.
 *
 * One table has a row for each rule. Sentences speak of people and teams,
 * blame nobody and use no word that a newcomer would have to look up. */
#include "analyse/say.h"

#include "carepath/plain.h"
#include "carepath/text.h"

#include <math.h>
#include <string.h>

/* ---- Pieces ---------------------------------------------------------------------------- */

const char *say_team(const struct saying *say, uint32_t team)
{
	return say->pathway->teams[team].name;
}

const char *say_step(const struct saying *say, uint32_t step)
{
	return say->pathway->steps[step].name;
}

static const char *organisation_name(const struct saying *say, uint32_t organisation)
{
	return say->pathway->organisations[organisation].name;
}

/* "7 in 10 people" or, above one, "people on average 1.4 times". */
static const char *who_often(const struct saying *say, double times)
{
	char room[PLAIN_ROOM];
	if (times <= 1.0001)
		return plain_format(say->arena, "%s", plain_people(times, room));
	return plain_format(say->arena, "people, %s each on average,", plain_times(times, room));
}

static const char *sentence(const struct saying *say, const char *text)
{
	return text_capital(say->arena, text);
}

static const char *in_words(const struct saying *say, double seconds)
{
	char room[64];
	return plain_format(say->arena, "%s", duration_in_words(seconds, room));
}

static bool is_singular(const char *people)
{
	return strstr(people, "everyone") || strstr(people, "Everyone") || strcmp(people, "no one") == 0;
}

static const char *are(const char *people)
{
	return is_singular(people) ? "is" : "are";
}

/* " · 1,150 a year" where it is known how many people there are. */
static const char *a_year(const struct saying *say, double per_person, const char *what)
{
	char room[PLAIN_ROOM];
	double times = per_person * say->pathway->people_per_year;
	if (isnan(times) || times < 0.5)
		return "";
	return plain_format(say->arena, " %s %s a year.", plain_number(times < 10 ? times : round(times), room), what);
}

/* ---- Delays ------------------------------------------------------------------------------ */

static const char *held_by_name(enum held_by held_by)
{
	static const char *const names[HELD_COUNT] = {
	    [HELD_HEALTH] = "health",
	    [HELD_CARE] = "the council",
	    [HELD_BOTH] = "health and the council together",
	    [HELD_PERSON] = "the person",
	    [HELD_VOLUNTARY] = "the voluntary side",
	};
	return names[held_by];
}

static const char *reasons_of(const struct saying *say, const struct arrow *arrow)
{
	const char **texts = ARENA_ARRAY(say->arena, const char *, arrow->reasons.count);
	for (uint32_t i = 0; i < arrow->reasons.count; i++)
		texts[i] = say->pathway->words[arrow->reasons.at[i]].text;
	return plain_list(say->arena, texts, arrow->reasons.count, "and");
}

/* Whose move it is and why people wait, as far as the file says. */
static const char *next_move(const struct saying *say, const struct arrow *arrow)
{
	const char *reasons = arrow->reasons.count > 0 ? reasons_of(say, arrow) : NULL;
	const char *waiting = reasons ? plain_format(say->arena, " Waiting for: %s.", reasons) : "";
	if (arrow->held_by == HELD_NOT_SAID)
		return waiting;
	return plain_format(say->arena, "%s Next to act: %s.", waiting, held_by_name(arrow->held_by));
}

static const char *share_of_waiting(const struct saying *say, const struct finding *finding)
{
	char room[PLAIN_ROOM];
	if (isnan(finding->share) || finding->share < 0.005)
		return "";
	return plain_format(say->arena, " That is %s of all waiting.", plain_percent(finding->share, room));
}

static bool is_persons_own(const struct saying *say, uint32_t team)
{
	return team_side(say->pathway, team) == SIDE_PERSON;
}

/* "From Ward 7 to Hospital social work", or before a step of the same team.
 * The person hands nobody over and takes nobody on. */
static const char *from_to(const struct saying *say, const struct finding *finding)
{
	if (finding->teams[1] == NONE)
		return plain_format(say->arena, "After %s", say_step(say, finding->at[0]));
	if (finding->teams[0] == finding->teams[1])
		return plain_format(say->arena, "Between %s and %s", say_step(say, finding->at[0]),
				    say_step(say, finding->at[1]));
	if (is_persons_own(say, finding->teams[1]))
		return plain_format(say->arena, "Before “%s”", say_step(say, finding->at[1]));
	if (is_persons_own(say, finding->teams[0]))
		return plain_format(say->arena, "For %s", say_team(say, finding->teams[1]));
	return plain_format(say->arena, "From %s to %s", say_team(say, finding->teams[0]),
			    say_team(say, finding->teams[1]));
}

static const char *wait_suffix(const struct saying *say, const struct finding *finding)
{
	if (say->brief)
		return "";
	return plain_format(say->arena, "%s%s", share_of_waiting(say, finding),
			    next_move(say, &say->pathway->arrows[finding->arrow]));
}

static const char *target_in_words(const struct saying *say, const struct target *target)
{
	char room[PLAIN_ROOM];
	const char *time = in_words(say, target->seconds);
	if (target->kind == TARGET_MEAN)
		return plain_format(say->arena, "%s on average", time);
	if (fabs(target->share - 0.95) < 1e-9)
		return time;
	return plain_format(say->arena, "%s for %s", time, plain_people(target->share, room));
}

static const char *say_clock(const struct saying *say, const struct finding *finding)
{
	const struct clock *clock = &say->pathway->clocks[finding->subject];
	char room[PLAIN_ROOM];
	const char *people = plain_people(finding->per_person, room);
	const char *observed = clock->observed ? plain_format(say->arena, " An audit found %s.", clock->observed) : "";
	return plain_format(say->arena, "%s: %s %s longer than %s; it takes %s on average.%s", clock->name, people,
			    is_singular(people) ? "takes" : "take", in_words(say, clock->target.seconds),
			    in_words(say, finding->mean), observed);
}

static const char *say_over_target(const struct saying *say, const struct finding *finding)
{
	if (finding->arrow == NONE)
		return say_clock(say, finding);
	const struct target *target = &say->pathway->arrows[finding->arrow].target;
	const char *mean = in_words(say, finding->mean), *meant = target_in_words(say, target);
	char room[PLAIN_ROOM];
	const char *people = plain_people(finding->per_person, room);
	const char *longer = plain_format(say->arena, "%s %s longer", people, is_singular(people) ? "waits" : "wait");
	if (finding->mean <= target->seconds)
		return plain_format(say->arena, "%s people wait %s on average. It should be at most %s; %s.%s",
				    from_to(say, finding), mean, meant, longer, wait_suffix(say, finding));
	const char *wait = plain_format(say->arena, "%s people wait %s on average; it should be %s.",
					from_to(say, finding), mean, meant);
	if (say->brief)
		return wait;
	return plain_format(say->arena, "%s %s.%s", wait, sentence(say, longer), wait_suffix(say, finding));
}

static const char *say_long_wait(const struct saying *say, const struct finding *finding)
{
	return plain_format(say->arena, "%s people wait %s on average.%s", from_to(say, finding),
			    in_words(say, finding->mean), wait_suffix(say, finding));
}

static const char *say_waiting_in_hospital(const struct saying *say, const struct finding *finding)
{
	double days = finding->seconds_per_person / 86400;
	const char *suffix = wait_suffix(say, finding);
	if (!arrow_in_branch(say->pathway, &say->pathway->arrows[finding->arrow]))
		return plain_format(say->arena, "%s people wait %s in hospital.%s%s", from_to(say, finding),
				    in_words(say, finding->mean), a_year(say, days, "bed-days"), suffix);
	if (!(days > 0))
		return plain_format(say->arena,
				    "%s people wait %s in hospital, but something else takes longer meanwhile.%s",
				    from_to(say, finding), in_words(say, finding->mean), suffix);
	return plain_format(say->arena,
			    "%s people wait %s in hospital; without this wait they would go on %s earlier.%s%s",
			    from_to(say, finding), in_words(say, finding->mean),
			    in_words(say, finding->seconds_per_person), a_year(say, days, "bed-days"), suffix);
}

static const char *say_mostly_waiting(const struct saying *say, const struct finding *finding)
{
	char room[PLAIN_ROOM];
	return plain_format(say->arena, "%s of the time on this pathway is waiting.",
			    plain_percent(finding->share, room));
}

/* ---- Hand-offs ------------------------------------------------------------------------------ */

static const char *via_phrase(enum via via)
{
	static const char *const phrases[VIA_COUNT] = {
	    [VIA_NOT_SAID] = "",
	    [VIA_IN_PERSON] = ", told in person",
	    [VIA_SHARED_RECORD] = ", through a shared record",
	    [VIA_MESSAGE] = ", by message",
	    [VIA_PHONE] = ", by phone",
	    [VIA_VIDEO] = ", by video call",
	    [VIA_EMAIL] = ", by email",
	    [VIA_REFERRAL_FORM] = ", by referral form",
	    [VIA_E_REFERRAL] = ", by electronic referral",
	    [VIA_LETTER] = ", by letter",
	    [VIA_FAX] = ", by fax",
	    [VIA_THE_PERSON] = ", told only by the person",
	    [VIA_NOTHING] = ", without a word",
	};
	return phrases[via];
}

static const char *how(const struct saying *say, const struct finding *finding)
{
	return finding->arrow == NONE ? "" : via_phrase(say->pathway->arrows[finding->arrow].via);
}

static bool share_record(const struct pathway *pathway, uint32_t a, uint32_t b, uint32_t *record)
{
	struct indexes records = pathway->teams[a].records;
	for (uint32_t i = 0; i < records.count; i++)
		if (indexes_have(pathway->teams[b].records, records.at[i])) {
			*record = records.at[i];
			return true;
		}
	return false;
}

/* "; the two share no record", where both say what they use. */
static const char *records_phrase(const struct saying *say, const struct finding *finding)
{
	uint32_t a = finding->teams[0], b = finding->teams[1], record;
	if (share_record(say->pathway, a, b, &record))
		return plain_format(say->arena, "; both use %s", say->pathway->words[record].text);
	if (say->pathway->teams[a].records.count > 0 && say->pathway->teams[b].records.count > 0)
		return "; the two share no record";
	return "";
}

static const char *say_handed(const struct saying *say, const struct finding *finding, const char *across)
{
	const char *people = who_often(say, finding->per_person);
	return sentence(say, plain_format(say->arena, "%s %s handed from %s to %s%s%s%s.", people, are(people),
					  say_team(say, finding->teams[0]), say_team(say, finding->teams[1]), across,
					  how(say, finding), records_phrase(say, finding)));
}

static const char *say_across(const struct saying *say, const struct finding *finding)
{
	static const char *const names[SIDE_COUNT] = {"the person", "health", "care", "the voluntary side", "others"};
	enum side from = team_side(say->pathway, finding->teams[0]), to = team_side(say->pathway, finding->teams[1]);
	return say_handed(say, finding, plain_format(say->arena, ", across %s and %s", names[from], names[to]));
}

static const char *say_between(const struct saying *say, const struct finding *finding)
{
	const struct team *teams = say->pathway->teams;
	return say_handed(say, finding,
			  plain_format(say->arena, ", between %s and %s",
				       organisation_name(say, teams[finding->teams[0]].organisation),
				       organisation_name(say, teams[finding->teams[1]].organisation)));
}

static const char *say_within(const struct saying *say, const struct finding *finding)
{
	return say_handed(say, finding,
			  plain_format(say->arena, ", within %s",
				       organisation_name(say, say->pathway->teams[finding->teams[0]].organisation)));
}

static const char *why_nothing(const struct saying *say, const struct finding *finding)
{
	const char *to = say_team(say, finding->teams[1]);
	enum via via = finding->arrow == NONE ? VIA_NOT_SAID : say->pathway->arrows[finding->arrow].via;
	if (via == VIA_THE_PERSON)
		return plain_format(say->arena, "word reaches %s only through the person", to);
	if (via == VIA_LETTER || via == VIA_FAX)
		return plain_format(say->arena, "a %s goes to %s, and it is not said what is in it",
				    word_of(&via_words, via), to);
	return plain_format(say->arena, "nothing is passed on to %s", to);
}

static const char *say_nothing_passed_on(const struct saying *say, const struct finding *finding)
{
	const char *people = who_often(say, finding->per_person);
	return sentence(say, plain_format(say->arena, "%s %s handed from %s to %s: %s%s.", people, are(people),
					  say_team(say, finding->teams[0]), say_team(say, finding->teams[1]),
					  why_nothing(say, finding), records_phrase(say, finding)));
}

static const char *say_nobody_told(const struct saying *say, const struct finding *finding)
{
	const char *people = who_often(say, finding->per_person);
	return sentence(say, plain_format(say->arena, "%s %s %s for “%s”, and nobody is told.", people,
					  is_singular(people) ? "leaves" : "leave", say_team(say, finding->teams[0]),
					  say_step(say, finding->at[1])));
}

static const char *say_bounce(const struct saying *say, const struct finding *finding)
{
	const char *people = who_often(say, finding->per_person);
	return sentence(say, plain_format(say->arena, "%s %s sent from %s to %s and back again.", people, are(people),
					  say_team(say, finding->teams[0]), say_team(say, finding->teams[1])));
}

static const char *say_not_said(const struct saying *say, const struct finding *finding)
{
	return plain_format(say->arena, "It is not said how %s gets to know when people come from %s.",
			    say_team(say, finding->teams[1]), say_team(say, finding->teams[0]));
}

/* ---- Duplication ------------------------------------------------------------------------------ */

/* The different teams of the steps; at most `most`, then "others". */
static const char *teams_of(const struct saying *say, const uint32_t *steps, uint32_t count, uint32_t most)
{
	const char **names = ARENA_ARRAY(say->arena, const char *, count + 1);
	uint32_t named = 0;
	bool more = false;
	for (uint32_t i = 0; i < count; i++) {
		const char *name = say_team(say, say->pathway->steps[steps[i]].team);
		bool seen = false;
		for (uint32_t j = 0; j < named; j++)
			seen |= strcmp(names[j], name) == 0;
		if (seen)
			continue;
		if (named == most) {
			more = true;
			break;
		}
		names[named++] = name;
	}
	if (more)
		names[named++] = "others";
	return plain_list(say->arena, names, named, "and");
}

static const char *thing_name(const struct saying *say, uint32_t thing)
{
	return say->pathway->words[thing].text;
}

static uint32_t worst_place(const struct finding *finding)
{
	uint32_t worst = 0;
	for (uint32_t i = 1; i < finding->at_count; i++)
		if (finding->each[i] > finding->each[worst])
			worst = i;
	return finding->at[worst];
}

static const char *say_again(const struct saying *say, const struct finding *finding)
{
	bool asks = finding->rule == RULE_ASKED_AGAIN;
	char room[PLAIN_ROOM];
	uint32_t step = worst_place(finding);
	const char *times = finding->per_person <= 1.0001
				? plain_format(say->arena, "for %s", plain_people(finding->per_person, room))
				: plain_format(say->arena, "%s a person", plain_times(finding->per_person, room));
	const char *thing = thing_name(say, finding->thing);
	const char *why = say->brief ? "" : say_why_again(say, step, finding->thing, asks);
	return sentence(say,
			plain_format(say->arena, "“%s” is %s again %s, by %s.%s", thing, asks ? "asked" : "done", times,
				     teams_of(say, finding->at, finding->at_count, say->brief ? 3 : 5), why));
}

static const char *say_at_the_same_time(const struct saying *say, const struct finding *finding)
{
	bool asks = indexes_have(say->pathway->steps[finding->at[0]].asks, finding->thing);
	char room[PLAIN_ROOM];
	const char *often =
	    finding->per_person <= 1.0001
		? plain_format(say->arena, "%s %s", asks ? "of" : "for", plain_people(finding->per_person, room))
		: plain_format(say->arena, "%s a person", plain_times(finding->per_person, room));
	return sentence(say,
			plain_format(say->arena, "“%s” is %s side by side by %s: %s.", thing_name(say, finding->thing),
				     asks ? "asked" : "done", teams_of(say, finding->at, finding->at_count, 4), often));
}

static const char *say_same_service(const struct saying *say, const struct finding *finding)
{
	return sentence(say, plain_format(say->arena, "“%s” is done by teams of different organisations: %s.",
					  thing_name(say, finding->thing),
					  teams_of(say, finding->at, finding->at_count, 4)));
}

/* ---- Obstacles ---------------------------------------------------------------------------------- */

/* A text of several lines, said in one sentence: no line feeds, no full stop. */
static const char *one_line(const struct saying *say, const char *text)
{
	char *line = arena_copy(say->arena, text, strlen(text));
	for (char *at = line; *at != '\0'; at++)
		if (*at == '\n')
			*at = ' ';
	for (size_t end = strlen(line); end > 0 && (line[end - 1] == ' ' || line[end - 1] == '.'); end--)
		line[end - 1] = '\0';
	return line;
}

static const char *say_obstacle(const struct saying *say, const struct finding *finding)
{
	char room[PLAIN_ROOM];
	struct texts obstacles = finding->arrow != NONE ? say->pathway->arrows[finding->arrow].obstacles
							: say->pathway->steps[finding->at[0]].obstacles;
	const char *people = who_often(say, finding->per_person);
	const char *where = finding->arrow != NONE ? from_to(say, finding)
						   : plain_format(say->arena, "At %s", say_step(say, finding->at[0]));
	return plain_format(say->arena, "%s: %s (%s).", where, one_line(say, obstacles.at[finding->subject]),
			    finding->per_person <= 1.0001
				? people
				: plain_format(say->arena, "%s a person", plain_times(finding->per_person, room)));
}

static const char *say_turned_away(const struct saying *say, const struct finding *finding)
{
	const char *people = who_often(say, finding->per_person);
	const char *on = finding->at_count == 2
			     ? plain_format(say->arena, " and %s on to “%s”", is_singular(people) ? "goes" : "go",
					    say_step(say, finding->at[1]))
			     : "";
	return sentence(say, plain_format(say->arena, "%s %s not taken on by %s%s.", people, are(people),
					  say_team(say, finding->teams[0]), on));
}

static const char *say_loop(const struct saying *say, const struct finding *finding)
{
	char room[PLAIN_ROOM];
	const char *people = finding->per_person <= 1.0001 ? plain_people(finding->per_person, room) : "people";
	const char *often = finding->per_person <= 1.0001
				? ""
				: plain_format(say->arena, " %s each", plain_times(finding->per_person, room));
	const char *time = finding->seconds_per_person >= 60
			       ? plain_format(say->arena, " Going round takes %s a person.",
					      in_words(say, finding->seconds_per_person))
			       : "";
	return sentence(say, plain_format(say->arena, "%s %s back to “%s”%s without this being planned.%s", people,
					  is_singular(people) ? "comes" : "come", say_step(say, finding->at[1]), often,
					  time));
}

static const char *say_no_next_step(const struct saying *say, const struct finding *finding)
{
	const char *people = who_often(say, finding->per_person);
	return sentence(say, plain_format(say->arena, "%s %s left at “%s” with no next step.", people, are(people),
					  say_step(say, finding->at[0])));
}

static const char *say_not_followed_up(const struct saying *say, const struct finding *finding)
{
	const char *people = who_often(say, finding->per_person);
	return sentence(say, plain_format(say->arena, "After “%s” nothing is said to happen for %s.",
					  say_step(say, finding->at[0]), people));
}

static const char *say_never_reached(const struct saying *say, const struct finding *finding)
{
	return plain_format(say->arena, "No way leads to “%s”.", say_step(say, finding->at[0]));
}

static const char *say_off_the_map(const struct saying *say, const struct finding *finding)
{
	return plain_format(say->arena, "%s went from “%s” to “%s”, where the map has no way.",
			    say->pathway->journeys[finding->subject].name, say_step(say, finding->at[0]),
			    say_step(say, finding->at[1]));
}

/* ---- Fault lines and goals ----------------------------------------------------------------------- */

static const char *say_fault_line(const struct saying *say, const struct finding *finding)
{
	char handoffs[PLAIN_ROOM], waiting[PLAIN_ROOM];
	return plain_format(
	    say->arena, "Between %s and %s: %s of all hand-offs between organisations, and %s of the waiting on them.",
	    organisation_name(say, finding->organisations[0]), organisation_name(say, finding->organisations[1]),
	    plain_percent(finding->share, handoffs), plain_percent(finding->excess, waiting));
}

/* The places that only `a` serves. */
static const char *only_served_by(const struct saying *say, uint32_t a, uint32_t b)
{
	struct indexes area = say->pathway->organisations[a].area, other = say->pathway->organisations[b].area;
	const char **names = ARENA_ARRAY(say->arena, const char *, area.count);
	uint32_t count = 0;
	for (uint32_t i = 0; i < area.count; i++)
		if (!indexes_have(other, area.at[i]))
			names[count++] = say->pathway->words[area.at[i]].text;
	return count > 0 ? plain_format(say->arena, "%s is served only by %s",
					plain_list(say->arena, names, count, "and"), organisation_name(say, a))
			 : NULL;
}

static const char *say_not_coterminous(const struct saying *say, const struct finding *finding)
{
	uint32_t a = finding->organisations[0], b = finding->organisations[1];
	const char *first = only_served_by(say, a, b), *second = only_served_by(say, b, a);
	return plain_format(say->arena, "%s and %s serve different areas: %s%s%s.", organisation_name(say, a),
			    organisation_name(say, b), first ? first : second, first && second ? "; " : "",
			    first && second ? second : "");
}

static const char *value_in_words(const struct saying *say, enum unit unit, double value)
{
	char room[PLAIN_ROOM];
	switch (unit) {
	case UNIT_TIME:
		return in_words(say, value);
	case UNIT_SHARE:
		return plain_format(say->arena, "%s", plain_percent(value, room));
	case UNIT_MONEY:
		return plain_format(say->arena, "%s", plain_money(value, room));
	default:
		return plain_format(say->arena, "%s", plain_number(value, room));
	}
}

static const char *say_goal(const struct saying *say, const struct finding *finding)
{
	const struct goal *goal = &say->pathway->goals[finding->subject];
	enum measure measure;
	uint32_t index;
	if (!measure_find(say->pathway, goal->measure, &measure, &index))
		return "";
	const struct measure_noun *noun = &measure_nouns[measure];
	const char *value = value_in_words(say, measures[measure].unit, finding->mean);
	if (noun->one)
		value = plain_format(say->arena, "%s %s", value, strcmp(value, "1") == 0 ? noun->one : noun->many);
	return plain_format(say->arena, "%s: %s; the goal is %s.", goal->name, value, goal->target);
}

/* ---- Questions ------------------------------------------------------------------------------------- */

/* %1 and %2 stand for the two teams (or organisations), %t for the thing, %s
 * for the step. */
static const char *fill(const struct saying *say, const struct finding *finding, const char *question)
{
	const char *parts[4] = {"", "", "", ""};
	for (int i = 0; i < 2; i++) {
		if (finding->teams[i] != NONE)
			parts[i] = say_team(say, finding->teams[i]);
		if (finding->organisations[i] != NONE)
			parts[i] = organisation_name(say, finding->organisations[i]);
	}
	if (finding->thing != NONE)
		parts[2] = thing_name(say, finding->thing);
	if (finding->at_count > 0)
		parts[3] = say_step(say, finding->at[finding->at_count - 1]);
	static const char marks[] = "12ts";
	size_t length = 1;
	for (const char *at = question; *at != '\0'; at++)
		length += *at == '%' ? strlen(parts[strchr(marks, at[1]) - marks]) : 1;
	char *text = arena_take(say->arena, length), *end = text;
	for (const char *at = question; *at != '\0'; at++) {
		if (*at == '%')
			end = stpcpy(end, parts[strchr(marks, *++at) - marks]);
		else
			*end++ = *at;
	}
	return text;
}

/* ---- The table ---------------------------------------------------------------------------------------- */

static const struct {
	const char *(*says)(const struct saying *say, const struct finding *finding);
	const char *asks; /* as fill() reads it */
} sentences[RULE_COUNT] = {
    [RULE_OVER_TARGET] = {say_over_target, "What would have to be true for “%s” to start on time?"},
    [RULE_LONG_WAIT] = {say_long_wait,
			"What happens for the person during this wait before “%s”, and who looks after it?"},
    [RULE_WAITING_IN_HOSPITAL] = {say_waiting_in_hospital,
				  "Could this wait before “%s” be spent at home, and what would that take?"},
    [RULE_MOSTLY_WAITING] = {say_mostly_waiting, "Which one of these waits would people notice most if it were gone?"},
    [RULE_NOTHING_PASSED_ON] = {say_nothing_passed_on, "What would %2 need to know, and how could %1 make sure of it?"},
    [RULE_NOBODY_TOLD] = {say_nobody_told, "Who should know that the person has left %1?"},
    [RULE_BOUNCE] = {say_bounce, "What would %1 have to know to get it right the first time with %2?"},
    [RULE_HANDOFF_ACROSS] = {say_across, "Could %1 and %2 see the person together?"},
    [RULE_HANDOFF_BETWEEN] = {say_between, "Could %1 and %2 do this as one team?"},
    [RULE_HANDOFF_WITHIN] = {say_within, "Does this need to pass from %1 to %2 at all?"},
    [RULE_NOT_SAID] = {say_not_said, "How does %2 get to know?"},
    [RULE_ASKED_AGAIN] = {say_again, "Who could ask for “%t” once, so that everyone else can read it?"},
    [RULE_DONE_AGAIN] = {say_again, "Who could do “%t” once, so that everyone else can trust it?"},
    [RULE_AT_THE_SAME_TIME] = {say_at_the_same_time, "Could one visit cover “%t” for all of them?"},
    [RULE_SAME_SERVICE] = {say_same_service, "Is there a reason to have “%t” in more than one place?"},
    [RULE_OBSTACLE] = {say_obstacle, "Who could do something about this, and what would it take?"},
    [RULE_TURNED_AWAY] = {say_turned_away, "Who should these people have come to, and who tells %1?"},
    [RULE_LOOP] = {say_loop, "What would have to happen the first time so that nobody has to come back to “%s”?"},
    [RULE_NO_NEXT_STEP] = {say_no_next_step, "Who looks after people after “%s”?"},
    [RULE_NOT_FOLLOWED_UP] = {say_not_followed_up, "What becomes of these people after “%s”, and who would notice?"},
    [RULE_NEVER_REACHED] = {say_never_reached, "Who goes to “%s”, and from where?"},
    [RULE_OFF_THE_MAP] = {say_off_the_map, "Is the map missing a way, or did something go wrong here?"},
    [RULE_FAULT_LINE] = {say_fault_line, "What could %1 and %2 do together in place of handing over?"},
    [RULE_NOT_COTERMINOUS] = {say_not_coterminous, "Who looks after people who live where only one of the two works?"},
    [RULE_GOAL_MISSED] = {say_goal, "Which one change would bring this goal nearest?"},
    [RULE_GOAL_MET] = {say_goal, ""},
};

static const char *say_finding(const struct saying *say, const struct finding *finding)
{
	return sentences[finding->rule].says(say, finding);
}

const char *finding_says(struct arena *arena, const struct analysis *analysis, const struct finding *finding)
{
	const struct saying say = {.arena = arena, .analysis = analysis, .pathway = analysis->pathway};
	return say_finding(&say, finding);
}

const char *finding_asks(struct arena *arena, const struct analysis *analysis, const struct finding *finding)
{
	const struct saying say = {.arena = arena, .analysis = analysis, .pathway = analysis->pathway};
	return fill(&say, finding, sentences[finding->rule].asks);
}

/* Said together: what is wrong with one wait, without saying it twice. */
const char *short_entry_says(struct arena *arena, const struct analysis *analysis, const struct short_entry *entry)
{
	const struct saying say = {.arena = arena, .analysis = analysis, .pathway = analysis->pathway, .brief = true};
	const char *text = say_finding(&say, &analysis->findings[entry->findings[0]]);
	for (uint32_t i = 1; i < entry->count; i++) {
		const struct finding *finding = &analysis->findings[entry->findings[i]];
		if (finding->arrow != analysis->findings[entry->findings[i - 1]].arrow)
			text = plain_format(arena, "%s %s", text, say_finding(&say, finding));
		else if (finding->rule == RULE_WAITING_IN_HOSPITAL)
			text = plain_format(arena, "%s It is spent in hospital.%s", text,
					    a_year(&say, finding->seconds_per_person / 86400, "bed-days"));
	}
	return text;
}
