import Engine
import Statistics

/// Statistics as bytes: mergeable, versioned, sealed with a checksum.
///
/// Layout: `TIDESTAT`, version, records, columns (name, type), states (key, bytes), FNV-1a checksum of
/// all before it. Numbers are little-endian, 64 bits.
package enum StateFile {
  private static let magic = Array("TIDESTAT".utf8)
  private static let version = 1

  package static func encode(_ gathered: Gathered) -> [UInt8] {
    var writer = ByteWriter()
    for byte in magic { writer.write(byte) }
    writer.write(version)
    writer.write(gathered.records)
    writer.write(gathered.schema.columns.count)
    for column in gathered.schema.columns {
      writer.write(column.name)
      writer.write(column.type?.rawValue ?? "")
    }
    // A later run would take what a pattern limit left incomplete for sound.
    let states = gathered.encoded().filter { !gathered.patternLimits.contains($0.key) }
    writer.write(states.count)
    for state in states {
      writer.write(state.key)
      writer.write(state.bytes)
    }
    var sealed = writer
    sealed.write(checksum(writer.bytes[...]))
    return sealed.bytes
  }

  package static func decode(_ bytes: [UInt8]) throws(DamagedState) -> Gathered {
    guard bytes.count >= magic.count + 8, bytes.starts(with: magic) else {
      throw DamagedState("this is not a state file of Tidemark", at: 0)
    }
    let body = bytes[..<(bytes.count - 8)]
    var seal = ByteReader(bytes[(bytes.count - 8)...])
    guard try seal.readUInt64() == checksum(body) else {
      throw DamagedState("the checksum does not fit: bytes were lost or changed", at: body.count)
    }
    var reader = ByteReader(body)
    for _ in magic { _ = try reader.readByte() }
    let found = try reader.readInt()
    guard found == version else {
      throw DamagedState(
        "this is version \(found) of the format, and this program reads version \(version)", at: 8)
    }
    let records = try reader.readInt()
    guard records >= 0 else { throw reader.damaged("a negative number of records") }
    var columns: [Schema.Column] = []
    for _ in 0..<(try reader.readCount(elementSize: 16)) {
      let name = try reader.readString()
      columns.append(Schema.Column(name, ColumnType(rawValue: try reader.readString())))
    }
    var states: [String: ArraySlice<UInt8>] = [:]
    for _ in 0..<(try reader.readCount(elementSize: 16)) {
      let key = try reader.readString()
      states[key] = try reader.readBytes()
    }
    try reader.finish()
    return Gathered(records: records, schema: Schema(columns), stored: states)
  }

  /// FNV-1a, 64 bits: finds damage, not forgery.
  private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return hash
  }
}
