import ArgumentParser
import Engine
import Language
import Outputs

struct TestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Run the test blocks of rule files.",
    discussion: """
      tidemark test rules.tide
      tidemark test rules/*.tide --format junit > tests.xml
      tidemark test rules.tide --filter '*department*' --coverage 80%

      A test in a rule file gives data to the rules of that file, and says what they must say:

        test "an empty department is caught" {
          given rows \"""
            pickup_count,department
            12,A
            ,Z
            \"""
          then columns.pickup_count.complete violated
          then columns.department.in violated
          then others pass
        }
        test "errors that grow" {
          given series mae: 38 38 _ 45x3
          given series baseline(mae): 30
          then accuracy violated in window 4
        }

      Rows show the columns that they name: rules that read others are not exercised, and `needs at \
      least N rows` is not asked. `given "FILE"` shows a file, beside the rule file; `against "FOLDER"` \
      or `against rows \"""…\"""` is the baseline, else the monitor's. Waivers do not count, and `mode \
      observe` is judged as any. Tests of imported files are run where these are named.

      Coverage is the share of rules that tests saw both to pass and to be violated.

      --format json: {"files": [{"path", "tests": [{"title", "line", "outcome": "passed", "windows", \
      "failures": [{"line", "column", "expected", "happened", "verdicts": [{"window", "verdict"}]}]}], \
      "coverage": [{"rule", "pass": 2, "violated": 1, "unknown": 0}]}], "summary": {"tests", "passed", \
      "failed", "errors", "coverage"}, "exit"}
      --format junit: <testsuite name="rules.tide"><testcase name="…" line="12"><failure message="…"/>

      Exit status: 0 all pass, 1 some do not, or too few rules are covered, 2 rules are invalid.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, junit
  }

  @ArgumentParser.Argument(help: ArgumentHelp("Rule files.", valueName: "rules"))
  var rules: [String]

  @Option(
    help: ArgumentHelp(
      "Run tests whose title holds a text, or fits a glob where it has * or ?.",
      valueName: "title"))
  var filter: String?

  @Option(
    help: ArgumentHelp(
      "The share of rules that must be seen to pass and to be violated.", valueName: "p%"))
  var coverage: String?

  @Option(help: "How results are given.")
  var format: Format = .text

  @Option(help: "auto, always or never.")
  var color: Console.Color = .auto

  @OptionGroup var rootOption: RootOption

  func validate() throws { _ = try wantedCoverage }

  private var wantedCoverage: Double? {
    get throws {
      guard let coverage else { return nil }
      if coverage.hasSuffix("%"), let percent = Double(coverage.dropLast()),
        (0...100).contains(percent)
      {
        return percent / 100
      }
      throw ValidationError(
        "--coverage \(coverage): a share from 0% to 100% is wanted, such as 80%")
    }
  }

  func run() async throws {
    let given = try RuleFiles(rules, root: rootOption.root, as: .either)
    let files = try given.tested.map(RuleTestFile.init)
    let selected = try select(files)
    // All mistakes are told before anything runs.
    let steps = zip(files, selected).map { file, tests in tests.map(file.prepare) }
    let prepared = steps.joined().compactMap { step in
      if case .prepared(let prepared) = step { prepared } else { nil }
    }
    try refuse(files.flatMap(\.diagnostics) + prepared.flatMap { $0.diagnostics + $0.unseen })
    var results: [TestReport.File] = []
    for (file, steps) in zip(files, steps) {
      var found: [TestResult] = []
      for step in steps {
        switch step {
        case .failed(let result): found.append(result)
        case .prepared(let prepared): found.append(await file.run(prepared))
        }
      }
      results.append(
        TestReport.File(path: file.path, results: found, rules: file.testable(steps)))
    }
    let report = TestReport(
      version: Tidemark.version, files: results, wantedCoverage: try wantedCoverage)
    show(report)
    for (file, steps) in zip(files, steps) { remind(file, steps) }
    if report.exitStatus != 0 { throw ExitCode(report.exitStatus) }
  }

  /// The tests of each file that `--filter` leaves.
  private func select(_ files: [RuleTestFile]) throws -> [[RuleTest]] {
    // What is wrong with a file may be a test of it.
    guard !files.contains(where: { $0.diagnostics.contains { $0.severity == .error } }) else {
      return files.map { _ in [] }
    }
    let titles = files.flatMap(\.tests).map(\.title.text)
    guard !titles.isEmpty else {
      throw CommandFailure.arguments(
        "no `test` stands in \(rules.joined(separator: ", ")): `tidemark test --help` shows one")
    }
    guard let filter else { return files.map(\.tests) }
    let selected = files.map { $0.tests.filter { TitleFilter(filter).fits($0.title.text) } }
    guard selected.contains(where: { !$0.isEmpty }) else {
      let listed = titles.prefix(10).map { "\"\($0)\"" }.joined(separator: ", ")
      throw CommandFailure.arguments(
        "--filter \(filter): no test has such a title; there are \(listed)"
          + (titles.count > 10 ? " and \(titles.count - 10) more" : ""))
    }
    return selected
  }

  private func refuse(_ diagnostics: [Diagnostic]) throws {
    var told: Set<String> = []
    let shown = diagnostics.filter { diagnostic in
      (diagnostic.severity == .error || diagnostic.code.id.hasPrefix("TM75"))
        && told.insert("\(diagnostic.code.id) \(diagnostic.span) \(diagnostic.message)").inserted
    }
    RuleFiles.show(shown, color: color, from: .warning)
    let errors = shown.count { $0.severity == .error }
    guard errors == 0 else {
      throw CommandFailure.arguments(
        "\(Counted.text(errors, "error")) in the rules; no test was run")
    }
  }

  /// Says how to make a baseline that is not there and that tests would need.
  private func remind(_ file: RuleTestFile, _ steps: [RuleTestFile.Step]) {
    let isMissed = steps.contains { step in
      if case .prepared(let prepared) = step { prepared.lacksBaseline } else { false }
    }
    guard isMissed, let absent = file.absentBaseline else { return }
    Console.error(
      "warning: \(file.path): the baseline \(absent) is not there, and rules that compare with it are not exercised: make it with `tidemark baseline DATA -o \(absent)`"
    )
  }

  private func show(_ report: TestReport) {
    switch format {
    case .text:
      Console.printExactly(TestTextReport(report, terminal: Console.terminal(color)).text)
    case .json: Console.print(report.json.text(.pretty))
    case .junit: Console.printExactly(report.junit)
    }
  }
}
