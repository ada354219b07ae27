/* What is found, in sentences for the room, and the questions to it.
 *
 * One table has a row for each rule. Sentences speak of people and teams,
 * blame nobody and use no word that a newcomer would have to look up. */
#include "analyse/say.h"

#include "carepath/plain.h"

#include <math.h>
#include <string.h>

/* ---- Duplication ------------------------------------------------------------------------------ */

/* Names of teams, each once. */
struct names {
	const char **at;
	uint32_t count, most;
	bool more;
};

static void add_name(struct names *names, const char *name)
{
	for (uint32_t i = 0; i < names->count; i++)
		if (strcmp(names->at[i], name) == 0)
			return;
	if (names->count == names->most)
		names->more = true;
	else
		names->at[names->count++] = name;
}

/* All who do the step together; the person counts only where nobody else does it. */
static void add_doers(const struct saying *say, struct names *names, uint32_t number)
{
	const struct step *step = &say->pathway->steps[number];
	bool staff = false;
	for (uint32_t i = 0; i < step_doer_count(step); i++)
		if (team_side(say->pathway, step_doer(step, i)) != SIDE_PERSON) {
			add_name(names, say_team(say, step_doer(step, i)));
			staff = true;
		}
	if (!staff)
		add_name(names, say_team(say, step->team));
}

/* The different teams that do the steps; at most `most`, then "others". */
static const char *teams_of(const struct saying *say, const uint32_t *steps, uint32_t count, uint32_t most)
{
	struct names names = {.at = ARENA_ARRAY(say->arena, const char *, most + 1), .most = most};
	for (uint32_t i = 0; i < count && !names.more; i++)
		add_doers(say, &names, steps[i]);
	if (names.more)
		names.at[names.count++] = "others";
	return plain_list(say->arena, names.at, names.count, "and");
}

uint32_t finding_worst_step(const struct finding *finding)
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
	const char *thing = say_thing(say, finding->thing);
	const char *why = say->brief ? "" : say_why_again(say, finding);
	return say_sentence(say, plain_format(say->arena, "“%s” is %s again %s, by %s.%s", thing,
					      asks ? "asked" : "done", say_how_often(say, finding),
					      teams_of(say, finding->at, finding->at_count, say->brief ? 3 : 5), why));
}

static const char *say_at_the_same_time(const struct saying *say, const struct finding *finding)
{
	bool asks = indexes_have(say->pathway->steps[finding->at[0]].asks, finding->thing);
	return say_sentence(say, plain_format(say->arena, "“%s” is %s side by side by %s: %s.",
					      say_thing(say, finding->thing), asks ? "asked" : "done",
					      teams_of(say, finding->at, finding->at_count, 4),
					      say_how_often(say, finding)));
}

/* Where it is done at one step only, by all of them together, nothing is done twice. */
static bool is_joint(const struct finding *finding)
{
	return finding->rule == RULE_SAME_SERVICE && finding->at_count == 1;
}

