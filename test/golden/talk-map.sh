# The map changed in lines: a step put in and taken out, a team, a place, shares, a way; what is refused, what is so
# already, what is not clear, and names that fit several.
cp fall.yaml hip.yaml
at-terminal '|x|99|what||x 3|x 1||x 1|Frailty nurse|9|e|ward|x 3|u|x 2|2|Taxi|home|q|s|x 5|hospital|1||x 6|nowhere|ward|x 8|x 9|fall|200|1|15%|u|u|u|u|u|s|end|b|x 9|a|Ward stay|b|x 3|x 4|x|e||s|q' carepath walk --plain --likeliest hip.yaml | tail -n +16
diff fall.yaml hip.yaml
