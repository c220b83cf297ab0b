# fed.sh PROGRAM [ARGUMENT…]
#
# Becomes PROGRAM, which reads the rest of standard input. The input begins with what PROGRAM is to
# have in its environment, as in attended.sh.
set -u
umask 077
ulimit -c 0

while IFS=' ' read -r name value && [ -n "$name" ]; do
  value=$(printf '%b.' "$value")
  export "$name=${value%.}"
done
exec "$@"
