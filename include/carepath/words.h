/* The fixed words of the format, each set in one table: reading, the list of
 * allowed words in a message, the documentation and the sentences use these. */
#ifndef CAREPATH_WORDS_H
#define CAREPATH_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* No index, no team, no word … */
#define NONE UINT32_MAX

/* The side that an organisation is on; sides of the map from top to bottom. */
enum side { SIDE_PERSON, SIDE_HEALTH, SIDE_CARE, SIDE_VOLUNTARY, SIDE_OTHER, SIDE_COUNT };

struct sector {
	const char *word;
	enum side side;
};

enum setting {
	SETTING_HOME,
	SETTING_COMMUNITY,
	SETTING_GP_SURGERY,
	SETTING_PHARMACY,
	SETTING_CLINIC,
	SETTING_DAY_CENTRE,
	SETTING_AMBULANCE,
	SETTING_EMERGENCY,
	SETTING_WARD,
	SETTING_THEATRE,
	SETTING_COMMUNITY_HOSPITAL,
	SETTING_CARE_HOME,
	SETTING_HOSPICE,
	SETTING_OTHER,
	SETTING_COUNT
};

enum contact { CONTACT_IN_PERSON, CONTACT_PHONE, CONTACT_VIDEO, CONTACT_ONLINE, CONTACT_WITHOUT, CONTACT_COUNT };

enum basis { BASIS_MEASURED, BASIS_STANDARD, BASIS_TOLD, BASIS_ESTIMATE, BASIS_COUNT };

/* How the next team gets to know. */
enum via {
	VIA_NOT_SAID,
	VIA_IN_PERSON,
	VIA_SHARED_RECORD,
	VIA_MESSAGE,
	VIA_PHONE,
	VIA_VIDEO,
	VIA_EMAIL,
	VIA_REFERRAL_FORM,
	VIA_E_REFERRAL,
	VIA_LETTER,
	VIA_FAX,
	VIA_THE_PERSON,
	VIA_NOTHING,
	VIA_COUNT
};

/* Whose next move it is. */
enum held_by { HELD_NOT_SAID, HELD_HEALTH, HELD_CARE, HELD_BOTH, HELD_PERSON, HELD_VOLUNTARY, HELD_COUNT };

enum consent { CONSENT_NOT_ASKED, CONSENT_YES, CONSENT_NO, CONSENT_PUBLISHED };

/* A set of words: word[i] is the spelling of value i + first. */
struct word_set {
	const char *const *words;
	uint32_t count;
	uint32_t first; /* the value of words[0] */
};

extern const struct sector sectors[];
extern const uint32_t sector_count;
extern const char *const side_words[SIDE_COUNT]; /* "health", "care" … */

extern const struct word_set sector_words, setting_words, contact_words, basis_words, via_words, held_by_words,
    consent_words, side_names;

/* Reasons that are offered; any other word is allowed. */
extern const struct word_set offered_reasons;

/* Words that good care repeats, never flagged as duplication. */
extern const struct word_set routine_words;

/* The spelling of a value of the set; "" for a value that stands for "not said". */
const char *word_of(const struct word_set *set, uint32_t value);

bool setting_in_hospital(enum setting setting);

/* Where a person is after a step in this setting, if nothing else is said. */
enum setting setting_afterwards(enum setting setting);

#endif
