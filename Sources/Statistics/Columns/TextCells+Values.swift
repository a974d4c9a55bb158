extension TextCells {
  /// The canonical text of typed cells: whole numbers below 2^53 in magnitude without a point,
  /// other numbers by the shortest digits that read back as the same double, `true` and `false`,
  /// timestamps as ISO 8601 in UTC to the microsecond. Integral cells never get an exponent while
  /// they fit 64 bits.
  package init(kinds: [CellKind], numbers: [Double]) {
    self.init()
    starts.reserveCapacity(kinds.count)
    lengths.reserveCapacity(kinds.count)
    for (kind, number) in zip(kinds, numbers) {
      switch kind {
      case .missing: appendMissing()
      case .boolean: append((number == 0 ? "false" : "true").utf8)
      case .timestamp:
        if let text = Timestamp.text(number) {
          append(text)
        } else {
          append(kind: kind, number: number)
        }
      case .integral, .fractional, .text: append(kind: kind, number: number)
      }
    }
  }

  private mutating func append(kind: CellKind, number: Double) {
    let limit = kind == .integral ? 0x1p63 : 0x1p53
    if number.magnitude < limit, number == number.rounded(.towardZero) {
      append(String(Int(number)).utf8)
    } else {
      append(number.description.utf8)
    }
  }
}
