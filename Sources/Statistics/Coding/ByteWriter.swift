/// Writes little-endian numbers and length-prefixed text.
package struct ByteWriter {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  package mutating func write(_ value: UInt8) { bytes.append(value) }

  package mutating func write(_ value: UInt64) {
    for shift in stride(from: 0, to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(shift)))
    }
  }

  package mutating func write(_ value: Int) { write(UInt64(bitPattern: Int64(value))) }

  package mutating func write(_ value: Double) { write(value.bitPattern) }

  package mutating func write(_ value: some Collection<UInt8>) {
    write(value.count)
    bytes.append(contentsOf: value)
  }

  package mutating func write(_ value: String) { write(Array(value.utf8)) }

  package mutating func write(_ values: [Double]) {
    write(values.count)
    for value in values { write(value) }
  }
}
