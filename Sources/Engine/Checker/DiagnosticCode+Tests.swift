import Language

extension DiagnosticCode {
  /// Codes of tests of rules.
  static let tests: [DiagnosticCode] = [
    testTitleTwice, wrongTest, testsNoRule, wrongSeries, wrongExpectation, notExercised,
    exercisesNothing,
  ]

  private static let rule = "edition 1\nrule busy { expect row_count > 9 }\n"

  static let testTitleTwice = DiagnosticCode(
    "TM751", .error, "two tests of one title",
    why: "Reports and `--filter` tell tests apart by their titles.",
    avoid: rule + "test \"few rows\" { given series row_count: 3 then busy violated }\n"
      + "test \"few rows\" { given series row_count: 30 then busy passes }\n",
    prefer: rule + "test \"few rows\" { given series row_count: 3 then busy violated }\n"
      + "test \"many rows\" { given series row_count: 30 then busy passes }\n")
  static let wrongTest = DiagnosticCode(
    "TM752", .error, "a test that is not whole",
    why:
      "A test has data of one kind, and at least one expectation; anything less could not fail, and "
      + "anything more would be left out.",
    avoid: rule + "test \"few rows\" { given series row_count: 3 }\n",
    prefer: rule + "test \"few rows\" { given series row_count: 3 then busy violated }\n")
  static let testsNoRule = DiagnosticCode(
    "TM753", .error, "a test of no rule",
    why: "The rule that was meant would not be tested.",
    avoid: rule + "test \"few rows\" { given series row_count: 3 then bsy violated }\n",
    prefer: rule + "test \"few rows\" { given series row_count: 3 then busy violated }\n")
  static let wrongSeries = DiagnosticCode(
    "TM754", .error, "a series that gives no values",
    why:
      "A series is of one metric, as a rule calls it, and has a value for each window that the "
      + "metric can have.",
    avoid: rule + "test \"few rows\" { given series row_count: 3x20000 then busy violated }\n",
    prefer: rule + "test \"few rows\" { given series row_count: 3 then busy violated }\n")
  static let wrongExpectation = DiagnosticCode(
    "TM755", .error, "an expectation of what there is not",
    why: "`for` picks among the columns of a loop and the segments of `by`; windows count from 1.",
    avoid: rule
      + "test \"few rows\" { given series row_count: 3 then busy violated in window 2 }\n",
    prefer:
      rule + "test \"few rows\" { given series row_count: 30 3 then busy violated in window 2 }\n")
  static let notExercised = DiagnosticCode(
    "TM756", .error, "an expectation of a rule that the test does not exercise",
    why: "Of what its data lack, a rule says nothing: the test could never pass.",
    avoid: rule + "test \"few rows\" { given series mean(fare): 3 then busy violated }\n",
    prefer: rule + "test \"few rows\" { given series row_count: 3 then busy violated }\n")
  static let exercisesNothing = DiagnosticCode(
    "TM757", .warning, "a test that exercises nothing",
    why: "None of the rules reads what it gives: it passes whatever the rules say.",
    avoid: rule + "test \"few rows\" { given series mean(fare): 3 then others pass }\n",
    prefer: rule + "test \"many rows\" { given series row_count: 30 then others pass }\n")
}
