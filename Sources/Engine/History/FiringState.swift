/// What a clause of a rule carries from window to window.
package struct FiringState: Sendable, Equatable {
  package private(set) var isFiring = false
  /// Whether the last decided windows violated it, oldest first.
  package private(set) var violations: [Bool] = []
  /// Whether `until` held in the last windows since it fires, oldest first.
  package private(set) var releases: [Bool] = []
  /// The start of the window in which it began to fire, in seconds since 1970-01-01T00:00:00Z.
  package private(set) var since: Double?

  package init() {}

  package init(isFiring: Bool, violations: [Bool], releases: [Bool], since: Double?) {
    self.isFiring = isFiring
    self.violations = violations
    self.releases = releases
    self.since = since
  }

  /// What a window came to.
  package struct Outcome: Sendable, Equatable {
    /// Whether the clause is violated: what fires is, within the band of `until` too.
    package let violated: Truth
    package let fires: Bool
  }

  /// Goes on by one window.
  ///
  /// An undecided window neither counts nor resets. Once firing, a clause with `until` fires until
  /// that holds, whatever its condition says; the count then begins anew.
  ///
  /// - Parameters:
  ///   - violated: whether the window violates the clause.
  ///   - released: whether `until` holds; not asked for where there is none.
  ///   - start: the start of the window.
  package mutating func take(
    _ violated: Truth, until released: Truth = .no, _ policy: FiringPolicy, at start: Double? = nil
  ) -> Outcome {
    if isFiring, let stops = policy.stops {
      return takeWhileFiring(violated, released, stops, policy)
    }
    guard violated != .unknown else {
      return Outcome(violated: .unknown, fires: policy.holds && isFiring)
    }
    FiringState.append(violated == .yes, to: &violations, atMost: policy.starts.total)
    let fires = policy.starts.isReached(by: violations)
    if fires != isFiring { since = fires ? start : nil }
    isFiring = fires
    return Outcome(violated: violated == .yes || fires ? .yes : .no, fires: fires)
  }

  private mutating func takeWhileFiring(
    _ violated: Truth, _ released: Truth, _ stops: WindowCount, _ policy: FiringPolicy
  ) -> Outcome {
    guard released != .unknown else {
      return violated == .yes
        ? Outcome(violated: .yes, fires: true)
        : Outcome(violated: .unknown, fires: policy.holds)
    }
    FiringState.append(released == .yes, to: &releases, atMost: stops.total)
    guard stops.isReached(by: releases) else { return Outcome(violated: .yes, fires: true) }
    self = FiringState()
    return Outcome(violated: violated, fires: false)
  }

  private static func append(_ outcome: Bool, to outcomes: inout [Bool], atMost limit: Int) {
    outcomes.append(outcome)
    if outcomes.count > limit { outcomes.removeFirst(outcomes.count - limit) }
  }
}
