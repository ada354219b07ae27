at-terminal '1|||b|?|1|what||||' carepath fall.yaml
