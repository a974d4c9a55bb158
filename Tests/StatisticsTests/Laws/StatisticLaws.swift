import Testing

@testable import Statistics

/// The laws of `Statistic`, for any of them.
struct StatisticLaws<S: Statistic> {
  let parameters: S.Parameters
  /// Whether order changes nothing but what `agrees` allows.
  var commutes = true
  /// Random rows of what the statistic takes.
  let block: (Int, inout SplitMix64) -> ColumnBlock
  /// The same up to the stated bound; for most, the same bytes.
  var agrees: (S, S) -> Bool = { bytes($0) == bytes($1) }

  static func bytes(_ statistic: S) -> [UInt8] {
    var writer = ByteWriter()
    statistic.encode(into: &writer)
    return writer.bytes
  }

  static func decode(_ bytes: [UInt8]) throws(DamagedState) -> S {
    var reader = ByteReader(bytes)
    let result = try S(decoding: &reader)
    try reader.finish()
    return result
  }

  private func of(_ blocks: [ColumnBlock]) -> S {
    var result = S(parameters)
    for block in blocks { result.update(block) }
    return result
  }

  private func merged(_ parts: [S]) -> S {
    var result = S(parameters)
    for part in parts { result.merge(part) }
    return result
  }

  func check(rows: [Int], seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for count in rows {
      let whole = block(count, &random)
      let one = of([whole])
      checkIdentity(one)
      let parts = whole.split(into: 4, using: &random)
      #expect(agrees(of(parts), one), "blocks of one shard, \(count) rows")
      let shards = parts.map { of([$0]) }
      #expect(agrees(merged(shards), one), "shards, \(count) rows")
      checkAssociativity(shards)
      if S.counting != .never { checkCounting(parts, one) }
      if commutes { #expect(agrees(merged(shards.reversed()), one), "order, \(count) rows") }
      try checkCoding(one)
      checkDamage(one, &random)
    }
  }

  private func checkIdentity(_ one: S) {
    var left = S(parameters)
    left.merge(one)
    #expect(Self.bytes(left) == Self.bytes(one), "empty merged with x")
    var right = one
    right.merge(S(parameters))
    #expect(Self.bytes(right) == Self.bytes(one), "x merged with empty")
  }

  private func checkAssociativity(_ shards: [S]) {
    var left = shards[0]
    left.merge(shards[1])
    left.merge(shards[2])
    var tail = shards[1]
    tail.merge(shards[2])
    var right = shards[0]
    right.merge(tail)
    #expect(agrees(left, right), "associativity")
  }

  private func checkCounting(_ parts: [ColumnBlock], _ one: S) {
    var counted = S(parameters)
    for part in parts { counted.update(part.columns[0].counted) }
    #expect(agrees(counted, one), "cells counted first")
    var mixed = S(parameters)
    for (index, part) in parts.enumerated() {
      if index % 2 == 0 { mixed.update(part) } else { mixed.update(part.columns[0].counted) }
    }
    #expect(agrees(mixed, one), "some cells counted first")
  }

  private func checkCoding(_ one: S) throws {
    let bytes = Self.bytes(one)
    #expect(Self.bytes(try Self.decode(bytes)) == bytes, "decode(encode(x))")
  }

  /// Damaged bytes are an error or some valid value that can be used; the test is that it returns.
  private func checkDamage(_ one: S, _ random: inout SplitMix64) {
    let bytes = Self.bytes(one)
    let step = bytes.count < 500 ? 1 : bytes.count / 100
    for end in stride(from: 0, to: bytes.count, by: step) {
      #expect(throws: DamagedState.self, "cut at \(end) of \(bytes.count)") {
        try Self.decode(Array(bytes[..<end]))
      }
    }
    // Large states take long to merge, and have no more ways to be damaged.
    let trials = Swift.min(200, 10 + 200_000 / (bytes.count + 1))
    for _ in 0..<trials {
      var damaged = bytes
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        guard let place = damaged.indices.randomElement(using: &random) else { break }
        // The first bytes hold counts and parameters, where damage matters most.
        let near = Bool.random(using: &random) ? place : place % Swift.min(64, damaged.count)
        damaged[near] = UInt8.random(in: 0...255, using: &random)
      }
      use(damaged, with: one)
    }
    for _ in 0..<trials {
      let count = Int.random(in: 0...100, using: &random)
      use((0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }, with: one)
      use((0..<count).map { _ in [0, 0, 0, 1, 255].randomElement(using: &random) ?? 0 }, with: one)
    }
  }

  private func use(_ bytes: [UInt8], with one: S) {
    guard var forged = try? Self.decode(bytes) else { return }
    forged.merge(one)
    forged.merge(forged)
    var other = one
    other.merge(forged)
    #expect(!Self.bytes(forged).isEmpty && !Self.bytes(other).isEmpty)
  }
}
