#!/usr/bin/env bash
# Process times on a terminal: `--help`, and `build` with nothing changed, against `crane digest` of
# the same five tags. Usage: bench/cli.sh [RUNS]
source "$(dirname "$0")/common.sh"
need crane docker-registry git
runs=${1:-11}
start_registry 5904
folder=$(shop cli)
cat >"$folder/ignition.yml" <<YML
image: {canonical: 127.0.0.1:5904/ours/shop, build-file: jib.yaml, tags: {series: true}}
version: {from: files, sources: [package.json]}
YML
cat >"$folder/jib.yaml" <<YML
apiVersion: jib/v1alpha1
kind: BuildFile
format: OCI
layers: {entries: [{name: service, files: [{src: Shop.java, dest: /app/}]}]}
YML
commit "$folder" 1.0.0
sha=$(git -C "$folder" rev-parse HEAD)
ours() { (cd "$folder" && "$root/ignition" build); }
peer() { local tag; for tag in "$sha" "${sha:0:12}" v1.0.0 v1.0 v1; do crane digest --insecure "127.0.0.1:5904/ours/shop:$tag"; done; }
say "first build: $(seconds ours) s"
help=() unchanged=() peers=()
for _ in $(seq "$runs"); do
  help+=("$(seconds "$root/ignition" --help)")
  unchanged+=("$(seconds ours)")
  peers+=("$(seconds peer)")
done
say "--help             median of $runs: $(median "${help[@]}") s   (goal: at most 0.3)"
say "build, unchanged   median of $runs: $(median "${unchanged[@]}") s   (goal: at most 1.5)"
say "crane digest × 5   median of $runs: $(median "${peers[@]}") s"
say "ratio unchanged / crane: $(ratio "$(median "${unchanged[@]}")" "$(median "${peers[@]}")")"
