# Branches in lines: one put in, one taken away, all made a choice and side by side again; what is refused is asked
# again; and the end of all input in the middle, after which all that was changed is offered.
cp rich.yaml hip.yaml
at-terminal '||||x 9|Singing|therapy|half|60%|/ward stay|1|x 10|care|u|x 11|x|b|x 11|leaving|u|u|x 2|leaving|Tea|ward|b|x 9|Prayer' carepath walk --plain --likeliest hip.yaml | tail -n +98
diff rich.yaml hip.yaml && echo as it was
at-terminal '1|s|q' carepath walk --plain --likeliest hip.yaml | sed 's/^   [0-9A-Za-z, ]*[0-9][0-9]:[0-9][0-9] /   (then) /' | head -15
diff rich.yaml hip.yaml
