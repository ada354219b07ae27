# What an audit found of a clock, in each way that it is published.
sed 's/observed: 57% within 36h/observed: [57% within 36h, mean 30h, median 26h]/' rich.yaml >three.yaml
sed 's/observed: 57% within 36h/observed: mean 1.3d/' rich.yaml >mean.yaml
for file in three mean; do
	carepath report $file.yaml | grep -A1 'An audit found:'
	carepath check $file.yaml | grep 'To theatre'
done
