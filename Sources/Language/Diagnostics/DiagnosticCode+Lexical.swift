/// What can be wrong with single words, numbers, strings and characters.
extension DiagnosticCode {
  package static let unexpectedCharacter = DiagnosticCode(
    "TM109", .error, "an unexpected character",
    why: "The character belongs to no word, number or sign of the language; often it came "
      + "with text that was pasted.",
    avoid: """
      edition 1
      let limit = 3 @

      """,
    prefer: """
      edition 1
      let limit = 3

      """)

  package static let bidirectionalControl = DiagnosticCode(
    "TM110", .error, "a character that changes the direction of text",
    why: "Such a character lets a rule read as another one than is run. It may stand in "
      + "strings and comments only.",
    avoid: """
      edition 1
      let li\u{202E}mit = 3

      """,
    prefer: """
      edition 1
      let limit = 3

      """)

  package static let notUTF8 = DiagnosticCode(
    "TM111", .error, "a file that is not UTF-8 text",
    why: "Rule files are UTF-8, so that a name means the same everywhere. Save the file in "
      + "that encoding; what is shown here must be thought of as saved in Latin-1.",
    avoid: """
      edition 1
      let größe = 3

      """,
    prefer: """
      edition 1
      let größe = 3

      """)

  package static let unterminatedString = DiagnosticCode(
    "TM112", .error, "a string that is not closed",
    why: "A string in `\"` ends on its line; one of several lines stands between `\"\"\"` "
      + "and `\"\"\"`.",
    avoid: """
      edition 1
      let team = "risk

      """,
    prefer: """
      edition 1
      let team = "risk"

      """)

  package static let unterminatedComment = DiagnosticCode(
    "TM113", .error, "a comment that is not closed",
    why: "Comments nest: each `/*` needs a `*/` of its own, or the rest of the file is "
      + "silently left out.",
    avoid: """
      edition 1
      let limit = 3
      /* once /* twice */

      """,
    prefer: """
      edition 1
      let limit = 3
      /* once /* twice */ */

      """)

  package static let unterminatedRegex = DiagnosticCode(
    "TM114", .error, "a regular expression that is not closed",
    why: "A regular expression ends with `/` on its line; within `[…]` and after a "
      + "backslash a `/` does not end it.",
    avoid: """
      edition 1
      let history = columns(/^history_)

      """,
    prefer: """
      edition 1
      let history = columns(/^history_/)

      """)

  package static let unterminatedName = DiagnosticCode(
    "TM115", .error, "a name in back-ticks that is not closed",
    why: "A name in back-ticks is closed on its line and holds one character at least.",
    avoid: """
      edition 1
      let far = `trip distance

      """,
    prefer: """
      edition 1
      let far = `trip distance`

      """)

  package static let invalidEscape = DiagnosticCode(
    "TM116", .error, "an escape that does not exist",
    why: "A backslash begins `\\n`, `\\t`, `\\\"`, `\\\\` or `\\u{…}`; any other would be "
      + "read as something else than it says.",
    avoid: #"""
      edition 1
      let path = "C:\data"

      """#,
    prefer: #"""
      edition 1
      let path = "C:\\data"

      """#)

  package static let stringIndentation = DiagnosticCode(
    "TM117", .error, "a string of several lines that is indented unevenly",
    why: "The indentation of the closing quotes is taken off each line, so each line must "
      + "have it.",
    avoid: #"""
      edition 1
      let rows = """
        a,b
       1,2
        """

      """#,
    prefer: #"""
      edition 1
      let rows = """
        a,b
        1,2
        """

      """#)

  package static let digitsAroundPoint = DiagnosticCode(
    "TM118", .error, "a decimal point without digits on both sides",
    why: "`.5` and `5.` are easily misread, and `5...9` is a range.",
    avoid: """
      edition 1
      let limit = .5

      """,
    prefer: """
      edition 1
      let limit = 0.5

      """)

  package static let numberTooLarge = DiagnosticCode(
    "TM119", .error, "a number that is too large",
    why: "Numbers are IEEE 754 doubles, which end near 1.8e308.",
    avoid: """
      edition 1
      let limit = 1e999

      """,
    prefer: """
      edition 1
      let limit = 1e99

      """)

  package static let spaceBeforePercent = DiagnosticCode(
    "TM120", .error, "a space before `%`",
    why: "`95%` is one literal. There is no modulo operator with which it could be "
      + "confused, and it stays so.",
    avoid: """
      edition 1
      let limit = 95 %

      """,
    prefer: """
      edition 1
      let limit = 95%

      """)

  package static let invalidDate = DiagnosticCode(
    "TM121", .error, "a date or time that does not exist",
    why: "Dates are checked when the file is read, since a waiver with a wrong one would "
      + "never end, or never begin.",
    avoid: """
      edition 1
      let release = 2027-02-29

      """,
    prefer: """
      edition 1
      let release = 2028-02-29

      """)

  package static let foreignSpelling = DiagnosticCode(
    "TM122", .error, "another language's spelling",
    why: "Tide has one spelling for each operator: `and`, `or`, `not`, `==`, `!=`, `<=`, "
      + "`>=`; comments begin with `//`; strings stand in `\"`.",
    avoid: """
      edition 1
      let healthy = a > 1 && b > 1

      """,
    prefer: """
      edition 1
      let healthy = a > 1 and b > 1

      """)

  package static let unknownRegexFlag = DiagnosticCode(
    "TM123", .error, "an unknown flag of a regular expression",
    why: "The flags are `i` (letter case), `m` (lines), `s` (dot), `x` (white space) and "
      + "`u` (Unicode classes).",
    avoid: """
      edition 1
      let history = columns(/^history_/g)

      """,
    prefer: """
      edition 1
      let history = columns(/^history_/i)

      """)

  package static let fileTooLarge = DiagnosticCode(
    "TM124", .error, "a file that is too large",
    why: "A rule file holds 8 MiB at most, so that reading it needs little memory. Split "
      + "it by `import`.",
    avoid: """
      edition 1
      // and so on, for more than 8 MiB
      let a = 1

      """,
    prefer: """
      edition 1
      let a = 1

      """)
}
