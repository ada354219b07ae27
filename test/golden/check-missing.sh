carepath check nowhere.yaml
echo "exit $?"
carepath check . ; echo "exit $?"
carepath report nowhere.yaml fall.yaml; echo "exit $?"
carepath nowhere.yaml; echo "exit $?"
