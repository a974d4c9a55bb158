#!/usr/bin/env bash
# An alert retrains a model and renews its baseline: week 1 trains and passes, week 2 fires, the
# command of the rules retrains, and weeks 2 and 3 pass. Fails where an exit status is not what it
# says.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. examples/steps.sh

work=.build/retrain

# serve WEEK: what the model in service predicts for a week's orders.
serve() {
  python3 model.py score "orders/week-$1.csv" "week-$1.csv"
}

say "1. What is missing is installed, and tidemark is built"
build_tidemark
PATH=$(dirname "$tidemark"):$PATH

say "2. Three weeks of orders; a model of the first, and the baseline that belongs to it"
rm -rf "$work"
mkdir -p "$work"
cp examples/retrain/{make_orders.py,model.py,retrain.sh,delivery.tide} "$work"
cd "$work"
python3 make_orders.py orders
python3 model.py train orders/week-1.csv
serve 1
expect 0 baseline week-1.csv --rules delivery.tide -o baseline
cp model.json model-1.json
expect 0 check delivery.tide --data week-1.csv --allow-commands

say "3. Commands run only where whoever checks says so"
serve 2
expect 2 check delivery.tide --data week-2.csv

say "4. Week 2: a suburb is served as well. The alert retrains the model and renews the baseline"
expect 1 check delivery.tide --data week-2.csv --allow-commands
! cmp -s model.json model-1.json || fail "the model should be another"
[ "$(wc -l <alerts.jsonl)" -eq 1 ] || fail "one message should be in alerts.jsonl"

say "5. The new model in service: week 2 passes now, and so does week 3"
serve 2
serve 3
expect 0 check delivery.tide --data week-2.csv --allow-commands
expect 0 check delivery.tide --data week-3.csv --allow-commands

say "Done: rules, model, baseline and alerts are in $work"
