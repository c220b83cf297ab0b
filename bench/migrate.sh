#!/usr/bin/env bash
# Applies pending migrations of two statements each: `migrate` against Flyway's command line, Flyway's own API and dbmate, each
# with a database of its own on one server. Then the same at a distance against Flyway's API, and a run with nothing to do on a
# long history. Prints whole-process times and ratios, round trips and memory. Usage: bench/migrate.sh [COUNT [RUNS]], default 200 5
# IGNITION and POSTGRES may name another program and another folder of server binaries; IGNITION_DATABASE_URL (without user and
# database, such as postgresql://127.0.0.1:5432) a server that runs already and lets `postgres` in without a password.
source "$(dirname "$0")/common.sh"
need flyway dbmate
count=${1:-200}
runs=${2:-5}
ignition=${IGNITION:-$root/ignition}
postgres=${POSTGRES:-$root/target/postgres/17}
java=$(jdk)/bin/java
psql=${PSQL:-$(ls /usr/lib/postgresql/*/bin/psql 2>/dev/null | tail -1)}
[ -x "$psql" ] || { say 'missing: the psql binary (Debian: postgresql-client)'; exit 1; }
"$ignition" --help >/dev/null # builds, on first use
server_pid= proxy_pid=
stop() {
  [ -z "$proxy_pid" ] || kill "$proxy_pid" 2>/dev/null || true
  [ -z "$server_pid" ] || { kill -INT "$server_pid" && wait "$server_pid"; } 2>/dev/null || true
}
trap 'status=$?; stop; rm -rf "$work"; exit $status' EXIT

if [ -n "${IGNITION_DATABASE_URL:-}" ]; then
  server=${IGNITION_DATABASE_URL#*://}
  server=${server%%/*}
  unset IGNITION_DATABASE_URL
else
  need setpriv
  server=127.0.0.1:5907
  nobody=() # PostgreSQL refuses root.
  if [ "$(id -u)" = 0 ]; then nobody=(setpriv --reuid=nobody --regid=nogroup --clear-groups); fi
  chmod 755 "$work"
  mkdir -p "$work/server"
  if [ ${#nobody[@]} -gt 0 ]; then chown nobody:nogroup "$work/server"; fi
  "${nobody[@]}" "$postgres/bin/initdb" -A trust -U postgres -D "$work/server/cluster" -E UTF8 --no-sync --locale=C.UTF-8 >/dev/null
  "${nobody[@]}" "$postgres/bin/postgres" -D "$work/server/cluster" -p 5907 -c listen_addresses=127.0.0.1 \
    -c unix_socket_directories= -c fsync=off -c synchronous_commit=off -c full_page_writes=off >"$work/server.log" 2>&1 &
  server_pid=$!
  await 5907
fi
sql() { "$psql" -X -q -h "${server%:*}" -p "${server#*:}" -U postgres -d postgres -c "$1"; }
until sql 'SELECT' >/dev/null 2>&1; do sleep 0.1; done

fresh() { # a new database, in $database
  database=bench_$(date +%s%N)
  sql "CREATE DATABASE $database"
}

ours() { # SERVER FOLDER [PROGRAM THAT RUNS IT]
  (cd "$2" && IGNITION_DATABASE_URL=postgresql://$1/$database ${3:-} "$ignition" migrate --migrations seed --database-user postgres --phase all)
}
command_line() {
  flyway -url="jdbc:postgresql://$1/$database" -user=postgres -password= -skipCheckForUpdate \
    -sqlMigrationPrefix= -sqlMigrationSeparator=_ -locations="filesystem:$2/flyway" migrate
}
api() {
  "$java" -cp "$work/classes:$root/target/lib/*" FlywayApi "jdbc:postgresql://$1/$database" postgres "$2/flyway"
}
mate() {
  dbmate --url "postgres://postgres@$1/$database?sslmode=disable" --migrations-dir "$2/dbmate" --no-dump-schema up
}
mkdir "$work/classes"
"$(jdk)/bin/javac" -d "$work/classes" -cp "$root/target/lib/*" "$root/bench/FlywayApi.java"

applied() { # WANTED: all of them, or it was no measurement
  local found
  found=$("$psql" -X -q -A -t -h "${server%:*}" -p "${server#*:}" -U postgres -d "$database" -c "SELECT count(*) FROM pg_tables WHERE tablename ~ '^t[0-9]+$'")
  [ "$found" = "$1" ] || { say "$found of $1 applied"; cat "$work/out"; exit 1; }
}

time_of() { # RUNS SERVER FOLDER WANTED TOOL: the median
  local times=() _
  for _ in $(seq "$1"); do
    fresh
    times+=("$(seconds "$5" "$2" "$3")")
    applied "$4"
  done
  median "${times[@]}"
}

"$java" "$root/bench/TwoStatements.java" "$work/many" "$count"
git -C "$work/many" init -q -b main
git -C "$work/many" add -A
git -C "$work/many" -c user.name=b -c user.email=b@example.com commit -q -m first
# As on a runner: the pull request was checked, so that nothing is left to rehearse.
(cd "$work/many" && "$ignition" check-migrations --migrations seed --all >"$work/out" 2>&1) || { cat "$work/out"; exit 1; }
mine=$(time_of "$runs" "$server" "$work/many" "$count" ours)
line=$(time_of "$runs" "$server" "$work/many" "$count" command_line)
library=$(time_of "$runs" "$server" "$work/many" "$count" api)
mate=$(time_of "$runs" "$server" "$work/many" "$count" mate)
say "$count pending, loopback, whole process, median of $runs"
say "  ours                  $mine s"
say "  Flyway's command line $line s   ratio $(ratio "$mine" "$line")   (goal: at most 0.8)"
say "  Flyway's API          $library s   ratio $(ratio "$mine" "$library")"
say "  dbmate                $mate s   ratio $(ratio "$mine" "$mate")   (goal: at most 3.5)"
fresh
ours "$server" "$work/many" "$root/bench/peak $work/peak" >"$work/out" 2>&1
say "  peak memory           $(($(cat "$work/peak") / 1024)) MiB"

"$java" "$root/bench/DelayProxy.java" 5917 "${server#*:}" 10 >"$work/trips" 2>&1 &
proxy_pid=$!
await 5917
trips() { wc -l <"$work/trips"; }
before=$(trips)
mine=$(time_of 1 127.0.0.1:5917 "$work/many" "$count" ours)
made=$(($(trips) - before))
library=$(time_of 1 127.0.0.1:5917 "$work/many" "$count" api)
say "$count pending, a round trip of 20 ms"
say "  ours                  $mine s   in $made round trips"
say "  Flyway's API          $library s   ratio $(ratio "$mine" "$library")   (goal: at most 1.15)"

"$java" "$root/bench/TwoStatements.java" "$work/long" 10000
git -C "$work/long" init -q -b main
git -C "$work/long" add -A
git -C "$work/long" -c user.name=b -c user.email=b@example.com commit -q -m first
fresh
ours "$server" "$work/many" >"$work/out" 2>&1
times=()
for _ in $(seq "$runs"); do times+=("$(seconds ours "$server" "$work/many")"); done
before=$(trips)
ours 127.0.0.1:5917 "$work/many" >"$work/out" 2>&1
say "nothing pending:        $(median "${times[@]}") s   (goal: at most 1.0)"
say "                        $(($(trips) - before)) round trips   (goal: at most 12)"
fresh
"$psql" -X -q -h "${server%:*}" -p "${server#*:}" -U postgres -d "$database" -c 'CREATE TABLE t (id int)'
(cd "$work/long" && IGNITION_DATABASE_URL=postgresql://$server/$database "$ignition" migrate --migrations seed \
  --database-user postgres --phase all --baseline 10000 >"$work/out" 2>&1) || { cat "$work/out"; exit 1; }
times=()
for _ in $(seq "$runs"); do times+=("$(seconds ours "$server" "$work/long")"); done
say "10,000 applied:         $(median "${times[@]}") s   (goal: at most 2.0)"
