/// What is in a piece, found in quick passes so that the usual piece needs no care.
enum TextCheck {
  static func check(_ bytes: [UInt8]) -> (hasQuotes: Bool, isValid: Bool) {
    let hasQuotes = unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe buffer.baseAddress.map {
        unsafe ByteSearch.first(CSVDialect.quote, in: $0, 0, buffer.count) < buffer.count
      } ?? false
    }
    let isASCII = unsafe bytes.withUnsafeBytes { unsafe TextCheck.isASCII($0) }
    return (hasQuotes, isASCII || isValid(bytes[...]))
  }

  /// Whether bytes are UTF-8.
  static func isValid(_ bytes: ArraySlice<UInt8>) -> Bool {
    (try? UTF8Span(validating: bytes.span)) != nil
  }

  /// Eight words at a time, which compilers turn into vectors where `|` of SIMD types is not.
  static func isASCII(_ buffer: UnsafeRawBufferPointer) -> Bool {
    var high: UInt64 = 0
    var at = 0
    while at &+ 64 <= buffer.count {
      for word in 0..<8 {
        high |= unsafe buffer.loadUnaligned(fromByteOffset: at &+ word &* 8, as: UInt64.self)
      }
      at &+= 64
    }
    while at < buffer.count {
      high |= UInt64(unsafe buffer[at])
      at &+= 1
    }
    return high & 0x8080_8080_8080_8080 == 0
  }
}
