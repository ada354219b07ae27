carepath report --format csv rich.yaml nopeople.yaml
