extension Keyword {
  /// What joins values, loosest first.
  static let operators: [Keyword] = [
    expression(
      "if", .operation, "if CONDITION then EXPR else EXPR",
      "One of two values. It binds loosest of all operators.",
      "max(fare) <= (if row_count > 1_000 then 500 else 200)"),
    expression(
      "or", .operation, "CONDITION or CONDITION",
      "True where one is true. With an unknown side it is true or unknown.",
      "mean(fare) <= 40 or row_count < 100"),
    expression(
      "and", .operation, "CONDITION and CONDITION",
      "True where both are true. With an unknown side it is false or unknown.",
      "mean(fare) >= 5 and mean(fare) <= 40"),
    expression(
      "not", .operation, "not CONDITION", "The contrary; of an unknown it is unknown.",
      "every(not starts_with(zone, \"test\"))"),
    expression(
      "in", .operation, "EXPR [not] in LIST | EXPR [not] in LOW...HIGH | EXPR [not] in LOW..<HIGH",
      """
      Membership of a list or a range: `0...10` holds both ends, `0..<10` all but the last.
      """,
      "mean(fare) in 5...40"),
    expression(
      "within", .operation,
      "EXPR within P% of EXPR | EXPR within N points of EXPR | EXPR within N sigma of EXPR | EXPR within N of EXPR | EXPR within N sigma of last N windows",
      """
      How near a value is to another: with `%` relative to it, in `points` a hundredth each, with a \
      plain number as it is, in `sigma` of the baseline by its standard error (a bootstrap over 64 \
      sub-samples, known to about 11%), of last windows by their standard deviation.
      """,
      "mean(fare) within 10% of baseline"),
    expression(
      "matches", .operation, "EXPR matches /REGEX/",
      """
      Whether a text matches a regex of PCRE2 anywhere in it; `^` and `$` anchor it. Flags \
      `i m s x u` follow it.
      """,
      "share(email matches /^[^@]+@[^@]+$/) >= 99.9%"),
    expression(
      "is", .operation, "EXPR is [not] null | EXPR is [not] TYPE",
      "Whether a value is missing, or is of a type.",
      "every(fare is not null and zone is string)"),
    expression(
      "except", .operation, "SET except SET",
      "Columns of the first set that are not of the second.",
      "drifted_share(all columns except columns(\"shap_*\"), 20%) <= 10%"),
  ]

  /// Words that stand for a value.
  static let operands: [Keyword] = [
    expression(
      "baseline", .operand, "baseline | baseline(EXPR)",
      """
      In the right operand of a comparison the left operand over the baseline; with brackets any \
      window expression over it, under the same `where` and segment.
      """,
      "mean(fare) <= 1.2 * baseline"),
    expression(
      "columns", .operand, "columns(GLOB | REGEX | TYPE | COLUMN, …)",
      "A set of columns: the union of what stands in it.",
      "drifted_share(columns(\"history_*\", fractional, fare), 20%) <= 10%"),
    expression(
      "set", .operand, "set(file: \"PATH\")",
      "A set of values from a file, a value a line.",
      "in_share(country, set(file: \"countries.txt\")) >= 99%"),
    expression(
      "null", .operand, "null",
      """
      A value that is missing. Functions and comparisons of it are null; `is null` asks for it.
      """,
      "share(fare is null) <= 1%"),
    expression("true", .operand, "true", "The truth value.", "share(paid == true) >= 90%"),
    expression("false", .operand, "false", "The truth value.", "share(paid == false) <= 10%"),
  ]

  private static func expression(
    _ phrase: String, _ place: Place, _ syntax: String, _ meaning: String, _ condition: String
  ) -> Keyword {
    Keyword(
      phrase, place, syntax, meaning,
      """
      edition 1

      rule example { expect \(condition) }

      """)
  }
}
