# The end of input is a polite end, wherever it comes.
at-terminal '' carepath fall.yaml | tail -2
at-terminal '1|' carepath walk --plain fall.yaml | tail -2
at-terminal 'q' carepath fall.yaml | tail -2
at-terminal 'b|b|q' carepath walk --likeliest fall.yaml | tail -6
