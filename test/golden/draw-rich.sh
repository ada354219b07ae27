carepath draw --width 100 rich.yaml
