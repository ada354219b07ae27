carepath --version
carepath report --version no-such-file.yaml
