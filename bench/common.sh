# What every benchmark needs: the tools, a registry, a repository to release. Sourced, not run.
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
tools=${IGNITION_TOOLS_HOME:-${XDG_CACHE_HOME:-$HOME/.cache}/ignition-release/tools}
PATH=$tools/bin:$PATH
work=$(mktemp -d)
registry_pid=
trap 'status=$?; [ -z "$registry_pid" ] || kill "$registry_pid" 2>/dev/null || true; rm -rf "$work"; exit $status' EXIT

say() { printf '%s\n' "$*"; }

need() {
  local tool
  for tool in "$@"; do
    command -v "$tool" >/dev/null || { say "missing: $tool (.ci/tools installs it)"; exit 1; }
  done
}

# The folder of a JDK 25.
jdk() {
  local candidate
  for candidate in "${JAVA25_HOME:-}" "${JAVA_HOME:-}" /usr/lib/jvm/*25*; do
    grep -qs '^JAVA_VERSION="25' "$candidate/release" && [ -x "$candidate/bin/javac" ] && { printf '%s' "$candidate"; return; }
  done
  say 'no JDK 25 found' >&2
  exit 1
}

# await PORT: until somebody listens there
await() {
  local _
  for _ in $(seq 200); do
    (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null && return
    sleep 0.05
  done
  say "nobody listens at $1"
  exit 1
}

# start_registry PORT: docker-registry on loopback, its access log in $work/access
start_registry() {
  cat >"$work/registry.yml" <<CONF
version: 0.1
log: {level: error}
storage: {filesystem: {rootdirectory: $work/registry}, delete: {enabled: true}}
http: {addr: 127.0.0.1:$1, secret: bench}
CONF
  docker-registry serve "$work/registry.yml" >"$work/access" 2>&1 &
  registry_pid=$!
  await "$1"
}

# shop NAME: a git repository with one commit and the tag v1.0.0; prints its folder
shop() {
  local folder=$work/$1
  mkdir -p "$folder"
  printf 'class Shop {}\n' >"$folder/Shop.java"
  printf '{"version": "1.0.0"}\n' >"$folder/package.json"
  git -C "$folder" init -q -b main
  printf '%s' "$folder"
}

# commit FOLDER VERSION
commit() {
  printf '{"version": "%s"}\n' "$2" >"$1/package.json"
  git -C "$1" add -A
  git -C "$1" -c user.name=b -c user.email=b@example.com commit -q -m "$2" --allow-empty
  git -C "$1" tag "v$2"
}

# seconds COMMAND…: wall time, output discarded unless it fails
seconds() {
  local from to
  from=$(date +%s.%N)
  "$@" >"$work/out" 2>&1 || { cat "$work/out"; exit 1; }
  to=$(date +%s.%N)
  awk "BEGIN {printf \"%.3f\", $to - $from}"
}

# median VALUE…
median() { printf '%s\n' "$@" | sort -n | awk '{v[NR]=$1} END {print v[int((NR+1)/2)]}'; }

ratio() { awk "BEGIN {printf \"%.2f\", $1 / $2}"; }
