extension Keyword {
  /// What shows that rules say what they are meant to.
  static let tests: [Keyword] = [
    Keyword(
      "test", .file, "test \"TITLE\" { given … then … }",
      """
      Data for the rules of the file, and what they must say of them; `tidemark test` runs it. It is \
      given rows, a file or series of values. What rules need of `at least N rows` is not asked of \
      rows and series, waivers do not count, and a rule that is off is not exercised.
      """,
      rule + """
        test "few records are told" {
          given series row_count: 3
          then volume violated
        }

        """),
    Keyword(
      "given", .test, "given \"FILE\"",
      """
      The path of data, beside the rule file: all of it counts, as in a check.
      """,
      rule + """
        test "a day of the ferry" {
          given "days/2026-03-01.csv"
          then volume passes
        }

        """),
    Keyword(
      "given rows", .test, "given rows \"\"\"CSV\"\"\"",
      """
      Records that stand in the rule file; the first line names the columns. Columns that are not \
      named are out of sight: rules that read them are not exercised, and neither missing nor extra \
      columns are judged. Rows with the monitor's column of times are cut into windows.
      """,
      columns + #"""
        test "a missing kind is told" {
          given rows """
            kind,fare
            ferry,3
            ,4
            """
          then columns.kind.complete violated
        }

        """#),
    Keyword(
      "given series", .test, "given series METRIC: VALUE | _ …",
      """
      The value of a metric in each window, without data: `38 _ 45x3` is 38, a window without a \
      value, and 45 three times. Several series go side by side. `baseline(METRIC)` has one value, \
      that over the baseline. Metrics without a series are unknown.
      """,
      rule + """
        test "a quiet day" {
          given series row_count: 500 _ 3x2
          then volume passes in window 1
          then volume violated in window 4
        }

        """),
    Keyword(
      "against", .test, "against \"FOLDER\" | against rows \"\"\"CSV\"\"\"",
      """
      The baseline of a test: what `tidemark baseline` wrote, data, or rows. Without it the monitor's \
      counts; where that is not there, rules that compare with it are not exercised.
      """,
      columns + #"""
        test "a mean that moves" {
          given rows """
            fare
            30
            """
          against rows """
            fare
            3
            """
          then columns.fare.mean violated
        }

        """#),
    Keyword(
      "then", .test,
      "then RULE violated | passes | unknown | fires | pending [for CONDITION] [in window N]",
      """
      What a rule, or a check as columns.COLUMN.CHECK, must say. `for` picks among the columns of its \
      loop and its segments, `in window` a window, counted from 1. `passes` is of all verdicts that \
      are picked; the others are of any. A rule with `for N windows` is `pending` until it `fires`.
      """,
      rule + """
        test "few records are told" {
          given series row_count: 300 3
          then volume violated in window 2
        }

        """),
    Keyword(
      "then others pass", .test, "then others pass",
      """
      Every exercised rule that no other `then` names passes. What the test gives too little for is \
      borne: rules that ask for more rows or earlier windows, and with series what has no value.
      """,
      rule + """
        test "a usual day" {
          given series row_count: 300
          then others pass
        }

        """),
  ]

  private static let rule = """
    edition 1

    rule volume { expect row_count > 9 }


    """

  private static let columns = """
    edition 1

    columns {
      kind: complete
      fare: mean within 10% of baseline
    }


    """
}
