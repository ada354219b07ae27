# What lies between two organisations, listed and voted for; and the findings that were voted for among what was said.
at-terminal 'boundaries|9|what|1|+1|n||look at this|Ann|9|2|m|+2|2|m|t2|-2|-9|1|b|boundaries|4||b|q' carepath walk --plain rich.yaml | tail -n +24
