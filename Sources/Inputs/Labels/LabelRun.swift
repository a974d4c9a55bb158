internal import Engine

/// Labels in order in a temporary file.
struct LabelRun {
  fileprivate let file: TemporaryFile
  /// Bytes of it.
  let length: Int

  /// Writes a run, entry by entry.
  struct Writer {
    private let file: TemporaryFile
    private let most: Int
    private var buffer: [UInt8] = []
    private var written = 0

    init(folder: String, buffer: Int) throws(ReadError) {
      file = try TemporaryFile(in: folder)
      most = buffer
    }

    mutating func add(_ entry: LabelEntry) throws(ReadError) {
      entry.append(to: &buffer)
      if buffer.count >= most { try flush() }
    }

    mutating func finish() throws(ReadError) -> LabelRun {
      try flush()
      return LabelRun(file: file, length: written)
    }

    private mutating func flush() throws(ReadError) {
      try file.write(buffer, at: written)
      written += buffer.count
      buffer.removeAll(keepingCapacity: true)
    }
  }

  /// Gives the labels of several runs in order.
  ///
  /// - Parameter buffer: bytes that are read of a run at once, unless a label is longer.
  static func merge(
    _ runs: [LabelRun], buffer: Int, _ take: (LabelEntry) throws(ReadError) -> Void
  ) throws(ReadError) {
    var heap: [Cursor] = []
    for run in runs {
      let cursor = Cursor(run, buffer: buffer)
      if try cursor.advance() { heap.append(cursor) }
    }
    for index in heap.indices.reversed() { sink(index, in: &heap) }
    while let first = heap.first {
      try first.withEntry(take)
      if try !first.advance() {
        heap[0] = heap[heap.count - 1]
        heap.removeLast()
      }
      sink(0, in: &heap)
    }
  }

  /// Moves a cursor down until none below it comes first.
  private static func sink(_ start: Int, in heap: inout [Cursor]) {
    var index = start
    while true {
      var first = index
      for child in [2 * index + 1, 2 * index + 2]
      where child < heap.count && heap[child].precedes(heap[first]) {
        first = child
      }
      if first == index { return }
      heap.swapAt(index, first)
      index = first
    }
  }

  /// Where a run is being read.
  private final class Cursor {
    private let run: LabelRun
    private let most: Int
    private var bytes: [UInt8] = []
    /// The entry is at this position of `bytes`.
    private var start = 0
    private var end = 0
    /// Bytes of the run that were read.
    private var read = 0

    init(_ run: LabelRun, buffer: Int) {
      self.run = run
      most = buffer
    }

    /// Goes to the next entry; false at the end.
    func advance() throws(ReadError) -> Bool {
      start = end
      try need(4)
      guard bytes.count - start >= 4 else { return false }
      let length = bytes[start..<start + 4].reversed().reduce(0) { $0 << 8 | Int($1) }
      try need(length)
      end = start + length
      return true
    }

    /// Has so many bytes from `start` on, where there are as many.
    private func need(_ count: Int) throws(ReadError) {
      guard bytes.count - start < count, read < run.length else { return }
      let kept = bytes.count - start
      let wanted = min(max(most, count) - kept, run.length - read)
      bytes = try run.file.read(read..<read + wanted, after: bytes[start...])
      start = 0
      read += wanted
    }

    func withEntry(_ take: (LabelEntry) throws(ReadError) -> Void) throws(ReadError) {
      _ = unsafe try LabelEntry.lend(bytes) { base throws(ReadError) in
        unsafe try take(LabelEntry(at: base + start))
      }
    }

    func precedes(_ other: Cursor) -> Bool {
      unsafe bytes.withUnsafeBytes { mine in
        unsafe other.bytes.withUnsafeBytes { others in
          guard let a = mine.baseAddress, let b = others.baseAddress else { return false }
          return unsafe LabelEntry(at: a + start).precedes(LabelEntry(at: b + other.start))
        }
      }
    }
  }
}
