carepath compare --format json fall.yaml fall-after.yaml
