#!/usr/bin/env bash
# bench/start.sh [IMAGE] : how long the action's container takes to its first line, and to find out
# that there is nothing to build; medians, beside `docker run … true` in the same minute.
# Needs Docker and the image of .ci/image (default ignition-release:ci). Exits with 1 over budget.
set -euo pipefail
home=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd)
image=${1:-ignition-release:ci} runs=${RUNS:-15} status=0
flags=(@/opt/ignition/flags -XX:AOTCache=/opt/ignition/ignition.aot -jar /opt/ignition/ignition-release.jar)

now() { date +%s%N; }
median() { sort -n | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }
once() { "$@" >/dev/null 2>&1 || { printf 'failed: %s\n' "$*" >&2; return 1; }; }
ms() { # command… : how long it takes, median of the runs; fails when the command does
  local start times=() i
  once "$@" || return 1
  for i in $(seq "$runs"); do
    start=$(now)
    once "$@" || return 1
    times+=("$((($(now) - start) / 1000000))")
  done
  printf '%s\n' "${times[@]}" | median
}
row() { # what ms budget
  local ratio verdict=ok
  ratio=$(awk -v a="$2" -v b="$nothing" 'BEGIN {printf "%.1f", a / b}')
  [ "$2" -le "$3" ] || { verdict='over budget' status=1; }
  printf '%-44s %6d ms  %5s × true  at most %4d ms  %s\n' "$1" "$2" "$ratio" "$3" "$verdict"
}
inside() { # shell text : run once in the container, where it prints milliseconds
  docker run --rm --network none --env RUNS="$runs" --entrypoint bash "$image" -c "
    set -euo pipefail
    $(declare -f now median once ms)
    runs=$runs
    java() { /opt/ignition/java/bin/java ${flags[*]} \"\$@\"; }
    $1"
}

nothing=$(ms docker run --rm --network none --entrypoint /bin/true "$image")
printf '%s, %s cores, load %s, median of %s\n' "$(date -u +%F)" "$(nproc)" "$(cut -d' ' -f1 /proc/loadavg)" "$runs"
printf '%-44s %6d ms\n' 'docker run … true' "$nothing"
# Each in an assignment: a command that fails as an argument ends nothing.
took=$(ms docker run --rm --network none "$image" --help)
row 'docker run … --help' "$took" 600
took=$(inside 'ms java --help')
row '--help, inside' "$took" 150
took=$(inside '
  shop=$(java quickstart 2>&1 | sed -n "s/^The example is at \(.*\), a git.*/\1/p")
  [ -n "$shop" ]
  cd "$shop"
  ms java build --config quickstart.yml --registry embedded')
row 'build, nothing changed, inside' "$took" 1000
exit "$status"
