import Testing

@testable import Statistics

@Suite("Third and fourth moments, and those of pairs, against two plain passes")
struct HigherMomentsTests {
  /// The moments of values by the definition, in exact sums of the distances from the mean.
  private func plain(_ values: [Double]) -> (skewness: Double, kurtosis: Double) {
    let n = Double(values.count)
    let mean = exactSum(values) / DoubleDouble(n).value
    let power = { (exponent: Int) -> Double in
      exactSum(
        values.map { value in
          (0..<exponent).reduce(1.0) { product, _ in product * (value - mean) }
        }) / n
    }
    let variance = power(2)
    return (power(3) / (variance * variance.squareRoot()), power(4) / (variance * variance) - 3)
  }

  private func exactSum(_ values: [Double]) -> Double {
    values.reduce(DoubleDouble.zero) { $0 + DoubleDouble($1) }.value
  }

  private func near(_ a: Double?, _ b: Double, _ scale: Double = 0) -> Bool {
    a.map { ($0 - b).magnitude <= 1e-9 * Swift.max(b.magnitude, scale) } ?? false
  }

  @Test(arguments: Streams.names.filter { $0 != "constant" }, [2, 3, 100, 30_000])
  func againstDefinition(stream: String, count: Int) {
    let values = Streams.make(stream, count)
    guard Set(values).count > 1 else { return }
    var whole = HigherMoments()
    whole.update(ColumnBlock(numbers: values))
    var merged = HigherMoments()
    for start in stride(from: 0, to: count, by: 977) {
      var part = HigherMoments()
      part.update(ColumnBlock(numbers: Array(values[start..<Swift.min(count, start + 977)])))
      merged.merge(part)
    }
    let wanted = plain(values)
    for moments in [whole, merged] {
      // Where the third moments cancel, what is left is judged against what was added.
      #expect(near(moments.skewness, wanted.skewness, 1e-3), "\(stream) \(count)")
      #expect(near(moments.excessKurtosis, wanted.kurtosis, 1e-3), "\(stream) \(count)")
    }
  }

  @Test("A large mean takes no digits: shifted by a billion, the values have the same moments")
  func shifted() throws {
    var random = SplitMix64(seed: 7)
    // Multiples of 2^-20, so that the shift is exact.
    let values = (0..<20_000).map { _ in (random.unit() * random.unit() * 1024).rounded() / 1024 }
    var here = HigherMoments()
    here.update(ColumnBlock(numbers: values))
    var there = HigherMoments()
    there.update(ColumnBlock(numbers: values.map { $0 + 1e9 }))
    let (a, b) = (try #require(here.skewness), try #require(there.skewness))
    #expect((a - b).magnitude <= 1e-14 * a)
    let (k, l) = (try #require(here.excessKurtosis), try #require(there.excessKurtosis))
    #expect((k - l).magnitude <= 1e-14 * (3 + k))
  }

  @Test("Values that are all equal have neither, in however many pieces they come")
  func constant() {
    var moments = HigherMoments()
    var pairs = CoMoments()
    for count in 1...50 {
      let column = Column(numbers: [Double](repeating: 0.1, count: count))
      moments.update(ColumnBlock(rows: count, columns: [column]))
      pairs.update(
        ColumnBlock(
          rows: count, columns: [column, Column(numbers: (0..<count).map(Double.init))]))
    }
    #expect(moments.skewness == nil && moments.excessKurtosis == nil)
    #expect(pairs.correlation == nil && pairs.covariance == 0)
  }

  @Test("Numbers too far apart have none, and nothing overflows into a value")
  func enormous() {
    var moments = HigherMoments()
    moments.update(ColumnBlock(numbers: [1e300, -1e300, 5]))
    #expect(moments.skewness == nil && moments.excessKurtosis == nil)
    var pairs = CoMoments()
    pairs.update(
      ColumnBlock(
        rows: 2, columns: [Column(numbers: [1e300, -1e300]), Column(numbers: [1e300, -1e300])]))
    #expect(pairs.correlation == nil && pairs.covariance == nil)
  }

  @Test(arguments: [0.0, 1e9], [2, 10, 20_000])
  func pairs(shift: Double, count: Int) throws {
    var random = SplitMix64(seed: 11)
    var (a, b): ([Double], [Double]) = ([], [])
    for _ in 0..<count {
      let x = (random.unit() * 4096).rounded()
      a.append(x + shift)
      b.append(((random.unit() * 4096).rounded() - x / 2) / 16)
    }
    let n = Double(count)
    let (meanA, meanB) = (exactSum(a) / n, exactSum(b) / n)
    let sum = { (x: [Double], y: [Double], m: Double, k: Double) in
      exactSum(zip(x, y).map { ($0 - m) * ($1 - k) })
    }
    let covariance = sum(a, b, meanA, meanB) / n
    let correlation =
      sum(a, b, meanA, meanB)
      / (sum(a, a, meanA, meanA) * sum(b, b, meanB, meanB)).squareRoot()
    var whole = CoMoments()
    var merged = CoMoments()
    for start in stride(from: 0, to: count, by: 701) {
      let rows = start..<Swift.min(count, start + 701)
      let block = ColumnBlock(
        rows: rows.count,
        columns: [Column(numbers: Array(a[rows])), Column(numbers: Array(b[rows]))])
      whole.update(block)
      var part = CoMoments()
      part.update(block)
      merged.merge(part)
    }
    for found in [whole, merged] {
      #expect(near(found.covariance, covariance))
      #expect(near(found.correlation, correlation))
      #expect(found.count == count)
    }
  }

  @Test("Only rows in which both cells are finite numbers count")
  func incomplete() {
    var pairs = CoMoments()
    pairs.update(
      ColumnBlock(
        rows: 5,
        columns: [
          Column(text: ["1", nil, "2", "x", "4"]), Column(text: ["2", "3", "4", "5", "8.0"]),
        ]))
    #expect(pairs.count == 3)
    #expect(pairs.correlation == 1)
  }
}
