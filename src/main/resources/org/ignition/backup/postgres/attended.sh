# attended.sh FILE PROGRAM [ARGUMENT…]
#
# Runs PROGRAM for as long as standard input is open, which is as long as its owner lives, however
# that ends. Its input begins with what PROGRAM is to have in its environment, a name and a value in
# octal in each line, and an empty line. If the input ends first, PROGRAM is stopped and FILE, which it was writing, removed.
# Standard error and the exit status are PROGRAM's.
set -u
umask 077
ulimit -c 0
file=$1
shift

while IFS=' ' read -r name value && [ -n "$name" ]; do
  value=$(printf '%b.' "$value")
  export "$name=${value%.}"
done

exec 3<&0 </dev/null
"$@" >/dev/null 3<&- &
program=$!
{
  while read -r _ <&3; do :; done
  # The file first: when PROGRAM has ended, so will this.
  rm -f "$file"
  kill "$program"
} >/dev/null 2>&1 &
watch=$!
exec 3<&-
wait "$program"
status=$?
kill "$watch" 2>/dev/null
exit "$status"
