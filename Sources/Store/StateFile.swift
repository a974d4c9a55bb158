import Engine
import Statistics

/// Statistics as bytes: mergeable, versioned, sealed with a checksum.
///
/// Layout: `TIDESTAT`, version, the shape of windows (empty where there are none), records without a
/// time, malformed records, columns (name, type, part of a captured record, whether beside it), panes
/// (number, records, states of kind, key and bytes), FNV-1a checksum of all before it. Numbers are
/// little-endian, 64 bits; text and bytes have their length before them.
package enum StateFile {
  private static let magic = Array("TIDESTAT".utf8)
  private static let version = 2

  /// Statistics that are not cut into windows, as those of a baseline.
  package static func encode(_ gathered: Gathered) -> [UInt8] {
    encode(
      ShardState(
        schema: gathered.schema, shape: nil, untimed: 0, malformed: 0, panes: [0: gathered]))
  }

  package static func encode(_ shard: ShardState) -> [UInt8] {
    var writer = ByteWriter()
    for byte in magic { writer.write(byte) }
    writer.write(version)
    writer.write(shard.shape ?? "")
    writer.writeTally(shard.untimed)
    writer.writeTally(shard.malformed)
    writer.write(shard.schema.columns.count)
    for column in shard.schema.columns {
      writer.write(column.name)
      writer.write(column.type?.rawValue ?? "")
      writer.write(shard.sections[column.name] ?? "")
      writer.write(UInt8(column.isBeside ? 1 : 0))
    }
    writer.write(shard.panes.count)
    for (index, gathered) in shard.panes.sorted(by: { $0.key < $1.key }) {
      writer.write(index)
      encode(gathered, &writer)
    }
    var sealed = writer
    sealed.write(checksum(writer.bytes[...]))
    return sealed.bytes
  }

  private static func encode(_ gathered: Gathered, _ writer: inout ByteWriter) {
    writer.write(gathered.records)
    // A later run would take what a pattern limit left incomplete for sound.
    let states = gathered.encoded().filter { !gathered.patternLimits.contains($0.key) }
    writer.write(states.count)
    for (key, state) in states {
      writer.write(state.kind)
      writer.write(key)
      writer.write(state.bytes)
    }
  }

  /// The statistics of a state that is not cut into windows.
  package static func decode(_ bytes: [UInt8]) throws(DamagedState) -> Gathered {
    let shard = try decodeShard(bytes)
    guard shard.shape == nil, shard.panes.count == 1, let gathered = shard.panes[0] else {
      throw DamagedState(
        "these statistics are cut into windows (\(shard.shape ?? "none")), and a baseline is one",
        at: 16)
    }
    return gathered
  }

  package static func decodeShard(_ bytes: [UInt8]) throws(DamagedState) -> ShardState {
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
    let shape = try reader.readString()
    let (untimed, malformed) = (try reader.readTally(), try reader.readTally())
    var columns: [Schema.Column] = []
    var sections: [String: String] = [:]
    for _ in 0..<(try reader.readCount(elementSize: 25)) {
      let name = try reader.readString()
      let type = ColumnType(rawValue: try reader.readString())
      let section = try reader.readString()
      if !section.isEmpty { sections[name] = section }
      columns.append(Schema.Column(name, type, isBeside: try reader.readByte() != 0))
    }
    let schema = Schema(columns)
    var panes: [Int: Gathered] = [:]
    for _ in 0..<(try reader.readCount(elementSize: 24)) {
      let index = try reader.readInt()
      guard panes[index] == nil else { throw reader.damaged("the window \(index) is there twice") }
      panes[index] = try decode(schema, &reader)
    }
    try reader.finish()
    return ShardState(
      schema: schema, sections: sections, shape: shape.isEmpty ? nil : shape, untimed: untimed,
      malformed: malformed, panes: panes)
  }

  private static func decode(
    _ schema: Schema, _ reader: inout ByteReader
  ) throws(DamagedState) -> Gathered {
    let records = try reader.readTally()
    var states: [String: StoredState] = [:]
    for _ in 0..<(try reader.readCount(elementSize: 24)) {
      let kind = try reader.readString()
      let key = try reader.readString()
      states[key] = StoredState(kind: kind, bytes: try reader.readBytes())
    }
    return Gathered(records: records, schema: schema, stored: states)
  }

  /// FNV-1a, 64 bits: finds damage, not forgery.
  private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return hash
  }
}
