#include "carepath/words.h"

#define SET(table, from)                                                                                               \
	{                                                                                                              \
		(table), sizeof(table) / sizeof *(table), (from)                                                       \
	}

const char *const side_words[SIDE_COUNT] = {"person", "health", "care", "voluntary", "other"};

#define SECTORS(each)                                                                                                  \
	each("primary care", SIDE_HEALTH) each("community", SIDE_HEALTH) each("acute", SIDE_HEALTH)                    \
	    each("mental health", SIDE_HEALTH) each("ambulance", SIDE_HEALTH) each("pharmacy", SIDE_HEALTH)            \
		each("hospice", SIDE_HEALTH) each("independent", SIDE_HEALTH) each("commissioner", SIDE_HEALTH)        \
		    each("social care", SIDE_CARE) each("care home", SIDE_CARE) each("home care", SIDE_CARE)           \
			each("housing", SIDE_CARE) each("public health", SIDE_CARE) each("education", SIDE_CARE)       \
			    each("voluntary", SIDE_VOLUNTARY) each("person", SIDE_PERSON) each("other", SIDE_OTHER)
#define SECTOR_ENTRY(word, side) {word, side},
#define SECTOR_WORD(word, side)  word,

const struct sector sectors[] = {SECTORS(SECTOR_ENTRY)};
const uint32_t sector_count = sizeof sectors / sizeof *sectors;

static const char *const sector_names[] = {SECTORS(SECTOR_WORD)};

static const char *const settings[] = {
    "home",    "community",  "gp surgery",         "pharmacy",
    "clinic",  "day centre", "ambulance",          "emergency department",
    "ward",    "theatre",    "community hospital", "care home",
    "hospice", "other",
};
_Static_assert(sizeof settings / sizeof *settings == SETTING_COUNT, "a word for each setting");

static const char *const contacts[] = {"in person", "phone", "video", "online", "without the person"};
_Static_assert(sizeof contacts / sizeof *contacts == CONTACT_COUNT, "a word for each contact");

static const char *const bases[] = {"measured", "standard", "told", "estimate"};
_Static_assert(sizeof bases / sizeof *bases == BASIS_COUNT, "a word for each basis");

static const char *const ways_to_tell[] = {
    "in person",     "shared record", "message", "phone", "video",      "email",
    "referral form", "e-referral",    "letter",  "fax",   "the person", "nothing",
};
_Static_assert(sizeof ways_to_tell / sizeof *ways_to_tell == VIA_COUNT - VIA_IN_PERSON, "a word for each via");

static const char *const holders[] = {"health", "care", "both", "person", "voluntary"};
_Static_assert(sizeof holders / sizeof *holders == HELD_COUNT - HELD_HEALTH, "a word for each holder");

static const char *const consents[] = {"yes", "no", "published"};

static const char *const reasons[] = {
    "assessment", "funding", "care package", "care home place", "equipment", "choice",
    "transport",  "results", "capacity",     "housing",         "dispute",
};

static const char *const routine[] = {
    "identity", "consent", "allergies", "observations", "blood pressure", "weight", "pain",
};

const struct word_set sector_words = SET(sector_names, 0);
const struct word_set setting_words = SET(settings, SETTING_HOME);
const struct word_set contact_words = SET(contacts, CONTACT_IN_PERSON);
const struct word_set basis_words = SET(bases, BASIS_MEASURED);
const struct word_set via_words = SET(ways_to_tell, VIA_IN_PERSON);
const struct word_set held_by_words = SET(holders, HELD_HEALTH);
const struct word_set consent_words = SET(consents, CONSENT_YES);
const struct word_set side_names = SET(side_words, SIDE_PERSON);
const struct word_set offered_reasons = SET(reasons, 0);
const struct word_set routine_words = SET(routine, 0);

const char *word_of(const struct word_set *set, uint32_t value)
{
	if (value < set->first || value - set->first >= set->count)
		return "";
	return set->words[value - set->first];
}

bool setting_in_hospital(enum setting setting)
{
	return setting == SETTING_EMERGENCY || setting == SETTING_WARD || setting == SETTING_THEATRE ||
	       setting == SETTING_COMMUNITY_HOSPITAL;
}

/* People go home from places that they only visit. */
enum setting setting_afterwards(enum setting setting)
{
	switch (setting) {
	case SETTING_GP_SURGERY:
	case SETTING_PHARMACY:
	case SETTING_CLINIC:
	case SETTING_DAY_CENTRE:
	case SETTING_COMMUNITY:
		return SETTING_HOME;
	default:
		return setting;
	}
}
