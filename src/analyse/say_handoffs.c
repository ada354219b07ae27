/* What is found about hand-offs, in sentences. */
#include "analyse/say.h"
#include "carepath/plain.h"

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
	const char *people = say_who(say, finding);
	return say_sentence(say, plain_format(say->arena, "%s %s handed from %s to %s%s%s%s.", people, say_are(people),
					      say_team(say, finding->teams[0]), say_team(say, finding->teams[1]),
					      across, how(say, finding), records_phrase(say, finding)));
}

const char *say_across(const struct saying *say, const struct finding *finding)
{
	static const char *const names[SIDE_COUNT] = {"the person", "health", "care", "the voluntary side", "others"};
	enum side from = team_side(say->pathway, finding->teams[0]), to = team_side(say->pathway, finding->teams[1]);
	return say_handed(say, finding, plain_format(say->arena, ", across %s and %s", names[from], names[to]));
}

const char *say_between(const struct saying *say, const struct finding *finding)
{
	const struct team *teams = say->pathway->teams;
	return say_handed(say, finding,
			  plain_format(say->arena, ", between %s and %s",
				       say_organisation(say, teams[finding->teams[0]].organisation),
				       say_organisation(say, teams[finding->teams[1]].organisation)));
}

const char *say_within(const struct saying *say, const struct finding *finding)
{
	return say_handed(say, finding,
			  plain_format(say->arena, ", within %s",
				       say_organisation(say, say->pathway->teams[finding->teams[0]].organisation)));
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

const char *say_nothing_passed_on(const struct saying *say, const struct finding *finding)
{
	const char *people = say_who(say, finding);
	return say_sentence(say, plain_format(say->arena, "%s %s handed from %s to %s: %s%s.", people, say_are(people),
					      say_team(say, finding->teams[0]), say_team(say, finding->teams[1]),
					      why_nothing(say, finding), records_phrase(say, finding)));
}

const char *say_nobody_told(const struct saying *say, const struct finding *finding)
{
	const char *people = say_who(say, finding);
	return say_sentence(say, plain_format(say->arena, "%s %s %s for “%s”, and nobody is told.", people,
					      say_one(people) ? "leaves" : "leave", say_team(say, finding->teams[0]),
					      say_step(say, finding->at[1])));
}

const char *say_bounce(const struct saying *say, const struct finding *finding)
{
	const char *people = say_who(say, finding);
	return say_sentence(say, plain_format(say->arena, "%s %s sent from %s to %s and back again.", people,
					      say_are(people), say_team(say, finding->teams[0]),
					      say_team(say, finding->teams[1])));
}

const char *say_not_said(const struct saying *say, const struct finding *finding)
{
	return plain_format(say->arena, "It is not said how %s gets to know when people come from %s.",
			    say_team(say, finding->teams[1]), say_team(say, finding->teams[0]));
}
