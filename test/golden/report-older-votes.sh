# Votes of an older journal are for the one finding that fits; what fits none, or several, is told as that, and its vote can be taken back.
sed 's/target: at most 30d/target: at most 1d/' rich.yaml >said.yaml
cat >said.journal.yaml <<'END'
--- { number: 1, kind: vote, at: "2026-11-22 14:41:00", on: "goal-missed", sum: 8370f2c924a6e154 }
--- { number: 2, kind: vote, at: "2026-11-22 14:42:00", on: "over-target a-and-e theatre", sum: 1fdd8f6f340d27cd }
--- { number: 3, kind: vote, at: "2026-11-22 14:43:00", on: "over-target a-and-e theatre: theatre", sum: 91a10b431d333626 }
--- { number: 4, kind: vote, at: "2026-11-22 14:44:00", on: "long-wait ward-stay gone-home", sum: 4d63ec7d447bf2bc }
--- { number: 5, kind: vote, at: "2026-11-22 14:45:00", on: "fault-line: hospital council", sum: 8ef4a68d534e14e1 }
--- { number: 6, kind: vote, at: "2026-11-22 14:46:00", on: "0123456789abcdef", sum: 5842e4fd35fd4391 }
END
carepath report said.yaml | sed -n '/What the room said/,/^ Delays/p'
at-terminal '1||m|4|+4|-4|-4|t4||q' carepath walk --plain said.yaml | sed -n '/What we said/,$p'
rm said.yaml said.journal.yaml
