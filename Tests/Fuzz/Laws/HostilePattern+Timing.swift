import Engine

extension HostilePattern {
  /// How long the searches take, each alone: the median, and the worst ones.
  package static func timed() -> String {
    let clock = ContinuousClock()
    var times: [(time: Duration, text: String)] = []
    var limits = 0
    for pair in all {
      guard let pattern = try? Pattern(pair.pattern, flags: pair.flags),
        let matcher = pattern.makeMatcher()
      else { continue }
      // The best of three: what the machine does besides is not the pattern's.
      var best = Duration.seconds(1_000)
      var outcome = Pattern.Outcome.limit
      for _ in 0..<3 {
        let time = unsafe pair.subject.withUnsafeBufferPointer { bytes in
          clock.measure { outcome = unsafe matcher.find(in: bytes) }
        }
        best = min(best, time)
      }
      limits += outcome == .limit ? 1 : 0
      times.append((best, "/\(pair.pattern)/\(pair.flags) in \(pair.subject.count) bytes"))
    }
    times.sort { $0.time > $1.time }
    let median = times[times.count / 2].time
    return "patterns: \(times.count) pairs, \(limits) at the limit, median \(median)\n"
      + times.prefix(5).map { "  \($0.time) \($0.text)" }.joined(separator: "\n")
  }
}
