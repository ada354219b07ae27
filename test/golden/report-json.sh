carepath report --format json fall.yaml
