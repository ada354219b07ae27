# Without a file one of the pathways at hand is chosen by its number, and walked.
mkdir here && cp fall.yaml rich.yaml bad.yaml here && cd here
at-terminal '9|x|2|q' carepath --plain | head -30
at-terminal '1|!cp fall.yaml bad.yaml|1|q' carepath --plain | head -40
at-terminal '' carepath --plain | tail -3
at-terminal '3|1|S nowhere/x|S|q|S|' carepath --plain --scenario winter | tail -22
