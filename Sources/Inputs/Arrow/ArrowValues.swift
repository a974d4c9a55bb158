internal import Statistics

/// The values of a column in a batch, ready to be put into blocks: checked as far as that takes no
/// look at each.
protocol ArrowValues: Sendable {
  /// Fills a column with the values of some rows.
  ///
  /// - Parameter repaired: gets the rows whose text was not UTF-8.
  func fill(_ column: Column, _ rows: ArrowRows, repaired: inout [Int]) throws(ArrowDamage)
}
