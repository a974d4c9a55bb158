/// Reads what `ByteWriter` wrote; every read is checked, since stored bytes are not trusted.
package struct ByteReader {
  private let bytes: ArraySlice<UInt8>
  private var position: Int

  package init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  package init(_ bytes: [UInt8]) { self.init(bytes[...]) }

  /// Bytes from the start of the state.
  package var offset: Int { position - bytes.startIndex }
  package var remaining: Int { bytes.endIndex - position }

  package func damaged(_ reason: String) -> DamagedState { DamagedState(reason, at: offset) }

  package mutating func readByte() throws(DamagedState) -> UInt8 {
    guard remaining >= 1 else { throw damaged("the state ends too early") }
    defer { position += 1 }
    return bytes[position]
  }

  package mutating func readUInt64() throws(DamagedState) -> UInt64 {
    guard remaining >= 8 else { throw damaged("the state ends too early") }
    var value: UInt64 = 0
    for index in 0..<8 { value |= UInt64(bytes[position + index]) << UInt64(8 * index) }
    position += 8
    return value
  }

  package mutating func readInt() throws(DamagedState) -> Int {
    Int(Int64(bitPattern: try readUInt64()))
  }

  /// A count that can't be negative nor more than what is left can hold.
  package mutating func readCount(elementSize: Int = 1) throws(DamagedState) -> Int {
    let count = try readInt()
    guard count >= 0, count <= remaining / max(1, elementSize) else {
      throw damaged("a count of \(count) does not fit the state")
    }
    return count
  }

  package mutating func readDouble() throws(DamagedState) -> Double {
    Double(bitPattern: try readUInt64())
  }

  package mutating func readBytes() throws(DamagedState) -> ArraySlice<UInt8> {
    let count = try readCount()
    defer { position += count }
    return bytes[position..<position + count]
  }

  package mutating func readString() throws(DamagedState) -> String {
    String(decoding: try readBytes(), as: UTF8.self)
  }

  package mutating func readDoubles() throws(DamagedState) -> [Double] {
    let count = try readCount(elementSize: 8)
    var values: [Double] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(try readDouble()) }
    return values
  }

  /// Fails where bytes are left over.
  package func finish() throws(DamagedState) {
    guard remaining == 0 else { throw damaged("\(remaining) bytes too many") }
  }
}
