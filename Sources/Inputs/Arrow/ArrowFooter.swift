/// What the end of an Arrow file says of it: the schema, and where the messages are.
struct ArrowFooter {
  let schema: ArrowSchema
  /// Dictionaries, then batches, each in the order of the file.
  let blocks: [Block]

  struct Block {
    let offset: Int
    let bodyBytes: Int
    let end: Int
  }

  /// - Parameters:
  ///   - bytes: the footer, a FlatBuffer.
  ///   - end: bytes of the file that precede it.
  init(_ bytes: [UInt8], end: Int) throws(ArrowDamage) {
    let footer = try FlatTable(root: bytes)
    guard let schema = try footer.table(1) else {
      throw ArrowDamage("the footer of the Arrow file has no schema")
    }
    self.schema = try ArrowSchema(schema, version: try footer.number(0, default: Int16(0)))
    blocks =
      try ArrowFooter.blocks(footer.longs(2, each: 3), end)
      + ArrowFooter.blocks(footer.longs(3, each: 3), end)
  }

  /// How many batches a footer tells of.
  static func batches(_ bytes: [UInt8]) throws(ArrowDamage) -> Int {
    try FlatTable(root: bytes).longs(3, each: 3).count / 3
  }

  /// Offset, length of the metadata in the low half, length of the body; one behind the other, so
  /// that no byte is read twice.
  private static func blocks(_ numbers: [Int64], _ end: Int) throws(ArrowDamage) -> [Block] {
    var blocks: [Block] = []
    var last = 0
    for place in stride(from: 0, to: numbers.count, by: 3) {
      let offset = numbers[place]
      let metadata = Int64(Int32(truncatingIfNeeded: numbers[place + 1]))
      let body = numbers[place + 2]
      guard offset >= last, metadata >= 8, body >= 0, offset <= end,
        body <= Int64(end) - offset - metadata
      else {
        throw ArrowDamage("the footer of the Arrow file leads to places that it can't have")
      }
      last = Int(offset + metadata + body)
      blocks.append(Block(offset: Int(offset), bodyBytes: Int(body), end: last))
    }
    return blocks
  }
}
