#!/usr/bin/env bash
# An OCI layout of 1 GiB in 4 layers to a local registry: `build` against `crane push` of the same
# layout. Prints wall times, their ratio and our peak memory. Usage: bench/push.sh [RUNS]
source "$(dirname "$0")/common.sh"
need crane docker-registry git
runs=${1:-5}

blob() { # FILE: moves it into the layout; prints digest and size
  local digest
  digest=$(sha256sum "$1" | cut -d' ' -f1)
  printf 'sha256:%s %s' "$digest" "$(stat -c %s "$1")"
  mv "$1" "$layout/blobs/sha256/$digest"
}

layout=$work/layout
mkdir -p "$layout/blobs/sha256" "$work/files"
layers= ids=
for i in 1 2 3 4; do
  head -c 268435456 /dev/urandom >"$work/files/data$i"
  tar -C "$work/files" -cf "$work/layer" "data$i"
  rm "$work/files/data$i"
  read -r digest size <<<"$(blob "$work/layer")"
  layers+="${layers:+,}{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar\",\"digest\":\"$digest\",\"size\":$size}"
  ids+="${ids:+,}\"$digest\""
done
printf '{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[%s]}}' "$ids" >"$work/config"
read -r digest size <<<"$(blob "$work/config")"
printf '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":%s},"layers":[%s]}' "$digest" "$size" "$layers" >"$work/manifest"
read -r digest size <<<"$(blob "$work/manifest")"
printf '{"schemaVersion":2,"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"%s","size":%s,"platform":{"architecture":"amd64","os":"linux"}}]}' "$digest" "$size" >"$layout/index.json"
printf '{"imageLayoutVersion":"1.0.0"}' >"$layout/oci-layout"

start_registry 5901
folder=$(shop push)
printf 'image: {archive: %s}\nversion: {file: none}\n' "$layout" >"$folder/ignition.yml"
commit "$folder" 1.0.0
"$root/ignition" --help >/dev/null

next() { # a commit of its own, and a repository that has nothing
  printf 'image: {archive: %s, canonical: 127.0.0.1:5901/ours/r%s}\nversion: {file: none}\n' "$layout" "$1" >"$folder/ignition.yml"
  git -C "$folder" -c user.name=b -c user.email=b@example.com commit -qam "run $1"
  rm -rf "$work/registry"
}

ours=() peers=()
for i in $(seq "$runs"); do
  next "$i"
  ours+=("$(cd "$folder" && seconds "$root/ignition" build)")
  rm -rf "$work/registry"
  peers+=("$(seconds crane push --insecure "$layout" "127.0.0.1:5901/peer/r$i")")
done
# By itself, since watching takes time too.
next peak
(cd "$folder" && "$root/bench/peak" "$work/peak" "$root/ignition" build >"$work/out" 2>&1) || { cat "$work/out"; exit 1; }
memory=$(cat "$work/peak")
say "ours  median of $runs: $(median "${ours[@]}") s   (${ours[*]})"
say "crane median of $runs: $(median "${peers[@]}") s   (${peers[*]})"
say "ratio: $(ratio "$(median "${ours[@]}")" "$(median "${peers[@]}")")   (goal: at most 1.1)"
say "peak memory: $((memory / 1024)) MiB   (goal: at most 220)"
