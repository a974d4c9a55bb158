/// Pearson's test of whether two samples come from one distribution over the same categories.
package enum ChiSquareTest {
  /// The probability that χ² is at least that where they do, without Yates's correction; 1 where
  /// there is but one category.
  ///
  /// - Parameter categories: those that one of the samples has.
  package static func pValue(_ statistic: Double, categories: Int) -> Double {
    guard categories > 1 else { return 1 }
    return IncompleteGamma.upper(Double(categories - 1) / 2, Swift.max(0, statistic) / 2)
  }
}
