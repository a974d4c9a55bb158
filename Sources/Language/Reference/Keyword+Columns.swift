extension Keyword {
  /// Entries of `columns { }` that speak of the whole table.
  static let columnsEntries: [Keyword] = [
    Keyword(
      "no missing columns", .columns, "no missing columns",
      "The data have every column of the baseline.",
      """
      edition 1

      columns {
        no missing columns
      }

      """),
    Keyword(
      "no extra columns", .columns, "no extra columns",
      "The data have no column that is neither listed nor in the baseline.",
      """
      edition 1

      columns {
        no extra columns
      }

      """),
    Keyword(
      "columns in baseline order", .columns, "columns in baseline order",
      "The columns of the baseline stand in the order that they have there.",
      """
      edition 1

      columns {
        columns in baseline order
      }

      """),
    Keyword(
      "all columns", .columns, "all columns",
      "Every column of the inputs and outputs: as a selector, and as a set in expressions.",
      """
      edition 1

      columns {
        all columns: completeness >= 50%
      }

      """),
  ]

  /// Checks that are words, and flags. Any metric with its column left out is a check too.
  static let checks: [Keyword] = [
    check(
      "complete", .check, "complete [for at least P%]",
      "No value is missing: completeness is 1, or as much as the suffix says.", "complete"),
    check(
      "unique", .check, "unique [for at least P%]", "Every value occurs once.",
      "unique except at most 5 rows"),
    check(
      "optional", .check, "optional",
      "A flag: the column may be absent. Its other checks are then unknown, and excused.",
      "optional, fractional"),
    check(
      "categorical", .check, "categorical",
      "A flag: the column's numbers are codes, compared as categories.",
      "integral, categorical, drift <= 0.2"),
    check(
      "sensitive", .check, "sensitive",
      """
      A flag: values of the column are never shown as evidence, and segments are never made of it.
      """,
      "string, sensitive, complete"),
  ]

  /// What may follow a check.
  static let suffixes: [Keyword] = [
    check(
      "for at least", .suffix, "CHECK for at least P%",
      "The share of values for which a check of values must hold; without it, all.",
      ">= 0 for at least 99.9%"),
    check(
      "except at most", .suffix, "CHECK except at most N rows | CHECK except at most P%",
      "How many records, or what share of them, may fail a check of values.",
      ">= 0 except at most 5 rows"),
    check(
      "as", .suffix, "CHECK as NAME",
      """
      A name of its own for a check, so that a column may have two of a kind: \
      `columns.COLUMN.NAME`.
      """,
      ">= 0, >= 2.5 for at least 90% as usual_minimum"),
    check(
      "suggested", .suffix, "CHECK suggested(OBSERVED, rows: N)",
      """
      The bound was generated from the baseline and nobody has reviewed it. Delete it to adopt the \
      bound as your own. It stands behind an `expect` or an `alert` of a rule too.
      """,
      "complete suggested(1, rows: 96)"),
  ]

  /// Words that name types: in `columns { }`, in `for each TYPE column`, in `columns(…)` and after
  /// `is`.
  static let types: [Keyword] = [
    check("integral", .type, "integral", "Whole numbers.", "integral"),
    check(
      "fractional", .type, "fractional", "Numbers; whole spellings are accepted.", "fractional"),
    check("numeric", .type, "numeric", "Numbers that are not codes.", "numeric"),
    check("boolean", .type, "boolean", "`true` and `false`.", "boolean"),
    check("timestamp", .type, "timestamp", "Times as ISO 8601 writes them.", "timestamp"),
    check(
      "string", .type, "string",
      "Text; not every value may look like a number, a time or a truth value.", "string"),
  ]

  private static func check(
    _ phrase: String, _ place: Place, _ syntax: String, _ meaning: String, _ check: String
  ) -> Keyword {
    Keyword(
      phrase, place, syntax, meaning,
      """
      edition 1

      columns {
        fare: \(check)
      }

      """)
  }
}
