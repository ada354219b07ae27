# What was probably meant.
exec 2>&1
cp fall.yaml mine.yaml
carepath mine
carepath check mine
carepath report --scenario nope rich.yaml
carepath report --scenario winters rich.yaml
carepath report --scenario nope fall.yaml
carepath report --journey nope rich.yaml
carepath new "my pathway's.yaml"
carepath new -- -o.yaml
LC_ALL=C carepath check rich.yaml | grep -c '[“”]'
carepath report --ascii rich.yaml | grep -c '[“”]'
