internal import Statistics

/// Times of day, which are text, as in files of text.
struct ArrowClockTimes: ArrowValues {
  private let values: ArrowBuffer
  private let bytes: Int
  private let perSecond: Int64
  private let validity: ArrowValidity

  init(_ values: ArrowBuffer, bytes: Int, perSecond: Int64, _ validity: ArrowValidity) {
    self.values = values
    self.bytes = bytes
    self.perSecond = perSecond
    self.validity = validity
  }

  func fill(_ column: Column, _ rows: ArrowRows, repaired: inout [Int]) {
    let cells = TextCells(validity.applied(to: rows)) { place in
      let value =
        bytes == 4
        ? Int64(values.value(place, as: Int32.self)) : values.value(place, as: Int64.self)
      return ClockText.time(value, perSecond)
    }
    column.fill(text: cells, areStrings: true)
  }
}
