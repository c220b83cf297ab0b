#!/usr/bin/env bash
# The samples of bench/hazards, by `check-migrations` and by squawk: which hazards each found, and
# what it said of safe forms. Each file names what is true of it: in `-- expect:` our rules, in
# `-- squawk:` the rules of squawk's that are right about it. Usage: bench/squawk.sh
# SQUAWK and IGNITION may name other programs; npm has squawk as squawk-cli.
source "$(dirname "$0")/common.sh"
need git python3
squawk=${SQUAWK:-squawk}
command -v "$squawk" >/dev/null || { say 'missing: squawk (npm install squawk-cli), or SQUAWK'; exit 1; }
folder=$work/samples
mkdir -p "$folder"
cp -r "$root/bench/hazards" "$folder/hazards"
git -C "$folder" init -q -b main
git -C "$folder" add -A
git -C "$folder" -c user.name=b -c user.email=b@example.com commit -q -m samples
status=0
(cd "$folder" && "${IGNITION:-$root/ignition}" check-migrations --all --migrations hazards >"$work/out" 2>&1) || status=$?
[ "$status" = 3 ] || { cat "$work/out"; exit 1; }
status=0
(cd "$folder/hazards" && "$squawk" --assume-in-transaction --pg-version 17 --reporter json ./*.sql >"$work/squawk.json" 2>"$work/squawk.err") || status=$?
[ -s "$work/squawk.json" ] || { cat "$work/squawk.err"; exit 1; }
"$squawk" --version
python3 "$root/bench/squawk.py" "$folder/hazards" "$folder/.ignition/migration-report.json" "$work/squawk.json"
