carepath --help
echo "exit $?"
carepath help report
echo "exit $?"
carepath report --help
carepath walk -h | head -3
