/// The tests of rule files, what came of them, and which rules they show.
package struct TestReport: Sendable {
  /// The tests of a rule file.
  package struct File: Sendable {
    package let path: String
    package let results: [TestResult]
    /// By rule, those that no test exercises too; in order of the file, then of the id.
    package let coverage: [(rule: String, sightings: RuleSightings)]

    /// - Parameter rules: the ids of all rules that there are.
    package init(path: String, results: [TestResult], rules: [String]) {
      self.path = path
      self.results = results
      var seen: [String: RuleSightings] = [:]
      for result in results {
        for (rule, sightings) in result.seen {
          seen[rule, default: RuleSightings()].add(sightings)
        }
      }
      coverage = rules.map { ($0, seen[$0] ?? RuleSightings()) }
    }
  }

  package let version: String
  package let files: [File]
  /// The share of rules that must be seen both to pass and to be violated; nil where none is asked.
  package let wantedCoverage: Double?

  package init(version: String, files: [File], wantedCoverage: Double?) {
    self.version = version
    self.files = files
    self.wantedCoverage = wantedCoverage
  }

  package var results: [TestResult] { files.flatMap(\.results) }
  package var rules: [(rule: String, sightings: RuleSightings)] { files.flatMap(\.coverage) }

  package func count(_ outcome: TestResult.Outcome) -> Int {
    results.count { $0.outcome == outcome }
  }

  /// The share of rules that tests saw both to pass and to be violated, 0 to 1; 1 where there are none.
  package var coverage: Double {
    let all = rules
    guard !all.isEmpty else { return 1 }
    let both = all.count { $0.sightings.passed > 0 && $0.sightings.violated > 0 }
    return Double(both) / Double(all.count)
  }

  package var lacksCoverage: Bool { wantedCoverage.map { coverage < $0 } ?? false }

  /// 1 where a test did not pass or too few rules are covered, else 0.
  package var exitStatus: Int32 {
    results.contains { $0.outcome != .passed } || lacksCoverage ? 1 : 0
  }
}
