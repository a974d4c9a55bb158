internal import CByteMasks

/// Finds the fields of a line without quotes.
@safe final class FieldScanner {
  /// Ends of the first fields of the line scanned last.
  private let ends: UnsafeMutablePointer<Int>
  /// Fields whose ends are kept.
  private let capacity: Int

  init(fields: Int) {
    capacity = fields
    unsafe ends = .allocate(capacity: fields + 64)
    unsafe ends.initialize(repeating: 0, count: fields + 64)
  }

  deinit { unsafe ends.deallocate() }

  /// Where a field of the line scanned last is; it must be one of those kept.
  func field(_ number: Int, from start: Int) -> (start: Int, length: Int) {
    precondition(number < capacity, "a field whose end is kept")
    let first = number == 0 ? start : unsafe ends[number - 1] + 1
    return (first, unsafe ends[number] - first)
  }

  /// Counts the fields of a line and keeps their ends.
  func scan(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
    precondition(range.upperBound <= bytes.count, "a line within the bytes")
    guard let base = bytes.baseAddress else { return 1 }
    let comma = UInt8(ascii: ",")
    var field = 0
    var at = range.lowerBound
    while at &+ 64 <= bytes.count, at < range.upperBound {
      var marks = unsafe tidemark_byte_mask(base + at, comma)
      let left = range.upperBound &- at
      // What follows the line is not of it.
      if left < 64 { marks &= (1 &<< UInt64(truncatingIfNeeded: left)) &- 1 }
      if field < capacity {
        while marks != 0 {
          unsafe ends[field] = at &+ marks.trailingZeroBitCount
          field &+= 1
          marks &= marks &- 1
        }
      } else {
        field &+= marks.nonzeroBitCount
      }
      at = Swift.min(at &+ 64, range.upperBound)
    }
    while at < range.upperBound {
      if unsafe base[at] == comma {
        if field < capacity { unsafe ends[field] = at }
        field &+= 1
      }
      at &+= 1
    }
    if field < capacity { unsafe ends[field] = range.upperBound }
    return field &+ 1
  }
}
