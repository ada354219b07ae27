carepath report fall.yaml >/dev/full; echo "exit $?"
carepath report -o /dev/full fall.yaml; echo "exit $?"
carepath check fall.yaml >/dev/full; echo "exit $?"
carepath fall.yaml >/dev/full; echo "exit $?"
carepath help >/dev/full; echo "exit $?"
carepath --version >/dev/full; echo "exit $?"
carepath report fall.yaml >&-; echo "exit $?"
carepath report -o out.txt rich.yaml 2>&-; echo "exit $?"
grep -c warning out.txt
[ -c /dev/full ] && echo 'still a device'
echo old >old.txt
(ulimit -f 1; trap '' XFSZ; carepath report -o old.txt rich.yaml; echo "exit $?")
cat old.txt; ls -A | grep carepath-
true
