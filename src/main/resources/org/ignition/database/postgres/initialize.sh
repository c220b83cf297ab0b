# initialize.sh HOME TARGET BASE USER GROUP
#
# Makes TARGET an initialised data folder that holds no password and lets nobody in; whoever starts a
# server on a copy of it sets both. HOME is a PostgreSQL, BASE a folder for temporary files. PostgreSQL
# refuses to run as root, so root names the USER and GROUP that it runs as; others leave them empty.
# TARGET appears at once and whole; where two make it together, the first one's stays.
set -eu
umask 077
home=$1 target=$2 base=$3 user=$4 group=$5

work=$(mktemp -d "$base/ignition-initdb-XXXXXXXX")
aside=
trap 'rm -rf "$work" ${aside:+"$aside"}' EXIT
as=
if [ -n "$user" ]; then
  as="setpriv --reuid=$user --regid=$group --clear-groups --no-new-privs"
  chown "$user:$group" "$work"
  if ! $as test -x "$home/bin/initdb"; then
    cp -R "$home" "$work/server"
    chown -R "$user:$group" "$work/server"
    home=$work/server
  fi
fi
# Small segments of the log make a small folder, which each start copies.
$as "$home/bin/initdb" --pgdata="$work/data" --username=administrator --auth=reject \
  --encoding=UTF8 --locale=C.UTF-8 --wal-segsize=4 --no-sync --no-instructions >"$work/log" 2>&1 || {
  cat "$work/log" >&2
  exit 1
}
mkdir -p "$(dirname "$target")"
aside=$(mktemp -d "$target.XXXXXXXX")
cp -R "$work/data" "$aside/data"
mv -T "$aside/data" "$target" 2>/dev/null || [ -f "$target/PG_VERSION" ]
