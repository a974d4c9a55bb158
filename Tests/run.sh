#!/usr/bin/env bash
# Builds everything with its tests and runs them: run.sh [OPTION OF swift test…]
# The last line is "tests: N passed, N failed, N skipped"; the exit status is that of the first
# step that failed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

.ci/install

echo "building (some minutes the first time)"
swift build --quiet --build-tests --explicit-target-dependency-import-check error

log=$(mktemp)
trap 'rm -f "$log"' EXIT
status=0
swift test --skip-build --disable-xctest "$@" 2>&1 | tee "$log" || status=$?

# "✔ Test run with 12 tests in 3 suites passed after …"; a crash leaves no such line.
total=$(sed -nE 's/.*Test run with ([0-9]+) tests?( .*)? (passed|failed) after.*/\1/p' "$log" |
  awk '{ sum += $1 } END { print sum + 0 }')
skipped=$(grep -cE '^[^ ]+ +Test ("[^"]*"|[^ ]+\([^)]*\)) skipped' "$log" || true)
failed=$(grep -E '^[^ ]+ +Test .* failed after' "$log" | grep -cvE 'Test (run|case)' || true)

if [ "$status" -eq 0 ] && [ "$total" -eq 0 ]; then
  echo "no test ran" >&2
  status=1
fi
if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then
  failed=1
fi
passed=$((total - failed - skipped))
echo "tests: $((passed > 0 ? passed : 0)) passed, $failed failed, $skipped skipped"
exit "$status"
