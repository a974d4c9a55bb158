extension Keyword {
  /// What only a monitor says.
  static let monitorClauses: [Keyword] = [
    Keyword(
      "baseline", .monitor, "baseline \"PATH\"",
      """
      What the data are compared with: the folder that `tidemark baseline` wrote, a `statistics.json` \
      of SageMaker, or data. The path is relative to the rule file; `--baseline` takes its place.
      """,
      """
      edition 1

      monitor taxi { baseline "baseline/taxi" }

      rule fares { expect drift(fare) <= 0.1 }

      """),
    Keyword(
      "task", .monitor, "task KIND(ROLE: COLUMN, …)",
      """
      What the model predicts, and in which columns that stands: `regression(…)`, `binary(…)`, \
      `multiclass(…)` or `ranking(…)`. Metrics of predictions ask for it.
      """,
      """
      edition 1

      monitor taxi { task regression(prediction: predicted, label: actual) }

      rule errors { expect mae <= 40 }

      """),
    Keyword(
      "window", .monitor,
      "window DURATION [every DURATION] on COLUMN | window N rows [, allowed lateness DURATION] [, timezone \"NAME\"]",
      """
      How data are cut: each window is decided by itself. `every` makes windows that overlap. Weeks \
      begin on Monday. Days are those of UTC or of a `timezone` such as "Europe/Berlin": one in which \
      its clocks change is longer or shorter. A window of time without records is one of 0 records. \
      `N rows` counts records off in the order of the input; the last window has what is left. \
      Without `window` all data are one.
      """,
      """
      edition 1

      monitor taxi { window 1 day every 1 hour on inference_time, allowed lateness 1 hour }

      rule volume { expect row_count > 0 }

      """),
    Keyword(
      "capture", .monitor,
      "capture { input: [NAME, …] output: [NAME, …] truth: [NAME, …] meta: [NAME, …] }",
      """
      Names for the positions of captured requests, which bear none: of the model's input, its output, \
      the ground truth and the metadata. `input.x`, `output.x`, `truth.x` and `meta.x` name a column \
      of one part.
      """,
      """
      edition 1

      monitor churn { capture { input: [age, income] output: [probability] } }

      rule ages { expect completeness(input.age) >= 99% }

      """),
    Keyword(
      "drift", .monitor, "drift METHOD[(OPTION: VALUE, …)]",
      """
      The method by which `drift` and `drifted_share` compare where a rule names none, with its \
      options.
      """,
      """
      edition 1

      monitor taxi { drift psi(zero: 0.001) }

      rule fares { expect drift(fare) <= 0.2 }

      """),
    Keyword(
      "attributions", .monitor, "attributions \"GLOB\" | attributions METHOD(…)",
      """
      Where attributions of the features come from, for metrics such as `attribution_ndcg`: columns of \
      the records, or a method that asks the model. `"shap_*"` is short for `recorded("shap_*")`.
      """,
      """
      edition 1

      monitor churn { attributions "shap_*" }

      rule explanations { alert when attribution_ndcg < 0.9 }

      """),
    Keyword(
      "model", .monitor, "model KIND(…)",
      "How the model is asked, for `attributions kernel_shap(…)`: as a program, or over HTTP.",
      """
      edition 1

      monitor churn {
        attributions kernel_shap(background: "rows.csv")
        model        http("http://127.0.0.1:8080/invocations")
      }

      rule explanations { alert when attribution_ndcg < 0.9 }

      """),
    Keyword(
      "lint", .monitor, "lint { CODE off | note | warning | error | on, style on, bug on }",
      """
      Which lints are told of the file, and how loudly. A code such as `TM502` wins over its family, \
      `TM5xx`, and that over a group; flags of the command line count more. Matters of style are off \
      until they are asked for: `on` tells them as each says of itself. Errors of the language stay.
      """,
      """
      edition 1

      monitor churn { lint { style on TM502 off } }

      """),
  ]

  /// What a monitor says for its rules and a rule for itself.
  static let sharedClauses: [Keyword] = [
    Keyword(
      "owner", .shared, "owner \"NAME\"",
      "Who answers for the rules, and in a waiver for the waiver. It stands in alerts and verdicts.",
      """
      edition 1

      rule volume {
        expect row_count > 0
        owner "demand-team"
      }

      """),
    Keyword(
      "tags", .shared, "tags { KEY: \"VALUE\", … }",
      """
      Words that alerts and verdicts carry for the programs that read them. A tag of a rule takes the \
      place of the monitor's of the same key.
      """,
      """
      edition 1

      rule volume {
        expect row_count > 0
        tags { tier: "1", team: "demand" }
      }

      """),
    Keyword(
      "severity", .shared, "severity info | warning | critical",
      """
      How much a violation matters; `warning` where nothing is said. `expect … else SEVERITY` and \
      `alert SEVERITY when …` say it of one condition, and of a check in `columns { }` it stands after \
      the check. `--fail-on` says from which severity on the exit status is 1.
      """,
      """
      edition 1

      rule volume {
        expect row_count > 0
        severity critical
      }

      """),
    Keyword(
      "mode", .shared, "mode observe | enforce | off",
      """
      `enforce` alerts and fails; `observe` evaluates and reports, and never alerts nor touches the \
      exit status; `off` leaves the rule out. Generated rules begin in `observe`.
      """,
      """
      edition 1

      rule volume {
        expect row_count > 0
        mode observe
      }

      """),
    Keyword(
      "on unknown", .shared, "on unknown ignore | hold | info | warning | critical",
      """
      What a verdict that can't be decided does: `ignore` shows it only, a severity counts it as a \
      violation of that severity, `hold` keeps what was. Without it an unknown verdict makes the exit \
      status 4, unless `needs` excuses it. Unknown is never a pass.
      """,
      """
      edition 1

      rule fares {
        expect drift(fare) <= 0.1
        on unknown critical
      }

      """),
    Keyword(
      "needs", .shared,
      "needs at least N rows | needs labels for at least P% [within DURATION] | needs N windows of history",
      """
      What must be there before a verdict is given. Where it is not, the verdict is unknown, is shown, \
      and does not touch the exit status.
      """,
      """
      edition 1

      rule fares {
        expect drift(fare) <= 0.1
        needs at least 1_000 rows
      }

      """),
  ]
}
