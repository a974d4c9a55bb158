/// The service's sketch of one shard, written plainly from its description.
struct PlainSketch {
  var levels: [[Double]] = [[]]
  private var offsets = [0]
  private var compactions = [0]
  private let k: Double
  private let c: Double

  init(_ values: [Double], k: Double = 2048, c: Double = 0.64) {
    self.k = k
    self.c = c
    for value in values { insert(value) }
  }

  private func capacity(_ level: Int) -> Int {
    var share = k
    for _ in 0..<(levels.count - 1 - level) { share *= c }
    return 2 * (Int((share / 2).rounded(.up)) + 1)
  }

  private mutating func insert(_ value: Double) {
    levels[0].append(value)
    let held = levels.reduce(0) { $0 + $1.count }
    guard held > levels.indices.reduce(0, { $0 + capacity($1) }) else { return }
    for i in levels.indices where levels[i].count >= capacity(i) {
      if i + 1 == levels.count {
        levels.append([])
        offsets.append(0)
        compactions.append(0)
      }
      let even = levels[i].count - levels[i].count % 2
      let head = levels[i][..<even].sorted()
      if compactions[i] % 2 == 1 { offsets[i] = 1 - offsets[i] }
      for index in stride(from: offsets[i], to: even, by: 2) { levels[i + 1].append(head[index]) }
      compactions[i] += 1
      levels[i] = Array(levels[i][even...])
      break
    }
  }
}
