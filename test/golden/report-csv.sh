carepath report --format csv fall.yaml
carepath report --format csv --measures fall.yaml
