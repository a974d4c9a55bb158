import Testing

@testable import Engine

/// When clauses that look at several windows fire.
struct FiringStateTests {
  /// A plain reading of the reference: looks at all windows so far, anew for each.
  private static func oracle(
    _ violated: [Truth], _ released: [Truth], _ policy: FiringPolicy
  ) -> [FiringState.Outcome] {
    var result: [FiringState.Outcome] = []
    /// Where the count began.
    var start = 0
    /// The first window after that in which it began to fire.
    var began: Int?
    for now in violated.indices {
      if let first = began, let stops = policy.stops {
        let decided = released[(first + 1)...now].filter { $0 != .unknown }
        if released[now] == .unknown {
          let isViolated = violated[now] == .yes
          result.append(
            .init(violated: isViolated ? .yes : .unknown, fires: isViolated || policy.holds))
        } else if decided.suffix(stops.total).filter({ $0 == .yes }).count >= stops.count {
          result.append(.init(violated: violated[now], fires: false))
          (start, began) = (now + 1, nil)
        } else {
          result.append(.init(violated: .yes, fires: true))
        }
        continue
      }
      let decided = violated[start...now].filter { $0 != .unknown }
      let count = decided.suffix(policy.starts.total).filter { $0 == .yes }.count
      let fires = count >= policy.starts.count
      if violated[now] == .unknown {
        result.append(.init(violated: .unknown, fires: policy.holds && fires))
        continue
      }
      if fires { began = now }
      result.append(.init(violated: violated[now] == .yes || fires ? .yes : .no, fires: fires))
    }
    return result
  }

  private static func run(
    _ violated: [Truth], _ released: [Truth], _ policy: FiringPolicy
  ) -> [FiringState.Outcome] {
    var state = FiringState()
    return zip(violated, released).map { state.take($0, until: $1, policy) }
  }

  @Test("Any run of windows comes out as a plain reading of all of them")
  func againstOracle() {
    var random = SplitMix64(1)
    let truths: [Truth] = [.yes, .yes, .no, .no, .unknown]
    for _ in 0..<4_000 {
      let total = Int.random(in: 1...5, using: &random)
      var policy = FiringPolicy(
        starts: WindowCount(Int.random(in: 1...total, using: &random), of: total),
        holds: Bool.random(using: &random))
      if Bool.random(using: &random) {
        let total = Int.random(in: 1...3, using: &random)
        policy.stops = WindowCount(Int.random(in: 1...total, using: &random), of: total)
      }
      let violated = (0..<20).map { _ in truths.randomElement(using: &random) ?? .no }
      let released = (0..<20).map { _ in truths.randomElement(using: &random) ?? .no }
      #expect(
        Self.run(violated, released, policy) == Self.oracle(violated, released, policy),
        "\(policy) \(violated) \(released)")
    }
  }

  @Test("Inside the band nothing changes: it neither begins nor ends to fire")
  func hysteresis() {
    var random = SplitMix64(2)
    for _ in 0..<1_000 {
      let policy = FiringPolicy(stops: .one)
      var state = FiringState()
      var fires = false
      for _ in 0..<50 {
        let value = Double.random(in: 0...1, using: &random)
        let outcome = state.take(
          value > 0.7 ? .yes : .no, until: value < 0.3 ? .yes : .no, policy)
        if (0.3...0.7).contains(value) {
          #expect(outcome.fires == fires)
        } else {
          #expect(outcome.fires == (value > 0.7))
        }
        #expect(!outcome.fires || outcome.violated == .yes)
        fires = outcome.fires
      }
    }
  }

  @Test("An undecided window neither counts nor resets")
  func undecided() {
    var random = SplitMix64(3)
    for _ in 0..<1_000 {
      let total = Int.random(in: 1...4, using: &random)
      let policy = FiringPolicy(
        starts: WindowCount(Int.random(in: 1...total, using: &random), of: total))
      var (plain, holed) = (FiringState(), FiringState())
      for _ in 0..<30 {
        let violated: Truth = Bool.random(using: &random) ? .yes : .no
        while Bool.random(using: &random) {
          let before = holed
          #expect(holed.take(.unknown, policy) == .init(violated: .unknown, fires: false))
          #expect(holed == before)
        }
        #expect(plain.take(violated, policy) == holed.take(violated, policy))
        #expect(plain == holed)
      }
    }
  }

  @Test("A state is as small as the windows that it looks at")
  func bounded() {
    var state = FiringState()
    let policy = FiringPolicy(starts: WindowCount(2, of: 3), stops: WindowCount(4, of: 4))
    for index in 0..<100 {
      _ = state.take(index % 3 == 0 ? .no : .yes, until: index % 2 == 0 ? .no : .yes, policy)
      #expect(state.violations.count <= 3 && state.releases.count <= 4)
    }
  }
}
