# What the room said is told, and what it voted for, but for words without consent and a damaged line.
cp fall.yaml said.yaml
cat >said.journal.yaml <<'END'
--- { number: 1, kind: idea, at: "2026-11-22 14:32:05", step: "ward-stay", to: "care-assessment", says: "One assessment for both", who: "Ann, ward sister", sum: c853aebea7cd00dc }
--- { number: 2, kind: voice, at: "2026-11-22 14:35:10", step: "a-and-e", says: "SECRET they left me in the corridor", who: "Margaret", consent: no, sum: a07e7ea8c1d2e09b }
--- { number: 3, kind: voice, at: "2026-11-22 14:36:10", step: "a-and-e", says: "Nobody told my daughter", who: "Margaret", consent: yes, sum: 017d840bd2a9a9fa }
--- { number: 4, kind: action, at: "2026-11-22 14:40:00", says: "Ring the council about the form", who: "Tom", by: "Friday", sum: b33ccce213bd2d48 }
--- { number: 5, kind: vote, at: "2026-11-22 14:41:00", on: "c853aebea7cd00dc", sum: e8f447939108ba6d }
--- { number: 2, kind: voice, at: "2026-11-22 14:35:10", step: "a-and-e", says: "SECRET they left me in the hallway", who: "Margaret", consent: no, sum: a07e7ea8c1d2e09b }
--- { number: 6, kind: vote, at: "2026-11-22 14:42:00", on: "handoff-within a-and-e ward-stay", sum: c1d81c176530cf6c }
--- { number: 7, kind: vote, at: "2026-11-22 14:43:00", on: "asked-again ward-stay care-assessment: story", sum: fd54bf4c01f4ad95 }
--- { number: 8, kind: vote, at: "2026-11-22 14:43:00", on: "asked-again ward-stay care-assessment: story", sum: 454c4d285c0d64aa }
--- { number: 9, kind: vote, at: "2026-11-22 14:43:00", on: "asked-again ward-stay care-assessment: story", sum: 4d29b696dab0074f }
--- { number: 10, kind: vote, at: "2026-11-22 14:44:00", on: "asked-again ward-stay care-assessment: medicines", sum: b6a8d731b3eecb70 }
--- { number: 11, kind: withdrawn, at: "2026-11-22 14:44:10", on: "b6a8d731b3eecb70", sum: 8fdc334416b347d9 }
END
carepath report said.yaml | sed -n '/What the room said/,/^ Delays/p'
for arguments in 'report' 'report --format json' 'report --format csv' 'walk' 'check'; do
	carepath $arguments said.yaml 2>&1 | grep -a -c SECRET
done
carepath report --format markdown said.yaml | grep -A3 ' votes'
rm said.yaml said.journal.yaml
