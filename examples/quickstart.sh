#!/usr/bin/env bash
# From training data to rules to a month that breaks them, in one go. It installs what is missing
# (apt), builds tidemark, makes its own data, and fails where an exit status is not what it says.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

work=.build/demand
baseline=$work/baseline
rules=$baseline/rules.tide

. examples/steps.sh

# violated DATA: the ids of the rules that DATA violates, one a line.
violated() {
  local report=$work/report.json status=0
  "$tidemark" check "$rules" --data "$1" --baseline "$baseline" --format json \
    >"$report" 2>"$work/report.log" || status=$?
  [ "$status" -le 1 ] || fail "no report about $1: $(cat "$work/report.log")"
  python3 - "$report" <<'PYTHON'
import json, sys
with open(sys.argv[1], encoding="utf-8") as file:
    windows = json.load(file)["windows"]
for rule in sorted({v["rule"] for w in windows for v in w["verdicts"] if v["verdict"] == "violated"}):
    print(rule)
PYTHON
}

say "1. What is missing is installed, and tidemark is built"
build_tidemark

say "2. Data: pickups per hour and zone; five months to learn from, an ordinary June, a bad July"
rm -rf "$work"
python3 examples/demand/make_data.py "$work"

say "3. A baseline of the training data, and rules generated from it"
expect 0 baseline "$work/train.csv" -o "$baseline"
echo
sed -n '1,25p' "$rules"

say "4. The ordinary June against these rules: nothing is wrong"
expect 0 check "$rules" --data "$work/steady.csv" --baseline "$baseline"
found=$(violated "$work/steady.csv")
[ -z "$found" ] || fail "June should violate nothing, but: $found"

say "5. July: violations are shown, but generated rules only observe, so the exit status stays 0"
expect 0 check "$rules" --data "$work/collapse.csv" --baseline "$baseline"
found=$(violated "$work/collapse.csv")
for rule in pickups.drift pickups_last_week.drift driver_rating.completeness channel.in; do
  grep -qxF "columns.$rule" <<<"$found" || fail "July should violate columns.$rule; it violates: $found"
done

say "6. A person reviews: two bounds are edited and so adopted, and the rules are enforced"
suggested=' *suggested\([^)]*\)'
sed -E -i \
  -e "/^ *pickups:/ s/drift <= [0-9.]+%?($suggested)?/drift <= 0.2/" \
  -e "/^ *driver_rating:/ s/completeness >= [0-9.]+%?($suggested)?/completeness >= 99%/" \
  -e 's/^( *)mode( +)observe/\1mode\2enforce/' "$rules"
for edit in '^ *pickups:.*drift <= 0\.2' '^ *driver_rating:.*completeness >= 99%' '^ *mode +enforce'
do
  grep -qE "$edit" "$rules" || fail "the edit did not take in $rules: $edit"
done
diff -U 0 "$baseline/suggested.tide" "$rules" | sed -e 1,2d -e '/^@@/d' || true
echo
expect 0 lint "$rules"

say "7. June passes the edited rules, July does not: the exit status is what a pipeline stops at"
expect 0 check "$rules" --data "$work/steady.csv" --baseline "$baseline"
echo
expect 1 check "$rules" --data "$work/collapse.csv" --baseline "$baseline"

say "Done. July's exit status went from 0 (observed) to 1 (enforced); it violates"
violated "$work/collapse.csv" | sed 's/^/  /'
cat <<TEXT

  program   $tidemark
  data      $work/{train,steady,collapse}.csv
  baseline  $baseline/{statistics,constraints}.json, suggested.tide
  rules     $rules   (edit them and check again)
TEXT
