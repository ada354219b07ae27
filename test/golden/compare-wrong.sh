# What cannot be compared, and the exit code of each.
carepath compare fall.yaml; echo $?
carepath compare fall.yaml fall.yaml fall.yaml; echo $?
carepath compare fall.yaml missing.yaml; echo $?
carepath compare bad.yaml fall.yaml >/dev/null; echo $?
carepath compare --format csv fall.yaml fall.yaml; echo $?
carepath compare -o fall.yaml fall.yaml rich.yaml; echo $?
carepath compare rich.yaml fall.yaml >/dev/full; echo $?
