/* What is found about waits and clocks, in sentences. */
#include "analyse/say.h"
#include "carepath/plain.h"

#include <math.h>
#include <string.h>

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

static const char *wait_suffix(const struct saying *say, const struct finding *finding)
{
	if (say->brief)
		return "";
	return plain_format(say->arena, "%s%s", share_of_waiting(say, finding),
			    next_move(say, &say->pathway->arrows[finding->arrow]));
}

const char *target_in_words(struct arena *arena, const struct target *target)
{
	char room[PLAIN_ROOM];
	const char *time = duration_spelled(arena, target->time);
	if (target->kind == TARGET_MEAN)
		return plain_format(arena, "%s on average", time);
	if (fabs(target->share - 0.95) < 1e-9)
		return time;
	return plain_format(arena, "%s for %s", time, plain_exactly(target->share, room));
}

/* "7 in 10 of them": a share of those who wait, not of all people. */
static const char *share_of(const struct saying *say, double share, const char *whom)
{
	char room[PLAIN_ROOM];
	plain_people(share, room);
	char *people = strstr(room, " people");
	if (strcmp(room, "everyone") == 0)
		return plain_format(say->arena, "all of %s", whom);
	if (strcmp(room, "nearly everyone") == 0)
		return plain_format(say->arena, "nearly all of %s", whom);
	if (strcmp(room, "half of people") == 0)
		return plain_format(say->arena, "half of %s", whom);
	if (people)
		*people = '\0';
	return plain_format(say->arena, "%s of %s", people ? room : "none", whom);
}

static const char *observation_in_words(struct arena *arena, const struct observation *observation)
{
	char share[PLAIN_ROOM];
	const char *time = duration_spelled(arena, observation->time);
	if (observation->kind == OBSERVED_WITHIN)
		return plain_format(arena, "%s within %s", plain_percent(observation->share, share), time);
	if (observation->kind == OBSERVED_MEAN)
		return plain_format(arena, "%s on average", time);
	return plain_format(arena, "half within %s", time);
}

const char *observed_in_words(struct arena *arena, const struct clock *clock)
{
	struct plain_row row = {0};
	if (clock->observed.count == 0)
		return "";
	plain_add(arena, &row, "", clock->observed.count > 1 ? "Audits found" : "An audit found");
	for (uint32_t i = 0; i < clock->observed.count; i++)
		plain_add(arena, &row, i ? ", " : " ", observation_in_words(arena, &clock->observed.at[i]));
	return row.text;
}

static const char *say_clock(const struct saying *say, const struct finding *finding)
{
	const struct clock *clock = &say->pathway->clocks[finding->subject];
	const char *people = share_of(say, finding->per_person, "those who get to its end");
	const char *observed = observed_in_words(say->arena, clock);
	if (*observed)
		observed = plain_format(say->arena, " %s.", observed);
	return plain_format(say->arena, "%s: %s take longer than %s; it takes %s on average.%s", clock->name, people,
			    duration_spelled(say->arena, clock->target.time), say_time(say, finding->mean), observed);
}

const char *say_over_target(const struct saying *say, const struct finding *finding)
{
	if (finding->arrow == NONE)
		return say_clock(say, finding);
	const struct target *target = &say->pathway->arrows[finding->arrow].target;
	const char *mean = measure_beside_in_words(say->arena, UNIT_TIME, finding->mean, target->seconds);
	const char *meant = target_in_words(say->arena, target);
	const char *longer = plain_format(say->arena, "%s wait longer", share_of(say, finding->per_person, "them"));
	if (finding->mean <= target->seconds)
		return plain_format(say->arena, "%s people wait %s on average. It should be at most %s; %s.%s",
				    say_from_to(say, finding), mean, meant, longer, wait_suffix(say, finding));
	const char *wait = plain_format(say->arena, "%s people wait %s on average; it should be %s.",
					say_from_to(say, finding), mean, meant);
	if (say->brief)
		return wait;
	return plain_format(say->arena, "%s %s.%s", wait, say_sentence(say, longer), wait_suffix(say, finding));
}

const char *say_long_wait(const struct saying *say, const struct finding *finding)
{
	return plain_format(say->arena, "%s people wait %s on average.%s", say_from_to(say, finding),
			    say_time(say, finding->mean), wait_suffix(say, finding));
}

const char *say_waiting_in_hospital(const struct saying *say, const struct finding *finding)
{
	double days = finding->seconds_per_person / 86400;
	const char *suffix = wait_suffix(say, finding);
	if (!arrow_in_branch(say->pathway, &say->pathway->arrows[finding->arrow]))
		return plain_format(say->arena, "%s people wait %s in hospital.%s%s", say_from_to(say, finding),
				    say_time(say, finding->mean), say_a_year(say, days, "bed-days"), suffix);
	if (!(days > 0))
		return plain_format(say->arena,
				    "%s people wait %s in hospital, but something else takes longer meanwhile.%s",
				    say_from_to(say, finding), say_time(say, finding->mean), suffix);
	return plain_format(say->arena,
			    "%s people wait %s in hospital; without this wait they would go on %s earlier.%s%s",
			    say_from_to(say, finding), say_time(say, finding->mean),
			    say_time(say, finding->seconds_per_person), say_a_year(say, days, "bed-days"), suffix);
}

const char *say_mostly_waiting(const struct saying *say, const struct finding *finding)
{
	char room[PLAIN_ROOM];
	return plain_format(say->arena, "%s of the time on this pathway is waiting.",
			    say_sentence(say, plain_share(finding->share, room)));
}
