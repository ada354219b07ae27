carepath report --format json fall.yaml rich.yaml nopeople.yaml |
	python3 -c '
import json, sys
report = json.load(sys.stdin)
print(*report)
print([(file["file"], *file) for file in report["files"]][0])
print([file["file"] for file in report["files"]])
print(json.dumps(report["place"], indent=1, ensure_ascii=False))'
