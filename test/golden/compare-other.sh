# Two pathways that have nothing to do with each other, and other people and payers.
carepath compare fall.yaml rich.yaml | head -30
