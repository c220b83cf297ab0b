#!/usr/bin/env bash
# Rehearses a whole history with rows, against one psql process per file that runs the same ups,
# downs and ups on the same kind of server; then five new migrations on top of it. Prints times per
# migration, ratios and our peak memory. Usage: bench/migrations.sh [COUNT …], default 300 2000
# IGNITION and POSTGRES may name another program and another folder of server binaries.
source "$(dirname "$0")/common.sh"
need git setpriv
[ $# -gt 0 ] || set -- 300 2000
ignition=${IGNITION:-$root/ignition}
postgres=${POSTGRES:-$root/target/postgres/17}
java=$(jdk)/bin/java
# Debian's psql is a Perl program that starts the real one.
psql=${PSQL:-$(ls /usr/lib/postgresql/*/bin/psql 2>/dev/null | tail -1)}
[ -x "$psql" ] || { say 'missing: the psql binary (Debian: postgresql-client)'; exit 1; }
"$ignition" --help >/dev/null # builds, on first use
server_pid=
trap 'status=$?; [ -z "$server_pid" ] || kill -INT "$server_pid" 2>/dev/null || true; [ -z "$server_pid" ] || wait "$server_pid" || true; rm -rf "$work"; exit $status' EXIT

# PostgreSQL refuses root.
nobody=()
if [ "$(id -u)" = 0 ]; then nobody=(setpriv --reuid=nobody --regid=nogroup --clear-groups); fi

start_server() { # the embedded binaries, with what a rehearsal has no need of switched off as there
  chmod 755 "$work"
  mkdir -p "$work/server"
  if [ ${#nobody[@]} -gt 0 ]; then chown nobody:nogroup "$work/server"; fi
  "${nobody[@]}" "$postgres/bin/initdb" -A trust -U postgres -D "$work/server/cluster" -E UTF8 --no-sync --locale=C.UTF-8 >/dev/null
  "${nobody[@]}" "$postgres/bin/postgres" -D "$work/server/cluster" -p 5906 -c listen_addresses=127.0.0.1 \
    -c unix_socket_directories= -c fsync=off -c synchronous_commit=off -c full_page_writes=off >"$work/server.log" 2>&1 &
  server_pid=$!
  await 5906
  until "$psql" -X -q -h 127.0.0.1 -p 5906 -U postgres -d postgres -c 'SELECT' >/dev/null 2>&1; do sleep 0.1; done
}

history() { # FOLDER FIRST LAST
  "$java" "$root/bench/MigrationHistory.java" "$1/db/migrations" "$2" "$3"
}

save() { # FOLDER: all that is there, as a commit
  git -C "$1" add -A
  git -C "$1" -c user.name=b -c user.email=b@example.com commit -q -m next
}

run_file() {
  "$psql" -X -q -h 127.0.0.1 -p 5906 -U postgres -d "$database" -v ON_ERROR_STOP=1 -1 -f "$1"
}

peer() { # FOLDER: up, down and up of each
  local up down
  for down in "$1"/db/migrations/*.down.sql; do
    up=${down%.down.sql}.sql
    # `set -e` is off in here, as `seconds` asks how this ends.
    run_file "$up" || return 1
    run_file "$down" || return 1
    run_file "$up" || return 1
  done
}

# Findings make it end with 3, which is no failure here.
check() { # FOLDER ARGUMENT…
  local folder=$1 status=0
  shift
  (cd "$folder" && "$root/bench/peak" "$work/peak" "$ignition" check-migrations --migrations db/migrations "$@") || status=$?
  [ "$status" = 0 ] || [ "$status" = 3 ]
}

rehearsed() { # FOLDER WANTED: all of them, or it was no measurement
  grep -qw "$2 of [0-9]* migrations in db/migrations rehearsed" "$work/out" || { cat "$work/out"; exit 1; }
}

each() { awk "BEGIN {printf \"%.1f\", 1000 * $1 / $2}"; }

start_server
for count in "$@"; do
  folder=$work/history$count
  git init -q -b main "$folder"
  history "$folder" 1 "$count"
  save "$folder"
  ours=$(seconds check "$folder" --all)
  rehearsed "$folder" "$count"
  peak=$(($(cat "$work/peak") / 1024)) # MiB
  database=bench$count
  "$psql" -X -q -h 127.0.0.1 -p 5906 -U postgres -d postgres -c "CREATE DATABASE $database"
  theirs=$(seconds peer "$folder")
  say "$count migrations, whole history: $ours s, $(each "$ours" "$count") ms each   (goal: at most 45)"
  say "  psql, a process per file:      $theirs s, $(each "$theirs" "$count") ms each; ratio $(ratio "$ours" "$theirs")   (goal: at most 1.2)"
  say "  peak memory: $peak MiB   (goal: at most 400 MiB)"
  history "$folder" "$((count + 1))" "$((count + 5))"
  save "$folder"
  five=$(seconds check "$folder" --base HEAD~1)
  rehearsed "$folder" 5
  say "  five new on top of them:       $five s   (goal: at most 8)"
done
