import Language

/// What conditions must be, from the ranges that their metrics can take.
enum RangeAnalysis {
  /// True or false where no data can change the outcome; nil where it depends on them.
  static func decide(_ term: Term) -> Bool? {
    switch term.kind {
    case .constant(.boolean(let value)): return value
    case .not(let inner): return decide(inner).map { !$0 }
    case .and(let a, let b):
      let (x, y) = (decide(a), decide(b))
      return x == false || y == false ? false : x == true && y == true ? true : nil
    case .or(let a, let b):
      let (x, y) = (decide(a), decide(b))
      return x == true || y == true ? true : x == false && y == false ? false : nil
    case .compare(let a, let op, let b):
      if let distance = Interval.difference(a, b) {
        return Interval.decide(distance, op, Interval(0, 0))
      }
      guard let x = a.interval, let y = b.interval, !bothUnknown(a, b) else { return nil }
      return Interval.decide(x, op, y)
    case .member(let a, let negated, let set):
      guard let x = a.interval, case .set(.range(let low, let high, let closed)) = set.kind else {
        return nil
      }
      let inside: Bool?
      if x.low >= low, closed ? x.high <= high : x.high < high {
        inside = true
      } else if x.high < low || (closed ? x.low > high : x.low >= high) {
        inside = false
      } else {
        inside = nil
      }
      return inside.map { $0 != negated }
    default: return nil
    }
  }

  /// Two sides of the same range that touch at a point (0 against 0…1) say nothing of the rule's
  /// sense.
  private static func bothUnknown(_ a: Term, _ b: Term) -> Bool {
    a.constant == nil && b.constant == nil
  }

  struct Finding {
    /// `drift() lies in 0…1`
    let label: String
    /// What was probably meant, where a ratio is compared with a number above 1.
    let percent: (text: String, span: SourceSpan)?
  }

  /// The leftmost comparison whose outcome is fixed.
  static func decidingComparison(_ term: Term) -> Finding? {
    switch term.kind {
    case .compare(let a, _, let b) where Interval.difference(a, b) != nil && decide(term) != nil:
      guard let distance = Interval.difference(a, b) else { return nil }
      let word = distance.isPoint ? "always" : distance.low == 0 ? "never below" : "never above"
      return Finding(label: "\(name(a)) is \(word) \(name(b))", percent: nil)
    case .compare(let a, _, let b) where decide(term) != nil:
      guard readsMetric(a), let interval = a.interval else { return nil }
      var percent: (text: String, span: SourceSpan)?
      if interval == Interval(0, 1), let value = b.constant?.number, value > 1, value <= 100 {
        let ratio = value > 1 && value < 2 && value != value.rounded() ? (value * 10) : value
        percent = ("\(Number.text((ratio * 1e9).rounded() / 1e9))%", b.span)
      }
      return Finding(label: "\(name(a)) lies in \(interval)", percent: percent)
    case .member(let a, _, _) where decide(term) != nil:
      guard readsMetric(a), let interval = a.interval else { return nil }
      return Finding(label: "\(name(a)) lies in \(interval)", percent: nil)
    default:
      for child in term.children { if let found = decidingComparison(child) { return found } }
      return nil
    }
  }

  private static func readsMetric(_ term: Term) -> Bool {
    if case .metric = term.kind { return true }
    return term.children.contains(where: readsMetric)
  }

  /// `drift()`; what more is made of a metric as it is written.
  private static func name(_ term: Term) -> String {
    if case .metric(let call) = term.kind, call.metric.rank == nil {
      return "\(call.signature.name)()"
    }
    let text = term.span.text
    return text.utf8.count <= 60 && !text.contains("\n") ? text : "this"
  }
}
