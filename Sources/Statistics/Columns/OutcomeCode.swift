/// What came about in each row of a column of conditions, as a small number to count by, of which
/// `OutcomeRows` reads single bits.
package enum OutcomeCode {
  package static let yes: UInt8 = 0
  package static let no: UInt8 = 1
  /// Not known.
  package static let null: UInt8 = 2
  package static let count = 3
}

extension Column {
  /// The outcome of each row: boolean and number cells (not 0 is true), null for all others.
  func outcomeCodes() -> [UInt8] {
    let (kinds, numbers) = (self.kinds, self.numbers)
    return unsafe [UInt8](unsafeUninitializedCapacity: kinds.count) { codes, initialized in
      for row in kinds.indices {
        let (kind, number) = (kinds[row], numbers[row])
        let isKnown = (kind == .boolean || kind.isNumber) && number == number
        let code = number != 0 ? OutcomeCode.yes : OutcomeCode.no
        unsafe codes[row] = isKnown ? code : OutcomeCode.null
      }
      initialized = kinds.count
    }
  }
}
