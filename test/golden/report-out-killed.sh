# Nothing is left behind of a file that was not finished. The shell tells of the
# signal with a number that changes.
exec 2>/dev/null
(
	ulimit -c 0 -f 1
	carepath report -o out.txt rich.yaml
)
echo $?
ls -A
