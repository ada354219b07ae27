# The keys of command.md in its order, and nothing that is not JSON.
carepath report --format json rich.yaml |
	python3 -c '
import json, sys
def refuse(word): raise ValueError(word)
report = json.load(sys.stdin, parse_constant=refuse)
for value in (report, report["pathway"], report["measures"], report["measures"]["lead_time"], report["measures"]["cost"],
              report["measures"]["clocks"]["theatre"], report["goals"][0], report["findings"][0],
              report["fault_lines"][0], report["journeys"]["margaret"], report["journeys"]["margaret"]["route"][0]):
    print(*value)'
