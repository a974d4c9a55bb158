import Language

/// What came of a test.
package struct TestResult: Sendable {
  /// An expectation that was not met.
  package struct Failure: Sendable {
    /// The `then`, or what kept the test from being run.
    package let span: SourceSpan
    /// Nil where the test could not be run.
    package let expected: String?
    package let happened: String
    /// What shows it, the first few.
    package let sightings: [Sighting]
  }

  /// A verdict and its window.
  package struct Sighting: Sendable {
    /// From 1.
    package let window: Int
    package let verdict: Verdict
  }

  package enum Outcome: String, Sendable {
    case passed, failed
    /// Its data could not be had.
    case error
  }

  package let title: String
  package let span: SourceSpan
  package let outcome: Outcome
  package let failures: [Failure]
  package let windows: Int
  /// How often each rule passed, was violated, was undecided.
  package let seen: [String: RuleSightings]

  /// A test that could not be run.
  package init(_ test: RuleTest, error: String, at span: SourceSpan) {
    title = test.title.text
    self.span = test.span
    outcome = .error
    failures = [Failure(span: span, expected: nil, happened: error, sightings: [])]
    windows = 0
    seen = [:]
  }

  init(
    _ test: RuleTest, failures: [Failure], windows: Int, seen: [String: RuleSightings]
  ) {
    title = test.title.text
    span = test.span
    outcome = failures.isEmpty ? .passed : .failed
    self.failures = failures
    self.windows = windows
    self.seen = seen
  }
}

/// How often a rule passed, was violated, was undecided: verdicts.
package struct RuleSightings: Sendable, Equatable {
  package var passed = 0
  package var violated = 0
  package var unknown = 0

  package init() {}

  mutating func add(_ state: Verdict.State) {
    switch state {
    case .pass: passed += 1
    case .violated: violated += 1
    case .unknown: unknown += 1
    }
  }

  package mutating func add(_ other: RuleSightings) {
    passed += other.passed
    violated += other.violated
    unknown += other.unknown
  }
}
