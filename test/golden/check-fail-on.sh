try() { carepath check "$@" >/dev/null; echo "$*: $?"; }
try fall.yaml
try --fail-on any fall.yaml
try --fail-on handoff-across fall.yaml
try --fail-on turned-away fall.yaml
try --fail-on turned-away,asked-again fall.yaml
# accepted: not counted
try --fail-on not-coterminous rich.yaml
try --fail-on any fall.yaml bad.yaml 2>/dev/null
