carepath check fall.yaml
