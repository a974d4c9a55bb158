/// Attributions of a model's features: where they come from, and how a model is asked.
enum ExplanationGuide {
  static let text = #"""
    # Explanations

    An attribution says how much a feature moved the model's prediction for one record. Over many
    records each feature has one global value, and a monitor watches the order of these values: when a
    model begins to decide by other features than in training, its errors often follow.

    ```tide
    edition 1

    monitor churn {
      baseline     "baseline"
      attributions "shap_*"
    }

    rule explanations { alert when attribution_ndcg < 0.9 }

    rule age_is_not_all { expect attribution_share(shap_age) <= 50% }
    ```

    `attribution(c)` is the global value, `attribution_share(c)` its part of all, `attribution_rank(c)`
    its place, and `attribution_ndcg` how well the order keeps to the baseline's: 1 is the same, and
    SageMaker's monitor reports drift below 0.9. The global value is the mean magnitude over the records
    (`mean_abs`), the `median` or the mean square (`mean_sq`).

    ```sh
    tidemark baseline train.csv --rules rules.tide -o baseline
    tidemark check rules.tide --data today.csv
    ```

    The baseline stores the values, also as `analysis.json` in the format of SageMaker Clarify. An
    `analysis.json` of the service serves as `--baseline` for these rules: of `shap_*` the feature `age`
    is `shap_age`. `check --format sagemaker` writes `explainability/analysis.json` and
    `explainability/constraint_violations.json`, whose sentence says that the value is below the threshold,
    where the service's says «exceeds».

    ## Attributions that the records hold

    `attributions "shap_*"` names their columns, one a feature; `recorded("shap_*", aggregate: median)`
    says how they are one number. They are read with everything else, in one pass.

    ## Attributions that the model is asked for

    ```tide
    edition 1

    monitor churn {
      baseline "baseline"

      attributions kernel_shap(background: "rows.csv", samples: 200, seed: 1)

      model command("python3 serve.py")
    }

    rule explanations { alert when attribution_ndcg < 0.9 }
    ```

    Kernel SHAP asks the model about coalitions of features: those outside of a coalition are as in the
    `background`, whose columns are the model's features in their order. `summary` says how its rows
    stand in: all `rows` (50 at most, each asked), their `mean`, or the medians of `clusters` groups
    (`k_means`). With `samples` of at least 2ᴹ − 2 for M features the values are exact; else pairs of
    coalitions are drawn and each value has an error, which is shown after `±`. Up to `records` (500)
    records of a window are explained, drawn by a hash of what they hold, and equal ones once; where some
    are left out, three standard errors of the mean are part of the error. The same data and seed give the
    same values.

    `--local FILE` writes the values of each explained record, a JSON object a line, and `tidemark
    explain --record ID --local FILE` prints one; `id: COLUMN` says what records are called. A rule with
    `by` can't have attributions of this kind yet.

    While it runs, `FILE.part` holds what is explained so far. After an interruption, or when the model
    failed, the same command goes on from there: records that were explained are not asked again, as long
    as the model says the same of the background. It is gone when the run ends well.

    When all is explained, a line says how many questions the model was asked, how long that took, and
    which share of that at most was spent outside of the model: all that was not waiting for it, whether
    or not it worked meanwhile.

    ## A model as a program

    `model command("python3 serve.py")` is started once, in the folder of the rule file, where
    `--allow-commands` allows it. A record is a line on its standard input: CSV without a header, the
    features in their order, or with `content: "application/jsonlines"` an object. An empty line ends a
    batch of up to `batch` (500) records. It prints a line for each record, in order: a number, several
    with commas, a JSON list, or an object with `prediction`, `predictions`, `score`, `scores`,
    `probability` or `probabilities`. What it writes to standard error is shown. `TIDEMARK_CALL` is set
    in its environment.

    ```text
    import sys

    batch = []
    for line in sys.stdin:
        if line.strip():
            batch.append([float(cell) for cell in line.split(",")])
        elif batch:
            for prediction in model.predict(batch):
                print(prediction)
            sys.stdout.flush()
            batch = []
    ```

    The next batches are sent while it works, up to `in_flight` (4) that are not answered. A program
    that ends before it has answered is started again, twice a batch at most. One that says
    nothing for `timeout` (60 s), prints what is no number, or more lines than records, has failed: its
    attributions are unknown (`model failed`) with the reason, and all other rules are judged.

    ## A model over HTTP

    `model http("http://127.0.0.1:8080/invocations", content: "text/csv")` posts a batch as SageMaker's
    containers take it. The answer holds a prediction a record: lines, one line with commas, a JSON list,
    or `{"predictions": […]}`. `application/json` posts `{"instances": [[…], …]}`. Requests bear the header
    `X-Tidemark-Call: explain`, by which `tidemark capture` leaves them out. Up to `in_flight` (4) are
    under way at once, over connections that are kept. `headers: [env("NAME")]` adds
    secrets. The statuses 429, 502, 503 and 504, and an address that can't be reached, are tried three
    times.

    """#
}
