/// Something a person can look up in the data: an offending value, an unseen category, a bin that
/// moved.
package struct Evidence: Sendable, Equatable {
  package let text: String
  /// Records that bear it out, where they were counted.
  package let count: Int?

  package init(_ text: String, count: Int? = nil) {
    self.text = text
    self.count = count
  }

  package var json: JSON {
    .object(["value": .string(text), "count": count.map { .integer($0) }])
  }
}
