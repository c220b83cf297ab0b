# Prints the file $2 of folder $1.
enter "$1" 73
[ -f "$2" ] && [ ! -L "$2" ] || exit 73
[ -r "$2" ] || { echo "$2: Permission denied" >&2; exit 75; }
cat "$2"
