# The other way round, in ASCII.
carepath compare --ascii fall-after.yaml fall.yaml
