internal import Statistics

/// Days and instants, as seconds since 1970-01-01T00:00:00Z. A time without a zone is UTC.
struct ArrowTimes: WordMeaning, Equatable {
  enum Unit: Equatable, Sendable {
    /// Of 4 bytes.
    case days
    /// Milliseconds of days.
    case milliseconds
    case instants(perSecond: Int64)
  }

  let unit: Unit

  private var perSecond: Int64 {
    switch unit {
    case .days: 1
    case .milliseconds: 1000
    case .instants(let perSecond): perSecond
    }
  }

  func values(of cells: StoredCells) -> (kinds: [CellKind], numbers: [Double]) {
    if unit == .days {
      return cells.values(.timestamp) { Double(ArrowIntegers.signed($0, 32)) * 86_400 }
    }
    return cells.values(.timestamp) { [perSecond] word in
      // As text is read: seconds, and a fraction added to them.
      let (seconds, rest) = ClockText.split(Int64(bitPattern: word), perSecond)
      return Double(seconds) + Double(rest) / Double(perSecond)
    }
  }

  func texts(of cells: StoredCells) -> TextCells? {
    let perSecond = perSecond
    var clock = ClockText()
    return unsafe cells.texts(longest: ClockText.longest) { [unit] word, target in
      let value = Int64(bitPattern: word)
      switch unit {
      case .days: return unsafe clock.writeDate(ArrowIntegers.signed(word, 32) * 86_400, to: target)
      case .milliseconds where value % (86_400 * perSecond) == 0:
        return unsafe clock.writeDate(value / perSecond, to: target)
      default: return unsafe clock.writeInstant(value, perSecond, to: target)
      }
    }
  }
}
