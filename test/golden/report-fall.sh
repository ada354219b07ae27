carepath report fall.yaml
