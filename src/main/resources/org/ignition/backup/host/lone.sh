# Prints the manifests of folder $1 that nobody touched for $2 minutes and whose backups are not there.
enter "$1" 0
ls . >/dev/null || exit 75
find . ! -name . -prune -type f -name 'backup_[0-9]*.json' ! -name '*[!a-z0-9._]*' -mmin "+$2" -print |
  while read -r each; do
    backup=${each%.json}
    if [ ! -e "$backup" ] && [ ! -L "$backup" ]; then echo "${each#./}"; fi
  done
exit 0
