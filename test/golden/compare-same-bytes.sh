# The same input gives the same bytes, however many threads.
for format in text json; do
	carepath compare --format $format --threads 1 fall.yaml rich.yaml >one
	carepath compare --format $format --threads 4 fall.yaml rich.yaml | cmp - one && echo $format
done
