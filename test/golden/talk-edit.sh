# A step changed field by field, taken back, saved, compared and saved as another file: in lines.
cp fall.yaml hip.yaml
at-terminal '3|||1|e|banana|takes|six|2h|team|nobody||1|The ward|w2|w1|wait|1d||u|U|c|q|s|q' carepath walk --plain hip.yaml | tail -n +58
diff fall.yaml hip.yaml
at-terminal 's|u|S|fall|n|S new|c fall.yaml|c nothing.yaml|?|q' carepath walk --plain --likeliest hip.yaml
cmp hip.yaml new.yaml
