carepath compare fall.yaml fall-after.yaml
