import Language

extension RuleTest {
  /// Holds the verdicts of the exercised rules against what the test expects.
  package func result(_ windows: [CheckReport.Window]) -> TestResult {
    var seen: [String: RuleSightings] = [:]
    var byRule: [String: [TestResult.Sighting]] = [:]
    for (index, window) in windows.enumerated() {
      for verdict in window.verdicts {
        seen[verdict.rule, default: RuleSightings()].add(verdict.state)
        byRule[verdict.rule, default: []].append(
          TestResult.Sighting(window: index + 1, verdict: verdict))
      }
    }
    var failures = expectations.compactMap { expectation in
      failure(expectation, byRule[expectation.rule] ?? [], windows: windows.count)
    }
    if let othersPass { failures += others(byRule, othersPass) }
    return TestResult(self, failures: failures, windows: windows.count, seen: seen)
  }

  /// Verdicts that a failure shows at most.
  private static let mostShown = 5

  private func failure(
    _ expectation: Expectation, _ sightings: [TestResult.Sighting], windows: Int
  ) -> TestResult.Failure? {
    let failure = { (happened: String, shown: [TestResult.Sighting]) in
      TestResult.Failure(
        span: expectation.span, expected: expectation.text, happened: happened,
        sightings: Array(shown.prefix(RuleTest.mostShown)))
    }
    if let window = expectation.window, window > windows {
      let count = windows == 1 ? "is 1 window" : "are \(windows) windows"
      return failure("there is no window \(window): there \(count)", [])
    }
    guard !sightings.isEmpty else { return failure("the rule gave no verdict", []) }
    let looked = sightings.filter { sighting in
      let verdict = sighting.verdict
      return (expectation.window ?? sighting.window) == sighting.window
        && expectation.selection?.picks(column: verdict.column, verdict.segment) ?? true
    }
    guard !looked.isEmpty else {
      return failure("`for` picks none of its \(sightings.count) verdicts", sightings)
    }
    let fitting = looked.filter { expectation.outcome.fits($0.verdict) }
    let isMet = expectation.outcome == .passes ? fitting.count == looked.count : !fitting.isEmpty
    guard !isMet else { return nil }
    let others = looked.filter { !expectation.outcome.fits($0.verdict) }
    return failure(RuleTest.happened(others), others)
  }

  /// What each rule that no `then` names and that does not pass comes to.
  private func others(
    _ byRule: [String: [TestResult.Sighting]], _ span: SourceSpan
  ) -> [TestResult.Failure] {
    let named = Set(expectations.map(\.rule))
    return byRule.keys.sorted().compactMap { rule in
      guard !named.contains(rule) else { return nil }
      let failing = (byRule[rule] ?? []).filter { !isBorne($0.verdict) }
      guard !failing.isEmpty else { return nil }
      return TestResult.Failure(
        span: span, expected: "others pass", happened: RuleTest.happened(failing),
        sightings: Array(failing.prefix(RuleTest.mostShown)))
    }
  }

  /// Whether `then others pass` bears a verdict: a pass, or one that the test gives too little for.
  private func isBorne(_ verdict: Verdict) -> Bool {
    switch verdict.state {
    case .pass: true
    case .violated: false
    case .unknown(let reason):
      switch given {
      case .file: verdict.isExcused
      case .rows: verdict.isExcused || reason == .tooFewRows || reason == .selectsNothing
      // A window without a value, or a metric without a series.
      case .series: true
      }
    }
  }

  /// `violated`, `passes in 3 of 4 windows`
  private static func happened(_ sightings: [TestResult.Sighting]) -> String {
    let rule = sightings.first?.verdict.rule ?? ""
    var words: [String] = []
    for sighting in sightings where !words.contains(sighting.verdict.said) {
      words.append(sighting.verdict.said)
    }
    return "\(rule) \(words.joined(separator: ", "))"
  }
}

extension RuleTest.Expectation {
  /// As the rule file writes it, without `then`.
  var text: String {
    span.text.split(whereSeparator: \.isWhitespace).dropFirst().joined(separator: " ")
  }
}

extension TestOutcome {
  func fits(_ verdict: Verdict) -> Bool {
    switch (self, verdict.state) {
    case (.violated, .violated), (.passes, .pass), (.unknown, .unknown): true
    case (.fires, .violated): !verdict.isPending
    case (.fires, .unknown): verdict.firing
    case (.pending, .violated): verdict.isPending
    default: false
    }
  }
}

extension Verdict {
  /// `passes`, `is violated`, `is unknown (no data)`
  package var said: String {
    switch state {
    case .pass: "passes"
    case .violated: isPending ? "is violated and pending" : "is violated"
    case .unknown(let reason): "is unknown (\(reason.rawValue))"
    }
  }
}
