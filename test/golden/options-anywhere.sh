# Options and files in any order, both ways to give a value, `--`.
carepath report fall.yaml --format=json --seed 1 >1
carepath --format json report --seed=1 fall.yaml >2
carepath --seed 1 --format=json -- report fall.yaml >3
carepath report --format json -ofile fall.yaml && cp file 4
carepath report -o - --format json fall.yaml >5
cp fall.yaml ./-dash.yaml
carepath report --format json -- -dash.yaml | sed 's/"-dash.yaml"/"fall.yaml"/' >6
carepath report --format json - <fall.yaml | sed 's/"file": "-"/"file": "fall.yaml"/' >7
cmp 1 2 && cmp 1 3 && cmp 1 4 && cmp 1 5 && diff <(sed 's/-dash.yaml:/fall.yaml:/' 6) 1 && diff 7 1 && wc -l <1
