carepath draw --ascii --width 60 fall.yaml
