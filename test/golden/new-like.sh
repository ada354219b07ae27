mkdir pathways
cp fall.yaml pathways/fall.yaml
cp rich.yaml pathways/rich.yaml
cp fall-after.yaml pathways/fall-to-be.yaml
cp bad.yaml pathways/broken.yaml
echo "--- { at: \"2026-11-22 14:32:05\" }" >pathways/fall.journal.yaml
carepath new --like fall mine.yaml; echo "exit $?"
stat -c %a mine.yaml
cat mine.yaml
carepath check mine.yaml >flags; echo "exit $?"
carepath report mine.yaml 2>&1 >/dev/null; echo "exit $?"
carepath new --like=fall - | cmp - mine.yaml && echo same
carepath new --like fall mine.yaml; echo "exit $?"
carepath new --like fal other.yaml; echo "exit $?"
carepath new --like fall-to-be other.yaml; echo "exit $?"
carepath new --like ../mine other.yaml; echo "exit $?"
carepath new --like broken other.yaml; echo "exit $?"
carepath check --like fall mine.yaml; echo "exit $?"
carepath new --like rich rich-mine.yaml >/dev/null; diff rich.yaml rich-mine.yaml
carepath check rich-mine.yaml 2>&1 >/dev/null | grep -A2 'warning'
rm -r pathways
carepath new --like fall other.yaml; echo "exit $?"
ls -A
