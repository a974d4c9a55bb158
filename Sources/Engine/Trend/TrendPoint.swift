/// The value that a metric had in one window of one run.
package struct TrendPoint: Sendable {
  /// What the window was about, in seconds since 1970-01-01T00:00:00Z; nil where no time is known.
  package var start: Double?
  package var end: Double?
  /// Nil where it could not be decided.
  package var value: Double?
  /// Why there is no value.
  package var unknown: String?
  /// The bound that it was held against, and how: `38.3` and `>`.
  package var limit: Double?
  package var operation: String?
  /// Whether some verdict by this value was violated; nil where it was held against nothing.
  package var isViolated: Bool?
  package var records: Int?
  /// The file that says so.
  package var source: String

  package init(start: Double? = nil, end: Double? = nil, source: String) {
    self.start = start
    self.end = end
    self.source = source
  }
}
