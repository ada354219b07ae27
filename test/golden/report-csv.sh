carepath report --format csv fall.yaml
carepath report --format csv --measures fall.yaml
# What went wrong on one way, and what is of one kind.
carepath report --format csv --journey george rich.yaml
carepath report --format csv --kind fault-line rich.yaml
