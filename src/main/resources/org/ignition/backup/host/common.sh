# Stands before each script.
export LC_ALL=C
umask 077
# enter FOLDER STATUS: goes into a folder; ends with STATUS where none is. One that can't be looked
# at is not taken for one that is not there.
enter() {
  if [ ! -e "$1" ]; then
    said=$(ls -d "$1" 2>&1)
    case $said in *'No such file'*) exit "$2" ;; esac
    echo "$said" >&2
    exit 75
  fi
  cd "$1" || exit 75
}