static const char *say_same_service(const struct saying *say, const struct finding *finding)
{
	if (is_joint(finding))
		return say_sentence(say, plain_format(say->arena,
						      "“%s” is done together by teams of different organisations: %s.",
						      say_thing(say, finding->thing),
						      teams_of(say, finding->at, finding->at_count, 4)));
	return say_sentence(say, plain_format(say->arena, "“%s” is done by teams of different organisations: %s.",
					      say_thing(say, finding->thing),
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

/* How many come to where the obstacle is: a share in its own words is of these. */
static const char *say_who_comes(const struct saying *say, const struct finding *finding)
{
	const char *where = finding->arrow != NONE ? "this way" : "here";
	if (!finding->once && finding->per_person < 1)
		return plain_format(say->arena, "someone comes %s %s", where, say_how_often(say, finding));
	if (!finding->once)
		return say_how_often(say, finding);
	char room[PLAIN_ROOM];
	const char *people = plain_people(finding->per_person, room);
	return plain_format(say->arena, "%s %s %s", people, say_one(people) ? "comes" : "come", where);
}

static const char *say_obstacle(const struct saying *say, const struct finding *finding)
{
	struct texts obstacles = finding->arrow != NONE ? say->pathway->arrows[finding->arrow].obstacles
							: say->pathway->steps[finding->at[0]].obstacles;
	const char *where = finding->arrow != NONE ? say_from_to(say, finding)
						   : plain_format(say->arena, "At %s", say_step(say, finding->at[0]));
	return plain_format(say->arena, "%s: %s (%s).", where, one_line(say, obstacles.at[finding->subject]),
			    say_who_comes(say, finding));
}

static const char *say_turned_away(const struct saying *say, const struct finding *finding)
{
	const char *people = say_who(say, finding);
	const char *on = finding->at_count == 2
			     ? plain_format(say->arena, " and %s on to “%s”", say_one(people) ? "goes" : "go",
					    say_step(say, finding->at[1]))
			     : "";
	return say_sentence(say, plain_format(say->arena, "%s %s not taken on by %s%s.", people, say_are(people),
					      say_team(say, finding->teams[0]), on));
}

static const char *say_loop(const struct saying *say, const struct finding *finding)
{
	const char *people = say_who(say, finding);
	const char *time = finding->seconds_per_person >= 60
			       ? plain_format(say->arena, " Going round takes %s a person.",
					      say_time(say, finding->seconds_per_person))
			       : "";
	return say_sentence(say, plain_format(say->arena, "%s %s back to “%s” without this being planned.%s", people,
					      say_one(people) ? "comes" : "come", say_step(say, finding->at[1]), time));
}

static const char *say_no_next_step(const struct saying *say, const struct finding *finding)
{
	const char *people = say_who(say, finding);
	return say_sentence(say, plain_format(say->arena, "%s %s left at “%s” with no next step.", people,
					      say_are(people), say_step(say, finding->at[0])));
}

static const char *say_not_followed_up(const struct saying *say, const struct finding *finding)
{
	const char *people = say_who(say, finding);
	return say_sentence(say, plain_format(say->arena, "After “%s” nothing is said to happen for %s.",
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
	char share[PLAIN_ROOM], waiting[PLAIN_ROOM], ours[PLAIN_ROOM], all[PLAIN_ROOM];
	double handoffs = 100 * finding->per_person;
	return plain_format(
	    say->arena,
	    "Between %s and %s: %s of the %s hand-offs between organisations for every 100 people (%s), "
	    "and %s of the waiting on them.",
	    say_organisation(say, finding->organisations[0]), say_organisation(say, finding->organisations[1]),
	    plain_roughly(handoffs, ours), plain_roughly(handoffs / finding->share, all),
	    plain_percent(finding->share, share), plain_percent(finding->excess, waiting));
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
					plain_list(say->arena, names, count, "and"), say_organisation(say, a))
			 : NULL;
}

static const char *say_not_coterminous(const struct saying *say, const struct finding *finding)
{
	uint32_t a = finding->organisations[0], b = finding->organisations[1];
	const char *first = only_served_by(say, a, b), *second = only_served_by(say, b, a);
	return plain_format(say->arena, "%s and %s serve different areas: %s%s%s.", say_organisation(say, a),
			    say_organisation(say, b), first ? first : second, first && second ? "; " : "",
			    first && second ? second : "");
}

const char *goal_in_words(struct arena *arena, const struct goal *goal)
{
	static const char *const senses[] = {
	    [GOAL_AT_MOST] = "at most", [GOAL_UNDER] = "under", [GOAL_AT_LEAST] = "at least", [GOAL_OVER] = "over"};
	const char *figure = goal->target + strcspn(goal->target, "-.0123456789£");
	return plain_format(arena, "%s %s", senses[goal->sense], duration_spelled(arena, figure));
}

const char *goal_value_in_words(struct arena *arena, const struct pathway *pathway, const struct goal *goal,
				double value)
{
	enum measure measure;
	uint32_t part;
	if (!measure_find(pathway, goal->measure, &measure, &part))
		return "not known";
	const struct measure_noun *noun = &measure_nouns[measure];
	const char *said = measure_beside_in_words(arena, measures[measure].unit, value, goal->value);
	if (!noun->one || !isfinite(value))
		return said;
	return plain_format(arena, "%s %s", said, strcmp(said, "1") == 0 ? noun->one : noun->many);
}

static const char *say_goal(const struct saying *say, const struct finding *finding)
{
	const struct goal *goal = &say->pathway->goals[finding->subject];
	return plain_format(say->arena, "%s: %s; the goal is %s.", goal->name,
			    goal_value_in_words(say->arena, say->pathway, goal, finding->mean),
			    goal_in_words(say->arena, goal));
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
			parts[i] = say_organisation(say, finding->organisations[i]);
	}
	if (finding->thing != NONE)
		parts[2] = say_thing(say, finding->thing);
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

const char *finding_says_all(struct arena *arena, const struct analysis *analysis, const struct finding *finding)
{
	const struct saying say = {.arena = arena, .analysis = analysis, .pathway = analysis->pathway};
	const char *says = say_finding(&say, finding);
	if (!finding->in_hospital)
		return says;
	return plain_format(arena, "%s It is spent in hospital.%s", says,
			    say_a_year(&say, finding->seconds_per_person / 86400, "bed-days"));
}

const char *finding_asks(struct arena *arena, const struct analysis *analysis, const struct finding *finding)
{
	const struct saying say = {.arena = arena, .analysis = analysis, .pathway = analysis->pathway};
	return fill(&say, finding, is_joint(finding) ? "Does “%t” need all of them?" : sentences[finding->rule].asks);
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
					    say_a_year(&say, finding->seconds_per_person / 86400, "bed-days"));
	}
	return text;
}
