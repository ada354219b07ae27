carepath draw fall.yaml
