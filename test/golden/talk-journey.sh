at-terminal '1|||b|?|2|what||||' carepath fall.yaml
