carepath check bad.yaml
echo "exit $?"
carepath report bad.yaml >out
echo "exit $?, $(wc -c <out) bytes"
