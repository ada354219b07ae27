carepath report --format json fall.yaml rich.yaml nopeople.yaml |
	python3 -c '
import json, sys
report = json.load(sys.stdin)
print(*report)
print([(file["file"], *file) for file in report["files"]][0])
print([file["file"] for file in report["files"]])
print(json.dumps(report["place"], indent=1, ensure_ascii=False))'
# The waits of the place are all that its pathways come to, flagged or not.
carepath report --format json fall.yaml rich.yaml |
	python3 -c '
import json, sys
report = json.load(sys.stdin)
print(round(sum(row["waiting_time"] for row in report["place"]["delays"]) / 86400, 3))
print(round(sum(file["pathway"]["people_per_year"] * file["measures"]["waiting_time"] for file in report["files"]) / 86400, 3))'
