# A file's name may hold anything; what is printed may not.
cp fall.yaml $'a\033[31m\nb.yaml'
carepath check $'a\033[31m\nb.yaml' | head -1 | cat -v
carepath report --format json $'a\033[31m\nb.yaml' | head -3 | cat -v
carepath report $'a\033[31m\nb.yaml' | grep -c $'\033'
carepath check $'no\033[31m\nsuch.yaml' 2>&1 | cat -v
carepath $'re\033[31m\nport' 2>&1 | cat -v
