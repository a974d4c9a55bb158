/// What the files of Amazon SageMaker Model Monitor are to the program.
enum ServiceGuide {
  static let text = #"""
    # From SageMaker Model Monitor

    The service's `statistics.json` serves as data and as baseline, its `constraints.json` as rules, of
    data quality and of model quality alike; what a file holds tells which it is. A damaged or unknown
    field is told with its path and left out, and the rest serves.

    ```sh
    tidemark check constraints.json --data statistics.json --format sagemaker --out report
    tidemark check constraints.json --data now.csv --baseline statistics.json
    tidemark import constraints.json > rules.tide
    ```

    `--format sagemaker` writes `statistics.json`, `constraints.json` (what would be suggested of these
    data) and `constraint_violations.json`, a folder a window.

    ## Model quality

    ```sh
    tidemark check constraints.json --data now.csv --task 'regression(prediction: p, label: y)'
    tidemark check constraints.json --data now.csv \
      --task 'binary(prediction: p, probability: s, label: y, positive: 1)' \
      --format sagemaker --out report
    tidemark eval mae r2 --data statistics.json
    ```

    Each constraint is a rule by the metric's name, and is violated where the metric is strictly beyond
    its threshold. The file does not say which columns hold prediction and label: for records `--task`
    does. Rules with a task take a `statistics.json` of model quality as data (`mae` and the like are
    known, columns are not) and as baseline (`mae > 1.1 * baseline`).

    | in the files | here |
    |---|---|
    | `mae` `mse` `rmse` `r2`, `recall` `precision` `accuracy` `f1` `auc`, the four rates, `weighted_…` | the same names |
    | `f0_5` `f2` `weighted_f0_5` `weighted_f2` | `f(beta: 0.5)` … |
    | `au_prc` | `pr_auc(method: trapezoid)`: as Spark draws it; `pr_auc` is average precision |
    | `…_best_constant_classifier` | `best_constant(…, method: sagemaker)`: always positive, of many classes always the last; `best_constant(…)` is the best there is |
    | `confusion_matrix` | by actual, then by predicted class |
    | `receiver_operating_characteristic_curve` | `roc_curve` with (0, 0) before it and (1, 1) behind it |
    | `precision_recall_curve` | `pr_curve`, from recall 0 with the precision of its first point |
    | `item_count` | records with label and prediction, and probability where the task names one |

    What has no value, such as the precision of a model that never says yes, is the string `"NaN"`.

    ## Bias

    ```sh
    tidemark check analysis.json --data now.csv --bias 'group: job, features: [age, hours]' \
      --task 'binary(prediction: p, label: y, positive: 1)' --format sagemaker --out report
    tidemark check rules.tide --data now.csv --baseline analysis.json
    tidemark baseline train.csv -o baseline --bias 'facet: sex == "F", group: job' \
      --task 'binary(prediction: p, label: y, positive: 1)'
    ```

    The `analysis.json` of Clarify serves as rules: no bias metric may be further from 0 than in the
    file, whatever its sign, which is the service's own rule. Of disparate impact, fair at 1, that rule
    lets a fall from 0.5 to 0.1 pass. `--format sagemaker` writes `analysis.json` with the values now and
    `constraint_violations.json`. The file does not say which columns hold predictions, groups and
    features: `--task` and `--bias` do; a metric that lacks one is left out, and `import` says so.

    As a baseline it answers `abs(bias.dpl(facet: sex == 0)) <= abs(baseline)` and
    `bias.drift(dpl, facet: sex == 0) <= 0`. The latter is what `baseline --bias` generates: how much
    further from fairness (1 of `di`, 0 of all others) a metric came than the confidence intervals of
    both sides explain. An `analysis.json` has no intervals, so that only that of now counts.

    | in the files | here |
    |---|---|
    | `CI` `DPL` `KL` … `TE` | `bias.ci` `bias.dpl` `bias.kl` … `bias.te`; rules read off a file say `method: smclarify`, by which 0/0 is 0 |
    | `FT` | `bias.ft(…, features: […], method: smclarify)`; without the method it has the sign that the service documents, the opposite |
    | `value_or_threshold` | `"0"` is `sex == 0`, `"A,B"` is `in ["A", "B"]`, `"(40.0, 90.0]"` is `age > 40` |

