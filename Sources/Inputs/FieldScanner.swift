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
    let comma = SIMD16<UInt8>(repeating: UInt8(ascii: ","))
    let raw = unsafe UnsafeRawPointer(base)
    var field = 0
    var at = range.lowerBound
    while at &+ 16 <= range.upperBound {
      let lanes = unsafe raw.loadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self) .== comma
      var marks = FieldScanner.bits(lanes)
      if field < capacity {
        while marks != 0 {
          unsafe ends[field] = at &+ marks.trailingZeroBitCount
          field &+= 1
          marks &= marks &- 1
        }
      } else {
        field &+= marks.nonzeroBitCount
      }
      at &+= 16
    }
    while at < range.upperBound {
      if unsafe base[at] == UInt8(ascii: ",") {
        if field < capacity { unsafe ends[field] = at }
        field &+= 1
      }
      at &+= 1
    }
    if field < capacity { unsafe ends[field] = range.upperBound }
    return field &+ 1
  }

  /// One bit for each lane that is true.
  @inline(__always)
  private static func bits(_ lanes: SIMDMask<SIMD16<Int8>>) -> UInt64 {
    let weights = SIMD2<UInt64>(repeating: 0x8040_2010_0804_0201)
    let weighted = unsafe unsafeBitCast(lanes, to: SIMD2<UInt64>.self) & weights
    // The product's highest byte is the sum of all bytes, each of which is a bit of its own.
    let low = (weighted[0] &* 0x0101_0101_0101_0101) &>> 56
    let high = (weighted[1] &* 0x0101_0101_0101_0101) &>> 56
    return low | high &<< 8
  }
}
