internal import Statistics

/// Days and instants, as seconds since 1970-01-01T00:00:00Z. A time without a zone is UTC.
struct ArrowTimes: ArrowValues {
  enum Unit: Sendable {
    case days
    /// Milliseconds of days.
    case milliseconds
    case instants(perSecond: Int64)

    var perSecond: Int64 {
      switch self {
      case .days: 1
      case .milliseconds: 1000
      case .instants(let perSecond): perSecond
      }
    }
  }

  private let values: ArrowBuffer
  private let bytes: Int
  private let unit: Unit
  private let validity: ArrowValidity

  init(_ values: ArrowBuffer, bytes: Int, _ unit: Unit, _ validity: ArrowValidity) {
    self.values = values
    self.bytes = bytes
    self.unit = unit
    self.validity = validity
  }

  func fill(_ column: Column, _ rows: ArrowRows, repaired: inout [Int]) {
    let rows = validity.applied(to: rows)
    let perSecond = unit.perSecond
    let isDays = if case .days = unit { true } else { false }
    let cells = ArrowCells(rows, .timestamp) { [values] place in
      if isDays { return Double(values.value(place, as: Int32.self)) * 86_400 }
      // As text is read: seconds, and a fraction added to them.
      let (seconds, rest) = ClockText.split(values.value(place, as: Int64.self), perSecond)
      return Double(seconds) + Double(rest) / Double(perSecond)
    }
    column.fill(kinds: cells.kinds, numbers: cells.numbers) { [values] in
      TextCells(rows) { place in
        let value =
          isDays
          ? Int64(values.value(place, as: Int32.self)) * 86_400
          : values.value(place, as: Int64.self)
        if case .instants = unit { return ClockText.instant(value, perSecond) }
        return value % (86_400 * perSecond) == 0
          ? ClockText.date(value / perSecond) : ClockText.instant(value, perSecond)
      }
    }
  }
}
