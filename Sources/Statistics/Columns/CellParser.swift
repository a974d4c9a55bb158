/// Judges the spelling of cells and reads their numbers; see `CellKind` for what is what.
///
/// The hottest loop of the program, hence the unsafe pointers, in this type alone: every cell's
/// range is checked against the buffer once, and reads stay inside it. Numbers are the nearest
/// doubles. Cells of up to eight digits and one point are read as one word (after Lemire, "Number
/// parsing at a gigabyte per second", 2021); up to 19 digits by one rounding of an exact product or
/// quotient (Clinger, 1990); the rest is left to the standard library. Spellings beyond the largest
/// double are text.
/// - Complexity: O(bytes), without an allocation a cell but for the rest.
package enum CellParser {
  /// Judges all cells; both arrays come out with one element a cell, NaN where there is no number.
  package static func parse(_ cells: TextCells, kinds: inout [CellKind], numbers: inout [Double]) {
    let rows = cells.count
    resize(&kinds, to: rows, with: .missing)
    resize(&numbers, to: rows, with: .nan)
    unsafe cells.buffer.withUnsafeBytes { text in
      unsafe cells.starts.withUnsafeBufferPointer { starts in
        unsafe cells.lengths.withUnsafeBufferPointer { lengths in
          unsafe kinds.withUnsafeMutableBufferPointer { kinds in
            unsafe numbers.withUnsafeMutableBufferPointer { numbers in
              for row in 0..<rows {
                let length = unsafe Int(lengths[row])
                if length <= 0 {
                  unsafe kinds[row] = length < 0 ? .missing : .text
                  unsafe numbers[row] = .nan
                  continue
                }
                let start = unsafe Int(starts[row])
                precondition(start &+ length <= text.count, "a cell inside its buffer")
                var number = Double.nan
                unsafe kinds[row] = judge(
                  text.baseAddress.unsafelyUnwrapped + start, length, text.count &- start, &number)
                unsafe numbers[row] = number
              }
            }
          }
        }
      }
    }
  }

  /// What a cell is that is a string where strings are told from numbers: text, or a timestamp.
  package static func keepText(_ kind: inout CellKind, _ number: inout Double) {
    guard kind.isNumber || kind == .boolean else { return }
    kind = .text
    number = .nan
  }

  /// Judges one present cell: its kind, and its number or NaN.
  package static func parse(_ cell: some Collection<UInt8>) -> (CellKind, Double) {
    let contiguous = cell.withContiguousStorageIfAvailable { bytes in
      unsafe parse(UnsafeRawBufferPointer(bytes))
    }
    if let contiguous { return contiguous }
    return unsafe Array(cell).withUnsafeBytes { unsafe parse($0) }
  }

  static func parse(_ bytes: UnsafeRawBufferPointer) -> (CellKind, Double) {
    guard let base = bytes.baseAddress, bytes.count > 0 else { return (.text, .nan) }
    var number = Double.nan
    let kind = unsafe judge(base, bytes.count, bytes.count, &number)
    return (kind, number)
  }

  private static func resize<Element>(
    _ array: inout [Element], to count: Int, with filler: Element
  ) {
    if array.count > count {
      array.removeLast(array.count - count)
    } else if array.count < count {
      array.append(contentsOf: repeatElement(filler, count: count - array.count))
    }
  }

  private static let zeros: UInt64 = 0x3030_3030_3030_3030

  /// - Parameter readable: Bytes from `cell` to the end of the buffer, at least `length`.
  @inline(__always)
  private static func judge(
    _ cell: UnsafeRawPointer, _ length: Int, _ readable: Int, _ number: inout Double
  ) -> CellKind {
    var start = 0
    var byte = unsafe cell.load(as: UInt8.self)
    let isNegative = byte == 0x2d
    if isNegative || byte == 0x2b || byte == 0x20 {
      start = 1
      guard length > 1 else { return .text }
      byte = unsafe cell.load(fromByteOffset: 1, as: UInt8.self)
      if byte == 0x20, unsafe cell.load(as: UInt8.self) != 0x20 {
        start = 2
        guard length > 2 else { return .text }
        byte = unsafe cell.load(fromByteOffset: 2, as: UInt8.self)
      }
    }
    guard byte &- 0x30 < 10 else {
      return start == 0 ? unsafe judgeWord(cell, length, &number) : .text
    }
    let count = length &- start
    guard count <= 8 else {
      if let magnitude = unsafe decimal(cell + start, count, readable &- start) {
        number = isNegative ? -magnitude : magnitude
        return .fractional
      }
      return unsafe judgeLong(cell, start, length, readable, isNegative, &number)
    }
    let word = unsafe load(cell + start, count, readable &- start)
    // The last digit comes to the top byte; bytes after the cell go, zeros come in before it.
    let digits = (word ^ zeros) &<< UInt64(truncatingIfNeeded: 64 &- 8 &* count)
    let others = nonDigits(digits)
    if others == 0 {
      let magnitude = Double(Int64(truncatingIfNeeded: value(digits)))
      number = isNegative ? -magnitude : magnitude
      return .integral
    }
    let bit = UInt64(truncatingIfNeeded: others.trailingZeroBitCount)
    let other = UInt8(truncatingIfNeeded: digits &>> (bit &- 7))
    // A point, which is 0x1e after the exclusive or, and something after it.
    if other == 0x1e, bit < 63 {
      let below = digits & ((1 &<< (bit &- 7)) &- 1)
      let above = digits & ~((1 &<< (bit &+ 1)) &- 1)
      let joined = below &<< 8 | above
      if nonDigits(joined) == 0 {
        let magnitude =
          Double(Int64(truncatingIfNeeded: value(joined)))
          / power(Int(truncatingIfNeeded: (63 &- bit) &>> 3))
        number = isNegative ? -magnitude : magnitude
        return .fractional
      }
    } else if other | 0x20 != 0x75 {
      // Neither a point nor an exponent, which is 0x55 or 0x75.
      return .text
    }
    return unsafe judgeLong(cell, start, length, readable, isNegative, &number)
  }

  /// A number of more than eight bytes with up to seven digits before its point and up to eight
  /// after it, which together are an exact whole number; nil for all else.
  @inline(__always)
  private static func decimal(
    _ cell: UnsafeRawPointer, _ count: Int, _ readable: Int
  ) -> Double? {
    let word = unsafe load(cell, 8, readable) ^ zeros
    let others = nonDigits(word)
    guard others != 0 else { return nil }
    let point = others.trailingZeroBitCount &>> 3
    let places = count &- point &- 1
    guard point > 0, places <= 8, UInt8(truncatingIfNeeded: word &>> UInt64(8 &* point)) == 0x1e
    else { return nil }
    let rest = unsafe load(cell + (point &+ 1), places, readable &- point &- 1) ^ zeros
    // The last digit comes to the top byte; bytes after the cell go, zeros come in before it.
    let below = rest &<< UInt64(truncatingIfNeeded: 64 &- 8 &* places)
    guard nonDigits(below) == 0 else { return nil }
    let above = value(word &<< UInt64(truncatingIfNeeded: 64 &- 8 &* point))
    let digits = above &* tens[places] &+ value(below)
    return Double(Int64(truncatingIfNeeded: digits)) / power(places)
  }

  /// Eight bytes from `cell`, of which those beyond the buffer are 0.
  @inline(__always)
  private static func load(_ cell: UnsafeRawPointer, _ count: Int, _ readable: Int) -> UInt64 {
    if readable >= 8 {
      return unsafe UInt64(littleEndian: cell.loadUnaligned(as: UInt64.self))
    }
    var word: UInt64 = 0
    for index in 0..<count {
      let byte = unsafe UInt64(cell.load(fromByteOffset: index, as: UInt8.self))
      word |= byte &<< UInt64(truncatingIfNeeded: 8 &* index)
    }
    return word
  }

  /// The top bit of each byte that is above 9; exact for the lowest such byte and those before it.
  @inline(__always)
  static func nonDigits(_ bytes: UInt64) -> UInt64 {
    ((bytes &+ 0x7676_7676_7676_7676) | bytes) & 0x8080_8080_8080_8080
  }

  /// The number of eight digits, the first in the lowest byte.
  @inline(__always)
  static func value(_ digits: UInt64) -> UInt64 {
    let pairs = (digits &* 2561) &>> 8 & 0x00ff_00ff_00ff_00ff
    let fours = (pairs &* 6_553_601) &>> 16 & 0x0000_ffff_0000_ffff
    return (fours &* 42_949_672_960_001) &>> 32
  }

  private static func judgeWord(
    _ cell: UnsafeRawPointer, _ length: Int, _ number: inout Double
  ) -> CellKind {
    guard length == 4 || length == 5 else { return .text }
    let head = unsafe UInt32(littleEndian: cell.loadUnaligned(as: UInt32.self))
    if length == 4, head == 0x6575_7274 {
      number = 1
      return .boolean
    }
    if length == 5, head == 0x736c_6166,
      unsafe cell.load(fromByteOffset: 4, as: UInt8.self) == 0x65
    {
      number = 0
      return .boolean
    }
    return .text
  }

  /// Numbers of more than eight bytes or with an exponent, and timestamps. The cell begins with a
  /// digit at `start`.
  private static func judgeLong(
    _ cell: UnsafeRawPointer, _ start: Int, _ length: Int, _ readable: Int, _ isNegative: Bool,
    _ number: inout Double
  ) -> CellKind {
    var position = start
    var digits: UInt64 = 0
    var exponent = 0
    unsafe readDigits(cell, &position, length, readable, &digits)
    var read = position - start
    if position == length {
      let isExact = read <= 19
      let magnitude = isExact ? Double(digits) : unsafe leave(cell, start, length)
      guard magnitude.isFinite else { return .text }
      number = isNegative ? -magnitude : magnitude
      return .integral
    }
    var byte = unsafe cell.load(fromByteOffset: position, as: UInt8.self)
    if byte == 0x2d, position == 4, start == 0 {
      let seconds = unsafe Timestamp.seconds(UnsafeRawBufferPointer(start: cell, count: length))
      guard let seconds else { return .text }
      number = seconds
      return .timestamp
    }
    if byte == 0x2e {
      position += 1
      let point = position
      unsafe readDigits(cell, &position, length, readable, &digits)
      exponent = point - position
      read -= exponent
      guard exponent < 0 else { return .text }
      byte = position < length ? unsafe cell.load(fromByteOffset: position, as: UInt8.self) : 0
    }
    if position < length {
      guard byte | 0x20 == 0x65 else { return .text }
      position += 1
      guard let power = unsafe readExponent(cell, position, length) else { return .text }
      exponent += power
    }
    let exact = read <= 19 ? scaled(digits, exponent) : nil
    let magnitude = unsafe exact ?? leave(cell, start, length)
    guard magnitude.isFinite else { return .text }
    number = isNegative ? -magnitude : magnitude
    return .fractional
  }

  /// Reads digits, up to eight at a time; wraps around beyond 19 of them.
  ///
  /// - Parameter readable: Bytes from `cell` to the end of the buffer.
  @inline(__always)
  private static func readDigits(
    _ cell: UnsafeRawPointer, _ position: inout Int, _ length: Int, _ readable: Int,
    _ digits: inout UInt64
  ) {
    while position < length {
      let left = length &- position
      let word =
        unsafe load(cell + position, Swift.min(left, 8), readable &- position) ^ zeros
      let others = nonDigits(word)
      let run = Swift.min(others == 0 ? 8 : others.trailingZeroBitCount &>> 3, left)
      if run == 0 { return }
      // The last digit comes to the top byte, and zeros come in before the first.
      digits =
        digits &* tens[run]
        &+ value(word &<< UInt64(truncatingIfNeeded: 64 &- 8 &* run))
      position += run
      if run < 8 { return }
    }
  }

  /// A signed exponent up to the end of the cell, kept within ±1,000,000.
  private static func readExponent(
    _ cell: UnsafeRawPointer, _ start: Int, _ length: Int
  ) -> Int? {
    var position = start
    guard position < length else { return nil }
    let sign = unsafe cell.load(fromByteOffset: position, as: UInt8.self)
    if sign == 0x2d || sign == 0x2b { position += 1 }
    guard position < length else { return nil }
    var exponent = 0
    while position < length {
      let digit = unsafe cell.load(fromByteOffset: position, as: UInt8.self) &- 0x30
      guard digit < 10 else { return nil }
      exponent = Swift.min(exponent * 10 + Int(digit), 1_000_000)
      position += 1
    }
    return sign == 0x2d ? -exponent : exponent
  }

  /// What the standard library makes of an unsigned number; infinite beyond the doubles.
  private static func leave(_ cell: UnsafeRawPointer, _ start: Int, _ length: Int) -> Double {
    let bytes = unsafe UnsafeRawBufferPointer(start: cell + start, count: length - start)
    return unsafe Double(String(decoding: bytes, as: UTF8.self)) ?? .infinity
  }
}
