import Engine

extension Panes {
  /// What the window of the run left out.
  var remarks: [String] {
    guard let run else { return [] }
    var remarks: [String] = []
    let parts = [(cut.before, "before it"), (cut.after, "after it")].filter { $0.0 > 0 }
    if !parts.isEmpty {
      let (start, end) = (run.span.lowerBound, run.span.upperBound)
      remarks.append(
        "note: \(Counted.text(records, "record")) of \(MetricValue.text(ofTime: start)) to \(MetricValue.text(ofTime: end)); left out: "
          + parts.map { "\(Number.grouped($0.0)) \($0.1)" }.joined(separator: ", "))
    }
    if cut.untimed > 0 {
      remarks.append(
        "warning: \(Counted.text(cut.untimed, "record")) without a time that can be read, so of no window: left out"
      )
    }
    if hasPartialWindows {
      remarks.append(
        "warning: the monitor's windows begin before the run's or end after it: these hold a part of their records"
      )
    }
    return remarks
  }
}
