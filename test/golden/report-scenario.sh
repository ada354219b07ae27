carepath report --scenario winter rich.yaml | head -12
carepath report --scenario winter --format json rich.yaml | grep -E '"(scenario|waiting_time|pathway)"'
