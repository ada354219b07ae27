carepath report rich.yaml
