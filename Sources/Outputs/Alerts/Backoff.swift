/// How long to wait before a message is tried again: exponential with jitter, bounded in sum.
package struct Backoff: Sendable {
  /// Seconds before the first repeat, at most.
  package var first = 1.0
  /// Seconds before any repeat, at most, where the receiver does not ask for more.
  package var longest = 30.0
  /// Seconds that are waited in all for a sink in one run.
  package var budget = 60.0

  package init() {}

  /// Seconds to wait; nil where that is more than is left of the budget.
  ///
  /// Half of the step is certain and half is chance, so that runs that failed together do not come
  /// back together.
  /// - Parameters:
  ///   - attempt: how many attempts have failed, from 1.
  ///   - asked: seconds that the receiver asked for (`Retry-After`): never less is waited.
  ///   - spent: seconds waited so far.
  ///   - chance: in 0..<1.
  package func delay(
    after attempt: Int, asked: Double?, spent: Double, chance: Double
  ) -> Double? {
    var step = first
    for _ in 1..<max(1, min(attempt, 64)) { step = min(longest, step * 2) }
    let delay = max(asked ?? 0, step / 2 + step / 2 * chance)
    return spent + delay <= budget ? delay : nil
  }
}
