carepath compare rich.yaml rich.yaml
