carepath report --journey george rich.yaml
