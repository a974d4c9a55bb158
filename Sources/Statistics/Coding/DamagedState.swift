/// A stored statistic that can't be read back.
package struct DamagedState: Error, Equatable {
  /// What was wrong, for a person.
  package let reason: String
  /// Bytes from the start of the state.
  package let offset: Int

  package init(_ reason: String, at offset: Int) {
    self.reason = reason
    self.offset = offset
  }
}
