internal import Engine

/// Sorts labels by their ids in bounded memory: what is beyond it goes to temporary files as sorted
/// runs, which are merged at the end (external merge sort; Knuth, TAOCP 3, 5.4).
///
/// What comes out depends neither on the order of the labels nor on the memory.
struct LabelSorter {
  /// Bytes that entries and their order take before they are written away.
  private let capacity: Int
  private let folder: String
  private let fanIn: Int
  private var bytes: [UInt8] = []
  private var order: [Position] = []
  /// Runs by how often they were merged: each level holds fewer than `fanIn`.
  private var levels: [[LabelRun]] = []
  /// Bytes written to temporary files.
  private(set) var spilled = 0

  private struct Position {
    let hash: UInt64
    let offset: Int
  }

  /// - Parameters:
  ///   - memory: bytes that may be taken while labels are added and sorted, unless one is longer.
  ///   - folder: of temporary files.
  init(memory: Int, folder: String) {
    // Arrays that grow take up to twice what is in them, and the table is made beside them.
    capacity = max(memory / 4, 1 << 10)
    fanIn = min(max(memory / (128 << 10), 2), 64)
    self.folder = folder
  }

  var isInMemory: Bool { levels.isEmpty }

  /// Adds a label; id and data are ranges of `text`.
  mutating func add(
    id: Range<Int>, data: Range<Int>, of text: [UInt8], isJSON: Bool, hour: Int?, place: LabelPlace
  ) throws(ReadError) {
    if bytes.count + order.count * MemoryLayout<Position>.stride >= capacity { try spill() }
    let hash = unsafe text.withUnsafeBytes { bytes in
      unsafe LabelTable.hash(UnsafeRawBufferPointer(rebasing: bytes[id]))
    }
    order.append(Position(hash: hash, offset: bytes.count))
    LabelEntry.append(
      LabelEntry.Head(hash: hash, hour: hour, place: place, isJSON: isJSON), id: id, data: data,
      of: text, to: &bytes)
  }

  /// Takes the label back that was added last, before another one is.
  mutating func removeLast() {
    guard let last = order.popLast() else { return }
    bytes.removeLast(bytes.count - last.offset)
  }

  /// Gives all labels in order.
  mutating func finish(_ take: (LabelEntry) throws(ReadError) -> Void) throws(ReadError) {
    guard !isInMemory else {
      sort()
      _ = unsafe try LabelEntry.lend(bytes) { base throws(ReadError) in
        for position in order { unsafe try take(LabelEntry(at: base + position.offset)) }
      }
      (bytes, order) = ([], [])
      return
    }
    try spill()
    (bytes, order) = ([], [])
    let runs = levels.flatMap(\.self)
    levels = []
    try LabelRun.merge(runs, buffer: bufferBytes(runs.count), take)
  }

  private mutating func sort() {
    order.sort { $0.hash < $1.hash }
    // Equal hashes are equal ids, nearly always: their labels are put in order by all that they say.
    unsafe bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return }
      var start = 0
      while start < order.count {
        var end = start + 1
        while end < order.count, order[end].hash == order[start].hash { end += 1 }
        if end - start > 1 {
          order[start..<end].sort { a, b in
            unsafe LabelEntry(at: base + a.offset).precedes(LabelEntry(at: base + b.offset))
          }
        }
        start = end
      }
    }
  }

  private mutating func spill() throws(ReadError) {
    guard !order.isEmpty else { return }
    sort()
    var writer = try LabelRun.Writer(folder: folder, buffer: bufferBytes(fanIn))
    _ = unsafe try LabelEntry.lend(bytes) { base throws(ReadError) in
      for position in order { unsafe try writer.add(LabelEntry(at: base + position.offset)) }
    }
    bytes.removeAll(keepingCapacity: true)
    order.removeAll(keepingCapacity: true)
    try keep(try writer.finish(), level: 0)
  }

  private mutating func keep(_ run: LabelRun, level: Int) throws(ReadError) {
    spilled += run.length
    if level == levels.count { levels.append([]) }
    levels[level].append(run)
    guard levels[level].count == fanIn else { return }
    let runs = levels[level]
    levels[level] = []
    var writer = try LabelRun.Writer(folder: folder, buffer: bufferBytes(fanIn))
    try LabelRun.merge(runs, buffer: bufferBytes(fanIn)) { entry throws(ReadError) in
      try writer.add(entry)
    }
    try keep(try writer.finish(), level: level + 1)
  }

  /// Bytes of the buffers of so many runs that are read at once.
  private func bufferBytes(_ runs: Int) -> Int {
    min(max(capacity / max(runs, 1), 4 << 10), 1 << 20)
  }
}
