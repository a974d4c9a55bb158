/// Bytes of a batch: values, offsets or bits.
struct ArrowBuffer: Sendable {
  let bytes: [UInt8]
  let range: Range<Int>
  /// Where it starts in the decompressed input, or where it is compressed there.
  let offset: Int

  init(_ bytes: [UInt8], _ range: Range<Int>, offset: Int) {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "a range of the bytes")
    self.bytes = bytes
    self.range = range
    self.offset = offset
  }

  var count: Int { range.count }

  /// That it holds so many bytes; the rest is left out.
  func holding(_ count: Int, _ what: String) throws(ArrowDamage) -> ArrowBuffer {
    guard count <= range.count else {
      throw ArrowDamage("\(what) need \(count) bytes, and have \(range.count)", at: offset)
    }
    return ArrowBuffer(bytes, range.lowerBound..<range.lowerBound + count, offset: offset)
  }

  /// Lends the bytes.
  @inline(__always)
  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    unsafe bytes.withUnsafeBytes { unsafe body(UnsafeRawBufferPointer(rebasing: $0[range])) }
  }

  /// A value of a buffer of such values; checked.
  func value<Value: FixedWidthInteger & BitwiseCopyable>(
    _ index: Int, as type: Value.Type
  ) -> Value {
    let size = MemoryLayout<Value>.size
    precondition(index >= 0 && index < count / size, "a value of the buffer")
    return unsafe withBytes {
      unsafe Value(littleEndian: $0.loadUnaligned(fromByteOffset: index * size, as: Value.self))
    }
  }
}
