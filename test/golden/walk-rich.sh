carepath walk rich.yaml
