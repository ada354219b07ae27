at-terminal '4||||||||1||2||q' carepath rich.yaml
