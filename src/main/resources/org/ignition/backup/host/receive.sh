# Writes standard input to the new file $2 of folder $1.
export LC_ALL=C
umask 077
cd "$1" || exit 74
set -C
cat >"$2" || { status=$?; rm -f "$2"; exit "$status"; }
