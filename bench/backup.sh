#!/usr/bin/env bash
# Backups of a database of 1 GiB: `backup create` against plain `pg_dump -Fc` of the same client, to a bucket against `pg_dump`
# and then `rclone copy`, `backup verify` by restore against `pg_restore` alone, and `list` and `prune` over 10,000 backups.
# Prints whole-process times, ratios, peak memory of the JVM and requests. Usage: bench/backup.sh [MIB [RUNS]], default 1024 3
source "$(dirname "$0")/common.sh"
need pg_dump pg_restore rclone s3proxy setpriv
mib=${1:-1024}
runs=${2:-3}
ignition=${IGNITION:-$root/ignition}
psql=${PSQL:-$(ls /usr/lib/postgresql/*/bin/psql 2>/dev/null | tail -1)}
[ -x "$psql" ] || { say 'missing: the psql binary (Debian: postgresql-client)'; exit 1; }
"$ignition" --help >/dev/null # builds, on first use
server_pids=() s3_pid=
stop() {
  local pid
  [ -z "$s3_pid" ] || kill "$s3_pid" 2>/dev/null || true
  for pid in "${server_pids[@]}"; do { kill -INT "$pid" && wait "$pid"; } 2>/dev/null || true; done
}
trap 'status=$?; stop; rm -rf "$work"; exit $status' EXIT

nobody=() # PostgreSQL refuses root.
if [ "$(id -u)" = 0 ]; then nobody=(setpriv --reuid=nobody --regid=nogroup --clear-groups); fi
chmod 755 "$work"
server() { # MAJOR PORT: without fsync, as the embedded server that proves backups
  local postgres=$root/target/postgres/$1
  mkdir -p "$work/server$1"
  if [ ${#nobody[@]} -gt 0 ]; then chown nobody:nogroup "$work/server$1"; fi
  "${nobody[@]}" "$postgres/bin/initdb" -A trust -U postgres -D "$work/server$1/cluster" -E UTF8 --no-sync --locale=C.UTF-8 >/dev/null
  "${nobody[@]}" "$postgres/bin/postgres" -D "$work/server$1/cluster" -p "$2" -c listen_addresses=127.0.0.1 \
    -c unix_socket_directories= -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_wal_size=4GB \
    >"$work/server$1.log" 2>&1 &
  server_pids+=($!)
  await "$2"
  until "$psql" -X -q -h 127.0.0.1 -p "$2" -U postgres -d postgres -c 'SELECT' >/dev/null 2>&1; do sleep 0.1; done
}
server 17 5907
server 18 5908
sql() { "$psql" -X -q -h 127.0.0.1 -p "${2:-5907}" -U postgres -d "${3:-shop}" -c "$1"; }
sql 'CREATE DATABASE shop' 5907 postgres
# Three quarters of it can be compressed away, as in many tables.
filled() { # TABLE PERCENT
  sql "CREATE TABLE $1 (id bigint PRIMARY KEY, note text NOT NULL);
       INSERT INTO $1 SELECT i, string_agg(md5(i::text || j::text), '') || repeat('shop ', 90)
       FROM generate_series(1, $mib * 1024 * 96 / 100 * $2 / 100) i, generate_series(1, 15) j GROUP BY i"
}
filled orders 50
filled items 30
filled events 20
sql 'VACUUM ANALYZE'
say "database: $("$psql" -X -A -t -h 127.0.0.1 -p 5907 -U postgres -d shop -c "SELECT pg_size_pretty(pg_database_size('shop'))")"

shop=$work/shop
mkdir -p "$shop"
git -C "$shop" init -q -b main
configure() { # EXTRA: ignition.yml with these lines in the section `backup`
  printf 'image: {canonical: ghcr.io/acme/shop}\nenvironments: {bench: {database: {name: shop}}}\nbackup:\n  directory: %s\n%s\n' \
    "$work/kept" "${1:-}" >"$shop/ignition.yml"
}
backup() { # OPERATION [OPTION…]
  (cd "$shop" && IGNITION_DATABASE_URL=postgresql://127.0.0.1:5907/shop exec "${measured[@]}" "$ignition" backup "$1" --database-user postgres "${@:2}")
}
measured=()
clean() { rm -rf "$work/kept" "$work/plain.dump"; }

plain() { PGHOST=127.0.0.1 PGPORT=5907 PGUSER=postgres PGDATABASE=shop pg_dump --format=custom --file "$work/plain.dump"; }
times() { # COMMAND…: the median of $runs, each on an empty disk
  local all=() _
  for _ in $(seq "$runs"); do
    clean
    all+=("$(seconds "$@")")
  done
  median "${all[@]}"
}
peak() { # OPERATION [OPTION…]: peak resident memory of the JVM, in MiB
  clean
  local measured=("$root/bench/peak" "$work/peak")
  backup "$@" >"$work/out" 2>&1 || { cat "$work/out"; exit 1; }
  say $(($(cat "$work/peak") / 1024))
}

configure
theirs=$(times plain)
ours=$(times backup create --kind daily)
say "backup create           $ours s"
say "  pg_dump -Fc           $theirs s   ratio $(ratio "$ours" "$theirs")   (goal: at most 1.08)"
say "  peak memory of the JVM: $(peak create --kind daily) MiB   (goal: at most 150)"

mkdir -p "$work/s3/backups" "$work/s3/plain"
cat >"$work/s3proxy.conf" <<CONF
s3proxy.authorization=aws-v4
s3proxy.endpoint=http://127.0.0.1:5918
s3proxy.identity=bench
s3proxy.credential=secretbench
jclouds.provider=filesystem-nio2
jclouds.filesystem.basedir=$work/s3
CONF
s3proxy --properties "$work/s3proxy.conf" >"$work/s3proxy.log" 2>&1 &
s3_pid=$!
await 5918
export IGNITION_STORAGE_ACCESS_KEY=bench IGNITION_STORAGE_SECRET_KEY=secretbench
configure '  remote: {bucket: backups, endpoint: "http://127.0.0.1:5918"}'
then_copied() {
  plain
  rclone --config /dev/null --s3-no-check-bucket copy "$work/plain.dump" ":s3,provider=Other,access_key_id=bench,secret_access_key=secretbench,endpoint='http://127.0.0.1:5918':plain/"
}
theirs=$(times then_copied)
ours=$(times backup create --kind daily)
say "backup create, to S3    $ours s"
say "  pg_dump, rclone copy  $theirs s   ratio $(ratio "$ours" "$theirs")   (goal: at most 1.15)"
say "  peak memory of the JVM: $(peak create --kind daily) MiB   (goal: at most 150)"

configure
clean
backup create --kind daily >"$work/out" 2>&1 || { cat "$work/out"; exit 1; }
dump=$(ls "$work"/kept/backup_*.dump)
cp "$dump.json" "$work/one.json"
restored() {
  sql 'DROP DATABASE IF EXISTS restored' 5908 postgres
  sql 'CREATE DATABASE restored' 5908 postgres
  PGHOST=127.0.0.1 PGPORT=5908 PGUSER=postgres pg_restore --exit-on-error --dbname restored "$dump"
}
all=() others=()
for _ in $(seq "$runs"); do
  others+=("$(seconds restored)")
  all+=("$(seconds backup verify --from latest --verify restore)")
done
say "backup verify           $(median "${all[@]}") s"
say "  pg_restore alone      $(median "${others[@]}") s   ratio $(ratio "$(median "${all[@]}")" "$(median "${others[@]}")")   (goal: at most 1.2)"

# 10,000 backups, a minute apart: in a folder with their manifests, then in the bucket.
clean
mkdir -p "$work/kept"
manifest=$work/manifest.json
sed -E 's/"size_bytes" : [0-9]+/"size_bytes" : 1/' "$work"/one.json >"$manifest"
python3 - "$manifest" "$work/kept" "$work/s3/backups/bench/shop" <<'PYTHON'
import datetime, pathlib, sys
manifest, folder, bucket = pathlib.Path(sys.argv[1]).read_text(), pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
name = manifest.split('"name"')[1].split('"')[1]
old = datetime.datetime(2026, 1, 1)
for i in range(10000):
    new = (old + datetime.timedelta(minutes=i)).strftime('backup_%Y%m%d_%H%M%S.dump')
    (folder / new).write_bytes(b'x')
    (folder / (new + '.json')).write_text(manifest.replace(name, new))
    place = bucket / 'backups' / 'daily' / 'schema-none' / 'none'
    place.mkdir(parents=True, exist_ok=True)
    (place / new).write_bytes(b'x')
PYTHON
export IGNITION_DATABASE_URL= # the name is in the configuration
listing() { (cd "$shop" && exec "$ignition" backup list); }
pruning() { (cd "$shop" && exec "$ignition" backup prune --dry-run); }
short() { # COMMAND…: the median of $runs
  local all=() _
  for _ in $(seq "$runs"); do all+=("$(seconds "$@")"); done
  median "${all[@]}"
}
configure
say "list of 10,000, folder  $(short listing) s   (goal: at most 2)"
say "prune of 10,000, folder $(short pruning) s   (goal: at most 2)"
rm -rf "$work/kept"
configure '  remote: {bucket: backups, endpoint: "http://127.0.0.1:5918"}'
ours=$(short listing)
theirs=$(short rclone --config /dev/null lsf -R --fast-list \
  ":s3,provider=Other,access_key_id=bench,secret_access_key=secretbench,endpoint='http://127.0.0.1:5918':backups/")
say "list of 10,000, bucket  $ours s   (goal: at most 2)"
say "  rclone lsf            $theirs s   ratio $(ratio "$ours" "$theirs")"
say "prune of 10,000, bucket $(short pruning) s   (goal: at most 2)"
