carepath walk --likeliest rich.yaml | tail -60
