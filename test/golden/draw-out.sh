carepath draw -o map.txt fall.yaml && head -3 map.txt
carepath draw --format json fall.yaml
echo $?
carepath draw --width 39 fall.yaml
echo $?
carepath draw --people 5 fall.yaml
echo $?
# A file is written as what it is named for, if it can be.
carepath draw -o map.html fall.yaml; echo $?
carepath draw -o map.svg fall.yaml; echo $?
carepath draw --format text -o map.svg fall.yaml && head -1 map.svg
carepath report -o page.HTML fall.yaml && head -1 page.HTML
carepath report -o page.md fall.yaml && head -1 page.md
carepath report -o measures.csv --measures fall.yaml && head -1 measures.csv
carepath compare -o both.json fall.yaml fall.yaml && head -1 both.json
carepath report -o .html fall.yaml && head -1 .html
