# Before and after: another pathway out of a list, the one that could be by its name, what was changed and saved, and
# what was saved under another name.
mkdir here && cp fall.yaml here/hip.yaml && cp fall-after.yaml here/hip-to-be.yaml && cp rich.yaml here/other.yaml && cd here
at-terminal 'c|9||c|1|c|o|nothing.yaml|o|hip.yaml|e|takes|2h||s|c|u|c|U|S new|c|q' carepath walk --plain --likeliest hip.yaml | grep -E '^( Before:| After:| Enter| A number| People| Little| Nothing| Taken| Done|   [0-9]+  A|.*stays|.*error|.*pathway)'
at-terminal 'c|1|q' carepath walk --plain --likeliest hip-to-be.yaml | grep -E '^ (Before|After)'
