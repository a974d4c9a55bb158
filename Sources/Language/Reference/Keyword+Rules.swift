extension Keyword {
  /// What only a rule says.
  static let ruleClauses: [Keyword] = [
    Keyword(
      "for each", .rule, "for each [TYPE] column VAR [in SET]",
      """
      One verdict for each column of a set, which the variable stands for. Without `in` these are all \
      columns; a type picks among them. A set that selects nothing is unknown, never a pass.
      """,
      """
      edition 1

      rule shapes_stay {
        for each numeric column c in columns("history_*")
        expect drift(c) <= 0.1
      }

      """),
    Keyword(
      "by", .rule, "by COLUMN, … at most N [, at least N rows]",
      """
      One verdict for each segment: the values of the columns. Those of the baseline come first, also \
      with 0 records, then the largest; beyond `at most` the rest together is the segment «other». \
      Smaller segments than `at least` are unknown.
      """,
      """
      edition 1

      rule per_zone {
        by zone at most 50, at least 200 rows
        expect completeness(fare) >= 99%
      }

      """),
    Keyword(
      "where", .rule, "where CONDITION",
      """
      Only records for which the condition is true count; null is not true. Of one metric it stands in \
      the call: `share(approved, where: sex == "F")`.
      """,
      """
      edition 1

      rule cash_fares {
        where payment_type == 2
        expect mean(tip) <= 1%
      }

      """),
    Keyword(
      "expect", .rule, "expect CONDITION [else SEVERITY]",
      """
      What must hold of the window. It may stand several times, each with its severity; the verdict is \
      the worst.
      """,
      """
      edition 1

      rule fares {
        expect mean(fare) in 5...50
        expect completeness(fare) >= 99% else critical
      }

      """),
    Keyword(
      "alert", .rule, "alert [SEVERITY] when CONDITION [for N [of M] windows] [until CONDITION]",
      """
      What must not hold of the window: the contrary of `expect`. It may stand several times, so that \
      warning and critical bounds live in one rule.
      """,
      """
      edition 1

      rule fares {
        alert warning when drift(fare) > 0.1
        alert critical when drift(fare) > 0.3
      }

      """),
    Keyword(
      "message", .rule, "message \"TEXT\"",
      """
      What alerts and reports say. `{value}`, `{limit}`, `{baseline}`, `{column}`, `{records}`, \
      `{rule}`, `{severity}`, `{monitor}`, the loop's variable and the columns of `by` stand for \
      what they name; a brace is written `{{`.
      """,
      """
      edition 1

      rule fares {
        expect drift(fare) <= 0.1
        message "fares moved by {value} (limit {limit})"
      }

      """),
    Keyword(
      "runbook", .rule, "runbook \"ADDRESS\"",
      "Where it is written what to do. It stands in alerts and verdicts.",
      """
      edition 1

      rule volume {
        expect row_count > 0
        runbook "https://wiki.example/volume"
      }

      """),
    Keyword(
      "notify", .rule, "notify SINK, …",
      """
      The sinks that are told when the rule fires; without it, all that are declared. Several \
      `notify` add up.
      """,
      """
      edition 1

      rule volume {
        expect row_count > 0
        notify audit
      }

      sink audit = file(path: "alerts.jsonl")

      """),
  ]

  /// What may follow the condition of an alert.
  static let alertParts: [Keyword] = [
    Keyword(
      "for", .alert, "alert when CONDITION for N [of M] windows",
      """
      The rule fires when the condition has held in N windows one after the other, or in N of the last \
      M. Before that it is violated and does not fire. Windows that are unknown neither count nor \
      begin anew.
      """,
      """
      edition 1

      monitor taxi { window 1 day on pickup }

      rule fares { alert when drift(fare) > 0.1 for 2 of 3 windows }

      """),
    Keyword(
      "until", .alert, "alert when CONDITION until CONDITION [for N [of M] windows]",
      """
      Once the rule fires, it fires until this holds. `until < X` repeats the left side of a condition \
      that is one comparison.
      """,
      """
      edition 1

      monitor taxi { window 1 day on pickup }

      rule fares { alert when drift(fare) > 0.1 until < 0.05 }

      """),
  ]
}
