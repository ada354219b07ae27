# Several files on one page: what they come to together stands first; each begins on a sheet of its own.
carepath report --format markdown fall.yaml rich.yaml nopeople.yaml >page.md
sed -n '1,/^---/p' page.md
grep -n -e '^# ' -e '^---' page.md
carepath report --format html fall.yaml rich.yaml nopeople.yaml >page.html
sed -n '/<title>/p; /<h1>/,/<hr>/p' page.html | sed '/<hr>/q'
grep -e '<h1>' -e '<hr>' page.html
# One kind of finding, and one journey.
carepath report --format markdown --kind fault-line rich.yaml fall.yaml
carepath report --format markdown --journey george rich.yaml
carepath report --format html --journey george rich.yaml | sed '1,/<body>/d'
# Where nothing is of a kind.
carepath report --format markdown --kind fault-line nopeople.yaml
