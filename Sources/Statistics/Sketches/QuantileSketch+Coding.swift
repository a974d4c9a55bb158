extension QuantileSketch {
  package func encode(into bytes: inout ByteWriter) {
    bytes.write(parameters.k)
    bytes.write(parameters.c)
    bytes.write(levels.count)
    for (level, items) in levels.enumerated() {
      bytes.write(compactions[level])
      bytes.write(items)
    }
  }

  package init(decoding bytes: inout ByteReader) throws(DamagedState) {
    let k = try bytes.readInt()
    let c = try bytes.readDouble()
    let parameters = Parameters(k: k, c: c)
    guard parameters.k == k, parameters.c == c else {
      throw bytes.damaged("parameters that no sketch has")
    }
    let height = try bytes.readCount(elementSize: 16)
    guard (1...Self.mostLevels).contains(height) else {
      throw bytes.damaged("\(height) levels")
    }
    var levels: [[Double]] = []
    var compactions: [Int] = []
    for _ in 0..<height {
      let done = try bytes.readInt()
      let items = try bytes.readDoubles()
      guard (0...0xff_ffff).contains(done), items.allSatisfy(\.isFinite) else {
        throw bytes.damaged("a level that can't be")
      }
      compactions.append(done)
      levels.append(items)
    }
    self.init(parameters: parameters, levels: levels, compactions: compactions)
    guard count <= .largestTally else { throw bytes.damaged("more values than any stream has") }
  }
}
