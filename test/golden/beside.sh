mkdir -p tree/pathways tree/build/bin here
cp fall.yaml tree/pathways/
cp "$(command -v carepath)" tree/build/bin/carepath
cd here
../tree/build/bin/carepath new --like fall mine.yaml; echo "exit $?"
../tree/build/bin/carepath new --like fell other.yaml; echo "exit $?"
cd ../tree/pathways
../build/bin/carepath new --like fall ../mine.yaml; echo "exit $?"
../build/bin/carepath
