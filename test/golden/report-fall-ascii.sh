LC_ALL=C carepath report fall.yaml | head -20
carepath report --ascii fall.yaml | head -20
