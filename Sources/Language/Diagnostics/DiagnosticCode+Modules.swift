/// What can be wrong where files come together.
///
/// An example of several files has a line `// FILE` before each further one.
extension DiagnosticCode {
  /// All codes of imports, overrides and of files that rules name.
  package static let modules: [DiagnosticCode] = [
    importUnreadable, importCircle, outsideRoot, tooManyImports, monitorsDiffer, overridesNothing,
    overridesOwn, unclearOverride, setUnreadable, unusedImport,
  ]

  package static let importUnreadable = DiagnosticCode(
    "TM250", .error, "an import that can't be read",
    why: "What it declares would be missing, and rules with it.",
    avoid: """
      edition 1
      import "limts.tide"
      rule volume { expect row_count > least_rows }
      // limits.tide
      let least_rows = 100

      """,
    prefer: """
      edition 1
      import "limits.tide"
      rule volume { expect row_count > least_rows }
      // limits.tide
      let least_rows = 100

      """)

  package static let importCircle = DiagnosticCode(
    "TM251", .error, "files that import each other",
    why: "None of them could be read before the others.",
    avoid: """
      edition 1
      import "limits.tide"
      rule volume { expect row_count > least_rows }
      // limits.tide
      import "shares.tide"
      let least_rows = 100
      // shares.tide
      import "limits.tide"
      let least_share = 99%

      """,
    prefer: """
      edition 1
      import "limits.tide"
      import "shares.tide"
      rule volume { expect row_count > least_rows and completeness(fare) > least_share }
      // limits.tide
      let least_rows = 100
      // shares.tide
      let least_share = 99%

      """)

  package static let outsideRoot = DiagnosticCode(
    "TM252", .error, "a file outside of the root",
    why: "What rules depend on lies in the same repository, under the same review.",
    avoid: """
      edition 1
      import "../../elsewhere/limits.tide"
      rule volume { expect row_count > 100 }

      """,
    prefer: """
      edition 1
      import "limits.tide"
      rule volume { expect row_count > least_rows }
      // limits.tide
      let least_rows = 100

      """)

  package static let tooManyImports = DiagnosticCode(
    "TM253", .error, "too many imports",
    why: "A file imports 256 files at most, those that they import counted: reading it has an end.",
    avoid: "edition 1\n"
      + (0...256).map { "import \"part\($0).tide\"\n" }.joined()
      + (0...256).map { "// part\($0).tide\nrule r\($0) { expect row_count > \($0) }\n" }.joined(),
    prefer: """
      edition 1
      import "part0.tide"
      // part0.tide
      rule volume { expect row_count > 0 }

      """)

  package static let monitorsDiffer = DiagnosticCode(
    "TM254", .error, "imported monitors that differ",
    why: "A ruleset has one monitor; what several say of the same must be settled by the one that "
      + "imports them.",
    avoid: """
      edition 1
      import "shapes.tide"
      import "values.tide"
      monitor fares { owner "demand" }
      // shapes.tide
      monitor shapes { needs at least 100 rows }
      rule shape { expect row_count > 0 }
      // values.tide
      monitor values { needs at least 500 rows }
      rule value { expect mean(fare) > 0 }

      """,
    prefer: """
      edition 1
      import "shapes.tide"
      import "values.tide"
      monitor fares { owner "demand" needs at least 500 rows }
      // shapes.tide
      monitor shapes { needs at least 100 rows }
      rule shape { expect row_count > 0 }
      // values.tide
      monitor values { needs at least 500 rows }
      rule value { expect mean(fare) > 0 }

      """)

  package static let overridesNothing = DiagnosticCode(
    "TM255", .error, "an override of nothing",
    why: "What was meant would go on unchanged.",
    avoid: """
      edition 1
      import "common.tide"
      override rule volum { severity critical }
      // common.tide
      rule volume { expect row_count > 100 }

      """,
    prefer: """
      edition 1
      import "common.tide"
      override rule volume { severity critical }
      // common.tide
      rule volume { expect row_count > 100 }

      """)

  package static let overridesOwn = DiagnosticCode(
    "TM256", .error, "an override of what was not imported",
    why: "What stands in the same file is changed there, where its readers look for it.",
    avoid: """
      edition 1
      rule volume { expect row_count > 100 }
      override rule volume { severity critical }

      """,
    prefer: """
      edition 1
      rule volume { expect row_count > 100 severity critical }

      """)

  package static let unclearOverride = DiagnosticCode(
    "TM257", .error, "an override that does not say which",
    why: "Clauses of one name are told apart by their order alone.",
    avoid: """
      edition 1
      import "common.tide"
      override rule fares { expect mean(fare) > 3 }
      // common.tide
      rule fares { expect mean(fare) > 1 expect max(fare) < 100 }

      """,
    prefer: """
      edition 1
      import "common.tide"
      override rule fares { expect mean(fare) > 3 expect max(fare) < 100 }
      // common.tide
      rule fares { expect mean(fare) > 1 expect max(fare) < 100 }

      """)

  package static let setUnreadable = DiagnosticCode(
    "TM258", .error, "a file of values that can't be read",
    why:
      "Against a set that lacks values, records would be judged wrongly. A file of values is UTF-8 "
      + "text of 1 MiB at most: a value a line, or a .csv of one column under its name.",
    avoid: """
      edition 1
      columns { email: in set(file: "addresses.csv") }
      // addresses.csv
      email,name
      a@b.example,A

      """,
    prefer: """
      edition 1
      columns { email: in set(file: "addresses.csv") }
      // addresses.csv
      email
      a@b.example
      c@d.example

      """)

  package static let unusedImport = DiagnosticCode(
    "TM540", .warning, "an import of which nothing is used",
    why: "It is most often left over, or a name that should use it is misspelt.",
    avoid: """
      edition 1
      import "limits.tide"
      rule volume { expect row_count > 100 }
      // limits.tide
      let least_rows = 100

      """,
    prefer: """
      edition 1
      import "limits.tide"
      rule volume { expect row_count > least_rows }
      // limits.tide
      let least_rows = 100

      """)
}
