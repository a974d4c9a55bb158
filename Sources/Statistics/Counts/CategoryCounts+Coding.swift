extension CategoryCounts {
  package func encode(into bytes: inout ByteWriter) {
    bytes.write(budget)
    bytes.write(UInt8(isExact ? 1 : 0))
    bytes.writeTally(total)
    bytes.writeTally(error)
    bytes.write(table.count)
    for entry in ordered {
      bytes.write(table.key(entry))
      bytes.writeTally(table.count(of: entry))
    }
  }

  package init(decoding bytes: inout ByteReader) throws(DamagedState) {
    let budget = try bytes.readInt()
    guard Parameters(budget: budget).budget == budget else {
      throw bytes.damaged("a budget of \(budget)")
    }
    self.init(budget: budget)
    let form = try bytes.readByte()
    guard form < 2 else { throw bytes.damaged("a form that is not known") }
    isExact = form == 1
    total = try bytes.readTally()
    error = try bytes.readTally()
    let count = try bytes.readCount(elementSize: 16)
    guard count <= (isExact ? budget : 2 * budget), !isExact || error == 0 else {
      throw bytes.damaged("more categories than are held")
    }
    var sum = 0
    for _ in 0..<count {
      let text = try bytes.readBytes()
      let cells = try bytes.readTally()
      guard cells > 0, text.count <= CategoryKey.longest else {
        throw bytes.damaged("a category that can't be")
      }
      let isNew = unsafe text.withUnsafeBytes { unsafe table.add($0, cells) }
      guard isNew else { throw bytes.damaged("a category twice") }
      sum.tally(cells)
    }
    sum = Swift.min(sum, .largestTally)
    guard isExact ? sum == total : sum <= total, table.bytes <= Self.mostBytes else {
      throw bytes.damaged("counts that don't add up")
    }
  }
}
