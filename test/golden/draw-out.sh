carepath draw -o map.txt fall.yaml && head -3 map.txt
carepath draw --format json fall.yaml
echo $?
carepath draw --width 39 fall.yaml
echo $?
carepath draw --people 5 fall.yaml
echo $?
