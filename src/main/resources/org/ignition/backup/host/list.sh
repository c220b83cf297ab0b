# Lists the backups of folder $1, and the first $2 bytes of each manifest.
# One request, whatever there is: find gives ls and head as many names at once as fit. Names that
# hold anything that none of ours does, such as the end of a line, could make up others.
enter "$1" 0
ls . >/dev/null || exit 75
files() {
  find . ! -name . -prune -type f -name 'backup_[0-9]*' ! -name '*[!a-z0-9._]*' "$@" {} +
}
files ! -name '*.json' -exec ls -ln
files -name '*.json' -exec head -c "$2" /dev/null
exit 0 # What vanished meanwhile, or can't be read, is not listed.
