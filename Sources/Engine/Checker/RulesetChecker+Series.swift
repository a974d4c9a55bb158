import Language

/// `given series mae: 38 38 _ 45x3`
extension RulesetChecker {
  typealias WrittenSeries = (metric: Expression, points: [SeriesPoint], span: SourceSpan)

  /// The windows of a test's series, and the values that they give over the baseline.
  mutating func checkSeries(
    _ written: [WrittenSeries]
  ) -> (windows: SeriesWindows, baseline: [String: MetricValue]) {
    var windows = SeriesWindows()
    var baseline: [String: MetricValue] = [:]
    var first: [String: SourceSpan] = [:]
    var length: (count: Int, span: SourceSpan)?
    // A test has columns of its own.
    var scope = self.scope
    scope.knownColumns = nil
    for series in written {
      let term = with(scope) { $0.check(series.metric, .window) }
      guard !term.isInvalid, let (call, isBaseline) = call(term) else { continue }
      guard let values = values(series.points, of: term, call) else { continue }
      if let before = first[term.canonical] {
        diagnostics.append(
          Diagnostic(
            .wrongSeries, "two series give values of \(series.metric.span.text)",
            at: series.metric.span, secondary: [Diagnostic.Label(before, "the first one")]))
        continue
      }
      first[term.canonical] = series.metric.span
      guard !isBaseline else {
        guard values.count == 1 else {
          diagnostics.append(
            Diagnostic(
              .wrongSeries, "the baseline has one value, the same for all windows",
              at: series.span, label: Self.counted(values.count)))
          continue
        }
        baseline[call.key] = values[0]
        continue
      }
      if let length, length.count != values.count {
        diagnostics.append(
          Diagnostic(
            .wrongSeries, "the series of a test have a value a window, each as many",
            at: series.span, label: Self.counted(values.count),
            secondary: [Diagnostic.Label(length.span, Self.counted(length.count))],
            notes: ["`_` is a window without a value, `_x3` are three"]))
        continue
      }
      length = (values.count, series.span)
      windows.add(call, values)
    }
    return (windows, baseline)
  }

  private static func counted(_ values: Int) -> String {
    "\(values) value\(values == 1 ? "" : "s")"
  }

  private mutating func call(_ term: Term) -> (call: MetricCall, isBaseline: Bool)? {
    var inner = term
    var isBaseline = false
    if case .baseline(let asked) = term.kind { (inner, isBaseline) = (asked, true) }
    if let call = inner.singleCall {
      let result = call.signature.result
      guard result == .text || result == .structure else { return (call, isBaseline) }
      diagnostics.append(
        Diagnostic(
          .wrongSeries, "`\(call.signature.name)` is no number, and a series is of numbers",
          at: term.span, notes: ["`given rows` gives records to take it from"]))
      return nil
    }
    diagnostics.append(
      Diagnostic(
        .wrongSeries, "a series is of one metric", at: term.span,
        notes: ["such as `mae`, `drift(fare)`, or `baseline(mae)` for its value over the baseline"])
    )
    return nil
  }

  private mutating func values(
    _ points: [SeriesPoint], of term: Term, _ call: MetricCall
  ) -> [MetricValue]? {
    var values: [MetricValue] = []
    for point in points {
      guard point.count >= 1, point.count <= SeriesWindows.most - values.count else {
        diagnostics.append(
          Diagnostic(
            .wrongSeries,
            point.count < 1
              ? "a value stands for one window at least"
              : "a test has \(Number.grouped(SeriesWindows.most)) windows at most", at: point.span))
        return nil
      }
      if let value = point.value, let range = term.interval, value < range.low || value > range.high
      {
        let percent = value > 1 && value <= 100 && range == Interval(0, 1)
        diagnostics.append(
          Diagnostic(
            .wrongSeries, "\(call.signature.name) lies in \(range)", at: point.span,
            fixIts: percent && point.count == 1
              ? [
                FixIt(
                  "did you mean \(point.span.text)%?", replace: point.span,
                  with: point.span.text + "%")
              ] : []))
        return nil
      }
      values += Array(repeating: value(point, term.type), count: point.count)
    }
    return values
  }

  private func value(_ point: SeriesPoint, _ type: ValueType) -> MetricValue {
    guard let value = point.value else { return .unknown(.noData) }
    return switch type {
    case .boolean: .boolean(value != 0)
    case .time: .time(value)
    default: .number(value)
    }
  }
}
