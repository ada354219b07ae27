/* The words that sentences of several kinds are made of. */
#include "analyse/say.h"
#include "carepath/plain.h"
#include "carepath/text.h"

#include <math.h>
#include <string.h>

const char *say_team(const struct saying *say, uint32_t team)
{
	return say->pathway->teams[team].name;
}

const char *say_step(const struct saying *say, uint32_t step)
{
	return say->pathway->steps[step].name;
}

const char *say_organisation(const struct saying *say, uint32_t organisation)
{
	return say->pathway->organisations[organisation].name;
}

const char *say_who(const struct saying *say, const struct finding *finding)
{
	char room[PLAIN_ROOM];
	if (finding->once)
		return plain_format(say->arena, "%s", plain_people(finding->per_person, room));
	if (finding->per_person >= 1)
		return plain_format(say->arena, "on average %s a person someone",
				    plain_times(finding->per_person, room));
	return plain_format(say->arena, "%s someone", plain_for_every(finding->per_person, room));
}

const char *say_how_often(const struct saying *say, const struct finding *finding)
{
	char room[PLAIN_ROOM];
	if (finding->once)
		return plain_format(say->arena, "for %s", plain_people(finding->per_person, room));
	if (finding->per_person < 1)
		return plain_format(say->arena, "%s", plain_for_every(finding->per_person, room));
	return plain_format(say->arena, "%s a person", plain_times(finding->per_person, room));
}

const char *say_sentence(const struct saying *say, const char *text)
{
	return text_capital(say->arena, text);
}

const char *say_time(const struct saying *say, double seconds)
{
	char room[64];
	return plain_format(say->arena, "%s", duration_in_words(seconds, room));
}

bool say_one(const char *people)
{
	return strstr(people, "everyone") || strstr(people, "someone") || strcmp(people, "no one") == 0;
}

const char *say_are(const char *people)
{
	return say_one(people) ? "is" : "are";
}

const char *say_a_year(const struct saying *say, double per_person, const char *what)
{
	char room[PLAIN_ROOM];
	double times = per_person * say->pathway->people_per_year;
	if (isnan(times) || times < 0.5)
		return "";
	return plain_format(say->arena, " %s %s a year.", plain_number(times < 10 ? times : round(times), room), what);
}

static bool is_persons_own(const struct saying *say, uint32_t team)
{
	return team_side(say->pathway, team) == SIDE_PERSON;
}

/* The person hands nobody over and takes nobody on. */
const char *say_from_to(const struct saying *say, const struct finding *finding)
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

const char *say_thing(const struct saying *say, uint32_t thing)
{
	return say->pathway->words[thing].text;
}
