#include "export/soon.h"

/* How many findings ahead what is asked for: each needs what came before it. */
enum { PLACES_AHEAD = 24, STEPS_AHEAD = 16, NAMES_AHEAD = 8, STEPS_OF_EACH = 3 };

static uint32_t few(const struct finding *finding)
{
	return finding->at_count < STEPS_OF_EACH ? finding->at_count : STEPS_OF_EACH;
}

static void ask_for_steps(const struct pathway *pathway, const struct finding *finding)
{
	for (uint32_t i = 0; i < few(finding); i++)
		__builtin_prefetch(&pathway->steps[finding->at[i]]);
	if (finding->arrow == NONE)
		return;
	/* An arrow is several lines of the cache long. */
	for (size_t byte = 0; byte < sizeof(struct arrow); byte += 64)
		__builtin_prefetch((const char *)&pathway->arrows[finding->arrow] + byte);
}

static void ask_for_names(const struct pathway *pathway, const struct finding *finding)
{
	for (uint32_t i = 0; i < few(finding); i++) {
		__builtin_prefetch(pathway->steps[finding->at[i]].id);
		__builtin_prefetch(pathway->steps[finding->at[i]].name);
	}
}

void findings_soon(const struct analysis *analysis, uint32_t index, uint32_t end)
{
	const struct pathway *pathway = analysis->pathway;
	const struct finding *findings = &analysis->findings[index];
	uint32_t left = end - index;
	if (left > PLACES_AHEAD) {
		__builtin_prefetch(findings[PLACES_AHEAD].at);
		source_position_soon(pathway->source, findings[PLACES_AHEAD].place.start);
	}
	if (left > STEPS_AHEAD)
		ask_for_steps(pathway, &findings[STEPS_AHEAD]);
	if (left > NAMES_AHEAD)
		ask_for_names(pathway, &findings[NAMES_AHEAD]);
}
