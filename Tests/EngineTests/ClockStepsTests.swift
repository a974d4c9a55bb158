import Testing

@testable import Engine

/// Times that run backwards: counted the same however the records are cut into pieces.
@Suite struct ClockStepsTests {
  private static func steps(_ times: [Int], in pieces: [Int]) -> ClockSteps {
    var whole = ClockSteps()
    var start = 0
    for length in pieces {
      var piece = ClockSteps()
      // Lines count from the first of the piece, as readers on several threads have them.
      for (line, time) in times[start..<start + length].enumerated() {
        piece.take(ClockSteps.Mark(source: 0, line: line + 1, time: Double(time)))
      }
      let before = start
      whole.merge(piece) { $0.line + before }
      start += length
    }
    return whole
  }

  @Test func anyCutIsTheSame() {
    var random = SplitMix64(3)
    for _ in 0..<40 {
      let times = (0..<30).map { _ in Int.random(in: 0...20, using: &random) }
      let expected = zip(times, times.dropFirst()).map { $0 - $1 }.filter { $0 > 0 }
      let first = times.indices.dropFirst().first { times[$0] < times[$0 - 1] }
      for cut in [[30], [1, 29], [7, 3, 0, 20], Array(repeating: 1, count: 30)] {
        let steps = Self.steps(times, in: cut)
        #expect(steps.count == expected.count)
        #expect(steps.longest == Double(expected.max() ?? 0))
        #expect(steps.first?.line == first.map { $0 + 1 })
      }
    }
  }

  @Test func eachInputHasAClockOfItsOwn() {
    var steps = ClockSteps()
    for (source, time) in [(0, 9.0), (1, 3), (1, 4), (0, 5)] {
      steps.take(ClockSteps.Mark(source: source, line: 1, time: time))
    }
    #expect(steps.count == 0 && steps.first == nil)
  }
}
