# Indexes count among the findings that are written.
carepath report --format json --kind duplication --journey margaret rich.yaml |
	python3 -c '
import json, sys
report = json.load(sys.stdin)
kinds = {finding["kind"] for finding in report["findings"]}
print(sorted(kinds), len(report["findings"]), report["short_list"], list(report["journeys"]))
indexes = [i for stop in report["journeys"]["margaret"]["route"] for i in stop["findings"]]
print(all(0 <= i < len(report["findings"]) for i in indexes), len(indexes) > 0)'
