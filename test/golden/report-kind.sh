carepath report --kind duplication rich.yaml
carepath report --kind fault-line rich.yaml
# Two alike waits in hospital, one of them with a target: both are told.
cat >twice.yaml <<'Y'
carepath: 1
name: Twice
organisations: { trust: { name: Trust, sector: acute } }
teams: { ward: { name: Ward 7, organisation: trust }, clinic: { name: Clinic, organisation: trust } }
steps:
  a:
    team: ward
    setting: ward
    next:
      - { to: b, share: 50%, when: one, wait: 3d, target: 1d }
      - { to: b, share: 50%, when: two, wait: 3d }
  b: { team: clinic, outcome: home }
Y
carepath report --kind delay twice.yaml
