# Whole or as it was; mode 0600; links followed; nothing left behind.
umask 000
carepath report -o out.txt fall.yaml; echo "exit $?"
stat -c '%a %F' out.txt
carepath report fall.yaml | cmp - out.txt && echo same
echo old >old.txt
carepath report -o old.txt bad.yaml 2>/dev/null; echo "exit $?"
cat old.txt
ln -s old.txt link.txt
carepath report -o link.txt fall.yaml; echo "exit $?"
[ -L link.txt ] && cmp old.txt out.txt && echo 'link kept'
carepath report -o fall.yaml fall.yaml; echo "exit $?"
head -1 fall.yaml
carepath report -o no/such/place fall.yaml; echo "exit $?"
mkdir folder
carepath report -o folder fall.yaml; echo "exit $?"
ls -A
