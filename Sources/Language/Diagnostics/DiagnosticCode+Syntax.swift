/// What can be wrong with the shape of a file.
extension DiagnosticCode {
  /// All codes that the lexer and the parser give, in order.
  package static let syntax: [DiagnosticCode] = [
    unexpectedToken, unclosedBracket, missingEdition, unsupportedEdition, unknownDeclaration,
    unknownClause, reserved, unexpectedCharacter, bidirectionalControl,
    notUTF8, unterminatedString, unterminatedComment, unterminatedRegex, unterminatedName,
    invalidEscape, stringIndentation, digitsAroundPoint, numberTooLarge, spaceBeforePercent,
    invalidDate, foreignSpelling, unknownRegexFlag, fileTooLarge, missingOperand,
    assignmentInComparison, chainedComparison, needsBackTicks, strayBracket, outOfPlace, givenTwice,
    nestedTooDeep, tooManyOperators, tooManyRules, tooManyMistakes,
  ]

  package static let unexpectedToken = DiagnosticCode(
    "TM101", .error, "something else was expected",
    why: "The text does not fit the grammar; the message names what could stand here.",
    avoid: """
      edition 1
      let limit 3

      """,
    prefer: """
      edition 1
      let limit = 3

      """)

  package static let unclosedBracket = DiagnosticCode(
    "TM102", .error, "a bracket that is not closed",
    why: "Without its closing bracket a rule would take in what follows it.",
    avoid: """
      edition 1
      rule volume {
        expect row_count > 3

      """,
    prefer: """
      edition 1
      rule volume {
        expect row_count > 3
      }

      """)

  package static let missingEdition = DiagnosticCode(
    "TM103", .error, "a file without its edition",
    why: "A file names the edition of the language that it was written for, so that an "
      + "upgrade never changes a verdict. A library, which others import, needs none: its edition "
      + "is theirs. `lint`, `test`, `fix` and editors take a file for one that has neither an "
      + "edition nor a monitor, and say so in a note; `check` does not.",
    avoid: """
      let limit = 3

      """,
    prefer: """
      edition 1
      let limit = 3

      """)

  package static let unsupportedEdition = DiagnosticCode(
    "TM104", .error, "an edition that is not known",
    why: "The file was written for a later version, and may mean something else than this "
      + "one would read.",
    avoid: """
      edition 2
      let limit = 3

      """,
    prefer: """
      edition 1
      let limit = 3

      """)

  package static let unknownDeclaration = DiagnosticCode(
    "TM105", .error, "an unknown declaration",
    why: "A file is a list of declarations, each of which begins with a word of the "
      + "language.",
    avoid: """
      edition 1
      rul volume { expect row_count > 3 }

      """,
    prefer: """
      edition 1
      rule volume { expect row_count > 3 }

      """)

  package static let unknownClause = DiagnosticCode(
    "TM106", .error, "an unknown clause",
    why: "A clause that is misspelled would otherwise be a check that is never made.",
    avoid: """
      edition 1
      rule volume { expct row_count > 3 }

      """,
    prefer: """
      edition 1
      rule volume { expect row_count > 3 }

      """)

  package static let reserved = DiagnosticCode(
    "TM108", .error, "a word that is reserved for a later edition",
    why: "`confidence`, `fdr` and `unless firing` will have a meaning; until then a rule "
      + "can't depend on them.",
    avoid: """
      edition 1
      rule volume { expect row_count > 3 confidence 95% }

      """,
    prefer: """
      edition 1
      rule volume { expect row_count > 3 }

      """)

  package static let missingOperand = DiagnosticCode(
    "TM130", .error, "a value that is missing",
    why: "An operator, a bracket or a clause needs a value that does not stand there.",
    avoid: """
      edition 1
      rule volume { expect row_count > }

      """,
    prefer: """
      edition 1
      rule volume { expect row_count > 3 }

      """)

