# The same input gives the same bytes, however many threads.
for format in text markdown html json csv; do
	carepath report --format $format --threads 1 rich.yaml >one
	carepath report --format $format --threads 4 rich.yaml | cmp - one && echo $format
done
LC_ALL=de_DE.UTF-8 LC_NUMERIC=de_DE.UTF-8 carepath report --format csv --measures rich.yaml | cmp - <(carepath report --format csv --measures rich.yaml) && echo 'no comma'
