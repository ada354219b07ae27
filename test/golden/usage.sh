# One line each, the nearest word, exit 2.
try() { carepath "$@" >/dev/null 2>message; echo "$? $(wc -l <message) $(cat message)"; }
try reprot fall.yaml
try fal
try --formt json report fall.yaml
try report --format jsn fall.yaml
try report --format pdf fall.yaml
try report --format
try report --measurs fall.yaml
try report --measures fall.yaml
try check --format json fall.yaml
try check --fail-on handoff-acros fall.yaml
try report --kind handoff fall.yaml
try report --people 0 fall.yaml
try report --people 1e3 fall.yaml
try report --seed -1 fall.yaml
try report --seed 18446744073709551616 fall.yaml
try report --threads '' fall.yaml
try report --ascii=no fall.yaml
try report -x fall.yaml
try report -o
try report
try walk
try walk fall.yaml rich.yaml
try help reprt
try new
try report fall.yaml ./fall.yaml
try report --journey margret fall.yaml
try walk --journey margret fall.yaml
try walk --route fall,a-and-f fall.yaml
try walk --likeliest --journey margaret fall.yaml
try report --scenario wintr rich.yaml
try report --scenario winter fall.yaml
try $'walk\nfall.yaml'
try --
