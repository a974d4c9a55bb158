import Engine
import Language

extension RuleTestFile {
  /// What a test comes to.
  func run(_ prepared: Prepared) async -> TestResult {
    let test = prepared.test
    do {
      return try await judge(prepared)
    } catch {
      return TestResult(test, error: Self.text(error), at: test.givenSpan)
    }
  }

  private func judge(_ prepared: Prepared) async throws -> TestResult {
    let plan = Plan(prepared.rules)
    var baseline = try await open(prepared.baseline, plan)
    if !prepared.test.baselineValues.isEmpty {
      var gathered = baseline?.gathered ?? Gathered(records: 1)
      gathered.assumed = prepared.test.baselineValues
      baseline = Baseline(path: baseline?.path ?? "", gathered: gathered, hash: "")
    }
    if case .series(let series) = prepared.test.given {
      return prepared.test.result(
        judging(prepared, baseline, cut: nil).judge(
          series.windows(Schema(names: series.columns))))
    }
    guard let data = prepared.data else { return prepared.test.result([]) }
    let cut = try cut(prepared, data)
    let given = WindowEvaluator.given(in: plan, baseline: baseline?.gathered)
    let result = try await data.gather(plan.requests, given: given, windows: cut)
    if let failure = result.failure { throw CommandFailure.data(failure) }
    if case .rows(let rows) = prepared.test.given {
      try refuseMalformed(result, rows, prepared.rules, cut)
    }
    return prepared.test.result(
      try judging(prepared, baseline, cut: cut).judge(result, keeping: nil).reported)
  }

  private func open(_ baseline: OpenedBaseline?, _ plan: Plan) async throws -> Baseline? {
    switch baseline {
    case .stored(let stored): stored
    case .data(let reading, let path):
      try await Baseline.read(reading, path, plan.baselineRequests)
    case nil: nil
    }
  }

  private func judging(
    _ prepared: Prepared, _ baseline: Baseline?, cut: Windowing?
  ) -> Judging {
    let name = prepared.ruleset?.name ?? ""
    return Judging(
      rules: prepared.rules, metrics: [], monitors: [name], name: name, cut: cut,
      baseline: baseline, ruleset: "")
  }

  /// How the data are cut into windows: rows without the column of times are one.
  private func cut(_ prepared: Prepared, _ data: DataReading) throws -> Windowing? {
    if case .rows = prepared.test.given {
      guard case .time(let windows)? = prepared.ruleset?.windows else {
        return prepared.ruleset?.windows
      }
      return windows.time.columns.allSatisfy(data.columns.contains) ? .time(windows) : nil
    }
    return try Judging.cut([prepared.ruleset].compactMap(\.self), columns: data.columns)
  }

  /// A row that can't be read, or is in no window, is a mistake in the test, unless rules judge that.
  private func refuseMalformed(
    _ result: DataReading.Result, _ rows: StringLiteral, _ rules: [Rule], _ cut: Windowing?
  ) throws {
    if case .time(let windows)? = cut, result.panes.untimed > 0 {
      let columns = windows.time.columns.map { "`\($0)`" }.joined(separator: ", ")
      throw CommandFailure.data(
        "\(Counted.text(result.panes.untimed, "row")) without a time in \(columns), by which the monitor cuts its windows"
      )
    }
    guard let first = result.malformedPlaces.first, !rules.contains(where: \.readsMalformed) else {
      return
    }
    let isBlock = rows.span.text.hasPrefix("\"\"\"")
    let line = rows.span.file.position(of: rows.span.start).line + first.line - (isBlock ? 0 : 1)
    throw CommandFailure.data("line \(line): this row can't be read: \(first.reason)")
  }

  static func text(_ error: any Error) -> String {
    (error as? CommandFailure)?.message ?? "\(error)"
  }
}

extension RuleTest {
  var givenSpan: SourceSpan {
    switch given {
    case .rows(let literal), .file(let literal): literal.span
    case .series: title.span
    }
  }

  var baselineSpan: SourceSpan {
    switch baseline {
    case .path(let literal), .rows(let literal): literal.span
    case nil: title.span
    }
  }
}

extension RuleTestFile {
  /// The ids of the rules of the file that a test could show, in order: those that need the columns of
  /// a test to be known are among them.
  func testable(_ steps: [Step]) -> [String] {
    var rules = early?.rules ?? []
    for case .prepared(let prepared) in steps { rules += prepared.ruleset?.rules ?? [] }
    var seen: Set<String> = []
    return rules.filter(\.wantsTest).map(\.id).filter { seen.insert($0).inserted }
  }
}
