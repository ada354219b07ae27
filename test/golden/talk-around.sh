# All ways of going about: another way than the journey's, to the start and the end, all of a step, the journeys,
# the opening page, and the flags kept back.
at-terminal '1||9|2|b|j|1||1|home||end|b|j|9|maybe|b|v|||v|0|4|j|2|z|q' carepath walk --plain fall.yaml | tail -n +19
# A step that is only looked at is noted and changed all the same; and before a walk has begun.
at-terminal '3|z|/ward|1|v|n||a bed by the window||v|e|takes|2h||m|1|z|b|end|q|q' carepath walk --plain fall.yaml | tail -n +34
