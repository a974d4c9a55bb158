/// The type of an Arrow column, as far as columns of it can be read.
enum ArrowType: Equatable, Sendable {
  case null
  case boolean
  case integer(bytes: Int, isSigned: Bool)
  /// Of 2, 4 or 8 bytes.
  case float(bytes: Int)
  case decimal(bytes: Int, scale: Int)
  /// Offsets of 4 or 8 bytes, and what they lead to.
  case text(offsetBytes: Int)
  case textView
  case fixedText(bytes: Int)
  /// Days of 4 bytes, or milliseconds of 8.
  case date(bytes: Int)
  /// Units a second.
  case timestamp(perSecond: Int64)
  case time(bytes: Int, perSecond: Int64)
  case duration(perSecond: Int64)
  case structure
  case list(offsetBytes: Int)
  case fixedList(count: Int)
  /// A type that is not read: its name for messages, and how many buffers it has.
  case unread(String, buffers: Int)

  /// Buffers of a column of this type, those of its children and the further ones of views aside.
  var buffers: Int {
    switch self {
    case .null: 0
    case .structure, .fixedList: 1
    case .text: 3
    case .unread(_, let buffers): buffers
    default: 2
    }
  }

  /// Whether each batch says how many further buffers a column has.
  var isView: Bool { self == .textView }

  /// Bytes of a value, where all have as many.
  var width: Int? {
    switch self {
    case .integer(let bytes, _), .float(let bytes), .decimal(let bytes, _), .fixedText(let bytes),
      .date(let bytes), .time(let bytes, _):
      bytes
    case .timestamp, .duration: 8
    case .textView: 16
    default: nil
    }
  }

  var isNested: Bool {
    switch self {
    case .structure, .list, .fixedList: true
    default: false
    }
  }
}

extension ArrowType {
  /// Reads the type of a field; see `Schema.fbs` of the format for the numbers.
  ///
  /// - Parameter hasUnionValidity: whether unions have a buffer more, as they had up to version 4
  ///   of the metadata.
  init(_ field: FlatTable, hasUnionValidity: Bool) throws(ArrowDamage) {
    let kind = try field.number(2, default: UInt8(0))
    guard let type = try field.table(3) else {
      throw ArrowDamage("the Arrow schema has a column without a type")
    }
    switch kind {
    case 1: self = .null
    case 2: self = try ArrowType.integer(type)
    case 3:
      let precision = try type.number(0, default: Int16(0))
      guard (0...2).contains(precision) else { throw ArrowType.unknown("float", Int(precision)) }
      self = .float(bytes: 2 << Int(precision))
    case 4, 5: self = .text(offsetBytes: 4)
    case 6: self = .boolean
    case 7: self = try ArrowType.decimal(type)
    case 8: self = .date(bytes: try type.number(0, default: Int16(1)) == 0 ? 4 : 8)
    case 9:
      let bits = try type.number(1, default: Int32(32))
      guard bits == 32 || bits == 64 else { throw ArrowType.unknown("time", Int(bits)) }
      self = .time(bytes: Int(bits) / 8, perSecond: try ArrowType.unit(type, default: 1))
    case 10: self = .timestamp(perSecond: try ArrowType.unit(type, default: 0))
    case 11: self = .unread("an interval", buffers: 2)
    case 12: self = .list(offsetBytes: 4)
    case 13: self = .structure
    case 14:
      let isDense = try type.number(0, default: Int16(0)) == 1
      self = .unread("a union", buffers: (isDense ? 2 : 1) + (hasUnionValidity ? 1 : 0))
    case 15:
      let width = Int(try type.number(0, default: Int32(0)))
      guard (0...1 << 24).contains(width) else { throw ArrowType.unknown("binary", width) }
      self = .fixedText(bytes: width)
    case 16:
      let count = Int(try type.number(0, default: Int32(0)))
      guard count >= 0 else { throw ArrowType.unknown("list", count) }
      self = .fixedList(count: count)
    case 17: self = .unread("a map", buffers: 2)
    case 18: self = .duration(perSecond: try ArrowType.unit(type, default: 1))
    case 19, 20: self = .text(offsetBytes: 8)
    case 21: self = .list(offsetBytes: 8)
    case 22: self = .unread("run-end encoded", buffers: 0)
    case 23, 24: self = .textView
    case 25, 26: self = .unread("a list view", buffers: 3)
    default: throw ArrowDamage("the Arrow schema has a column of an unknown type (\(kind))")
    }
  }

  static func integer(_ type: FlatTable) throws(ArrowDamage) -> ArrowType {
    let bits = Int(try type.number(0, default: Int32(0)))
    guard [8, 16, 32, 64].contains(bits) else { throw unknown("integer", bits) }
    return .integer(bytes: bits / 8, isSigned: try type.boolean(1))
  }

  private static func decimal(_ type: FlatTable) throws(ArrowDamage) -> ArrowType {
    let bits = Int(try type.number(2, default: Int32(128)))
    guard [32, 64, 128, 256].contains(bits) else { throw unknown("decimal", bits) }
    // Those of 256 bits have 77 digits; the bound keeps texts of odd scales short.
    let scale = Int(try type.number(1, default: Int32(0)))
    guard (-256...256).contains(scale) else { throw unknown("decimal", scale) }
    return .decimal(bytes: bits / 8, scale: scale)
  }

  private static func unit(_ type: FlatTable, default unit: Int16) throws(ArrowDamage) -> Int64 {
    let unit = try type.number(0, default: unit)
    let units: [Int64] = [1, 1000, 1_000_000, 1_000_000_000]
    guard units.indices.contains(Int(unit)) else { throw unknown("time unit", Int(unit)) }
    return units[Int(unit)]
  }

  private static func unknown(_ what: String, _ number: Int) -> ArrowDamage {
    ArrowDamage("the Arrow schema has an unknown kind of \(what) (\(number))")
  }
}
