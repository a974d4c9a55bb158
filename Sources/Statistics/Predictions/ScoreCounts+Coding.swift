extension ScoreCounts {
  package func encode(into bytes: inout ByteWriter) {
    bytes.write(budget)
    bytes.writeTally(records)
    bytes.writeTally(labelled)
    bytes.write(UInt8(shift))
    bytes.write(tallies.count)
    for (key, tally) in tallies.sorted(by: { $0.key < $1.key }) {
      bytes.write(key)
      bytes.writeTally(tally.positives)
      bytes.writeTally(tally.negatives)
    }
  }

  package init(decoding bytes: inout ByteReader) throws(DamagedState) {
    let budget = try bytes.readInt()
    guard Parameters(budget: budget).budget == budget else {
      throw bytes.damaged("a budget of \(budget)")
    }
    self.init(Parameters(budget: budget))
    records = try bytes.readTally()
    labelled = try bytes.readTally()
    shift = Int(try bytes.readByte())
    let count = try bytes.readCount(elementSize: 24)
    guard labelled <= records, shift < 64, count <= budget else {
      throw bytes.damaged("scores that can't be")
    }
    var last: UInt64?
    var sum = 0
    for _ in 0..<count {
      let key = try bytes.readUInt64()
      let tally = Tally(positives: try bytes.readTally(), negatives: try bytes.readTally())
      sum.tally(tally.positives)
      sum.tally(tally.negatives)
      guard last.map({ $0 < key }) ?? true, key.leadingZeroBitCount >= shift,
        tally != Tally()
      else { throw bytes.damaged("a score that can't be") }
      tallies[key] = tally
      last = key
    }
    guard sum <= labelled else { throw bytes.damaged("more scores than records") }
  }
}
