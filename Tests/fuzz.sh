#!/usr/bin/env bash
# Feeds changed inputs to the program's readers: fuzz.sh [TARGET|all] [RUNS] [SEED]
#
# TARGET is rules, csv, jsonl, captures, arrow or states; RUNS is 1000000 unless given. The seed is printed;
# given again, it repeats the run. The last line of each target says how many inputs were run, how
# many in a second, the slowest of them, and whether one crashed, hung or broke a law: it is kept in
# .build-fuzz/findings, and the exit status is 1. The target `patterns` times hostile patterns.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

targets=${1:-all}
runs=${2:-1000000}
seed=${3:-$RANDOM$RANDOM}
[ "$targets" != all ] || targets="rules csv jsonl captures arrow states"

if [ "$targets" = patterns ]; then
  echo "building (some minutes the first time)"
  TIDEMARK_FUZZ=1 swift build --quiet -c release --static-swift-stdlib --product timing
  exec "$(TIDEMARK_FUZZ=1 swift build -c release --static-swift-stdlib --show-bin-path)/timing"
fi

# Of two `--sanitize` only the last would reach the compiler. Without its unused parts the program
# would lose the counters that show the fuzzer its way. FUZZ_ADDRESS=off leaves the address sanitizer
# out: some four times the inputs a second.
if [ "${FUZZ_ADDRESS:-on}" = on ]; then
  build=(--sanitize fuzzer --sanitize address -Xswiftc -sanitize=address,fuzzer
    --scratch-path .build-fuzz)
else
  build=(--sanitize fuzzer -Xswiftc -sanitize=fuzzer --scratch-path .build-fuzz-plain)
fi
build+=(-c release --disable-dead-strip)
echo "building (some minutes the first time)"
TIDEMARK_FUZZ=1 swift build --quiet "${build[@]}" --product fuzz 2>&1 |
  sed "/ld.gold: warning: Cannot export local symbol '__asan_/d"
program=$(TIDEMARK_FUZZ=1 swift build "${build[@]}" --show-bin-path)/fuzz

work=.build-fuzz/corpus
findings=.build-fuzz/findings
mkdir -p "$work" "$findings"
# Leaks are not looked for: the runtime keeps some memory on purpose.
export ASAN_OPTIONS=detect_leaks=0 SWIFT_BACKTRACE=enable=no
status=0

fuzz() {
  local target=$1 log="$work/$1.log" length=1024
  rm -rf "${work:?}/$target" && mkdir -p "$work/$target"
  FUZZ_TARGET=$target FUZZ_SEEDS="$work/$target" "$program" >/dev/null
  if [ "$target" = rules ]; then
    find Sources Tests examples rules -name '*.tide' -exec cp {} "$work/$target" \;
  fi
  [ "$target" != states ] || length=4096
  [ "$target" != arrow ] || length=32768
  echo "$target: $runs inputs, seed $seed"
  local result=0
  rm -rf "${work:?}/slow" && mkdir -p "$work/slow"
  FUZZ_TARGET=$target FUZZ_SLOW="$work/slow" "$program" "$work/$target" -runs="$runs" -seed="$seed" \
    -dict="$work/$target.dict" -max_len=$length -timeout=5 -rss_limit_mb=2048 \
    -artifact_prefix="$findings/$target-" -print_final_stats=1 >"$log" 2>&1 || result=$?
  value() { sed -nE "s/^stat::$1: +([0-9]+)/\\1/p" "$log"; }
  echo "$target: $(value number_of_executed_units) inputs," \
    "$(value average_exec_per_sec) a second, slowest $(value slowest_unit_time_sec) s," \
    "$(value peak_rss_mb) MB, $([ "$result" -eq 0 ] && echo 0 || echo 1) findings"
  if [ "$result" -ne 0 ]; then
    status=1
    grep -m1 -E 'Fatal error|ERROR: ' "$log" || tail -n 5 "$log"
    ls -t "$findings" | head -n 1
  fi
  [ "$target" != rules ] || slow_inputs
}

# What took the laws long is given to the program itself, which has 100 ms of computing for it.
slow_inputs() {
  local file command seconds
  for file in "$work"/slow/*.tide; do
    [ -e "$file" ] || { echo "rules: no input was slow" && return; }
    [ -n "${tidemark:-}" ] || {
      swift build --quiet -c release --static-swift-stdlib --product tidemark
      tidemark=$(swift build -c release --static-swift-stdlib --show-bin-path)/tidemark
    }
    for command in "lint" "fmt --check"; do
      seconds=$({ TIMEFORMAT=%U; time "$tidemark" $command "$file" >"$work/said" 2>&1 || true; } 2>&1)
      if awk -v s="$seconds" 'BEGIN { exit !(s > 0.1) }'; then
        status=1
        cp "$file" "$findings/rules-slow-$(basename "$file")"
        echo "rules: tidemark $command takes $seconds s: $findings/rules-slow-$(basename "$file")"
      fi
    done
  done
  echo "rules: $(find "$work/slow" -name '*.tide' | wc -l) inputs were slow for the laws, and timed with the program"
}

for target in $targets; do fuzz "$target"; done
exit "$status"
