# Chosen at each fork; the ways are numbered.
at-terminal '3||2|b|1|9|what||||' carepath fall.yaml
# Of two ways to one step, and of two outcomes, that one is taken which is chosen.
cat >ends.yaml <<'Y'
carepath: 1
name: Two ends
organisations: { trust: { name: Trust, sector: acute } }
teams: { ward: { name: Ward 7, organisation: trust }, clinic: { name: Clinic, organisation: trust } }
steps:
  a: { team: ward, next: [{ to: b, share: 60%, when: soon, wait: 1d, via: phone }, { to: b, share: 40%, when: late, wait: 3d, via: letter }] }
  b: { team: clinic, next: [{ outcome: home, share: 60% }, { outcome: died, share: 40% }] }
Y
at-terminal '1|2|2||' carepath ends.yaml | grep -e leave -e 'From A' -e 'How the team' -e ends
