# What was changed and not saved is offered again, and put back or forgotten: in lines.
cp fall.yaml hip.yaml
at-terminal 'e|takes|2h||q|q' carepath walk --plain --likeliest hip.yaml | tail -7
at-terminal '|q' carepath walk --plain --likeliest hip.yaml | sed 's/^   [0-9A-Za-z, ]*[0-9][0-9]:[0-9][0-9] /   (then) /' | head -13
at-terminal '9|2|1|u|U|q|q' carepath walk --plain --likeliest hip.yaml | sed 's/^   [0-9A-Za-z, ]*[0-9][0-9]:[0-9][0-9] /   (then) /' | head -26
at-terminal '3||q' carepath walk --plain --likeliest hip.yaml | sed 's/^   [0-9A-Za-z, ]*[0-9][0-9]:[0-9][0-9] /   (then) /' | head -13
at-terminal '3|3|q' carepath walk --plain --likeliest hip.yaml | sed 's/^   [0-9A-Za-z, ]*[0-9][0-9]:[0-9][0-9] /   (then) /' | head -13
at-terminal 'q' carepath walk --plain --likeliest hip.yaml | head -4
diff fall.yaml hip.yaml && echo as it was
