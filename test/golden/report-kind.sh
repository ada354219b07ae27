carepath report --kind duplication rich.yaml
carepath report --kind fault-line rich.yaml
