# Words without consent are in no output whatever.
for arguments in 'report' 'report --format json' 'report --format csv' 'report --format markdown' 'report --format html' 'report --format csv --measures' \
	'report --journey margaret' 'report --kind obstacle' 'walk' 'walk --plain' 'walk --likeliest' 'check' \
	'walk --route leaving,visits' 'report --color always'; do
	carepath $arguments rich.yaml 2>&1 | grep -a -c SECRET
done
carepath check bad.yaml 2>&1 | grep -a SECRET
carepath report rich.yaml nopeople.yaml bad.yaml 2>&1 | grep -a -c SECRET
# Words with consent are in the walk.
carepath walk rich.yaml | grep -c -e 'all night' -e 'what comes next' -e 'all came at once'
