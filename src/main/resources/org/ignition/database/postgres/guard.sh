# guard.sh HOME TEMPLATE BASE USER GROUP [SETTING…]
#
# Runs a server in a folder of its own for as long as standard input is open, which is as long as its
# owner lives, however that ends. Then the server is stopped and the folder removed.
#
# HOME is a PostgreSQL, TEMPLATE an initialised data folder, BASE where the folder is made, USER and
# GROUP what the server runs as if this is root, else empty. Standard input begins with SQL, one
# statement a line, for before anybody can connect, and an empty line. Standard output is the server's
# log, and ends with the server.
set -u
umask 077
trap '' INT TERM HUP
ulimit -c 0
home=$1 template=$2 base=$3 user=$4 group=$5
shift 5

server=
folder=$(mktemp -d "$base/ignition-postgres-XXXXXXXX") || exit 1
end() {
  if [ -n "$server" ]; then
    # Again and again, as a server that has only just begun does not hear it: it inherits that SIGQUIT
    # is ignored, as all that a shell puts into the background, until it says what it does with it.
    while kill -QUIT "$server"; do sleep 0.05; done &
    wait "$server"
    kill -KILL $!
  fi 2>/dev/null
  rm -rf "$folder"
  exit "$1"
}

# From here on standard error is the log, too.
exec 2>&1
as=
cp -R "$template" "$folder/data" || end 1
chmod 700 "$folder/data"
printf 'host all all 127.0.0.1/32 scram-sha-256\n' >"$folder/pg_hba.conf"
if [ -n "$user" ]; then
  as="setpriv --reuid=$user --regid=$group --clear-groups --no-new-privs"
  chown -R "$user:$group" "$folder"
  if ! $as test -x "$home/bin/postgres"; then
    cp -R "$home" "$folder/server" && chown -R "$user:$group" "$folder/server" || end 1
    home=$folder/server
  fi
fi

# Passwords travel by pipes alone: `printf` is no program of its own, so no list of programs shows them.
while IFS= read -r statement && [ -n "$statement" ]; do
  printf '%s\n' "$statement"
done | $as "$home/bin/postgres" --single -D "$folder/data" "$@" -c exit_on_error=on postgres >/dev/null || end 1

cd "$folder"
$as "$home/bin/postgres" -D "$folder/data" -c hba_file="$folder/pg_hba.conf" "$@" </dev/null &
server=$!
exec >/dev/null 2>&1
while read -r _; do :; done
end 0
