carepath fall.yaml
carepath walk fall.yaml | cmp - <(carepath fall.yaml) && echo same
