/// What makes a cell's text a category.
enum CategoryKey {
  /// Bytes of a key at most; longer texts are cut and get a hash of the whole.
  static let longest = 1024
  private static let cut = 1000

  /// The category of a present cell: its bytes, but the whole number where the spelling is
  /// fractional and the value whole and below 2^53 (`1.0` is `1`), and a prefix with a hash where
  /// it is long.
  @inline(__always)
  static func with<Result>(
    _ text: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    if text.count <= 32, unsafe mayBeFractional(text), let whole = unsafe wholeNumber(text) {
      return unsafe withDigits(of: whole, body)
    }
    return unsafe withText(text, body)
  }

  /// The same of a cell whose kind and number are known.
  @inline(__always)
  static func with<Result>(
    _ text: UnsafeRawBufferPointer, _ kind: CellKind, _ number: Double,
    _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    if kind == .fractional, text.count <= 32, let whole = whole(number) {
      return unsafe withDigits(of: whole, body)
    }
    return unsafe withText(text, body)
  }

  @inline(__always)
  private static func withText<Result>(
    _ text: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    guard text.count > longest else { return unsafe body(text) }
    return unsafe shortened(text).withUnsafeBytes { unsafe body($0) }
  }

  /// Begins as a number, and has a point or an exponent.
  @inline(__always)
  private static func mayBeFractional(_ text: UnsafeRawBufferPointer) -> Bool {
    guard let first = unsafe text.first, first < 0x3a,
      first >= 0x30 || first == 0x2d || first == 0x2b || first == 0x20
    else { return false }
    for index in 1..<text.count {
      let byte = unsafe text[index]
      if byte == 0x2e || byte | 0x20 == 0x65 { return true }
    }
    return false
  }

  private static func wholeNumber(_ text: UnsafeRawBufferPointer) -> Int? {
    let (kind, number) = unsafe CellParser.parse(text)
    return kind == .fractional ? whole(number) : nil
  }

  @inline(__always)
  private static func whole(_ number: Double) -> Int? {
    guard number.magnitude < 0x1p53 else { return nil }
    let whole = Int(number)
    return Double(whole) == number ? whole : nil
  }

  /// A whole number below 2^53 in digits, at most 16 and a sign, without an allocation.
  private static func withDigits<Result>(
    of number: Int, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    unsafe withUnsafeTemporaryAllocation(byteCount: 24, alignment: 1) { digits in
      var rest = number.magnitude
      var start = 24
      repeat {
        start -= 1
        unsafe digits[start] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      } while rest > 0
      if number < 0 {
        start -= 1
        unsafe digits[start] = 0x2d
      }
      return unsafe body(UnsafeRawBufferPointer(rebasing: digits[start...]))
    }
  }

  private static func shortened(_ text: UnsafeRawBufferPointer) -> [UInt8] {
    var end = cut
    // Not inside a character.
    while end > cut - 4, unsafe text[end] & 0xc0 == 0x80 { end -= 1 }
    var key = unsafe Array(text[..<end])
    key.append(contentsOf: "…".utf8)
    let hash =
      unsafe text.baseAddress.map { unsafe StableHash.hash($0, count: text.count, domain: 1) } ?? 0
    let digits = Array("0123456789abcdef".utf8)
    for shift in stride(from: 60, through: 0, by: -4) {
      key.append(digits[Int(truncatingIfNeeded: hash >> UInt64(shift)) & 15])
    }
    return key
  }
}
