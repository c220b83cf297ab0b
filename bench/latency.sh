#!/usr/bin/env bash
# A registry 25 ms away (each way, by bench/DelayProxy.java): a commit's image whose layers exist, with five tags, by `build`,
# against what people script with crane: `crane append`, `crane tag` × 4, `crane digest` × 5.
# Usage: bench/latency.sh [RUNS]
source "$(dirname "$0")/common.sh"
need crane docker-registry git
runs=${1:-5}
start_registry 5903
"$(jdk)/bin/java" "$root/bench/DelayProxy.java" 5913 5903 25 &
proxy_pid=$!
trap 'status=$?; kill "$registry_pid" "$proxy_pid" 2>/dev/null || true; rm -rf "$work"; exit $status' EXIT
await 5913

folder=$(shop latency)
cat >"$folder/ignition.yml" <<YML
image: {canonical: 127.0.0.1:5913/ours/shop, build-file: jib.yaml, tags: {series: true}}
version: {from: files, sources: [package.json], file: none}
YML
cat >"$folder/jib.yaml" <<YML
apiVersion: jib/v1alpha1
kind: BuildFile
format: OCI
layers: {entries: [{name: service, files: [{src: Shop.java, dest: /app/}]}]}
YML
tar -C "$folder" -czf "$work/layer.tgz" Shop.java

ours() { (cd "$folder" && "$root/ignition" build); }
peer() {
  local image=127.0.0.1:5913/peer/shop tag
  crane append --insecure -f "$work/layer.tgz" -t "$image:sha$1"
  for tag in short$1 v$1 v$1.x v$1.y; do crane tag --insecure "$image:sha$1" "$tag"; done
  for tag in sha$1 short$1 v$1 v$1.x v$1.y; do crane digest --insecure "$image:$tag"; done
}

commit "$folder" 1.0.0
ours >"$work/out" 2>&1 || { cat "$work/out"; exit 1; }
peer 0 >"$work/out" 2>&1 || { cat "$work/out"; exit 1; }
ours_times=() peers=()
for i in $(seq "$runs"); do
  commit "$folder" "1.0.$i"
  ours_times+=("$(seconds ours)")
  peers+=("$(seconds peer "$i")")
done
say "ours  median of $runs: $(median "${ours_times[@]}") s   (${ours_times[*]})"
say "crane median of $runs: $(median "${peers[@]}") s   (${peers[*]})"
say "ratio: $(ratio "$(median "${ours_times[@]}")" "$(median "${peers[@]}")")   (goal: at most 0.7)"
