carepath walk --route fall,a-and-e,home-again fall.yaml | tail -30
carepath walk --route home-again fall.yaml | tail -12
