/// The stretch of time that a run is about; records outside are left out, and counted.
package struct RunWindow: Sendable {
  /// Seconds since 1970-01-01T00:00:00Z; the end is not in it.
  package let span: Range<Double>
  /// The time of a record.
  package let time: RowExpression
  /// Whether records were written as they came, so that a step back in time is a fault of a clock.
  package let isOrdered: Bool

  package init(_ span: Range<Double>, on time: RowExpression, isOrdered: Bool = false) {
    self.span = span
    self.time = time
    self.isOrdered = isOrdered
  }
}
