/// What a model gave for the records of a question, in their order.
package struct Answers: Sendable {
  /// Numbers that it gives for a record.
  package private(set) var outputs = 0
  package private(set) var records = 0
  /// Record by record.
  package private(set) var values: [Double] = []

  /// - Parameter record: at least one number.
  mutating func append(_ record: some Collection<Double>) throws(ModelFailure) {
    if records == 0 { outputs = record.count }
    try expect(record.count)
    values += record
    records += 1
  }

  mutating func append(_ number: Double) throws(ModelFailure) {
    try append(CollectionOfOne(number))
  }

  /// Says where a record has another number of outputs.
  func expect(_ count: Int) throws(ModelFailure) {
    guard outputs == count else {
      throw ModelFailure("it gave \(outputs) numbers for one record and \(count) for another")
    }
  }

  /// Of one record.
  package subscript(record: Int) -> ArraySlice<Double> {
    values[record * outputs..<(record + 1) * outputs]
  }
}
