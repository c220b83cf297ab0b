# Writes standard input to the new file $2 of folder $1.
mkdir -p "$1" && cd "$1" || exit 74
set -C
cat >"$2" || { status=$?; rm -f "$2"; exit "$status"; }
