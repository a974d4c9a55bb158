import Language

extension DiagnosticCode {
  /// Codes of `baseline --update`. Their examples are edited rules, merged when the data change as
  /// `MergeExample` says.
  package static let merging: [DiagnosticCode] = [
    boundConflict, goneColumnConflict, typeConflict, declarationConflict,
  ]

  package static let boundConflict = DiagnosticCode(
    "TM761", .warning, "a suggested bound that was changed and is still called suggested",
    why:
      "What bears `suggested(…)` follows the data: your change would be lost at the next update.",
    avoid: MergeExample.edited("fare: fractional, >= 1 suggested(0)"),
    prefer: MergeExample.edited("fare: fractional, >= 1"))
  package static let goneColumnConflict = DiagnosticCode(
    "TM762", .warning, "an edited entry of a column that the new data lack",
    why: "Somebody cared for the column; whether it is gone for good is not seen from data.",
    avoid: MergeExample.edited("fare: fractional", "tip: fractional, <= 100"),
    prefer: MergeExample.edited("fare: fractional"))
  package static let typeConflict = DiagnosticCode(
    "TM763", .warning, "an edited entry of a column whose type has changed",
    why: "Bounds that were written for one type may be wrong for another.",
    avoid: MergeExample.edited("zone: integral, in 0...300"),
    prefer: MergeExample.edited("zone: string"))
  package static let declarationConflict = DiagnosticCode(
    "TM764", .warning, "a declaration that was edited and is now generated otherwise",
    why: "Both changes were meant; only a reader can say which one holds.",
    avoid: MergeExample.edited("fare: fractional") + "\nrule volume { expect row_count >= 5 }\n",
    prefer: MergeExample.edited("fare: fractional"))
}

/// The data of the examples: a fare may be negative now, zones have names, there are no tips.
package enum MergeExample {
  package static let old =
    edited(
      "fare: fractional, >= 0 suggested(0)", "tip: fractional, >= 0 suggested(0)", "zone: integral")
    + "\nrule volume { expect row_count >= 50 }\n"
  package static let new =
    edited("fare: fractional, >= -5 suggested(-5)", "zone: string")
    + "\nrule volume { expect row_count >= 60 }\n"

  static func edited(_ entries: String...) -> String {
    "edition 1\ncolumns {\n" + entries.map { "  \($0)\n" }.joined() + "}\n"
  }
}
