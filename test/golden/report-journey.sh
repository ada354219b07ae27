carepath report --journey george rich.yaml
# Life between two episodes is told, and counts nowhere; of another file it is said that it has no such journey.
cat >again.yaml <<'Y'
carepath: 1
name: Back again
organisations: { self: { name: Ann, sector: person }, trust: { name: Trust, sector: acute } }
teams: { ann: { name: Ann, organisation: self }, ward: { name: Ward 7, organisation: trust } }
steps:
  home: { team: ann, next: stay }
  stay: { team: ward, lasts: 3d, next: [{ to: home, share: 40%, after: 16d }, { outcome: home again }] }
journeys: { ann: { name: Ann, route: [home, stay, home, stay] } }
Y
carepath report --journey ann again.yaml fall.yaml | sed '/^ What/,$d'
carepath report --format csv --measures --journey ann again.yaml | grep -e file -e lead_time
