#!/usr/bin/env bash
# What `sink retrain` runs, in this folder, with the alert on standard input: a new model of the
# window that the alert is about, and a baseline that fits it.
#
# An exit status other than 0 keeps the alert, and the next check tries again. It may be run twice for
# one alert, where the check is killed meanwhile: the outcome is the same.
set -euo pipefail

alert=$(cat)
python3 model.py retrain orders <<<"$alert"

week=$(python3 -c 'import json, sys; print(json.load(sys.stdin)["window"]["start"][:10])' <<<"$alert")
scored=$(mktemp -d)
trap 'rm -rf "$scored"' EXIT
for orders in orders/*.csv; do
  # The file whose first order is of that week.
  if sed -n 2p "$orders" | grep -q "^$week"; then
    python3 model.py score "$orders" "$scored/$(basename "$orders")"
  fi
done
tidemark baseline "$scored"/*.csv --rules delivery.tide -o baseline --quiet
