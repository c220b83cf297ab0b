#!/usr/bin/env bash
# Requests, counted at the registry: a commit whose layers exist, with five tags,
# and the same again with nothing changed; beside them Jib's own client with the same image.
source "$(dirname "$0")/common.sh"
need docker-registry git

start_registry 5902
folder=$(shop requests)
cat >"$folder/ignition.yml" <<YML
image: {canonical: 127.0.0.1:5902/ours/shop, build-file: jib.yaml, tags: {series: true}}
version: {from: files, sources: [package.json], file: none}
YML
{
  printf 'apiVersion: jib/v1alpha1\nkind: BuildFile\nformat: OCI\nlayers:\n  entries:\n'
  for i in 1 2 3 4 5 6; do
    echo "layer $i" >"$folder/file$i"
    printf '    - {name: l%s, files: [{src: file%s, dest: /app/}]}\n' "$i" "$i"
  done
} >"$folder/jib.yaml"

count() { # prints requests since the last call
  sleep 0.3
  local requests
  requests=$(grep -c '"[A-Z]* /v2' "$work/access" || true)
  : >"$work/access"
  say "$1: $requests requests"
}

commit "$folder" 1.0.0
(cd "$folder" && "$root/ignition" build) >"$work/out" 2>&1 || { cat "$work/out"; exit 1; }
: >"$work/access"
commit "$folder" 1.0.1
(cd "$folder" && "$root/ignition" build) >"$work/out" 2>&1 || { cat "$work/out"; exit 1; }
count "ours, 6 layers exist, 5 tags, metadata   (goal: at most 6 + 17 + 8 = 31)"
(cd "$folder" && "$root/ignition" build) >"$work/out" 2>&1 || { cat "$work/out"; exit 1; }
count "ours, nothing changed                    (goal: at most 8)"
jib() { "$(jdk)/bin/java" --sun-misc-unsafe-memory-access=allow -cp "$root/target/lib/*" "$root/bench/JibPush.java" "$@" >"$work/out" 2>&1 || { cat "$work/out"; exit 1; }; }
jib "127.0.0.1:5902/peer/shop" "$folder" 1
: >"$work/access"
jib "127.0.0.1:5902/peer/shop" "$folder" 5
count "Jib, 6 layers exist, 5 tags, no read-back, no metadata"
