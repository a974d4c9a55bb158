extension ValueMultiplicity {
  package func encode(into bytes: inout ByteWriter) {
    bytes.write(parameters.budget)
    bytes.write(UInt8(parameters.keepsTexts ? 1 : 0))
    bytes.write(UInt8(level))
    bytes.write(UInt8(textLevel))
    bytes.writeTally(records)
    bytes.write(table.count)
    for (hash, count) in table.sorted {
      bytes.write(hash)
      bytes.write(UInt64(count))
    }
    bytes.write(texts.hashes.count)
    for index in texts.ordered {
      bytes.write(texts.hashes[index])
      bytes.write(texts[index])
    }
  }

  package init(decoding bytes: inout ByteReader) throws(DamagedState) {
    let budget = try bytes.readInt()
    let form = try bytes.readByte()
    let parameters = Parameters(budget: budget, keepsTexts: form == 1)
    guard parameters.budget == budget, form < 2 else {
      throw bytes.damaged("a budget of \(budget)")
    }
    self.init(parameters)
    level = Int(try bytes.readByte())
    textLevel = Int(try bytes.readByte())
    guard level < 64, textLevel < 64 else { throw bytes.damaged("a threshold that can't be") }
    records = try bytes.readTally()
    try readCounts(&bytes)
    try readTexts(&bytes)
  }

  private mutating func readCounts(_ bytes: inout ByteReader) throws(DamagedState) {
    let held = try bytes.readCount(elementSize: 16)
    guard held <= parameters.budget else { throw bytes.damaged("more values than are held") }
    var last: UInt64 = 0
    var sum = 0
    for _ in 0..<held {
      let hash = try bytes.readUInt64()
      let count = try bytes.readInt()
      guard hash > last, hash <= Self.highest(level), count > 0,
        count <= MultiplicityTable.largestCount
      else { throw bytes.damaged("values that can't be") }
      _ = table.add(hash, count)
      sum.tally(count)
      last = hash
    }
    guard sum <= records else { throw bytes.damaged("more values than records") }
  }

  private mutating func readTexts(_ bytes: inout ByteReader) throws(DamagedState) {
    let held = try bytes.readCount(elementSize: 16)
    guard parameters.keepsTexts || held == 0 else { throw bytes.damaged("texts that are not kept") }
    for _ in 0..<held {
      let hash = try bytes.readUInt64()
      let text = try bytes.readBytes()
      guard table.count(of: hash) > 0, !table.isMarked(hash), text.count <= SampledTexts.longest
      else { throw bytes.damaged("a text without a value") }
      texts.append(hash, text)
      table.setMark(hash, true)
    }
    guard texts.bytes <= Self.mostTextBytes else { throw bytes.damaged("more text than is kept") }
  }
}
