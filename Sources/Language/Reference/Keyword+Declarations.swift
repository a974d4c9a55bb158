extension Keyword {
  /// What a file is made of.
  static let declarations: [Keyword] = [
    Keyword(
      "edition", .file, "edition 1",
      """
      The first line of a file: the edition of the language that it was written for. It never \
      changes by itself, so that an upgrade of the program changes no verdict.
      """,
      """
      edition 1

      rule volume { expect row_count > 0 }

      """),
    Keyword(
      "import", .file, "import \"PATH\"",
      """
      Brings in the declarations of another file, before the first declaration of this one. A name that \
      is defined in both is an error that shows the two places, and so is a circle of imports. A path \
      may not leave the root.
      """,
      """
      edition 1

      import "common/limits.tide"

      rule volume { expect row_count > 0 }

      """),
    Keyword(
      "monitor", .file, "monitor NAME [\"TITLE\"] { CLAUSE … }",
      """
      What is watched: whose it is, which baseline it is compared with, what the model predicts, how \
      time is cut. `severity`, `mode`, `on unknown`, `needs`, `tags` and `drift` are defaults of its \
      rules. A file has one at most; without it the defaults of the language hold.
      """,
      """
      edition 1

      monitor taxi "Pickups of the next hour" {
        owner    "demand-team"
        baseline "baseline"
        window   1 day on inference_time
      }

      rule volume { expect row_count > 0 }

      """),
    Keyword(
      "let", .file, "let NAME = EXPR",
      """
      A name for what is known before the window: a number, a text, a list, a regex, a set of \
      columns. A name that begins with `_` may stay unused.
      """,
      """
      edition 1

      let limit = 10%

      rule fares { expect zero_share(fare) <= limit }

      """),
    Keyword(
      "define", .file, "define NAME(PARAMETER, …) = EXPR",
      """
      A name for an expression with parameters, which stands for it wherever it is called. It may not \
      call itself, and names in it mean what they mean where it is written.
      """,
      """
      edition 1

      define plausible(c) = completeness(c) >= 99% and max(c) < 1_000

      rule fares { expect plausible(fare) }

      """),
    Keyword(
      "override", .file, "override rule NAME { CLAUSE … } | override columns { ENTRY … }",
      """
      Replaces clauses of an imported rule, or checks of imported columns, one by one; it never adds \
      text to them.
      """,
      """
      edition 1

      import "common/rules.tide"

      override rule volume { severity critical }

      """),
    Keyword(
      "plugin", .file, "plugin \"NAME\" version N",
      "Asks for a plugin, whose metrics, readers and sinks are then checked like built-in ones.",
      """
      edition 1

      plugin "shapes" version 1

      """),
    Keyword(
      "derive", .file, "derive NAME = EXPR",
      """
      A column that is computed for each record from others. Rules name it like a column of the data.
      """,
      """
      edition 1

      derive tip_share = tip / fare

      rule tips { expect mean(tip_share) <= 40% }

      """),
    Keyword(
      "metric", .file, "metric NAME = EXPR",
      """
      A name for a value of the window. It is recorded in the history, without a bound, and rules may \
      use its name.
      """,
      """
      edition 1

      metric revenue = sum(fare)

      rule income { expect revenue >= 1_000 }

      """),
    Keyword(
      "columns", .file, "columns [severity SEVERITY] { SELECTOR: CHECK, CHECK … }",
      """
      What must hold of columns, an entry a line. The selector is a column, a glob in quotes, a regex, \
      a `let` set or `all columns`; an exact name beats a set for the same check. A listed column is \
      required, unless it is `optional`. Each check is a rule of its own, called \
      `columns.COLUMN.CHECK`.
      """,
      """
      edition 1

      columns {
        fare:     fractional, >= 0, drift <= 0.1
        "shap_*": complete
        no missing columns
      }

      """),
    Keyword(
      "rule", .file, "rule NAME [\"TITLE\"] { CLAUSE … }",
      """
      What must hold (`expect`) or must not (`alert when`), of which records and columns, and what \
      follows when it does not. There is one verdict for each column of its `for each`, each segment \
      of its `by` and each window.
      """,
      """
      edition 1

      rule fares_stay "Fares are what they were in training" {
        expect drift(fare) <= 0.1
        runbook "https://wiki.example/fares"
      }

      """),
    Keyword(
      "sink", .file, "sink NAME = KIND(OPTION: VALUE, …)",
      """
      Who is told when a rule fires: `stdout(…)`, `file(…)`, `webhook(…)` or `command(…)`. A sink takes \
      what is at or above its `at_least`; rules with `notify` tell only the sinks that they name. Delivery is at \
      least once, and repeats carry the same id.
      """,
      """
      edition 1

      rule volume { expect row_count > 0 }

      sink audit = file(path: "alerts.jsonl", rotate: 100 MB)

      """),
    Keyword(
      "waive", .file, "waive RULE [for CONDITION] until DATE because \"…\" owner \"…\"",
      """
      Keeps violations of a rule, or of `columns.COLUMN.CHECK`, from alerting and failing until a day \
      has passed. They are evaluated and shown all the same. `for` picks columns of its loop or \
      segments. Lints find waivers that have ended, cover nothing, or last longer than 90 days.
      """,
      """
      edition 1

      rule volume { expect row_count > 0 }

      waive volume until 2027-03-01
        because "the ferry is closed" owner "ana"

      """),
  ]

  /// What a waiver says.
  static let waiverParts: [Keyword] = [
    Keyword(
      "until", .waive, "until DATE",
      """
      The last day of a waiver, or the moment at which it ends. A window is covered if it ends by \
      then.
      """,
      """
      edition 1

      rule volume { expect row_count > 0 }

      waive volume until 2027-03-01T12:00:00Z
        because "the ferry is closed" owner "ana"

      """),
    Keyword(
      "because", .waive, "because \"REASON\"",
      "Why a waiver is right, for who reads it in a month.",
      """
      edition 1

      rule volume { expect row_count > 0 }

      waive volume until 2027-03-01
        because "the ferry is closed" owner "ana"

      """),
  ]
}
