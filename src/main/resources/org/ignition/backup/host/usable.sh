# Whether a backup could be put into folder $1, which need not be there; prints what df says.
folder=$1
while [ ! -e "$folder" ]; do folder=$(dirname "$folder"); done
[ -d "$folder" ] || { echo "$folder is no folder" >&2; exit 74; }
[ -w "$folder" ] && [ -x "$folder" ] || { echo "$folder belongs to others or is read-only" >&2; exit 74; }
command -v sha256sum >/dev/null || command -v shasum >/dev/null || command -v openssl >/dev/null || exit 76
df -P -k "$folder"