  package static let assignmentInComparison = DiagnosticCode(
    "TM131", .error, "`=` where nothing is named",
    why: "`==` compares, and `:` names an option; `=` stands in `let` only.",
    avoid: """
      edition 1
      rule volume { expect row_count = 3 }

      """,
    prefer: """
      edition 1
      rule volume { expect row_count == 3 }

      """)

  package static let chainedComparison = DiagnosticCode(
    "TM132", .error, "comparisons that are chained",
    why: "`0 < x < 10` would compare the answer of the first comparison with 10.",
    avoid: """
      edition 1
      rule fare { expect 0 < mean(fare) < 10 }

      """,
    prefer: """
      edition 1
      rule fare { expect 0 < mean(fare) and mean(fare) < 10 }

      """)

  package static let needsBackTicks = DiagnosticCode(
    "TM133", .error, "a name that needs back-ticks",
    why: "`not`, `if`, `true`, `false`, `null`, `baseline` and `columns` have a meaning "
      + "where a value stands; a column of that name is written in back-ticks.",
    avoid: """
      edition 1
      columns { baseline: complete }

      """,
    prefer: """
      edition 1
      columns { `baseline`: complete }

      """)

  package static let strayBracket = DiagnosticCode(
    "TM134", .error, "a bracket that closes nothing",
    why: "What follows would belong to another declaration than it seems to.",
    avoid: """
      edition 1
      rule volume { expect row_count > 3 } }

      """,
    prefer: """
      edition 1
      rule volume { expect row_count > 3 }

      """)

  package static let outOfPlace = DiagnosticCode(
    "TM135", .error, "a line that stands too late",
    why: "`edition` comes first, then the imports, then all declarations.",
    avoid: """
      edition 1
      let limit = 3
      import "common.tide"

      """,
    prefer: """
      edition 1
      import "common.tide"
      let limit = 3

      """)

  package static let givenTwice = DiagnosticCode(
    "TM136", .error, "something that is given twice",
    why: "One of the two would be left out silently.",
    avoid: """
      edition 1
      columns { fare: >= 0 severity info severity critical }

      """,
    prefer: """
      edition 1
      columns { fare: >= 0 severity critical }

      """)

  package static let nestedTooDeep = DiagnosticCode(
    "TM137", .error, "an expression that is nested too deep",
    why: "An expression has 64 levels of brackets, `if`, `not` and `-` at most. Name its "
      + "parts by `let`.",
    avoid: "edition 1\nlet a = " + String(repeating: "(", count: 65) + "1"
      + String(repeating: ")", count: 65) + "\n",
    prefer: """
      edition 1
      let a = (1)

      """)

  package static let tooManyOperators = DiagnosticCode(
    "TM138", .error, "an expression with too many operators",
    why: "An expression holds 1,000 operators at most. A comparison with many values is "
      + "written `in [a, b, …]`.",
    avoid: """
      edition 1
      // and so on, for more than 1,000 operators
      let a = 1 + 2 + 3 + 4 + 5 + 6

      """,
    prefer: """
      edition 1
      let a = 1 + 2

      """)

  package static let tooManyRules = DiagnosticCode(
    "TM139", .error, "a file with too many rules",
    why: "A file holds 10,000 rules at most. A rule `for each column` stands for many.",
    avoid: """
      edition 1
      // and so on, for more than 10,000 rules
      rule a { expect row_count > 3 }
      rule b { expect row_count > 3 }
      rule c { expect row_count > 3 }

      """,
    prefer: """
      edition 1
      rule a { expect row_count > 3 }

      """)

  package static let tooManyMistakes = DiagnosticCode(
    "TM140", .error, "more mistakes than can be shown",
    why: "Past a thousand mistakes the file is probably not a rule file.",
    avoid: """
      edition 1
      // and so on, for more than 1,000 mistakes
      let a = @ @ @ @ 1

      """,
    prefer: """
      edition 1
      let a = 1

      """)
}
