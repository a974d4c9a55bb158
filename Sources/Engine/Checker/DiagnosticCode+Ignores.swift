import Language

extension DiagnosticCode {
  /// Codes of comments and blocks that silence others.
  static let ignoring = [
    ignoreUnexplained, ignoreUnknown, ignoreExpired, ignoreUnused, ignoreOfError,
    ignoreUnreadable, unknownLint, errorStays,
  ]

  static let ignoreUnexplained = DiagnosticCode(
    "TM710", .warning, "an ignore that does not say why",
    why: "Who finds it in a year must know whether it is still meant.",
    avoid: "edition 1\n// tidemark:ignore TM502\nlet limit = 3\nrule r { expect row_count > 2 }\n",
    prefer: "edition 1\n// tidemark:ignore TM502 because \"for the next model\"\nlet limit = 3\n"
      + "rule r { expect row_count > 2 }\n")
  static let ignoreUnknown = DiagnosticCode(
    "TM711", .error, "an ignore of a code that there is not",
    why: "What was meant to be silent is told all the same, or something else is found later.",
    avoid: "edition 1\n// tidemark:ignore TM5002 because \"for the next model\"\nlet limit = 3\n"
      + "rule r { expect row_count > limit }\n",
    prefer: "edition 1\n// tidemark:ignore TM502 because \"for the next model\"\nlet limit = 3\n"
      + "rule r { expect row_count > 2 }\n")
  static let ignoreExpired = DiagnosticCode(
    "TM712", .warning, "an ignore that has ended",
    why: "Its day has come: what it silenced is told again.",
    avoid: "edition 1\n// tidemark:ignore TM502 until 2020-01-01 because \"for the next model\"\n"
      + "let limit = 3\nrule r { expect row_count > 2 }\n",
    prefer: "edition 1\nlet limit = 3\nrule r { expect row_count > limit }\n")
  static let ignoreUnused = DiagnosticCode(
    "TM713", .warning, "an ignore of what is not found",
    why: "What it silenced is mended, or stands on another line; it would hide the next mistake.",
    avoid: "edition 1\n// tidemark:ignore TM502 because \"for the next model\"\nlet limit = 3\n"
      + "rule r { expect row_count > limit }\n",
    prefer: "edition 1\nlet limit = 3\nrule r { expect row_count > limit }\n")
  static let ignoreOfError = DiagnosticCode(
    "TM714", .warning, "an ignore of an error",
    why: "A rule with an error is not evaluated: silence would make it look as if it were.",
    avoid: "edition 1\n// tidemark:ignore TM306 because \"it was so\"\n"
      + "rule r { expect mean(fare) in 10...1 }\n",
    prefer: "edition 1\nrule r { expect mean(fare) in 1...10 }\n")
  static let ignoreUnreadable = DiagnosticCode(
    "TM715", .error, "an ignore that can't be read",
    why: "It silences nothing, and who wrote it believes that it does.",
    avoid: "edition 1\n// tidemark:ignore TM502 for \"the next model\"\nlet limit = 3\n"
      + "rule r { expect row_count > limit }\n",
    prefer: "edition 1\n// tidemark:ignore TM502 because \"for the next model\"\nlet limit = 3\n"
      + "rule r { expect row_count > 2 }\n")
  static let unknownLint = DiagnosticCode(
    "TM720", .error, "a level for a lint that there is not",
    why: "A misspelt code would leave the one that was meant as it is.",
    avoid: "edition 1\nmonitor m { lint { styl warning } }\nrule r { expect row_count > 0 }\n",
    prefer: "edition 1\nmonitor m { lint { style warning } }\nrule r { expect row_count > 0 }\n")
  static let errorStays = DiagnosticCode(
    "TM721", .error, "a level for an error",
    why: "Errors say what can't be evaluated; no level changes that.",
    avoid: "edition 1\nmonitor m { lint { TM201 off } }\nrule r { expect row_count > 0 }\n",
    prefer: "edition 1\nmonitor m { lint { TM502 off } }\nrule r { expect row_count > 0 }\n")

  /// Codes that are found only where the columns of the data are known.
  package static let ofSchema: Set = [
    unknownColumn, selectsNothing, notInBaseline, shadowedColumn, typeNeverRead, spellingRead,
  ]
}
