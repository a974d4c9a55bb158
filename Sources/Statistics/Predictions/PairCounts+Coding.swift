extension PairCounts {
  package func encode(into bytes: inout ByteWriter) {
    bytes.write(limit)
    for count in [records, labelled, pairs, agreeing] { bytes.writeTally(count) }
    guard let matrix else {
      bytes.write(UInt8(1))
      return
    }
    bytes.write(UInt8(0))
    bytes.write(matrix.classes.count)
    for text in matrix.classes { bytes.write(text) }
    bytes.write(matrix.cells.count)
    for cell in matrix.cells {
      bytes.write(Self.cell(cell.actual, cell.predicted))
      bytes.writeTally(cell.count)
    }
  }

  package init(decoding bytes: inout ByteReader) throws(DamagedState) {
    let limit = try bytes.readInt()
    guard Parameters(classes: limit).classes == limit else {
      throw bytes.damaged("\(limit) classes at most")
    }
    self.init(Parameters(classes: limit))
    records = try bytes.readTally()
    labelled = try bytes.readTally()
    pairs = try bytes.readTally()
    agreeing = try bytes.readTally()
    guard agreeing <= pairs, pairs <= labelled, labelled <= records else {
      throw bytes.damaged("more pairs than records")
    }
    switch try bytes.readByte() {
    case 0: try readMatrix(&bytes)
    case 1: isOverfull = true
    default: throw bytes.damaged("a form that is not known")
    }
  }

  private mutating func readMatrix(_ bytes: inout ByteReader) throws(DamagedState) {
    let classes = try bytes.readCount(elementSize: 8)
    guard classes <= limit else { throw bytes.damaged("more classes than are held") }
    for _ in 0..<classes {
      let text = try bytes.readBytes()
      guard text.count <= CategoryKey.longest else { throw bytes.damaged("a class too long") }
      let isNew = unsafe text.withUnsafeBytes { unsafe table.add($0, 0) }
      guard isNew else { throw bytes.damaged("a class twice") }
    }
    let cells = try bytes.readCount(elementSize: 16)
    guard cells <= mostCells else { throw bytes.damaged("more pairs than are held") }
    var (sum, same) = (0, 0)
    for _ in 0..<cells {
      let cell = try bytes.readUInt64()
      let count = try bytes.readTally()
      let (actual, predicted) = Self.entries(cell)
      guard actual < classes, predicted < classes, count > 0, counts[cell] == nil else {
        throw bytes.damaged("a pair that can't be")
      }
      counts[cell] = count
      sum.tally(count)
      if actual == predicted { same.tally(count) }
    }
    guard sum == pairs, same == agreeing else { throw bytes.damaged("counts that don't add up") }
  }
}
