import Engine
import Language

/// The tests of a rule file, run by the reader and the engine that `check` uses, in memory.
struct RuleTestFile {
  let path: String
  /// All tests of the file.
  let tests: [RuleTest]
  /// What is wrong with the file, found without the tests' data.
  let diagnostics: [Diagnostic]

  private let files: RuleFiles
  let early: Ruleset?
  /// The monitor's baseline; nil where it names none, or one that is not there.
  private let baselinePath: String?
  let absentBaseline: String?
  let options: DataOptions

  /// - Parameter files: one rule file with what it imports, and no other.
  /// - Throws: 2 where the monitor's baseline is damaged: nothing can be judged by it.
  init(_ files: RuleFiles) throws {
    self.files = files
    path = files.trees.first?.source.path ?? ""
    let (schema, absent) = try Baseline.schema(of: files, instead: nil)
    absentBaseline = absent
    baselinePath = absent == nil ? try files.baselinePath() : nil
    let checked = files.check(schema: schema, known: nil)
    diagnostics = checked.diagnostics
    early = checked.rulesets.first
    tests = early?.tests ?? []
    // A test is small, and its malformed records are its own matter.
    options = try DataOptions.parse(["--quiet", "--threads", "1", "--max-bad-records", "100%"])
  }

  /// A test with its data opened and the rules that it exercises.
  struct Prepared {
    let test: RuleTest
    let data: DataReading?
    let baseline: OpenedBaseline?
    let ruleset: Ruleset?
    let rules: [Rule]
    /// What is wrong with the rules, found with the test's data.
    let diagnostics: [Diagnostic]
    /// What the test names and can't show.
    let unseen: [Diagnostic]
    /// Some rule compares with a baseline, and there is none.
    let lacksBaseline: Bool
  }

  enum Step {
    case prepared(Prepared)
    case failed(TestResult)
  }

  // MARK: Opening

  /// A baseline that was stored, or whose data are to be read.
  enum OpenedBaseline {
    case stored(Baseline)
    case data(DataReading, path: String)

    var schema: Schema {
      switch self {
      case .stored(let baseline): baseline.gathered.schema
      case .data(let reading, _): Schema(names: reading.columns, sections: reading.sections)
      }
    }
  }

  /// Opens what a test names and checks the rules against its columns.
  func prepare(_ test: RuleTest) -> Step {
    let baseline: OpenedBaseline?
    let data: DataReading?
    do { baseline = try open(test.baseline) } catch {
      return .failed(TestResult(test, error: Self.text(error), at: test.baselineSpan))
    }
    do { data = try open(test.given) } catch {
      return .failed(TestResult(test, error: Self.text(error), at: test.givenSpan))
    }
    return .prepared(check(test, data, baseline))
  }

  private func open(_ baseline: RuleTest.Baseline?) throws -> OpenedBaseline? {
    let path: String
    switch baseline {
    case .rows(let rows): return .data(try DataReading(rows: rows.text, options), path: "rows")
    case .path(let literal): path = RuleFiles.resolve(literal.text, beside: self.path)
    case nil:
      guard let baselinePath else { return nil }
      path = baselinePath
    }
    if let stored = try Baseline.stored(path) { return .stored(stored) }
    return .data(
      try DataReading(
        [path], options, DataReading.Purpose(isBaseline: true, capture: files.capture)), path: path)
  }

  private func open(_ given: RuleTest.Given) throws -> DataReading? {
    switch given {
    case .rows(let rows): try DataReading(rows: rows.text, options)
    case .file(let literal):
      try DataReading(
        [RuleFiles.resolve(literal.text, beside: path)], options,
        DataReading.Purpose(capture: files.capture))
    case .series: nil
    }
  }

  private func check(
    _ test: RuleTest, _ data: DataReading?, _ baseline: OpenedBaseline?
  ) -> Prepared {
    var columns = data?.columns ?? []
    if case .series(let series) = test.given { columns = series.columns }
    let schema = baseline?.schema ?? Schema(names: columns, sections: data?.sections ?? [:])
    let checked = files.check(
      schema: schema, known: names(test, columns, baseline),
      sections: data?.sections ?? [:])
    let others = tests.map(\.span).filter { $0.start != test.span.start }
    let found = checked.diagnostics.filter { diagnostic in
      !others.contains {
        $0.file === diagnostic.span.file && $0.range.contains(diagnostic.span.start)
      }
    }
    let sight = sight(of: test, columns: columns, hasBaseline: baseline != nil)
    let ruleset = checked.rulesets.first ?? early
    let rules = ruleset?.rules ?? []
    let current = ruleset?.tests.first { $0.span.start == test.span.start } ?? test
    let unseen = current.unseen(rules, sight, isComplete: true)
    var exercised = rules.filter { sight.unseen($0) == nil }
    if case .file = test.given {} else { exercised = exercised.map(\.ofAnyNumberOfRows) }
    return Prepared(
      test: current, data: data, baseline: baseline, ruleset: ruleset, rules: exercised,
      diagnostics: found, unseen: unseen,
      lacksBaseline: rules.contains { sight.unseen($0) == .baseline })
  }

  /// The names that columns may have; nil where the test shows an excerpt, which says nothing of others.
  private func names(
    _ test: RuleTest, _ columns: [String], _ baseline: OpenedBaseline?
  ) -> Set<String>? {
    guard case .file = test.given, let baseline else { return nil }
    if case .rows? = test.baseline { return nil }
    return Set(baseline.schema.names + columns)
  }

  private func sight(of test: RuleTest, columns: [String], hasBaseline: Bool) -> TestSight {
    let data: TestSight.Data
    switch test.given {
    case .rows: data = .rows(Set(columns))
    case .file: data = .file
    case .series(let series): data = .series(Set(series.values.keys))
    }
    return TestSight(
      data, hasBaseline: hasBaseline, baselineCalls: Set(test.baselineValues.keys),
      absentBaseline: absentBaseline)
  }
}
