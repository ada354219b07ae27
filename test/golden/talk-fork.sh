# Chosen at each fork; the ways are numbered.
at-terminal '3||2|b|1|9|what||||' carepath fall.yaml
