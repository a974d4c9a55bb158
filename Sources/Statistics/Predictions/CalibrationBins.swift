/// Probabilities and outcomes in equal bins of probability.
///
/// Column 0 of the block holds the probabilities, column 1 whether the event came about; rows where
/// either is missing, or the probability outside 0…1, are left out. Bin i is [i/n, (i+1)/n), the
/// last one closed. Counts are exact; sums are kept as pairs of doubles, off by less than 1e-24 of
/// themselves for up to 2^32 rows, and order and splits change no more than that.
package struct CalibrationBins: Statistic {
  package static let kind = "calibration"

  package struct Parameters: Hashable, Sendable {
    /// Number of bins, 1 up to 10,000.
    package let bins: Int

    package init(bins: Int = 10) { self.bins = Swift.min(Swift.max(bins, 1), 10_000) }
  }

  private struct Bin: Sendable {
    var count = 0
    var positives = 0
    var total = DoubleDouble.zero
  }

  private var bins: [Bin]

  package init(_ parameters: Parameters = Parameters()) {
    bins = .init(repeating: Bin(), count: parameters.bins)
  }

  package var count: Int { bins.reduce(0) { $0.addingReportingOverflow($1.count).partialValue } }

  /// Σ over the bins of |Σ(probability − outcome)| / count: how far, on average, what was foretold is
  /// from what came. Nil when empty.
  package var expectedError: Double? {
    var rows = 0.0
    var sum = 0.0
    for bin in bins {
      rows += Double(bin.count)
      sum += (bin.total - DoubleDouble(Double(bin.positives))).value.magnitude
    }
    return rows == 0 ? nil : sum / rows
  }

  package mutating func update(_ block: ColumnBlock) {
    guard block.columns.count > 1 else { return }
    let (kinds, probabilities) = (block.columns[0].kinds, block.columns[0].numbers)
    let outcomes = Outcomes(block.columns[1])
    let n = Double(bins.count)
    for row in 0..<block.rows where kinds[row].isNumber {
      let probability = probabilities[row]
      guard probability >= 0, probability <= 1, let outcome = outcomes[row] else { continue }
      var bin = Swift.min(Int(probability * n), bins.count - 1)
      // The product is rounded; what counts is on which side of the edge the probability is.
      if bin + 1 < bins.count, probability >= Double(bin + 1) / n { bin += 1 }
      if probability < Double(bin) / n { bin -= 1 }
      bins[bin].count.tally(1)
      if outcome { bins[bin].positives.tally(1) }
      bins[bin].total = bins[bin].total + DoubleDouble(probability)
    }
  }

  package mutating func merge(_ other: CalibrationBins) {
    for (index, bin) in other.bins.enumerated() where index < bins.count && bin.count > 0 {
      bins[index].count.tally(bin.count)
      bins[index].positives.tally(bin.positives)
      bins[index].total = bins[index].total + bin.total
    }
  }

  package func encode(into bytes: inout ByteWriter) {
    bytes.write(bins.count)
    for bin in bins {
      bytes.writeTally(bin.count)
      bytes.writeTally(bin.positives)
      bytes.write(bin.total.high)
      bytes.write(bin.total.low)
    }
  }

  package init(decoding bytes: inout ByteReader) throws(DamagedState) {
    let count = try bytes.readCount(elementSize: 32)
    guard Parameters(bins: count).bins == count else { throw bytes.damaged("\(count) bins") }
    bins = []
    for _ in 0..<count {
      var bin = Bin()
      bin.count = try bytes.readTally()
      bin.positives = try bytes.readTally()
      bin.total.high = try bytes.readDouble()
      bin.total.low = try bytes.readDouble()
      guard bin.positives <= bin.count, bin.total.low.isFinite, bin.total.high >= 0,
        bin.total.high <= Double(bin.count)
      else { throw bytes.damaged("a bin that can't be") }
      bins.append(bin)
    }
  }

  package static func memory(_ parameters: Parameters) -> Int {
    MemoryLayout<CalibrationBins>.size + parameters.bins * MemoryLayout<Bin>.stride
  }
}
