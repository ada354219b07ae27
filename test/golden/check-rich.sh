carepath check rich.yaml nopeople.yaml
