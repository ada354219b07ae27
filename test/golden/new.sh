carepath new mine.yaml; echo "exit $?"
stat -c %a mine.yaml
carepath check mine.yaml >flags; echo "exit $?"
wc -l <flags
carepath mine.yaml >/dev/null; echo "exit $?"
carepath new mine.yaml; echo "exit $?"
carepath new no/such/mine.yaml; echo "exit $?"
carepath new - | cmp - mine.yaml && echo same
ls -A
