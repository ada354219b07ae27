# A reader that goes away early is no error, and nothing is said.
for arguments in 'report rich.yaml' 'report --format json rich.yaml' 'check rich.yaml' 'rich.yaml' 'help man'; do
	carepath $arguments | :
	echo "${PIPESTATUS[0]}"
done
carepath report --format json fall.yaml rich.yaml | head -1