    ## Standard deviations

    `standard_deviation` in the service's files is that of five random draws of 80% of the records,
    without replacement, from 200 records up, and the string `"NaN"` below. Five draws give it to about
    a third, and it is half of the standard error: draws of most of the data differ less than other
    data would.

    Here a standard error is a seeded bootstrap over 64 sub-samples, known to about 11%: the same data
    give the same error, whatever the number of threads. The files have half of it, in the service's
    sense, and twice what a file has is taken for the error. `within 2 sigma of baseline` allows twice
    the error that the value has over the baseline:

    ```tide
    edition 1

    monitor taxi {
      task regression(prediction: predicted, label: actual)
      baseline "baseline"
    }

    rule accuracy { expect mae within 2 sigma of baseline }
    ```

    It is of any value over the data, `mean(fare)` too; `tidemark baseline DATA --rules RULES` stores
    what it needs. The error is the baseline's: of one with fewer than 200 records there is none, and the
    verdict is unknown (too few rows). How few records the window has is not looked at: `needs at least
    N rows` says how many are wanted.

    ## A baseline of errors

    ```sh
    tidemark baseline train.csv -o baseline
    tidemark baseline test.csv -o baseline --part quality \
      --task 'regression(prediction: predicted, label: actual)'
    ```

    The statistics of a baseline come from training data; the errors of a model must not, since it errs
    least on what it was trained on. `--part quality` adds them from held-out data: every metric of the
    task over the baseline is then of these, everything else of training data. It writes
    `quality_statistics.json` and `quality_constraints.json` in the service's format, and rules into
    `rules.tide` whose bounds leave room for three standard errors and bear `suggested(…)`. Held-out
    files that are training files, by their hashes, are told ([TM410](diagnostics/TM410.md)). Of captures,
    `--labels` brings the truth, and `--window-at` with `--last` says of which time they are.

    ## Scripts of the service

    `record_preprocessor_script` and `post_analytics_processor_script` run unchanged by
    `plugins/python/sagemaker_handlers.py`, over captures, batch transforms, JSON Lines and CSV, in `check` as
    in `baseline` ([Formats](formats.md)). `inference_record.ground_truth` is there where records bring their
    label, as merged ones do. Labels of `--labels` come after the script, so that it is absent (each member of
    it None) in the handler: merge first (`--merged`), where a script needs it.

    ## Where the service errs

    | the service | here |
    |---|---|
    | Its drift distance counts equal values once (`sagemaker_robust`, `sagemaker_simple`): of tied data it is wrong, and a column of up to four values can never reach 0.1 | imported rules compute it so; `drift(c)` counts every record, and compares categories as such |
    | Drift is not computed where the type has changed | imported rules ask for the type as well; `drift(c)` does not |
    | `is_non_negative` is written and never evaluated | imported as the rule `is_non_negative`, which is off: `mode enforce` evaluates it |
    | Columns are counted, their names not looked at | `missing_column_check` and `extra_column_check` count; `no missing columns` and `no extra columns` name them |
    | A metric that has no value violates nothing | it is unknown, shown, and has an exit status of its own |

    The titles of imported rules say so, and `tidemark explain RULE --last-run DIR` shows them.

    ## Back to the service

    ```sh
    tidemark export rules.tide --to sagemaker -o constraints.json
    ```

    Rules become the service's constraints: types, completeness, domains, signs, drift, and with a task
    bounds on its metrics, as a file of their own (beside the other `quality_constraints.json`). What
    the service has no words for (conditions on records, segments, windows, other metrics) is listed
    with its place and why, and so is what means something else there, such as `drift(c)`. What was
    imported comes back as it was. Features whose constraints are disabled are rules with `mode off`, and
    come back disabled. Columns without rules are not in the file: the service counts them as extra, and
    the list names them where a baseline is at hand.

    `check --format sagemaker` writes what the rules speak of: columns, as a data-quality job; errors of the
    monitor's task, as a model-quality job; with both, the files of the latter are `quality_statistics.json`
    and so on beside those of the former.

    """#
}
