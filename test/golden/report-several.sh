carepath report fall.yaml rich.yaml nopeople.yaml | head -60
