import Testing

@testable import Outputs

@Suite struct BackoffTests {
  @Test func delaysGrowWithinTheirBounds() throws {
    let backoff = Backoff()
    var step = backoff.first
    for attempt in 1...100 {
      for chance in [0, 0.25, 0.5, 0.999_999] {
        let delay = try #require(
          backoff.delay(after: attempt, asked: nil, spent: 0, chance: chance))
        #expect(delay >= step / 2 && delay <= step)
      }
      step = min(backoff.longest, step * 2)
    }
  }

  @Test func whatIsAskedForIsTheLeast() {
    let backoff = Backoff()
    #expect(backoff.delay(after: 1, asked: 17, spent: 0, chance: 0.9) == 17)
    #expect(backoff.delay(after: 1, asked: 0.01, spent: 0, chance: 0) == 0.5)
    #expect(backoff.delay(after: 1, asked: backoff.budget, spent: 0, chance: 0) == backoff.budget)
    #expect(backoff.delay(after: 1, asked: backoff.budget + 1, spent: 0, chance: 0) == nil)
    #expect(backoff.delay(after: 1, asked: 1e300, spent: 0, chance: 0) == nil)
  }

  @Test func theSumIsBounded() {
    let backoff = Backoff()
    var random = SplitMix64(1)
    for _ in 0..<100 {
      var spent = 0.0
      var attempt = 0
      while let delay = backoff.delay(
        after: attempt + 1, asked: Bool.random(using: &random) ? 9 : nil, spent: spent,
        chance: Double.random(in: 0..<1, using: &random))
      {
        spent += delay
        attempt += 1
      }
      #expect(spent <= backoff.budget && attempt < 200)
    }
  }
}
