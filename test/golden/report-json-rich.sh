carepath report --format json rich.yaml
