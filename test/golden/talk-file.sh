# A file that somebody else changes meanwhile, read again, with changes that are not saved and with errors in it; saved
# beside; another pathway; and before a walk has begun what can be asked of a pathway as a whole.
mkdir here && cp fall.yaml here/hip.yaml && sed 's/^name: .*/name: Another fall/' fall.yaml >here/other.yaml && cd here
at-terminal 'x|e|home|what|/social|1|b|!sed -i "s/lasts: 5d/lasts: 9d/" hip.yaml|z|r|r|e|takes|2h||!sed -i "s/lasts: 9d/lasts: 4d/" hip.yaml|z|s|r|r|!echo "steps: [" >hip.yaml|z|r|q' carepath walk --plain hip.yaml | tail -n +21 | sed 's/^   [0-9A-Za-z, ]*[0-9][0-9]:[0-9][0-9] /   (then) /'
rm hip.* && cp ../fall.yaml hip.yaml
at-terminal 'p||p nothing.yaml|p|9|2|3|/ward|1|e|takes|2h||p|p|2|1|1|q|q' carepath walk --plain hip.yaml | tail -n +21 | sed 's/^   [0-9A-Za-z, ]*[0-9][0-9]:[0-9][0-9] /   (then) /'
