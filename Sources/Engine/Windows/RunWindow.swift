/// The stretch of time that a run is about; records outside are left out, and counted.
package struct RunWindow: Sendable {
  /// Seconds since 1970-01-01T00:00:00Z; the end is not in it.
  package let span: Range<Double>
  /// The time of a record.
  package let time: RowExpression

  package init(_ span: Range<Double>, on time: RowExpression) {
    self.span = span
    self.time = time
  }
}
