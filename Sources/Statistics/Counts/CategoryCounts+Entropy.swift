import RealModule

extension CategoryCounts {
  /// Shannon's entropy of the categories in bits: −Σ p log₂ p, 0 up to log₂ of their number; nil when
  /// empty or not exact.
  package var entropy: Double? {
    guard isExact, total > 0 else { return nil }
    let whole = Double(total)
    // The order decides the rounding: that of the counts, which the categories alone decide.
    let bits = ordered.reduce(0.0) { sum, entry in
      let share = Double(table.count(of: entry)) / whole
      return sum - share * Double.log2(share)
    }
    return Swift.max(0, bits)
  }
}
