# Whole or as it was; a new file for its owner only, an old one for its readers;
# links followed; nothing left behind.
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
chmod 640 old.txt
carepath report -o old.txt fall.yaml; stat -c '%a' old.txt
at-terminal '' carepath report -o said.txt fall.yaml
at-terminal '' carepath report -o said.txt fall.yaml
chmod 644 said.txt
at-terminal '' carepath report -o said.txt fall.yaml
umask 022
carepath new started.yaml >/dev/null; stat -c '%a' started.yaml
mkdir folder
carepath report -o folder fall.yaml; echo "exit $?"
ls -A
