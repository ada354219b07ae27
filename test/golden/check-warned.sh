carepath check warned.yaml; echo "exit $?"
carepath report --kind obstacle warned.yaml; echo "exit $?"
