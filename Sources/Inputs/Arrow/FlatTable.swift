/// A table of a FlatBuffer, as Arrow's metadata are stored.
///
/// Every read is checked against the end of the bytes; nothing is held to be where it says it is.
/// Source: the FlatBuffers internals, https://flatbuffers.dev/internals/
struct FlatTable {
  private let bytes: [UInt8]
  private let position: Int
  private let vtable: Int
  private let vtableSize: Int

  /// The root of a buffer.
  init(root bytes: [UInt8]) throws(ArrowDamage) {
    try self.init(bytes, at: try FlatTable.reference(bytes, 0))
  }

  private init(_ bytes: [UInt8], at position: Int) throws(ArrowDamage) {
    let distance = Int(try FlatTable.load(bytes, position, as: Int32.self))
    self.bytes = bytes
    self.position = position
    vtable = position - distance
    vtableSize = Int(try FlatTable.load(bytes, vtable, as: UInt16.self))
    guard vtable + vtableSize <= bytes.count else { throw FlatTable.damage(vtable) }
  }

  /// A number; what the format says where the table does not have it.
  func number<Value: FixedWidthInteger & BitwiseCopyable>(
    _ field: Int, default value: Value
  ) throws(ArrowDamage) -> Value {
    guard let place = try place(field) else { return value }
    return try FlatTable.load(bytes, place, as: Value.self)
  }

  func boolean(_ field: Int) throws(ArrowDamage) -> Bool {
    try number(field, default: UInt8(0)) != 0
  }

  func table(_ field: Int) throws(ArrowDamage) -> FlatTable? {
    guard let place = try place(field) else { return nil }
    return try FlatTable(bytes, at: try FlatTable.reference(bytes, place))
  }

  func text(_ field: Int) throws(ArrowDamage) -> String? {
    guard let (start, count) = try vector(field, size: 1) else { return nil }
    return String(decoding: bytes[start..<start + count], as: UTF8.self)
  }

  /// A vector of tables.
  func tables(_ field: Int) throws(ArrowDamage) -> [FlatTable] {
    guard let (start, count) = try vector(field, size: 4) else { return [] }
    var tables: [FlatTable] = []
    for element in 0..<count {
      let place = try FlatTable.reference(bytes, start + 4 * element)
      tables.append(try FlatTable(bytes, at: place))
    }
    return tables
  }

  /// A vector of structs with so many 64-bit numbers each.
  func longs(_ field: Int, each: Int = 1) throws(ArrowDamage) -> [Int64] {
    guard let (start, count) = try vector(field, size: 8 * each) else { return [] }
    var numbers: [Int64] = []
    numbers.reserveCapacity(count * each)
    for element in 0..<count * each {
      numbers.append(try FlatTable.load(bytes, start + 8 * element, as: Int64.self))
    }
    return numbers
  }

  private func vector(_ field: Int, size: Int) throws(ArrowDamage) -> (start: Int, count: Int)? {
    guard let place = try place(field) else { return nil }
    let start = try FlatTable.reference(bytes, place)
    let count = Int(try FlatTable.load(bytes, start, as: UInt32.self))
    // `count` has 32 bits and `size` is small, so that nothing overflows.
    guard start + 4 + count * size <= bytes.count else { throw FlatTable.damage(start) }
    return (start + 4, count)
  }

  private func place(_ field: Int) throws(ArrowDamage) -> Int? {
    let entry = 4 + 2 * field
    guard entry + 2 <= vtableSize else { return nil }
    let offset = Int(try FlatTable.load(bytes, vtable + entry, as: UInt16.self))
    return offset == 0 ? nil : position + offset
  }

  /// Where an offset leads to.
  private static func reference(_ bytes: [UInt8], _ place: Int) throws(ArrowDamage) -> Int {
    place + Int(try load(bytes, place, as: UInt32.self))
  }

  private static func load<Value: FixedWidthInteger & BitwiseCopyable>(
    _ bytes: [UInt8], _ place: Int, as type: Value.Type
  ) throws(ArrowDamage) -> Value {
    guard place >= 0, place + MemoryLayout<Value>.size <= bytes.count else { throw damage(place) }
    return unsafe bytes.withUnsafeBytes { buffer in
      unsafe Value(littleEndian: buffer.loadUnaligned(fromByteOffset: place, as: Value.self))
    }
  }

  private static func damage(_ place: Int) -> ArrowDamage {
    ArrowDamage("the Arrow metadata lead beyond their end", at: max(0, place))
  }
}
