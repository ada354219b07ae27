NO_COLOR=1 carepath report --color always fall.yaml | head -8 | cat -v
carepath report fall.yaml | grep -c $'\033'
true
