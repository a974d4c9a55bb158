/// What is in a piece, found in one quick pass so that the usual piece needs no care.
enum TextCheck {
  static func check(_ bytes: [UInt8]) -> (hasQuotes: Bool, isValid: Bool) {
    let (hasQuotes, isASCII) = unsafe bytes.withUnsafeBytes { buffer in
      var quotes = SIMD64<UInt8>.zero
      var high = SIMD64<UInt8>.zero
      let quote = SIMD64<UInt8>(repeating: CSVDialect.quote)
      let ones = SIMD64<UInt8>(repeating: 1)
      var at = 0
      while at + 64 <= buffer.count {
        let part = unsafe buffer.loadUnaligned(fromByteOffset: at, as: SIMD64<UInt8>.self)
        high |= part
        quotes.replace(with: ones, where: part .== quote)
        at += 64
      }
      var hasQuotes = quotes != .zero
      var isASCII = high.max() < 0x80
      while at < buffer.count {
        let byte = unsafe buffer[at]
        hasQuotes = hasQuotes || byte == CSVDialect.quote
        isASCII = isASCII && byte < 0x80
        at += 1
      }
      return (hasQuotes, isASCII)
    }
    return (hasQuotes, isASCII || isValid(bytes[...]))
  }

  /// Whether bytes are UTF-8.
  static func isValid(_ bytes: ArraySlice<UInt8>) -> Bool {
    (try? UTF8Span(validating: bytes.span)) != nil
  }
}
